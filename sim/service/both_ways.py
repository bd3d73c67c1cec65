"""The way back: what goes out of the villages rides with the runs that bring parcels in, and leaves with the county's line-haul.

A plan that brings parcels in is completed, not changed: each way in has ways out, hop by hop backwards. A parcel is accepted at the point,
boards where the others come off, rides to the base, and is handled there with those that come in, by the same crew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.arrays import Floats, Ints
from sim.clock import DAY, MINUTE, SECOND
from sim.demand.offers import Direction
from sim.parameters.outbound import Outbound
from sim.parameters.truck import TruckSpace, limits_of
from sim.plan.actor import WORLD
from sim.plan.crew import Crew, Shift
from sim.plan.departure import Hosted
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.line import Line, Stop, Timetable
from sim.plan.note import PlanNote
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Stage
from sim.plan.units import UNLIMITED
from sim.plan.way import BASE, Hop, Way
from sim.problems import phrase
from sim.service.draft.timetable import clock_times


def both_ways(plan: ServicePlan, outbound: Outbound, offered: Floats) -> ServicePlan:
    """The plan with ways out, a line-haul out of the county, and lines that pick up.

    Args:
        offered: mean parcels a day that are expected to go out, by village.
    """
    if not outbound.on:
        return plan
    plan = _paid_by_work(plan) if outbound.one_keeper else plan
    hub = plan.places[0]
    beyond = Place(code=Level.BEYOND.value, name=Level.BEYOND.value, level=Level.BEYOND, township=-1, x_km=hub.x_km, y_km=hub.y_km)
    haul = len(plan.lines)
    made = _Out(plan, outbound, haul)
    way = made.ways()
    lines = tuple(made.line(number, offered) for number in range(haul))
    return replace(
        plan,
        places=(*plan.places, beyond),
        handlings=(*plan.handlings, *made.handlings),
        lines=(*lines, _line_haul(plan, len(plan.places), outbound.truck)),
        timetable=_with_line_haul(plan, haul, clock_times(outbound.line_haul)),
        ways=(*plan.ways, *made.out),
        way=way,
        notes=(*plan.notes, *made.notes),
    )


def _paid_by_work(plan: ServicePlan) -> ServicePlan:
    """The plan in which those who shelve are charged for what they accept by the time that it takes; what they shelve is paid by the parcel."""
    shelving = {point.shelve.crew for point in plan.points if point.shelve is not None}
    return plan.manned_by(lambda crew: replace(crew, by_work=True) if crew in shelving else crew)


@dataclass
class _Out:
    """The ways out of a plan in the making."""

    plan: ServicePlan
    outbound: Outbound
    haul: int

    def __post_init__(self) -> None:
        self.handlings: list[Handling] = []
        self.out: list[Way] = []
        self.notes: list[PlanNote] = []
        self._accepting: dict[int, int] = {}
        self._alone: dict[tuple[tuple[tuple[int, int], ...], int], tuple[Shift, ...]] = {}
        self._served: list[set[int]] = self._villages_by_line()
        self._scheduled = self.plan.timetable.by_line(self.haul)

    def ways(self) -> Ints:
        """The table of ways by direction, brand and village."""
        inbound = self.plan.inbound
        table = np.full((len(Direction), *inbound.shape), -1, np.int64)
        table[Direction.INBOUND] = inbound
        for number in np.unique(inbound[inbound >= 0]).tolist():
            ordinary, fresh = self._back(number)
            table[Direction.OUTBOUND][inbound == number] = ordinary
            table[Direction.FRESH][inbound == number] = fresh
        return table

    def _back(self, number: int) -> tuple[int, int]:
        """The ways out beside a way in: of ordinary parcels, and of fresh produce, which is loaded before them."""
        there = self.plan.ways[number]
        hops = self._hops(there)
        first = len(self.plan.ways) + len(self.out)
        self.out += [replace(there, hops=hops, priority=priority) for priority in (1, 0)]
        return first, first + 1

    def _hops(self, there: Way) -> tuple[Hop, ...]:
        """Hop by hop backwards, then out of the county."""
        handlings = [self._accepting_at(there.point), *(hop.handling for hop in reversed(there.hops))]
        back = [
            Hop(handling=handling, line=hop.line, board=hop.alight, alight=self.plan.lines[hop.line].end)
            for handling, hop in zip(handlings, reversed(there.hops), strict=False)
        ]
        return (*back, Hop(handling=handlings[-1], line=self.haul, board=BASE, alight=0))

    def _accepting_at(self, number: int) -> int:
        """The handling by which a point accepts what is offered."""
        if number not in self._accepting:
            self._accepting[number] = len(self.plan.handlings) + len(self.handlings)
            self.handlings.append(self._acceptance(self.plan.points[number]))
        return self._accepting[number]

    def _acceptance(self, point: Point) -> Handling:
        """Keepers, one of each outlet, accept in the point's hours, an outlet's staff in theirs, charged for the time that it takes."""
        key, shelve = f"accept/{point.code}", point.shelve
        crew = shelve.crew if shelve is not None and self.outbound.one_keeper else self._apart(point, f"{key}/accept")
        stage = Stage(name="accept", work=round(self.outbound.accept_min * MINUTE), crew=crew)
        return Handling(key=key, place=point.place, operator=point.keeper, stages=(stage,))

    def _apart(self, point: Point, key: str) -> Crew:
        """Who accepts, whatever there is to shelve.

        Points of the same hours have the very same shifts, so that a run works out one crew curve for all of them.
        """
        if point.remote and point.shelve is not None:
            shifts = point.shelve.crew.shifts
        else:
            keepers = max((shift.people for shift in point.shelve.crew.shifts), default=1) if point.shelve is not None else 1
            shifts = tuple(Shift(start=start, end=end, people=keepers) for start, end in point.hours)
            shifts = self._alone.setdefault((point.hours, keepers), shifts)
        return Crew(key=key, place=point.place, shifts=shifts, by_work=True)

    def line(self, number: int, offered: Floats) -> Line:
        """A line as it is with what goes out: it picks up where ways out board, which takes time."""
        line = self.plan.lines[number]
        villages = self._served[number]
        if not villages:
            return line
        boarding = round(self.outbound.boarding_s * SECOND)
        days = max(self.plan.horizon // DAY, 1)
        load = days * sum(float(offered[v]) for v in villages) / max(len(self._scheduled[number]), 1)
        planned = line.planned + round(boarding * min(load, line.capacity_parcels))
        return replace(line, picks_up=True, boarding=boarding, planned=self._within_duty(number, planned))

    def _within_duty(self, number: int, planned: int) -> int:
        """So much of a planned round as lies within duty; that drivers come home later is noted."""
        line = self.plan.lines[number]
        if line.depot < 0:
            return planned
        depot = self.plan.depots[line.depot]
        last = int((self._scheduled[number] % DAY).max(initial=0))
        longest = max(line.planned, depot.duty_end - last - 1)
        if planned > longest:
            late = round((planned - longest) / MINUTE)
            self.notes.append(PlanNote(line.key, phrase("plannote.late_with_pick_ups", minutes=late)))
        return min(planned, longest)

    def _villages_by_line(self) -> list[set[int]]:
        """By line, the villages whose parcels ride with it."""
        found: list[set[int]] = [set() for _ in range(self.haul)]
        brand, village = np.nonzero(self.plan.inbound >= 0)
        for number, v in zip(self.plan.inbound[brand, village].tolist(), village.tolist(), strict=True):
            for hop in self.plan.ways[number].hops:
                found[hop.line].add(v)
        return found


def _line_haul(plan: ServicePlan, beyond: int, truck: TruckSpace) -> Line:
    """Line-haul out of the county: it has room for all, unless the truck says how much, and costs the county nothing."""
    limits = limits_of(truck)
    parcels, grams, ml = (UNLIMITED if most is None else most for most in limits)
    return Line(
        key=Leg.HAUL.value, name=Leg.HAUL.value, leg=Leg.HAUL, operator=WORLD, departure=Hosted(), vehicle=next(iter(plan.vehicles)), base=0,
        stops=(Stop(place=beyond, km=0.0, drive=1, service=0),), back_km=0.0, back_drive=1, capacity_parcels=parcels, capacity_grams=grams,
        capacity_ml=ml, planned=2,
    )  # fmt: skip


def _with_line_haul(plan: ServicePlan, haul: int, times: Sequence[int]) -> Timetable:
    """The timetable with the departures of the line-haul, every day."""
    table, days = plan.timetable, plan.horizon // DAY
    day = np.repeat(np.arange(days, dtype=np.int64), len(times))
    number = np.tile(np.arange(len(times), dtype=np.int64), days)
    scheduled = day * DAY + np.array(times, np.int64)[number]
    columns = [
        np.concatenate(both)
        for both in ((table.line, np.full(len(day), haul)), (table.day, day), (table.number, number), (table.scheduled, scheduled))
    ]
    return Timetable.of(*columns)
