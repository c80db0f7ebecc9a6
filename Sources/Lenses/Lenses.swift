/// Lenses.
