"""The lines of a host whose timetable is a GTFS feed: which places its trips call at, and every run of the horizon."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from sim.clock import DAY, weekday
from sim.county.called import centre_words
from sim.county.county import County
from sim.county.find import names_of
from sim.county.geometry import Plane
from sim.parameters.demand import Horizon
from sim.plan.departure import Hosted
from sim.plan.line import Line
from sim.problems import InputError, Problem, Where, did_you_mean, phrase
from sim.service.draft.timetable import Service
from sim.service.hosts.host_routes import HostLeg
from sim.service.hosts.roads import positions

if TYPE_CHECKING:
    from sim.service.hosts.feed import Feed, FeedTrip

Near = Sequence[Mapping[int, float]]
"""By stop, the places within reach of it and their distances, km."""


@dataclass(frozen=True)
class FeedRide:
    """A trip from a base on: the places it calls at, drives to each, ms, and when it is at the base, ms after its start."""

    places: tuple[int, ...]
    drives: tuple[int, ...]
    offset: int


@dataclass
class FeedLine:
    """Runs that call at the same places from the same base: drives of each, ms, and when each leaves, ms of the horizon,
    with the most parcels it takes along."""

    base: int
    places: tuple[int, ...]
    drives: list[tuple[int, ...]] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    @property
    def drive(self) -> tuple[int, ...]:
        """The median drive to each place."""
        return tuple(max(1, round(float(np.median(column)))) for column in zip(*self.drives, strict=True))


def near_places(leg: HostLeg, feed: Feed) -> Near:
    """The places of the county that each stop serves: the one its feed names, else those within ``host.feed_near_km``.

    Raises:
        InputError: with every name that is no place's.
    """
    county = leg.draft.county
    xy = Plane(county.hub.lon, county.hub.lat).xy(feed.lonlat)
    far = np.hypot(*(xy[:, None] - positions(county)[None]).transpose(2, 0, 1))
    within = far <= leg.host.feed_near_km
    near = [{int(p): float(far[stop, p]) for p in np.flatnonzero(within[stop])} for stop in range(len(far))]
    return [{named: 0.0} if named is not None else of for of, named in zip(near, _named(leg, feed), strict=True)]


def _named(leg: HostLeg, feed: Feed) -> list[int | None]:
    """By stop, the place that its feed names; None where it names none."""
    county = leg.draft.county
    hub = {county.name, county.hub.name, county.hub.code, *centre_words(county.name, county.name_en, county.hub.code)}
    townships, villages = names_of(county)
    places: list[int | None] = []
    problems = list[Problem]()
    for stop, word in enumerate(feed.places):
        place = None
        if word:
            place = 0 if word in hub else _place_named(county, townships.find(word), villages.find(word))
        places.append(place)
        if word and place is None:
            problems.append(_unknown_place(county, Where(feed.file, "stops.txt", stop + 2, "place"), word))
    if problems:
        raise InputError(problems)
    return places


def _place_named(county: County, townships: Sequence[int], villages: Sequence[int]) -> int | None:
    """The place of the one township, or else the one village, that bears a name."""
    if len(townships) == 1:
        return county.township_place(townships[0])
    return county.village_place(county.villages[villages[0]]) if len(villages) == 1 else None


def _unknown_place(county: County, where: Where, word: str) -> Problem:
    known = [*(t.name for t in county.townships), *(v.name for v in county.villages)]
    return Problem("feed.unknown_place", where, word, phrase("feed.a_place"), did_you_mean(word, known))


def ride(trip: FeedTrip, near: Near, base: int) -> FeedRide | None:
    """A trip as seen from a base: each place at the call nearest to it after the base; None where it serves none."""
    start = next((i for i, call in enumerate(trip.calls) if base in near[call.stop]), None)
    if start is None:
        return None
    order = _nearest_calls(trip, near, base, start)
    if not order:
        return None
    left, drives = trip.calls[start].leaves, []
    for number, _, _ in order:
        call = trip.calls[number]
        drives.append(max(0, call.arrives - left))
        left = call.leaves
    offset = trip.calls[start].leaves - trip.calls[0].leaves
    return FeedRide(tuple(place for _, _, place in order), tuple(drives), offset)


def _nearest_calls(trip: FeedTrip, near: Near, base: int, start: int) -> list[tuple[int, float, int]]:
    """(number of the call, km, place) for each place at the first call after ``start`` that is nearest to it, in the
    order of the trip."""
    best: dict[int, tuple[float, int]] = {}
    for number, call in enumerate(trip.calls[start + 1 :], start=start + 1):
        for place, km in near[call.stop].items():
            if place != base and (place not in best or km < best[place][0]):
                best[place] = km, number
    return sorted((number, km, place) for place, (km, number) in best.items())


def instants(trip: FeedTrip, offset: int, start: dt.date, days: int) -> list[int]:
    """When a trip is at its base, ms from 00:00 of the first day: of service days before it too, whose runs go on past
    24:00."""
    found = [(date - start).days * DAY + time + offset for date in trip.dates for time in trip.starts]
    return sorted(instant for instant in found if 0 <= instant < days * DAY)


def feed_lines(leg: HostLeg, feed: Feed, bases: Iterable[int], near: Near, most: Mapping[str, int]) -> list[FeedLine]:
    """The lines from the bases, those with most runs first, so that a place on several is on the busiest.

    Args:
        most: parcels taken along by trip; ``host.free_parcels`` on trips that are not in it.
    """
    horizon, found = leg.draft.parameters.horizon, dict[tuple[int, tuple[int, ...]], FeedLine]()
    for base in bases:
        for trip in feed.trips:
            of = ride(trip, near, base)
            if of is None or not (when := instants(trip, of.offset, horizon.start_date, horizon.days)):
                continue
            line = found.setdefault((base, of.places), FeedLine(base, of.places))
            line.drives += [of.drives] * len(when)
            line.runs += [(instant, most.get(trip.key, leg.host.free_parcels)) for instant in when]
    return sorted(found.values(), key=lambda line: (-len(line.runs), line.base, line.places))


def dated(line: FeedLine, start: dt.date) -> Service:
    """When a line leaves: each instant, and the weekdays and times of its usual day for planning."""
    by_day: dict[int, list[int]] = {}
    times = sorted(instant for instant, _ in line.runs)
    for instant in times:
        by_day.setdefault(instant // DAY, []).append(instant % DAY)
    usual = Counter(tuple(day) for day in by_day.values()).most_common(1)[0][0]
    weekdays = tuple(sorted({weekday(start, day) for day in by_day}))
    return Service(weekdays, usual, tuple(times))


def rides_along(line: FeedLine) -> Hosted:
    """What the host takes along on each run of a line."""
    by_run = tuple(most for _, most in sorted(line.runs))
    return Hosted(most_parcels=round(sum(by_run) / len(by_run)), by_run=by_run if len(set(by_run)) > 1 else ())


def timed(line: Line, drives: Sequence[int]) -> Line:
    """A line with the drives of its feed."""
    stops = tuple(replace(stop, drive=drive) for stop, drive in zip(line.stops, drives, strict=True))
    more = sum(drives) - sum(stop.drive for stop in line.stops)
    return replace(line, stops=stops, planned=line.planned + more)


def note_feed(leg: HostLeg, feed: Feed, lines: Sequence[FeedLine], near: Near) -> None:
    """Say what of a feed is used: stops near no place, trips that serve none from the base, dates without a run.

    Raises:
        InputError: no run at all.
    """
    about = f"host.{leg.rule.carrier}.feed"
    if not lines:
        raise InputError([_none(leg, feed, near, about)])
    runs = sum(len(line.runs) for line in lines)
    leg.draft.note(about, phrase("plannote.feed", file=feed.file, lines=len(lines), runs=runs))
    if lost := _used_near_none(feed, near):
        km = leg.host.feed_near_km
        leg.draft.note(about, phrase("plannote.feed_stops", count=len(lost), km=km, names=tuple(lost[:5])))
    if idle := _dates_without(leg.draft.parameters.horizon, lines):
        dates = tuple(map(str, idle[:5]))
        leg.draft.note(about, phrase("plannote.feed_dates", count=len(idle), dates=dates))


def _used_near_none(feed: Feed, near: Near) -> list[str]:
    """Names of the stops that trips call at and that are near no place."""
    used = sorted({call.stop for trip in feed.trips for call in trip.calls})
    return [feed.stops[stop] for stop in used if not near[stop]]


def _dates_without(horizon: Horizon, lines: Sequence[FeedLine]) -> list[dt.date]:
    """Dates of the horizon on which no line runs."""
    served = {instant // DAY for line in lines for instant, _ in line.runs}
    return [horizon.start_date + dt.timedelta(day) for day in range(horizon.days) if day not in served]


def _none(leg: HostLeg, feed: Feed, near: Near, about: str) -> Problem:
    """Why a feed has no run: no date of the horizon, or no stop near the base and a place after it."""
    horizon = leg.draft.parameters.horizon
    first, last = horizon.start_date, horizon.start_date + dt.timedelta(horizon.days - 1)
    dates = sorted({date for trip in feed.trips for date in trip.dates})
    if not any(first <= date <= last for date in dates):
        span = (str(dates[0]), str(dates[-1])) if dates else ("-", "-")
        found = phrase("feed.span", first=span[0], last=span[1])
        allowed = phrase("feed.horizon", first=str(first), last=str(last))
        return Problem("feed.dates", about, found, allowed, phrase("feed.move_horizon"))
    found = phrase("feed.near", count=sum(bool(of) for of in near), stops=len(near))
    allowed = phrase("feed.one_trip", km=leg.host.feed_near_km)
    return Problem("feed.no_trip", Where(feed.file, key=about), found, allowed, phrase("feed.check_near"))
