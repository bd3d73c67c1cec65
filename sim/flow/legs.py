"""The ways of a plan as columns: one row a hop of a way, so that a parcel's way is a single number, its leg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.demand.offers import Direction
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.plan.way import Way


class Kind(NamedTuple):
    """A kind of ride: which hop of the way it is, the levels of its base and of its end, and whether it is the last hop."""

    hop: int
    base: Level
    end: Level
    last: bool


@dataclass(frozen=True, eq=False)
class Legs:
    """Columns by leg (way after way, hops in order); the next leg of a parcel is ``leg + 1``.

    Attributes:
        first: by way, its first leg.
        hop: 0 for the first hop. ``hops``: how many its way has.
        handling, line, board, alight: as in ``Hop``.
        onward: handling of the next hop; -1 on the last.
        point: the way's point.
        shelf: the point, where this is the last hop to it and its places are bounded; else -1.
        priority: the way's.
        last: whether it ends at the way's point; no outbound leg does.
        place: where it boards; ``end``: where it ends.
        kind: index into ``kinds``; -1 outbound.
    """

    first: NDArray[np.int32]
    hop: NDArray[np.int16]
    hops: NDArray[np.int64]
    handling: NDArray[np.int32]
    line: NDArray[np.int32]
    board: NDArray[np.int32]
    alight: NDArray[np.int32]
    onward: NDArray[np.int32]
    point: NDArray[np.int32]
    shelf: NDArray[np.int32]
    priority: NDArray[np.int64]
    last: NDArray[np.bool_]
    place: NDArray[np.int32]
    end: NDArray[np.int32]
    kind: NDArray[np.int16]
    kinds: tuple[Kind, ...]


@lru_cache(maxsize=2)
def legs_of(plan: ServicePlan) -> Legs:
    """Lay out the plan's ways; kept for the next replication and for the laws, a twentieth of a replication each."""
    outbound = set(plan.way[Direction.OUTBOUND :].ravel().tolist())
    first: list[int] = []
    rows: list[tuple[int, ...]] = []
    for number, way in enumerate(plan.ways):
        first.append(len(rows))
        rows += _rows(plan, way, number in outbound)
    table = np.array(rows, np.int64).reshape(len(rows), 12).T
    handling, line, board, alight, onward, point, shelf, place, end = table[1:10].astype(np.int32)
    size = np.diff([*first, len(rows)])
    way_of, hops = np.repeat(np.arange(len(first)), size), np.repeat(size, size)
    kind, kinds = _kinds(plan, rows, np.isin(way_of, list(outbound)))
    return Legs(
        first=np.array(first, np.int32), hop=table[0].astype(np.int16), hops=hops, handling=handling, line=line, board=board, alight=alight,
        onward=onward, point=point, shelf=shelf, priority=table[10].copy(), last=table[11].astype(np.bool_), place=place,
        end=end, kind=kind, kinds=kinds,
    )  # fmt: skip


def _rows(plan: ServicePlan, way: Way, outbound: bool) -> Iterator[tuple[int, ...]]:
    """The legs of a way: the columns of ``Legs`` from ``hop`` to ``shelf``, ``place``, ``end``, ``priority`` and ``last``."""
    onwards = [*(hop.handling for hop in way.hops[1:]), -1]
    for k, (hop, onward) in enumerate(zip(way.hops, onwards, strict=True)):
        last = onward < 0 and not outbound
        shelf = way.point if last and plan.points[way.point].bounded else -1
        line = plan.lines[hop.line]
        places = line.place(hop.board), line.place(hop.alight)
        yield k, hop.handling, hop.line, hop.board, hop.alight, onward, way.point, shelf, *places, way.priority, last


def _kinds(plan: ServicePlan, rows: list[tuple[int, ...]], outbound: NDArray[np.bool_]) -> tuple[NDArray[np.int16], tuple[Kind, ...]]:
    """The kind of each leg, and all kinds there are."""
    kinds: dict[Kind, int] = {}
    index = np.full(len(rows), -1, np.int16)
    for number in np.flatnonzero(~outbound).tolist():
        hop, place, end, onward = (rows[number][i] for i in (0, 8, 9, 5))
        kind = Kind(hop, plan.places[place].level, plan.places[end].level, onward < 0)
        index[number] = kinds.setdefault(kind, len(kinds))
    return index, tuple(kinds)
