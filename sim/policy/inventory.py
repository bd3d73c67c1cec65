"""What each place has in a column: as its table says, else as the column plans it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.arrays import Bools
from sim.county.county import County
from sim.measure.measure import Measures
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.plan.together import brands_together
from sim.plan.units import UNLIMITED
from sim.policy.case import PlanCase
from sim.service.prepared import Scenario, pooled

GIVEN, PLANNED, UNKNOWN = "given", "planned", "unknown"
AS_PLANNED = ("person", "site", "shelf")
"""What a village has where a plan hands its pool's parcels over there: somebody, a place, shelves."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place that a plan may have a standard for; ``township`` is the name of the one it is in, ``seat`` its code."""

    of: str
    code: str
    name: str
    township: str
    seat: str
    number: int

    def within(self, townships: Collection[str]) -> bool:
        """Whether it is in one of some townships, by code or name; everything is where none is named."""
        return not townships or self.township in townships or self.seat in townships


@dataclass(frozen=True)
class Stock:
    """How much of an item a place has (NaN: nobody says), and what says so: ``given``, ``planned`` or ``unknown``."""

    amount: float
    source: str


@dataclass(frozen=True, eq=False)
class Inventory:
    """What places have in one column of a comparison."""

    case: PlanCase
    scenario: Scenario
    found: Sequence[Measures]

    def sites(self, of: str) -> Iterator[Site]:
        """The places of a level: the hub, townships with villages, villages with a point of their own."""
        county = self.case.county
        if of == "hub":
            yield Site(of=of, code=county.hub.code, name=county.hub.name, township="", seat="", number=0)
        elif of == "township":
            for t in sorted({v.township for v in county.rural}):
                seat = county.townships[t]
                yield Site(of=of, code=seat.code, name=seat.name, township=seat.name, seat=seat.code, number=t)
        else:
            for i in point_villages(county):
                v = county.villages[i]
                seat = county.townships[v.township]
                yield Site(of=of, code=v.code, name=v.name, township=seat.name, seat=seat.code, number=i)

    def stock(self, site: Site, item: str) -> Stock:
        """What a place has of an item."""
        given = self.case.county.facilities.get(site.code, {}).get(item)
        if given is not None:
            return Stock(given, GIVEN)
        planned = self._planned(site, item)
        return Stock(np.nan, UNKNOWN) if planned is None else Stock(planned, PLANNED)

    def joint(self, site: Site) -> int:
        """How many brands share a handling at the hub or a township."""
        return self._brands.get(self._place(site), 0)

    def _place(self, site: Site) -> int:
        """The number of the hub or a township among the plan's places."""
        return 0 if site.of == "hub" else self.case.county.township_place(site.number)

    def _planned(self, site: Site, item: str) -> float | None:
        if item in ("hub_brands", "brands"):
            return float(self.joint(site))
        if item in ("hub_staff", "staff"):
            return self._people.get(self._place(site), 0.0)
        if item == "shelf_parcels":
            return self._shelf(site.number)
        if item in AS_PLANNED:
            return float(self.found[0].villages["brands_to_village"][site.number] > 0)
        return None

    def _shelf(self, village: int) -> float | None:
        """What the shelf of a village's point holds in the plan; None where it has no bound."""
        plan = self.scenario.plan
        used = {plan.ways[way].point for way in plan.inbound[:, village].tolist() if way >= 0}
        held = [p.shelf for p in (plan.points[i] for i in used) if not p.remote and p.shelf < UNLIMITED]
        return float(max(held)) if held else None

    @cached_property
    def _brands(self) -> Mapping[int, int]:
        """By place, the most brands that share a handling there."""
        return brands_together(self.scenario.plan)

    @cached_property
    def _people(self) -> Mapping[int, float]:
        """By place, the people who serve the pool there."""
        return people(self.scenario.plan)


def counting_villages(county: County, within: Sequence[str]) -> Bools:
    """By village, whether it is in one of some townships; all are where none is named."""
    seats = [county.townships[v.township] for v in county.rural]
    return np.array([not within or seat.code in within or seat.name in within for seat in seats], dtype=bool)


def point_villages(county: County) -> list[int]:
    """The villages at which points stand, a village a point: the one of the point's code, else the first it serves."""
    rural = list(enumerate(county.rural))
    serves = {v.point: i for i, v in reversed(rural) if v.point >= 0}
    named = {v.code: i for i, v in rural}
    return sorted(named.get(county.points[point].code, i) for point, i in serves.items())


def people(plan: ServicePlan) -> dict[int, float]:
    """By place, the people of its crews, each at its largest; those of brands outside every pool are left out."""
    outside = {Actor.brand(b) for b in plan.brands} - {Actor.brand(b) for b in pooled(plan)}
    crews = {(h.place, stage.crew) for h in plan.handlings if h.operator not in outside for stage in h.stages}
    of: dict[int, float] = {}
    for place, crew in crews:
        of[place] = of.get(place, 0.0) + max((shift.people for shift in crew.shifts), default=0)
    return of
