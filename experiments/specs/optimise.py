"""Keys of ``optimise``: the search for the cheapest plan."""

from __future__ import annotations

from sim.parameters.quantity import Section


class Optimise(Section):
    """The search for the cheapest plan."""
