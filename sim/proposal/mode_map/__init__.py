"""What a mode map leaves for people."""
