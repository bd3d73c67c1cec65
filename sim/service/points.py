"""Points 村级服务点: where parcels are handed out, their hours, shelves and keepers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from sim.clock import DAY, HOUR, clock_ms, weekday
from sim.parameters import Parameters
from sim.parameters.operation import Count
from sim.parameters.points import PointType
from sim.plan.actor import KEEPER, Actor
from sim.plan.crew import Crew, Shift
from sim.plan.level import Level
from sim.plan.point import Compartments, Point
from sim.plan.stage import Stage
from sim.plan.units import UNLIMITED
from sim.service.assignment.job import Job
from sim.service.draft.draft import Draft
from sim.service.draft.timetable import every_day
from sim.service.mode.mode import Mode
from sim.service.rounds.rounds import by_township
from sim.service.staffing.crews import shift_hours

Hours = tuple[tuple[int, int], ...]


class PointMaker:
    """Adds the points that jobs ask for, each once.

    A village place has one point, whoever brings the parcels; where modes differ, a pool's mode chooses its type. Beside it stand points that
    operators keep with people of their own; they keep its hours. At a township stand the
    outlet of each brand that hands over there (``remote``), and a counter for the villages in town, which is their own point (not
    ``remote``); all of them keep the outlets' hours, for a resident on one trip visits them all.
    """

    def __init__(self, draft: Draft, jobs: Sequence[Job]) -> None:
        self._draft = draft
        self._numbers: dict[str, int] = {}
        self._modes: dict[int, Mode] = {}
        self._in_town: dict[int, int] = {}
        county = draft.county
        for village in county.villages:
            if village.point < 0:
                place = county.township_place(village.township)
                self._in_town[place] = self._in_town.get(place, 0) + 1
        for job in reversed(jobs):
            if job.mode.handover == "village":
                for v in job.villages:
                    self._modes.setdefault(int(draft.spots[v]), job.mode)
        outlets = (job.mode.point for job in jobs if job.mode.handover == "township")
        self._at_township = next(outlets, None)

    def at_village(self, village: int, job: Job) -> int:
        """Index of the point of a village whose parcels come to it (in town: the counter at the township); that of a
        job's operator where it has one."""
        place = int(self._draft.spots[village])
        where, mode = self._draft.places[place], self._modes[place]
        if where.level == Level.TOWNSHIP:
            code = f"{where.code}/counter"
            timed = self._at_township or mode.point
            return self._number(code, lambda: self._point(code, place, mode, timed, self._in_town[place]))
        if job.mode.kept_by != "own":
            return self._number(where.code, lambda: self._kept(where.code, place, mode, KEEPER))
        code = f"{where.code}/{job.operator}"
        return self._number(code, lambda: self._kept(code, place, job.mode, job.operator))

    def at_township(self, township: int, job: Job) -> int:
        """Index of the outlet of a brand at a township."""
        place = self._draft.county.township_place(township)
        code = f"{self._draft.places[place].code}/{job.operator}"
        return self._number(code, lambda: self._outlet(code, township, job))

    def _number(self, code: str, made: Callable[[], Point]) -> int:
        """Index of a point, which is made where there is none yet."""
        if code not in self._numbers:
            self._numbers[code] = self._draft.add_point(made())
        return self._numbers[code]

    def _kept(self, code: str, place: int, mode: Mode, keeper: Actor) -> Point:
        """A point in a village, of the type of a mode, at the hours of the pool's; each outlet of a community has as
        much."""
        keepers = self._draft.outlets.get(place, 1)
        point = self._point(code, place, mode, self._modes[place].point, keepers)
        stage = _keeper_stage(self._draft.parameters, code, place, point.hours, keepers)
        return replace(point, shelve=stage, keeper=keeper)

    def _outlet(self, code: str, township: int, job: Job) -> Point:
        """A brand's outlet at a township, with staff and no rounds to doors."""
        place = self._draft.county.township_place(township)
        point = self._point(code, place, job.mode, self._at_township or job.mode.point)
        stage = _outlet_stage(self._draft, code, place, township)
        return replace(point, shelve=stage, door_times=(), all_to_door=False, remote=True, keeper=job.operator)

    def _point(self, code: str, place: int, mode: Mode, timed: str, times: int = 1) -> Point:
        """A point of the type of a mode with a keeper, at the hours of a type; with ``times`` the shelf and lockers,
        where it stands in for several."""
        parameters = self._draft.parameters
        kind, at = parameters.points.types[mode.point], parameters.points.types[timed]
        hours = opening(parameters, at)
        return Point(
            code=code, place=place, type=mode.point, hours=hours,
            shelf=UNLIMITED if kind.shelf_parcels is None else kind.shelf_parcels * times,
            shelve=_keeper_stage(parameters, code, place, hours, 1), door_times=self._door_times(at),
            return_after=parameters.points.return_after_days * DAY, remote=False, keeper=KEEPER,
            locker=compartments(parameters, kind, times), all_to_door=mode.door == "all",
        )  # fmt: skip

    def _door_times(self, kind: PointType) -> tuple[int, ...]:
        """The daily round to doors, on days when the point is open; where it is attended part of the time, then or as this ends."""
        horizon = self._draft.parameters.horizon
        at = clock_ms(self._draft.parameters.points.door_time)
        if kind.attended:
            return tuple(_round(at, intervals) for intervals in _by_day(opening(self._draft.parameters, kind)))
        return tuple(start for start, _ in _laid_out(horizon.days, ((at, at + 1),), horizon.start_date, kind.days_per_week))


def compartments(parameters: Parameters, kind: PointType, times: int = 1) -> tuple[Compartments, ...]:
    """What the lockers of a point hold, by size; ``times`` as many where the point stands in for several."""
    lockers = kind.lockers * times
    return tuple(Compartments(round(1000 * litres), count * lockers) for litres, count in parameters.points.locker.sizes if count * lockers)


@lru_cache(maxsize=64)
def _laid_out(days: int, hours: Hours, start: object, days_per_week: int) -> Hours:
    return every_day(days, hours, start, days_per_week)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _attended(days: int, attended: tuple[tuple[int, str, str], ...], start: dt.date) -> Hours:
    """Times of a week laid out over the horizon."""
    week: list[list[tuple[int, int]]] = [[] for _ in range(8)]
    for day, begins, ends in attended:
        week[day].append((clock_ms(begins), clock_ms(ends)))
    return tuple((d * DAY + a, d * DAY + b) for d in range(days) for a, b in sorted(week[weekday(start, d) + 1]))


def _by_day(hours: Hours) -> Iterator[Hours]:
    """The intervals of each day that has any."""
    for _, intervals in groupby(hours, key=lambda interval: interval[0] // DAY):
        yield tuple(intervals)


def _round(at: int, intervals: Hours) -> int:
    """When somebody who is there in these intervals of a day goes round: at ``at``, if that is before the last of them ends and after the first
    begins, else as the last ends."""
    day, (first, last) = intervals[0][0] // DAY * DAY, (intervals[0][0], intervals[-1][1])
    return day + at if first <= day + at < last else last


def opening(parameters: Parameters, kind: PointType) -> Hours:
    """Opening intervals of a type of point over the horizon."""
    if kind.attended:
        return _attended(parameters.horizon.days, kind.attended, parameters.horizon.start_date)
    hours = tuple((clock_ms(a), clock_ms(b)) for a, b in kind.hours)
    return _laid_out(parameters.horizon.days, hours, parameters.horizon.start_date, kind.days_per_week)


@lru_cache(maxsize=64)
def _keepers_shifts(hours: Hours, keepers: int) -> tuple[Shift, ...]:
    """Keepers in opening hours: the very same shifts for all points with these, so that a run works out one crew curve for all of them."""
    return tuple(Shift(start=start, end=end, people=keepers) for start, end in hours)


def _keeper_stage(parameters: Parameters, code: str, place: int, hours: Hours, keepers: int) -> Stage:
    """The keeper alone, or one in each outlet of a community, shelves in opening hours."""
    crew = Crew(key=f"{code}/shelve", place=place, shifts=_keepers_shifts(hours, keepers), spared=True)
    return Stage(name="shelve", work=round(HOUR / parameters.handling.shelve_per_h), crew=crew)


def _outlet_stage(draft: Draft, code: str, place: int, township: int) -> Stage:
    """An outlet's staff shelve and give notice; they serve the town too."""
    handling = draft.parameters.handling
    shifts = sorted(_outlet_shifts(draft, township), key=lambda shift: shift.start)
    crew = Crew(
        key=f"{code}/outlet", place=place, shifts=tuple(shifts), discipline=handling.discipline,
        shift_end=handling.shift_end, by_work=True, spared=True,
    )  # fmt: skip
    return Stage(name="outlet", work=round(HOUR / handling.outlet_per_h), crew=crew)


def _outlet_shifts(draft: Draft, township: int) -> Iterator[Shift]:
    """The shifts of an outlet at a township over the horizon, row by row of its staff."""
    horizon, first = draft.parameters.horizon, draft.parameters.staffing.outlet["outlet"]
    rows = sorted((first, *first.also), key=lambda row: clock_ms(row.start))
    for row, interval in zip(rows, shift_hours(first), strict=True):
        people = _outlet_people(draft, row.crew, township)
        for start, end in every_day(horizon.days, [interval], horizon.start_date):
            yield Shift(start=start, end=end, people=people)


def _outlet_people(draft: Draft, given: Count, township: int) -> int:
    """People of an outlet: as given, by township or for all, else one."""
    if given == "auto":
        return 1
    if isinstance(given, dict):
        return by_township(draft, given).get(township, 1)
    return int(given)
