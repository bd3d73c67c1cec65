"""Villages that no round reaches and is back from while its driver is on duty: they are set aside, and their parcels wait at the township.

Each brand works there as it does alone, outside its pool: where that is pickup at the township, residents fetch them as they do where
nobody serves the village.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from sim.clock import DAY, HOUR
from sim.county.county import County
from sim.plan.actor import Actor
from sim.plan.depot import Depot
from sim.plan.leg import Leg
from sim.plan.line import Line
from sim.plan.note import Aside, PlanNote
from sim.plan.plan import ServicePlan
from sim.problems import Phrase, phrase
from sim.service.load.load import ResourceLoad, ratio


def can_leave(time: int, line: Line, depot: Depot) -> bool:
    """Whether a departure at a time of day, ms, has an instant within its allowed delay from which the planned return lies inside the
    duty window."""
    today = max(time, depot.duty_start)
    if today + line.planned < depot.duty_end and today - time <= line.window:
        return True
    return depot.duty_start + DAY - time <= line.window and depot.duty_start + line.planned < depot.duty_end


def beyond_reach(plan: ServicePlan) -> tuple[Aside, ...]:
    """The villages of pools whose parcels would ride on a line of our own, beyond the trunk, none of whose departures can be back in time."""
    too_long = dict(_too_long(plan))
    found: dict[tuple[str, int], Aside] = {}
    for number in np.unique(plan.inbound[plan.inbound >= 0]).tolist():
        way = plan.ways[number]
        lines = [hop.line for hop in way.hops if hop.line in too_long]
        if way.pool and lines:
            line, place = plan.lines[lines[0]], plan.points[way.point].place
            for village in np.flatnonzero((plan.inbound == number).any(axis=0)).tolist():
                aside = Aside(
                    pool=way.pool, village=village, mode=way.mode, place=place, line=line.key, leg=line.leg,
                    planned=line.planned, allowed=too_long[lines[0]],
                )  # fmt: skip
                found.setdefault((way.pool, village), aside)
    return tuple(found.values())


def notes(aside: Iterable[Aside], county: County, duty_end: str) -> list[PlanNote]:
    """Which villages are set aside, and what would bring them back: a note for each pool and leg."""
    by: dict[str, dict[int, Phrase]] = {}
    for it in aside:
        hours, allowed = round(it.planned / HOUR, 1), round(it.allowed / HOUR, 1)
        village = phrase("plannote.round", place=county.called(it.place), hours=hours, allowed=allowed)
        by.setdefault(f"{it.leg}/{Actor.pool(it.pool)}", {})[it.place] = village
    return [PlanNote(about, phrase("plannote.aside", villages=tuple(of.values()), end=duty_end)) for about, of in by.items()]


def loads(plan: ServicePlan) -> Iterator[ResourceLoad]:
    """A load for each place set aside: the hours of its round against those of the duty after the first departure."""
    for it in {(it.pool, it.place): it for it in plan.aside}.values():
        asked, able = it.planned / HOUR, it.allowed / HOUR
        place, rho = plan.places[it.place], ratio(asked, able)
        yield ResourceLoad("round", f"{it.leg}/{Actor.pool(it.pool)}/{place.code}", "round", asked, able, rho, "aside", place.name, "h")


def _too_long(plan: ServicePlan) -> Iterator[tuple[int, int]]:
    """Lines none of whose departures can be back in time, each with the longest that a round may take from one of them, ms."""
    own = [i for i, line in enumerate(plan.lines) if not line.hosted and line.leg != Leg.TRUNK]
    departures = plan.timetable.by_line(len(plan.lines))
    for number in own:
        line, depot = plan.lines[number], plan.depots[plan.lines[number].depot]
        times = np.unique(departures[number] % DAY).tolist()
        if times and not any(can_leave(time, line, depot) for time in times):
            yield number, max(depot.duty_end - max(times[0], depot.duty_start), 0)
