"""Keys of ``precision``: how many replications are enough."""

from __future__ import annotations

from sim.parameters.quantity import Section


class Precision(Section):
    """How many replications are enough."""
