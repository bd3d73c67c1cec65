"""Decisions, search, confirmation and report of an optimisation."""
