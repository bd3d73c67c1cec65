"""Levels of the network."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How high up a place is."""

    HUB = "hub"
    TOWNSHIP = "township"
    VILLAGE = "village"
    BEYOND = "beyond"
    """Not in the county."""
