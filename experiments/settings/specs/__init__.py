"""Keys of the studies, a section each."""
