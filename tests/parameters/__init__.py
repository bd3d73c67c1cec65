"""What can be set, and within which bounds."""
