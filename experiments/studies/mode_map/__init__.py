"""Stylised counties, the best mode of each village, and the report of a mode map."""
