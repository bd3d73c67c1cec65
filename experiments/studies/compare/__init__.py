"""Modes side by side on one county."""
