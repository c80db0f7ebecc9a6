/// Text.
