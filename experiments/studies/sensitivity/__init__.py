"""Ranges, responses and reports of a sensitivity study."""
