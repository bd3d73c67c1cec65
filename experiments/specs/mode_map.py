"""Keys of ``mode_map``: which mode is best where."""

from __future__ import annotations

from sim.parameters.quantity import Section


class ModeMap(Section):
    """Which mode is best where."""
