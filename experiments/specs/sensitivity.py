"""Keys of ``sensitivity``: what drives the results."""

from __future__ import annotations

from sim.parameters.quantity import Section


class Sensitivity(Section):
    """What drives the results."""
