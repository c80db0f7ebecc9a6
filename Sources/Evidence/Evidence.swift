/// Evidence.
