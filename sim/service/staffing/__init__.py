"""Handlings with their stages and crews 班组."""
