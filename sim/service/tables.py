"""The plan as a timetable, a fleet and a crew table, and its loads: what a planner reads before anything is simulated.

Columns have stable keys (``sim.words.headed`` names them for a reader); times are clock times, weekdays and kinds are in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd

from sim.clock import DAY, HOUR, clock_text, weekday
from sim.plan.actor import Actor, ActorKind
from sim.plan.crew import Crew
from sim.plan.departure import Slotted, Threshold
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from sim.problems import Phrase, phrase
from sim.service.load import trucks_in
from sim.service.load.load import SEVERITY, ResourceLoad
from sim.words import weekdays_text, word

if TYPE_CHECKING:
    from sim.parameters import Parameters
    from sim.parameters.demand import Brand
    from sim.parameters.hosts import Host

TIMETABLE = [
    "line", "name", "leg", "operator", "base", "vehicle", "days", "depart", "return", "stops", "stop_count", "km", "hours", "runs_week",
]  # fmt: skip
FLEET = ["base", "owner", "operator", "vehicle", "count", "lines", "runs_day", "km_day", "vehicle_hours_day"]
CREWS = ["place", "level", "operator", "stage", "days", "start", "end", "crew", "hours_week", "paid_by"]
LOADS = ["kind", "where", "name", "offered", "capacity", "unit", "rho", "state"]


Names = Mapping[str, str]
"""Places' names for the reader by the names they have in the county; one that is missing keeps its own."""


def timetable_table(plan: ServicePlan, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> pd.DataFrame:
    """Timetable 班次时刻表: a row for each line and departure time, in the plan's order; one that leaves by a threshold has a single row.

    ``stops`` names every stop with its planned arrival (after the departure, where that has no time); the planned unloading time of a round is spread evenly over its stops.
    ``hours`` is the planned round, ``runs_week`` the mean runs a week of that time over the horizon, by a threshold the most there may be.
    """
    reader = _Reader(plan, parameters, lang, names or {})
    groups: dict[tuple[int, int], list[int]] = {}
    for number, scheduled in zip(plan.timetable.line.tolist(), plan.timetable.scheduled.tolist(), strict=True):
        groups.setdefault((number, scheduled % DAY), []).append(scheduled // DAY)
    rows = [_timetable_row(reader, plan.lines[number], time, days) for (number, time), days in sorted(groups.items())]
    return pd.DataFrame(rows, columns=TIMETABLE)


def _timetable_row(reader: _Reader, line: Line, time: int, days: list[int]) -> tuple[object, ...]:
    leaves, back = _leaves(reader, line, time)
    return (
        line.key, reader.line(line), reader.word(line.leg, "leg"), reader.operator(line.operator), reader.place(line.base),
        "" if line.leg is Leg.HAUL else reader.vehicle(line.vehicle), reader.days(days), leaves, back,
        _stops_text(reader, line, time), len(line.stops), round(line.km, 1), round(line.planned / HOUR, 2),
        round(len(days) / reader.weeks, 1),
    )  # fmt: skip


def _leaves(reader: _Reader, line: Line, time: int) -> tuple[str, str]:
    """When a run leaves and is back: at a time of day, or what it waits for."""
    rule = line.departure
    return (_waits_for(rule).text(reader.lang), "") if isinstance(rule, Slotted) else (clock_text(time), clock_text(time + line.planned))


def _waits_for(rule: Slotted) -> Phrase:
    """The hours of a slot, and what it waits for in them."""
    start, end = clock_text(rule.start), clock_text(rule.end)
    if isinstance(rule, Threshold):
        return phrase("plannote.by_threshold", start=start, end=end, parcels=rule.parcels, hours=round(rule.wait / HOUR, 2))
    return phrase("plannote.in_hours", start=start, end=end)


@dataclass(frozen=True, kw_only=True)
class _Vehicles:
    """Vehicles of one type at one base: of a depot of ours, or a host's (``depot`` -1)."""

    depot: int = -1
    operator: Actor
    base: int
    vehicle: str


def fleet_table(plan: ServicePlan, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> pd.DataFrame:
    """Vehicles 车辆配置表: a row for each depot, then one for each host, base and vehicle type.

    Line-haul trucks are not the county's: they are left out.
    A host's ``count`` is how many of its runs are under way at once, at most: the plan knows its timetable, not its yard; a vehicle
    that townships share, on days in turn, stands with each of them.
    Runs, km and hours a day are means over all days of the horizon.
    """
    own = [
        _Vehicles(depot=i, operator=depot.operator, base=depot.base, vehicle=depot.vehicle) for i, depot in enumerate(plan.depots)
    ]
    runs: dict[_Vehicles, list[int]] = {vehicles: [] for vehicles in own}
    for run, number in enumerate(plan.timetable.line.tolist()):
        line = plan.lines[number]
        if line.leg is Leg.HAUL:
            continue
        hosts = _Vehicles(operator=line.operator, base=line.base, vehicle=line.vehicle)
        runs.setdefault(hosts if line.hosted else own[line.depot], []).append(run)
    reader = _Reader(plan, parameters, lang, names or {})
    return pd.DataFrame([_fleet_row(reader, vehicles, its) for vehicles, its in runs.items()], columns=FLEET)


def _fleet_row(reader: _Reader, of: _Vehicles, runs: list[int]) -> tuple[object, ...]:
    plan = reader.plan
    days, hosted = plan.horizon / DAY, of.depot < 0
    lines = [plan.lines[i] for i in plan.timetable.line[runs].tolist()]
    count = _at_once(lines, plan.timetable.scheduled[runs].tolist()) if hosted else plan.depots[of.depot].count
    return (
        reader.place(of.base), reader.word("host" if hosted else "own"), reader.operator(of.operator), reader.vehicle(of.vehicle),
        count, len({line.key for line in lines}), round(len(runs) / days, 2), round(sum(line.km for line in lines) / days, 1),
        round(sum(line.planned for line in lines) / HOUR / days, 2),
    )  # fmt: skip


def crews_table(plan: ServicePlan, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> pd.DataFrame:
    """Crews 人员配置表: a row for each crew and daily shift; ``hours_week`` are rostered worker-hours, ``paid_by`` what is charged.

    A crew that does several stages is listed once, with all of them.
    """
    reader = _Reader(plan, parameters, lang, names or {})
    staffed: list[tuple[Actor, Stage]] = [(h.operator, s) for h in plan.handlings for s in h.stages]
    staffed += [(p.keeper, p.shelve) for p in plan.points if p.shelve is not None]
    operators = {stage.crew: operator for operator, stage in reversed(staffed)}
    stages: dict[Crew, list[str]] = {crew: [] for crew in plan.crews}
    for _, stage in staffed:
        stages[stage.crew].append(reader.word(stage.name))
    rows = [row for crew in plan.crews for row in _crew_rows(reader, crew, operators[crew], " + ".join(dict.fromkeys(stages[crew])))]
    return pd.DataFrame(rows, columns=CREWS)


def _crew_rows(reader: _Reader, of: Crew, operator: Actor, stages: str) -> Iterator[tuple[object, ...]]:
    shifts: dict[tuple[int, int, int], list[int]] = {}
    for shift in of.shifts:
        shifts.setdefault((shift.start % DAY, shift.end - shift.start, shift.people), []).append(shift.start // DAY)
    who = (reader.place(of.place), reader.word(reader.plan.places[of.place].level, "level"), reader.operator(operator), stages)
    paid_by = reader.word("worked" if of.by_work else "rostered")
    for (begin, length, people), days in sorted(shifts.items()):
        hours = round(people * length * len(days) / HOUR / reader.weeks, 1)
        yield (*who, reader.days(days), clock_text(begin), _end_text(begin + length), people, hours, paid_by)


def loads_table(
    loads: Iterable[ResourceLoad], lang: str = "zh", plan: ServicePlan | None = None, parameters: Parameters | None = None,
    names: Names | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Loads in words, by severity: what never clears first, then what waits, the heaviest first of each.

    With ``plan`` and ``parameters`` lines, vehicles and points have the reader's names too.
    """
    names = names or {}
    known = _Reader(plan, parameters, lang, names).by_key() if plan is not None and parameters is not None else {}
    rows = [
        (
            word(x.kind, lang), names.get(x.where, x.where), known.get(x.key) or word(x.name, lang), round(x.offered, 1),
            round(x.capacity, 1), word(x.unit, lang), round(x.rho, 3), word(x.state, lang),
        )
        for x in sorted(loads, key=lambda x: (SEVERITY.index(x.state), -x.rho))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=LOADS)


@dataclass(frozen=True, eq=False)
class _Reader:
    """For whom the tables of a plan are: their language, and the names by which they know places."""

    plan: ServicePlan
    parameters: Parameters
    lang: str
    names: Names

    @property
    def weeks(self) -> float:
        """Of the horizon."""
        return self.plan.horizon / (7 * DAY)

    def word(self, key: str, room: str = "") -> str:
        """A key of ours in words."""
        return word(key, self.lang, room)

    def place(self, number: int) -> str:
        """A place; the one beyond the county has no name of its own."""
        if self.plan.places[number].level is Level.BEYOND:
            return self.word(Level.BEYOND)
        name = self.plan.places[number].name
        return self.names.get(name, name)

    def operator(self, actor: Actor) -> str:
        """An actor."""
        return operator_text(actor, self.parameters, self.lang)

    def vehicle(self, key: str) -> str:
        """A type of vehicle."""
        return _own_name(self.plan.vehicles.get(key), key, self.lang)

    def days(self, days: list[int]) -> str:
        """The weekdays of days of the horizon, or how far apart they are where all are so far."""
        gaps = set(np.diff(np.unique(days)).tolist())
        if len(gaps) == 1 and not gaps & {1, 7} and len(set(days)) > 2:
            return phrase("plannote.every_days", days=gaps.pop()).text(self.lang)
        return weekdays_text({weekday(self.parameters.horizon.start_date, day) for day in days}, self.lang)

    def line(self, line: Line) -> str:
        """A line: its own name in Chinese, else composed of who runs it, its leg, where it goes and its number."""
        if line.leg is Leg.HAUL:
            return self.word(line.leg, "leg")
        if self.lang == "zh":
            return line.name
        number = line.key.rsplit("/", 1)[-1].removeprefix("tour-")
        added = f"{self.word('added')} " if "+/" in line.key else ""
        to = "–".join(self.place(place) for place in _heads_for(self.plan, line))
        return f"{self.operator(line.operator)} {added}{self.word(line.leg, 'leg')} {to} {number}"

    def by_key(self) -> dict[str, str]:
        """Names of lines, of depots' vehicles, of points' types and of brands' trucks, by key."""
        plan = self.plan
        known = {line.key: self.line(line) for line in plan.lines}
        known |= {depot.key: self.vehicle(depot.vehicle) for depot in plan.depots}
        known |= {f"{trucks_in.PREFIX}{actor}": f"{self.operator(actor)} {self.word('haul_in')}" for actor in map(Actor.brand, plan.brands)}
        return known | {point.code: point_text(point.type, self.parameters, self.lang) for point in plan.points}


def _heads_for(plan: ServicePlan, line: Line) -> list[int]:
    """Places that tell where a line goes: the townships of a trunk; of a line from the hub its township; of others their base."""
    if plan.places[line.base].level != Level.HUB:
        return [line.base]
    seat = [i for i, place in enumerate(plan.places) if place.level == Level.TOWNSHIP and place.township == line.township]
    return seat[:1] if line.leg != Leg.TRUNK and seat else [stop.place for stop in line.stops]


def point_text(kind: str, parameters: Parameters, lang: str = "zh") -> str:
    """A type of point in words."""
    return _own_name(parameters.points.types.get(kind), kind, lang)


def vehicle_text(kind: str, parameters: Parameters, lang: str = "zh") -> str:
    """A vehicle type in words."""
    return _own_name(parameters.vehicles.get(kind), kind, lang)


class _HasNames(Protocol):
    """What has a name of its own in both languages."""

    @property
    def name_zh(self) -> str: ...

    @property
    def name_en(self) -> str: ...


def _own_name(of: _HasNames | None, key: str, lang: str) -> str:
    """A thing's own name, or its key where it is unknown or has none."""
    return key if of is None else (of.name_zh if lang == "zh" else of.name_en) or key


def operator_text(operator: Actor, parameters: Parameters, lang: str = "zh") -> str:
    """An actor in words."""
    kind, key = operator.kind, operator.key
    known: dict[str, Brand] | dict[str, Host] = parameters.host if operator.is_host else parameters.demand.brands
    if kind is not ActorKind.POOL and key in known:
        return _own_name(known[key], key, lang)
    if not key:
        return word(kind, lang)
    name = word(key, lang, kind)
    return f"{word(kind, lang)} {key}" if name == key else name


def _end_text(end: int) -> str:
    return "24:00" if end == DAY else clock_text(end)


def _stops_text(reader: _Reader, line: Line, time: int) -> str:
    """The stops with the clock times of their planned arrivals; the time since the departure where that has none."""
    unloading = max(0, line.planned - line.ride(len(line.stops)) - line.back_drive) / max(1, len(line.stops))
    waits = isinstance(line.departure, Slotted)
    texts, now, sign = [], 0.0 if waits else float(time), "+" if waits else ""
    for stop in line.stops:
        now += stop.drive
        texts.append(f"{reader.place(stop.place)} {sign}{clock_text(int(now))}")
        now += stop.service + unloading
    return "; ".join(texts)


def _at_once(lines: list[Line], scheduled: list[int]) -> int:
    """Most runs under way at one instant, by planned times; a run that ends when another begins lends it its vehicle."""
    begins = np.sort(np.array(scheduled, dtype=np.int64))
    ends = np.sort(np.array([t + line.planned for t, line in zip(scheduled, lines, strict=True)], dtype=np.int64))
    return int((np.arange(1, len(begins) + 1) - np.searchsorted(ends, begins, side="right")).max(initial=0))
