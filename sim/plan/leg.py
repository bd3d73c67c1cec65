"""Legs 路段: the stretches of a mode."""

from __future__ import annotations

from enum import StrEnum


class Leg(StrEnum):
    """What a line joins, and with it the part of a mode that it plays."""

    TRUNK = "trunk"
    """Between the hub and the townships."""

    VILLAGE = "village"
    """Between a township and the villages."""

    DIRECT = "direct"
    """Between the hub and the villages in one ride."""

    URBAN = "urban"
    """Between the hub and the outlets of the county town."""

    HAUL = "haul"
    """Out of the county, with whoever runs the trunk network."""

    RELAY = "relay"
    """Between a host's stop and the villages off its way."""
