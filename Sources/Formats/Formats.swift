/// Formats.
