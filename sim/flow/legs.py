"""The ways of a plan as columns: one row a hop of a way, so that a parcel's way is a single number, its leg."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.plan.plan import ServicePlan
from sim.plan.units import UNLIMITED
from sim.plan.way import BASE


class Kind(NamedTuple):
    """A kind of ride: which hop of the way it is, the levels of its base and of its end, and whether it is the last hop."""

    hop: int
    base: str
    end: str
    last: bool


@dataclass(frozen=True, eq=False)
class Legs:
    """Columns by leg (way after way, hops in order); the next leg of a parcel is ``leg + 1``.

    Attributes:
        first: by way, its first leg.
        hop: 0 for the first hop.
        handling, line, board, alight: as in ``Hop``.
        onward: handling of the next hop; -1 on the last.
        point: the way's point.
        shelf: the point, where this is the last hop and the point's shelf is bounded; else -1.
        priority: the way's.
        kind: index into ``kinds``.
    """

    first: NDArray[np.int32]
    hop: NDArray[np.int16]
    handling: NDArray[np.int32]
    line: NDArray[np.int32]
    board: NDArray[np.int32]
    alight: NDArray[np.int32]
    onward: NDArray[np.int32]
    point: NDArray[np.int32]
    shelf: NDArray[np.int32]
    priority: NDArray[np.int64]
    kind: NDArray[np.int16]
    kinds: tuple[Kind, ...]

    @cached_property
    def one_priority(self) -> bool:
        """Whether nobody is loaded before others."""
        return len(self.priority) == 0 or bool((self.priority == self.priority[0]).all())


def legs_of(plan: ServicePlan) -> Legs:
    """Lay out the plan's ways."""
    bounded = {i for i, point in enumerate(plan.points) if point.shelf < UNLIMITED}
    kinds: dict[Kind, int] = {}
    first: list[int] = []
    rows: list[tuple[int, ...]] = []
    for way in plan.ways:
        first.append(len(rows))
        onwards = [h.handling for h in way.hops[1:]] + [-1]
        for k, (step, after) in enumerate(zip(way.hops, onwards, strict=True)):
            bound = way.point if after < 0 and way.point in bounded else -1
            line = plan.lines[step.line]
            base = line.base if step.board == BASE else line.stops[step.board].place
            kind = Kind(k, plan.places[base].level, plan.places[line.stops[step.alight].place].level, after < 0)
            index = kinds.setdefault(kind, len(kinds))
            rows.append((k, step.handling, step.line, step.board, step.alight, after, way.point, bound, way.priority, index))
    table = np.array(rows, np.int64).reshape(len(rows), 10).T
    handling, lines, board, alight, onward, point, shelf = table[1:8].astype(np.int32)
    hop, kind_of = table[[0, 9]].astype(np.int16)
    return Legs(np.array(first, np.int32), hop, handling, lines, board, alight, onward, point, shelf, table[8].copy(), kind_of, tuple(kinds))
