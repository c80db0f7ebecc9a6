/// Readers.
