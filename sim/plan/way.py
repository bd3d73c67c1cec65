"""The way of a parcel, fixed before the clock starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hop:
    """One stretch of a parcel's way: handled at a place, then carried by a line to its stop number ``stop``."""

    handling: int
    line: int
    stop: int


@dataclass(frozen=True)
class Itinerary:
    """The way of a parcel, fixed before the start: hops in order, then the point.

    ``priority`` 0 is loaded first. ``mode`` is the mode that carries it, ``pool`` the name of the brand's pool (also where
    the pool's mode lets each brand work alone), empty for a brand outside any pool.
    """

    hops: tuple[Hop, ...]
    point: int
    priority: int
    mode: str
    pool: str
