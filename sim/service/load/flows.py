"""What is expected to flow over a plan's lines, points and handlings: parcels a day, their kg and litres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.demand.outlook import Expected, Size
from sim.plan.way import Way


class Flows:
    """Expected flows.

    Attributes:
        way: by way, mean parcels a day.
        line: the same by line; ``kg`` and ``litres`` of these.
    """

    def __init__(self, ways: Sequence[Way], inbound: Ints, expected: Expected, lines: int) -> None:
        self._expected = expected
        served = inbound >= 0
        which, daily = inbound[served], expected.daily[served]

        def by_way(each: Floats) -> Floats:
            return np.bincount(which, weights=each, minlength=len(ways)).astype(float)

        self.way = by_way(daily)
        hop_way = np.array([number for number, way in enumerate(ways) for _ in way.hops], np.int64)
        hop_line = np.array([hop.line for way in ways for hop in way.hops], np.int64)

        def by_line(of: Floats) -> Floats:
            return np.bincount(hop_line, weights=of[hop_way], minlength=lines).astype(float)

        self.line = by_line(self.way)
        self.kg, self.litres = by_line(by_way(daily * expected.kg[served])), by_line(by_way(daily * expected.litres[served]))

    def sizes(self) -> list[Size]:
        """The mean parcel of each line; the county's where none rides."""
        mean = self._expected.mean
        if self._expected.alike:
            return [mean] * len(self.line)
        return [Size(kg / n, litres / n) if n > 0 else mean for n, kg, litres in zip(self.line, self.kg, self.litres, strict=True)]


def returning(ways: Sequence[Way], inbound: Ints, expected: Expected) -> dict[int, dict[int, float]]:
    """Mean parcels a day that go out, by the handling that they come to and the line that brings them back to it."""
    reached = inbound >= 0
    load = np.bincount(inbound[reached], expected.going[0][reached], len(ways)).tolist()
    found: dict[int, dict[int, float]] = {}
    for way, parcels in zip(ways, load, strict=True):
        for hop in way.hops if parcels else ():
            lines = found.setdefault(hop.handling, {})
            lines[hop.line] = lines.get(hop.line, 0.0) + parcels
    return found


def by_point(ways: Sequence[Way], flow: Floats, points: int) -> NDArray[np.float64]:
    """Mean parcels a day by point."""
    return np.bincount([way.point for way in ways], weights=flow, minlength=points).astype(float)
