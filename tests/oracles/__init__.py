"""Oracles: what the model must agree with, exactly or within an interval."""
