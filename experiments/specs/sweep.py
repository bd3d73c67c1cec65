"""Keys of ``sweep``: the charts of a sweep."""

from __future__ import annotations

from sim.parameters.quantity import Section


class Sweep(Section):
    """The charts of a sweep."""
