"""What services say: read from pods, merged, filtered, and without credentials."""
