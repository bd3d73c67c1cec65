"""Plain values of texts, files and settings."""
