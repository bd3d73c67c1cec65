"""The plan as a timetable, a fleet and a crew table, and its loads: what a planner reads before anything is simulated.

Columns have stable keys (``sim.words.headed`` names them for a reader); times are clock times, weekdays and kinds are in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.clock import DAY, HOUR, clock_text, weekday
from sim.plan.actor import Actor, ActorKind
from sim.plan.line import Line
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from sim.service.load import SEVERITY, ResourceLoad
from sim.words import weekdays_text, word

if TYPE_CHECKING:
    from sim.parameters import Parameters
    from sim.parameters.demand import Brand
    from sim.parameters.operation import Host

TIMETABLE = ["line", "name", "leg", "operator", "base", "vehicle", "days", "depart", "return", "stops", "stop_count", "km", "hours", "runs_week"]
FLEET = ["base", "owner", "operator", "vehicle", "count", "lines", "runs_day", "km_day", "vehicle_hours_day"]
CREWS = ["place", "level", "operator", "stage", "days", "start", "end", "crew", "hours_week", "paid_by"]
LOADS = ["kind", "where", "name", "offered", "capacity", "unit", "rho", "state"]


Names = Mapping[str, str]
"""Places' names for the reader by the names they have in the county; one that is missing keeps its own."""


def timetable_table(plan: ServicePlan, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> pd.DataFrame:
    """Timetable 班次时刻表: a row for each line and departure time, in the plan's order.

    ``stops`` names every stop with its planned arrival; the planned unloading time of a round is spread evenly over its stops.
    ``hours`` is the planned round, ``runs_week`` the mean runs a week of that time over the horizon.
    """
    start, weeks, names = parameters.horizon.start_date, _weeks(plan), names or {}
    groups: dict[tuple[int, int], list[int]] = {}
    for number, scheduled in zip(plan.timetable.line.tolist(), plan.timetable.scheduled.tolist(), strict=True):
        groups.setdefault((number, scheduled % DAY), []).append(scheduled // DAY)
    rows = []
    for (number, time), days in sorted(groups.items()):
        line = plan.lines[number]
        rows.append((
            line.key, line_text(plan, line, parameters, lang, names), word(line.leg, lang, "leg"), operator_text(line.operator, parameters, lang),
            _place(plan.places[line.base], names),
            _vehicle(plan, line.vehicle, lang), _days_text(days, start, lang), clock_text(time), clock_text(time + line.planned),
            _stops_text(line, plan.places, time, names), len(line.stops), round(line.km, 1), round(line.planned / HOUR, 2), round(len(days) / weeks, 1),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=TIMETABLE)


def fleet_table(plan: ServicePlan, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> pd.DataFrame:
    """Vehicles 车辆配置表: a row for each depot, then one for each host, base and vehicle type.

    A host's ``count`` is how many of its runs are under way at once, at most: the plan knows its timetable, not its yard; a vehicle
    that townships share, on days in turn, stands with each of them.
    Runs, km and hours a day are means over all days of the horizon.
    """
    days = plan.horizon / DAY
    groups: dict[tuple[bool, Actor, int, str, int], list[int]] = {}
    for index, depot in enumerate(plan.depots):
        groups[False, depot.operator, depot.base, depot.vehicle, index] = []
    for run, number in enumerate(plan.timetable.line.tolist()):
        line = plan.lines[number]
        key = (True, line.operator, line.base, line.vehicle, -1) if line.hosted else (False, *_depot_key(plan, line))
        groups.setdefault(key, []).append(run)
    rows = []
    for (host, operator, base, vehicle, depot_number), runs in groups.items():
        lines = [plan.lines[i] for i in plan.timetable.line[runs].tolist()]
        count = _at_once(lines, plan.timetable.scheduled[runs].tolist()) if host else plan.depots[depot_number].count
        rows.append((
            _place(plan.places[base], names or {}), word("host" if host else "own", lang), operator_text(operator, parameters, lang), _vehicle(plan, vehicle, lang), count,
            len({line.key for line in lines}), round(len(runs) / days, 2), round(sum(line.km for line in lines) / days, 1),
            round(sum(line.planned for line in lines) / HOUR / days, 2),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=FLEET)


def crews_table(plan: ServicePlan, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> pd.DataFrame:
    """Crews 人员配置表: a row for each stage and daily shift; ``hours_week`` are rostered worker-hours, ``paid_by`` what is charged."""
    start, weeks = parameters.horizon.start_date, _weeks(plan)
    staffed: list[tuple[int, Actor, Stage]] = [(h.place, h.operator, s) for h in plan.handlings for s in h.stages]
    staffed += [(p.place, p.keeper, p.shelve) for p in plan.points if p.shelve is not None]
    rows = []
    for place_number, operator, stage in staffed:
        place = plan.places[place_number]
        shifts: dict[tuple[int, int, int], list[int]] = {}
        for shift in stage.shifts:
            shifts.setdefault((shift.start % DAY, shift.end - shift.start, shift.crew), []).append(shift.start // DAY)
        for (begin, length, crew), days in sorted(shifts.items()):
            rows.append((
                _place(place, names or {}), word(place.level, lang, "level"), operator_text(operator, parameters, lang), word(stage.name, lang),
                _days_text(days, start, lang), clock_text(begin), _end_text(begin + length), crew,
                round(crew * length * len(days) / HOUR / weeks, 1), word("worked" if stage.by_work else "rostered", lang),
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=CREWS)


def loads_table(loads: Iterable[ResourceLoad], lang: str = "zh", plan: ServicePlan | None = None, parameters: Parameters | None = None, names: Names | None = None) -> pd.DataFrame:
    """Loads in words, by severity: what never clears first, then what waits, the heaviest first of each. With ``plan`` and ``parameters`` lines, vehicles and points have the reader's names too."""
    known: dict[str, str] = {}
    if plan is not None and parameters is not None:
        known = {line.key: line_text(plan, line, parameters, lang, names or {}) for line in plan.lines}
        known |= {g.key: _vehicle(plan, g.vehicle, lang) for g in plan.depots}
        known |= {p.code: point_text(p.type, parameters, lang) for p in plan.points}
    rows = [
        (
            word(x.kind, lang), (names or {}).get(x.where, x.where), known.get(x.key) or word(x.name, lang), round(x.offered, 1), round(x.capacity, 1),
            word(x.unit, lang), round(x.rho, 3), word(x.state, lang),
        )
        for x in sorted(loads, key=lambda x: (SEVERITY.index(x.state), -x.rho))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=LOADS)


def line_text(plan: ServicePlan, line: Line, parameters: Parameters, lang: str = "zh", names: Names | None = None) -> str:
    """A line's name: its own in Chinese, else composed of who runs it, its leg, where it goes and its number."""
    if lang == "zh":
        return line.name
    names = names or {}
    places = [plan.places[stop.place] for stop in line.stops]
    seat = [p for p in plan.places if p.level == "township" and p.township == line.township]
    if plan.places[line.base].level != "hub":
        places = [plan.places[line.base]]
    elif line.leg != "trunk" and seat:
        places = seat[:1]
    number = line.key.rsplit("/", 1)[-1].removeprefix("tour-")
    added = f"{word('added', lang)} " if "+/" in line.key else ""
    return f"{operator_text(line.operator, parameters, lang)} {added}{word(line.leg, lang, 'leg')} {'–'.join(_place(p, names) for p in places)} {number}"


def point_text(kind: str, parameters: Parameters, lang: str = "zh") -> str:
    """A type of point in words."""
    known = parameters.points.types.get(kind)
    return kind if known is None else (known.name_zh if lang == "zh" else known.name_en) or kind


def vehicle_text(kind: str, parameters: Parameters, lang: str = "zh") -> str:
    """A vehicle type in words."""
    known = parameters.vehicles.get(kind)
    return kind if known is None else (known.name_zh if lang == "zh" else known.name_en) or kind


def _place(place: Place, names: Names) -> str:
    return names.get(place.name, place.name)


def operator_text(operator: Actor, parameters: Parameters, lang: str = "zh") -> str:
    """An actor in words."""
    kind, key = operator.kind, operator.key
    known: dict[str, Brand] | dict[str, Host] = parameters.host if operator.is_host else parameters.demand.brands
    if kind is not ActorKind.POOL and key in known:
        owner = known[key]
        return (owner.name_zh if lang == "zh" else owner.name_en) or key
    if not key:
        return word(kind, lang)
    name = word(key, lang, kind)
    return f"{word(kind, lang)} {key}" if name == key else name


def _weeks(plan: ServicePlan) -> float:
    return plan.horizon / (7 * DAY)


def _days_text(days: list[int], start: dt.date, lang: str) -> str:
    return weekdays_text({weekday(start, day) for day in days}, lang)


def _end_text(end: int) -> str:
    return "24:00" if end == DAY else clock_text(end)


def _vehicle(plan: ServicePlan, key: str, lang: str) -> str:
    kind = plan.vehicles.get(key)
    return key if kind is None else (kind.name_zh if lang == "zh" else kind.name_en) or key


def _stops_text(line: Line, places: tuple[Place, ...], time: int, names: Names) -> str:
    fixed = sum(s.drive + s.service for s in line.stops) + line.back_drive
    unloading = max(0, line.planned - fixed) / max(1, len(line.stops))
    texts, now = [], float(time)
    for stop in line.stops:
        now += stop.drive
        texts.append(f"{_place(places[stop.place], names)} {clock_text(int(now))}")
        now += stop.service + unloading
    return "; ".join(texts)


def _depot_key(plan: ServicePlan, line: Line) -> tuple[Actor, int, str, int]:
    depot = plan.depots[line.depot]
    return depot.operator, depot.base, depot.vehicle, line.depot


def _at_once(lines: list[Line], scheduled: list[int]) -> int:
    """Most runs under way at one instant, by planned times; a run that ends when another begins lends it its vehicle."""
    begins = np.sort(np.array(scheduled, dtype=np.int64))
    ends = np.sort(np.array([t + line.planned for t, line in zip(scheduled, lines, strict=True)], dtype=np.int64))
    return int((np.arange(1, len(begins) + 1) - np.searchsorted(ends, begins, side="right")).max(initial=0))
