"""Figures, by what stands on them."""
