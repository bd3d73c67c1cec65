"""Places around a seat, in the order in which one turning there sees them."""

from __future__ import annotations

import math
from collections.abc import Mapping

FULL_TURN = 2 * math.pi


def by_bearing(away: Mapping[int, tuple[float, float]]) -> list[int]:
    """Places in the order of their bearings, from the far side of the widest gap between two of them on.

    Args:
        away: by place, km to the east and to the north of the seat.
    """
    bearing = {place: math.atan2(north, east) for place, (east, north) in away.items()}
    ring = sorted(bearing, key=lambda place: (bearing[place], place))
    gaps = [(bearing[place] - bearing[ring[i - 1]]) % FULL_TURN for i, place in enumerate(ring)]
    first = max(range(len(ring)), key=lambda i: (round(gaps[i], 9), -i), default=0)
    return ring[first:] + ring[:first]
