"""Measures drawn as figures, in Chinese or English."""
