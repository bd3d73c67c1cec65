"""A paper before it is a file, and how it becomes a web page or a Word file."""
