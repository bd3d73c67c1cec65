"""How many places are as a target asks, counted in every replication."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measure.measure import Measures
from sim.policy.case import PlanCase
from sim.service.prepared import Scenario

Counts = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Counted:
    """How many of so many places are as asked, by replication."""

    counts: Counts
    places: int


def at_least(share: float, places: int) -> int:
    """The number of places that a share of them needs: rounded up, but not by what is only the error of a product."""
    return math.ceil(share * places - 1e-9)


def reached(case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """Villages that so many of the pool's brands reach on so many days a week (``service.reach_*``)."""
    return _villages(case, [m.villages["reach"] for m in found])


def with_point(case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """Villages that have a point of their own at which the pool's parcels are handed out; those in town, which need
    none, are no places here."""
    own = np.array([v.point >= 0 for v in case.county.rural])
    served = [(m.villages["brands_to_village"][: len(own)] > 0)[own] for m in found]
    return Counted(np.array([float(s.sum()) for s in served]), int(own.sum()))


def _villages(case: PlanCase, by_village: Sequence[Counts]) -> Counted:
    rural = len(case.county.rural)
    return Counted(np.array([float((x[:rural] > 0.5).sum()) for x in by_village]), rural)


COUNTERS: Mapping[str, Callable[[PlanCase, Scenario, Sequence[Measures]], Counted]] = {
    "villages_reached": reached,
    "villages_with_point": with_point,
}
"""What a simulation tells, by what a target counts."""
