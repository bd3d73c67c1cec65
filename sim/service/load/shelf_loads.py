"""Whether shelves clear: what comes in whole drops, leaves by residents' trips, door rounds and returns, and only when the point is open.

A place is reserved when a parcel is loaded. So what decides is how many of each departure's parcels still hold their place at every
later departure: of a batch, the share ``stays``. Compartments of lockers are places like those on the shelf, but that they can be emptied at
any hour, which is left out here. With it, two loads of a shelf: the stock at its fullest departure, if all that is to be
expected is loaded, against its space; and the parcels of a week against the most that a shelf lets through, which is when every
departure fills it up again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.clock import DAY, weekday
from sim.plan.note import PlanNote
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.units import UNLIMITED
from sim.problems import phrase
from sim.service.load.load import Resource, ResourceLoad, lasting, once

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters


WEEK = 7 * DAY
MOST = 1 << 22
"""Comparisons made at once: as many as the processor's cache holds."""
BEFORE = 3
"""Weeks of departures that may still have parcels on the shelf: a parcel is returned after days, a shop may open once a week."""
WEEKS = 20
"""Weeks over which a shelf is followed that every departure fills up; the first are left out of what it lets through in the mean."""


def shelf_loads(plan: ServicePlan, flow: Floats, expected: Expected, parameters: Parameters) -> Iterator[ResourceLoad]:
    """The two loads of every bounded shelf that parcels are expected on, in the plan's order.

    Args:
        flow: mean parcels a day by point.
    """
    bounded = [i for i, point in enumerate(plan.points) if flow[i] > 0 and point.shelf < UNLIMITED and point.hours]
    if not bounded:
        return
    found = _by_point(plan, bounded, flow, expected, parameters)
    for i in bounded:
        point, (peak, through) = plan.points[i], found[i]
        resource = Resource(point.code, point.type, plan.places[point.place].name)
        yield lasting("shelf_week", resource, 7 * float(flow[i]), point.places * through, "parcels")
        yield once("shelf", resource, peak, float(point.places), "parcels")


def told_lockers(plan: ServicePlan) -> Iterator[PlanNote]:
    """That a locker's load is by its places, whatever their sizes, where any point has compartments of several."""
    if any(len(point.locker) > 1 for point in plan.points):
        yield PlanNote("points.locker", phrase("plannote.locker_places"))


def _by_point(
    plan: ServicePlan, points: Sequence[int], flow: Floats, expected: Expected, parameters: Parameters
) -> dict[int, tuple[float, float]]:
    """By point, ``peak`` and ``through`` of its weeks; those of points that are alike are worked out together."""
    drops, households = _drops(plan), _households(plan, expected)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in points:
        point = plan.points[i]
        alike[len(drops[i]), point.hours, point.door_times, point.all_to_door, point.remote, point.return_after].append(i)
    found: dict[int, tuple[float, float]] = {}
    for same in alike.values():
        point = plan.points[same[0]]
        weeks = _weeks(point, [drops[i] for i in same], flow[same], households[same], expected, parameters)
        found |= dict(zip(same, zip(weeks.peak().tolist(), weeks.through().tolist(), strict=True), strict=True))
    return found


@dataclass(frozen=True, eq=False)
class _Weeks:
    """The departures to some points in a week that repeats, equally many to each.

    Attributes:
        batch: shape (points, departures), parcels expected at each departure.
        stays: shape (points, departures, ``BEFORE`` weeks of later departures): the share of a departure's parcels that still hold their
            place when a later one loads.
    """

    batch: Floats
    stays: Floats

    def peak(self) -> Floats:
        """By point, most parcels that hold a place after a departure, if every departure loads all that is expected."""
        n = self.batch.shape[1]
        stock = self.batch.copy()
        for back in range(1, self.stays.shape[2] + 1):
            then = (np.arange(n) - back) % n
            stock += self.batch[:, then] * self.stays[:, then, back - 1]
        most: Floats = stock.max(axis=1)
        return most

    def through(self) -> Floats:
        """By point, parcels a week that a shelf of one place lets through when every departure fills it up again."""
        points, n, reach = self.stays.shape
        loaded = np.zeros((points, reach + WEEKS * n))
        back = np.arange(1, reach + 1)
        for i in range(reach, loaded.shape[1]):
            still = (loaded[:, i - back] * self.stays[:, (i - back) % n, back - 1]).sum(axis=1)
            loaded[:, i] = np.maximum(1.0 - still, 0.0)
        kept = WEEKS - BEFORE
        through: Floats = loaded[:, -kept * n :].sum(axis=1) / kept
        return through


def _drops(plan: ServicePlan) -> list[dict[int, int]]:
    """By point, when lines leave for it in the first week, vehicles that leave together once, and when each drops parcels there."""
    leaves = [np.unique(times[times < WEEK]).tolist() for times in plan.timetable.by_line(len(plan.lines))]
    found: list[dict[int, int]] = [{} for _ in plan.points]
    for way in plan.ways:
        last = way.hops[-1]
        ride = plan.lines[last.line].ride(last.alight)
        for time in leaves[last.line]:
            found[way.point].setdefault(time, time + ride)
    return [dict(sorted(of.items())) for of in found]


def _households(plan: ServicePlan, expected: Expected) -> Floats:
    """Households whose parcels come to each point."""
    points = np.array([way.point for way in plan.ways] + [-1], np.int64)[plan.inbound]
    brand, village = np.nonzero(points >= 0)
    point, of = np.unique(np.stack([points[brand, village], village]), axis=1)
    return np.bincount(point, expected.households[of], len(plan.points)).astype(float)


def _weeks(
    point: Point, drops: Sequence[dict[int, int]], flow: Floats, households: Floats, expected: Expected, parameters: Parameters
) -> _Weeks:
    """What happens in a week at points that are alike in all but their departures."""
    leaves, dropped = (np.array([list(part(of)) for of in drops], np.int64) for part in (dict.keys, dict.values))
    hours = _Hours.of(point.hours)
    shelved, later = hours.next(dropped), _later(leaves)
    stays = _still_there(_fetched(point, hours, shelved, expected), later)
    stays *= _nobody_came(hours, shelved, later, flow / DAY / np.maximum(households, 1.0))
    if point.door_times:
        stays += (1.0 if point.all_to_door else expected.to_door) * (_awaits_round(point, shelved, later) - stays)
    batch = np.stack([_batches(of, expected, parameters) for of in leaves])
    return _Weeks(flow[:, None] * batch, stays)


def _later(leaves: Ints) -> Ints:
    """By point and departure of a week, the departures of ``BEFORE`` weeks after it."""
    n = leaves.shape[1]
    weeks = np.concatenate([leaves + week * WEEK for week in range(BEFORE + 1)], axis=1)
    return weeks[:, np.arange(n)[:, None] + np.arange(1, BEFORE * n + 1)]


def _fetched(point: Point, hours: _Hours, shelved: Ints, expected: Expected) -> Ints:
    """When, equally likely, a parcel shelved at a time is fetched by who went for it, or returned."""
    dwell = expected.dwell_township if point.remote else expected.dwell_point
    since = shelved[:, :, None]
    return np.minimum(hours.next(since + dwell), since + point.return_after)


def _nobody_came(hours: _Hours, shelved: Ints, later: Ints, trips: Floats) -> Floats:
    """The chance that nobody else of the household has gone for a parcel, ``trips`` a ms, and brought this one along."""
    open_for = np.maximum(hours.elapsed(later) - hours.elapsed(shelved)[:, :, None], 0.0)
    found: Floats = np.exp(-(trips[:, None, None] * open_for))
    return found


def _awaits_round(point: Point, shelved: Ints, later: Ints) -> NDArray[np.bool_]:
    """Whether the round to doors has not yet taken what was shelved at a time."""
    doors = _Hours.of(tuple((time, time + 1) for time in point.door_times))
    brought = np.minimum(doors.next(shelved), shelved + point.return_after)
    return brought[:, :, None] > later


def _still_there(goes: Ints, later: Ints) -> Floats:
    """The share of the times ``goes`` (last axis) that lie after each of ``later`` (last axis), row by row."""
    stays = np.empty(later.shape)
    step = max(1, MOST // (later[0].size * goes.shape[2]))
    for lo in range(0, len(later), step):
        some = slice(lo, lo + step)
        stays[some] = (goes[some, :, None, :] > later[some, :, :, None]).mean(axis=3)
    return stays


@dataclass(frozen=True, eq=False)
class _Hours:
    """Intervals of a week, repeated for as long as it takes."""

    opens: Ints
    closes: Ints

    @classmethod
    def of(cls, hours: tuple[tuple[int, int], ...]) -> _Hours:
        week = np.array([(a, min(b, WEEK)) for a, b in hours if a < WEEK], np.int64).reshape(-1, 2)
        repeated = np.concatenate([week + k * WEEK for k in range(BEFORE + 3)])
        return cls(repeated[:, 0], repeated[:, 1])

    def next(self, times: Ints) -> Ints:
        """The first instant inside an interval that is not before each time."""
        which = np.minimum(np.searchsorted(self.closes, times, side="right"), len(self.opens) - 1)
        return np.maximum(self.opens[which], times)

    def elapsed(self, times: Ints) -> Floats:
        """Time on a clock that runs only inside the intervals, so fast that a week is a week."""
        marks = np.stack([self.opens, self.closes], axis=1).ravel()
        lengths = self.closes - self.opens
        run = np.concatenate([[0], np.cumsum(lengths)])
        at = np.interp(times, marks, np.stack([run[:-1], run[1:]], axis=1).ravel())
        of_week = float(lengths[self.opens < WEEK].sum())
        found: Floats = at * (WEEK / of_week)
        return found


def _batches(leaves: Ints, expected: Expected, parameters: Parameters) -> Floats:
    """Mean days' parcels that have come to the hub since the departure before, by departure of the week."""
    start = parameters.horizon.start_date
    waves = [(day, it) for day in range(-7, 7) for it in expected.arrivals]
    times = np.array([day * DAY + it.time for day, it in waves], np.int64)
    shares = np.array([it.share * float(expected.weekday[weekday(start, day % 7)]) for day, it in waves])
    since = np.concatenate([leaves[-1:] - WEEK, leaves])
    come = np.concatenate([[0.0], np.cumsum(shares)])[np.searchsorted(times, since, side="right")]
    found: Floats = np.diff(come)
    return found
