"""How many places are as a target asks, counted in every replication."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measure.measure import Measures
from sim.policy.case import PlanCase
from sim.policy.facility import MET, NOT_VERIFIED, to_standard
from sim.policy.inventory import Inventory, Site, counting_villages
from sim.service.prepared import Scenario

Counts = NDArray[np.float64]
Places = Sequence[str]


@dataclass(frozen=True, eq=False)
class Counted:
    """How many of so many places are as asked, by replication.

    Attributes:
        unknown: of how many nobody says whether they are.
    """

    counts: Counts
    places: int
    unknown: int = 0


def at_least(share: float, places: int) -> int:
    """The number of places that a share of them needs: rounded up, but not by what is only the error of a product."""
    return math.ceil(share * places - 1e-9)


def reached(within: Places, case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """Villages that so many of the pool's brands reach on so many days a week (``service.reach_*``)."""
    return _villages(counting_villages(case.county, within), [m.villages["reach"] > 0.5 for m in found])


def with_point(within: Places, case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """Villages that have a point of their own at which the pool's parcels are handed out; those in town, which need
    none, are no places here."""
    own = counting_villages(case.county, within) & np.array([v.point >= 0 for v in case.county.rural])
    return _villages(own, [m.villages["brands_to_village"] > 0 for m in found])


def _villages(counting: NDArray[np.bool_], served: Sequence[NDArray[np.bool_]]) -> Counted:
    counts = [float((x[: len(counting)] & counting).sum()) for x in served]
    return Counted(np.array(counts), int(counting.sum()))


def _built(of: str, within: Places, case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """Places at which several brands of a pool share the handling, as planned."""
    inventory = Inventory(case, scenario, found)
    joint = [inventory.joint(site) > 1 for site in _within(inventory.sites(of), within)]
    return _alike(found, sum(joint), len(joint))


def _to_standard(of: str, within: Places, case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """Places that have all that the plan's standards ask of them."""
    inventory = Inventory(case, scenario, found)
    verdicts = to_standard(inventory, of)
    of_each = [verdicts.get(site.code, NOT_VERIFIED) for site in _within(inventory.sites(of), within)]
    return _alike(found, of_each.count(MET), len(of_each), of_each.count(NOT_VERIFIED))


def _within(sites: Iterable[Site], within: Places) -> list[Site]:
    return [site for site in sites if site.within(within)]


def _alike(found: Sequence[Measures], count: int, places: int, unknown: int = 0) -> Counted:
    """A count that is the same in every replication."""
    return Counted(np.full(len(found), float(count)), places, unknown)


SIMULATED: Mapping[str, Callable[[Places, PlanCase, Scenario, Sequence[Measures]], Counted]] = {
    "villages_reached": reached,
    "villages_with_point": with_point,
}
"""What a simulation tells, by what a target counts."""


PLANNED: Mapping[str, tuple[str, Callable[[str, Places, PlanCase, Scenario, Sequence[Measures]], Counted]]] = {
    "hub": ("hub", _built),
    "centres": ("township", _built),
    "centres_to_standard": ("township", _to_standard),
    "points_to_standard": ("village", _to_standard),
}
"""By what else a target counts, the level of the places, and what tells how many are as asked."""


def stands_before(what: str) -> bool:
    """Whether what a target counts has to stand before the villages come in that it serves: a hub, centres."""
    return what in PLANNED and PLANNED[what][0] != "village"


def counted(what: str, within: Places, case: PlanCase, scenario: Scenario, found: Sequence[Measures]) -> Counted:
    """How many places are as a target asks; ``within``: codes or names of the townships that count, empty: all."""
    if what in SIMULATED:
        return SIMULATED[what](within, case, scenario, found)
    level, count = PLANNED[what]
    return count(level, within, case, scenario, found)
