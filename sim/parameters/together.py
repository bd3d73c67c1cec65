"""Faults that show only when several parameters are read together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sim.clock import DAY, clock_ms
from sim.parameters.hosts import Host
from sim.parameters.names import Unit
from sim.parameters.operation import CrewShifts, ShiftHours, StageCrew
from sim.parameters.quantity import Section
from sim.parameters.schedule import LegSchedule, RoundSchedule, Schedule
from sim.parameters.seasons import going_out, harvest_faults, occasion_faults
from sim.parameters.tree import Parameters
from sim.problems import Problem, did_you_mean, number_text, one_of, phrase

COUNTS = {"count": Unit("vehicles"), "crew": Unit("workers"), "vehicles": Unit("vehicles")}
"""Names of keys that count something, with the unit."""

SELDOM = {f"schedule.{name}": getattr(Schedule(), name).depart for name in ("carrier", "urban")}
"""Departures, as they come, of legs that few plans have."""

COUNTING = ("fleet", "staffing", "host")
"""Sections with such keys."""


def together(p: Parameters) -> list[Problem]:
    """Every fault between parameters: names of what is not there, shifts, departures and hours that end before they
    begin, shares of nothing."""
    rules = (
        _vehicles, _counts, _shifts, _shared_crews, _departures, _threshold, _hours, _lockers, _sums, _calendar,
        _markets, going_out, _dated, _without, _reach,
    )
    return [problem for rule in rules for problem in rule(p)]


def _names(where: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    options = sorted(known)
    for name in names:
        if name not in options:
            yield Problem(f"config.unknown_{what}", where, name, one_of(options), did_you_mean(name, options))


def _vehicles(p: Parameters) -> Iterator[Problem]:
    legs = {name: getattr(p.fleet, name) for name in type(p.fleet).model_fields}
    for name, leg in legs.items():
        if hasattr(leg, "vehicle"):
            yield from _names(f"fleet.{name}.vehicle", [leg.vehicle], p.vehicles, "vehicle")
            yield from _names(f"fleet.{name}.allowed", leg.allowed, p.vehicles, "vehicle")
    yield from _names("towns.point", [p.towns.point], p.points.types, "point")
    for name, host in p.host.items():
        yield from _names(f"host.{name}.vehicle", [host.vehicle], p.vehicles, "vehicle")
        yield from _names(f"host.{name}.added_vehicle", [host.added_vehicle], p.vehicles, "vehicle")
        yield from _names(f"host.{name}.brands", host.brands, p.demand.brands, "brand")


def _counts(p: Parameters) -> Iterator[Problem]:
    """Vehicles and crews: a number, ``auto`` or a map of numbers, none below 0."""
    for key, unit, value in (row for name in COUNTING for row in _counted(getattr(p, name), f"{name}.")):
        for name, number in value.items() if isinstance(value, dict) else [("", value)]:
            if isinstance(number, int) and number < 0:
                yield Problem(
                    "config.value", f"{key}{'.' if name else ''}{name}", str(number),
                    phrase("config.not_negative", unit=unit),
                )


def _counted(node: Any, prefix: str) -> Iterator[tuple[str, Unit, Any]]:
    """Key, unit and value of every count below a section; a sweep checks thousands of configs, so no registry is made
    for it."""
    items = enumerate(node) if isinstance(node, tuple) else dict(node).items()
    for name, value in items:
        if name in COUNTS and isinstance(node, Section):
            yield f"{prefix}{name}", COUNTS[name], value
        elif isinstance(value, (Section, dict, tuple)):
            yield from _counted(value, f"{prefix}{name}.")


def _shifts(p: Parameters) -> Iterator[Problem]:
    for place in ("hub", "township", "brand_hub", "brand_township", "outlet"):
        crews: dict[str, CrewShifts] = getattr(p.staffing, place)
        for stage, crew in crews.items():
            key = f"staffing.{place}.{stage}"
            rows: list[tuple[str, ShiftHours]] = [
                (key, crew), *((f"{key}.also.{i}", s) for i, s in enumerate(crew.also))
            ]
            for where, shift in rows:
                if clock_ms(shift.end) <= clock_ms(shift.start):
                    hint = phrase("config.night_shift")
                    yield Problem(
                        "config.shift", f"{where}.end", shift.end, phrase("config.after_start", time=shift.start), hint
                    )


def _shared_crews(p: Parameters) -> Iterator[Problem]:
    """Stages that another's crew is to do, where that has no such stage, or is itself another's work, or people are
    given all the same."""
    for place in ("hub", "township", "brand_hub", "brand_township"):
        crews: dict[str, StageCrew] = getattr(p.staffing, place)
        own = [stage for stage, crew in crews.items() if not crew.crew_of]
        for stage, crew in crews.items():
            if crew.crew_of and crew.crew_of not in own:
                where, allowed = f"staffing.{place}.{stage}.crew_of", phrase("config.crew_of", stages=tuple(own))
                yield Problem("config.crew_of", where, crew.crew_of, allowed, did_you_mean(crew.crew_of, own))
            given = [shift.crew for shift in (crew, *crew.also) if shift.crew != "auto"]
            if crew.crew_of and given:
                where, allowed = f"staffing.{place}.{stage}.crew", phrase("config.no_crew", stage=crew.crew_of)
                yield Problem("config.no_crew", where, str(given[0]), allowed)


def _departures(p: Parameters) -> Iterator[Problem]:
    start, end = clock_ms(p.fleet.duty_start), clock_ms(p.fleet.duty_end)
    if end <= start:
        later = phrase("config.later", key="fleet.duty_start", time=p.fleet.duty_start)
        yield Problem("config.duty", "fleet.duty_end", p.fleet.duty_end, later)
    for where, leg in _schedules(p):
        yield from _ordered(f"{where}.depart", leg.depart)
        latest = DAY if _aside(where, leg) else end
        for text in leg.depart:
            if end > start and not start <= clock_ms(text) < latest:
                allowed = phrase("config.in_duty", start=p.fleet.duty_start, end=p.fleet.duty_end)
                yield Problem("config.departure", f"{where}.depart", text, allowed, phrase("config.move_departure"))
        yield from _visits(where, leg)
    for name, host in p.host.items():
        yield from _host_departures(f"host.{name}", host)


def _host_departures(where: str, host: Host) -> Iterator[Problem]:
    """Departures of a host and of its timetables are in order, and each timetable is of something."""
    yield from _ordered(f"{where}.depart", host.depart)
    for key, own in host.timetables.items():
        at = f"{where}.timetables.{key}"
        if not own.townships and not own.lines:
            yield Problem("schedule.empty_group", at, key, phrase("schedule.line_members"))
        if own.depart is not None:
            yield from _ordered(f"{at}.depart", own.depart)
    yield from _visits(where, host)


def _aside(where: str, leg: LegSchedule) -> bool:
    """Whether a schedule is of a leg that few plans have, and stands as it came: plans that have it say so."""
    return where in SELDOM and leg.depart == SELDOM[where]


def _threshold(p: Parameters) -> Iterator[Problem]:
    """Hours of the day in which lines leave by a threshold."""
    rule, duty = p.schedule.threshold, (clock_ms(p.fleet.duty_start), clock_ms(p.fleet.duty_end))
    start, end = clock_ms(rule.start), clock_ms(rule.end)
    if end <= start:
        allowed = phrase("config.later", key="schedule.threshold.start", time=rule.start)
        yield Problem("config.hours", "schedule.threshold.end", rule.end, allowed)
    elif duty[0] < duty[1] and (end <= duty[0] or start >= duty[1]):
        allowed = phrase("config.in_duty", start=p.fleet.duty_start, end=p.fleet.duty_end)
        hint = phrase("config.move_departure")
        yield Problem("config.departure", "schedule.threshold.start", rule.start, allowed, hint)


def _schedules(p: Parameters) -> Iterator[tuple[str, LegSchedule]]:
    """The schedule of each leg, and of each group of villages that has its own, by its place in the config."""
    for name in type(p.schedule).model_fields:
        leg = getattr(p.schedule, name)
        if isinstance(leg, LegSchedule):
            yield f"schedule.{name}", leg
        if isinstance(leg, RoundSchedule):
            yield from ((f"schedule.{name}.groups.{key}", group.of(leg)) for key, group in leg.groups.items())


def _visits(where: str, of: LegSchedule | Host) -> Iterator[Problem]:
    if of.visits_per_day is not None and of.visits_per_day > len(of.depart) > 0:  # without a departure that is told
        yield Problem(
            "config.visits", f"{where}.visits_per_day", str(of.visits_per_day),
            phrase("config.visits", number=len(of.depart)),
        )


def _ordered(where: str, times: tuple[str, ...]) -> Iterator[Problem]:
    clock = [clock_ms(t) for t in times]
    if not times:
        yield Problem("config.empty", where, phrase("config.empty_list"), phrase("config.one_time"))
    elif any(a >= b for a, b in pairwise(clock)):
        yield Problem("config.order", where, ", ".join(times), phrase("config.rising_times"))


def _dated(p: Parameters) -> Iterator[Problem]:
    """Dates on which something goes wrong lie within the horizon."""
    first, last = p.horizon.start_date, p.horizon.last_date
    dated = [(f"disruption.closures.{name}.dates", closure.dates) for name, closure in p.disruption.closures.items()]
    dated += [(f"disruption.away.{name}.dates", away.dates) for name, away in p.disruption.away.items()]
    for name, host in p.host.items():
        dated.append((f"host.{name}.cancelled_dates", host.cancelled_dates))
        own_dates = ((key, own.cancelled_dates) for key, own in host.timetables.items())
        dated += [(f"host.{name}.timetables.{key}.cancelled_dates", dates) for key, dates in own_dates]
    for where, date in ((where, date) for where, dates in dated for date in dates):
        if not first <= date <= last:
            span = phrase("config.days", first=str(first), last=str(last))
            yield Problem("config.not_in_horizon", where, str(date), span)


def _orders(p: Parameters) -> Iterator[Problem]:
    demand = p.demand
    if clock_ms(demand.orders_to) <= clock_ms(demand.orders_from):
        allowed = phrase("config.later", key="demand.orders_from", time=demand.orders_from)
        yield Problem("config.orders", "demand.orders_to", demand.orders_to, allowed)


def _hours(p: Parameters) -> Iterator[Problem]:
    door = clock_ms(p.points.door_time)
    for name, kind in p.points.types.items():
        where = f"points.types.{name}"
        if not kind.hours:
            yield Problem("config.empty", f"{where}.hours", phrase("config.empty_list"), phrase("config.one_interval"))
        wrong = list(_intervals(f"{where}.hours", kind.hours))
        yield from wrong
        for day in range(1, 8):
            yield from _intervals(f"{where}.attended", [(a, b) for of, a, b in kind.attended if of == day])
        last = max((clock_ms(closes) for _, closes in kind.hours[-1:]), default=door)
        if door > last and not wrong and not kind.attended and name != "outlet":
            yield Problem(
                "config.door_time", "points.door_time", p.points.door_time,
                phrase("config.before_closing", name=name, time=kind.hours[-1][1]),
            )


def _intervals(where: str, intervals: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Intervals of a day that end before they begin, or do not rise."""
    last = -1
    for opens, closes in intervals:
        found = phrase("config.interval", opens=opens, closes=closes)
        if clock_ms(closes) <= clock_ms(opens):
            yield Problem("config.hours", where, found, phrase("config.closes_later"))
        elif clock_ms(opens) < last:
            yield Problem("config.hours", where, found, phrase("config.intervals_rise"))
        last = clock_ms(closes)


def _markets(p: Parameters) -> Iterator[Problem]:
    """Markets of a township that say nothing, or that go by weekdays and by a cycle at once."""
    for name, market in p.resident.markets.items():
        by_cycle = market.date is not None or market.cycle_days is not None
        if by_cycle == bool(market.weekdays):
            found = phrase("config.both" if by_cycle else "config.nothing")
            yield Problem("config.market", f"resident.markets.{name}", found, phrase("config.market"))


def _calendar(p: Parameters) -> Iterator[Problem]:
    """Occasions that are not there or not in the horizon, and peaks that lie outside them or are too high."""
    occasions, horizon = p.demand.occasions, p.horizon
    yield from _names("demand.calendar", p.demand.calendar, occasions, "occasion")
    for name in dict.fromkeys(n for n in p.demand.calendar if p.demand.calendar.count(n) > 1):
        yield Problem("config.repeated", "demand.calendar", name, phrase("config.each_once"))
    for name in dict.fromkeys(p.demand.calendar):
        if name in occasions:
            yield from occasion_faults(f"demand.occasions.{name}", name, occasions[name], horizon)
    yield from harvest_faults(p.demand.outbound, horizon)


def _without(p: Parameters) -> Iterator[Problem]:
    """Brands that stay away but are not there."""
    yield from _names("demand.without", p.demand.without, p.demand.brands, "brand")


def _reach(p: Parameters) -> Iterator[Problem]:
    """More brands that are to come to a village than there are."""
    brands = sum(b.share > 0 and key not in p.demand.without for key, b in p.demand.brands.items())
    if 0 < brands < p.service.reach_brands:
        allowed = phrase("config.at_most_brands", count=brands)
        yield Problem("config.reach", "service.reach_brands", str(p.service.reach_brands), allowed)


def _lockers(p: Parameters) -> Iterator[Problem]:
    """Sizes of compartments that do not rise, and lockers without compartments."""
    sizes = p.points.locker.sizes
    for name, (less, _), (more, _) in zip(("medium_l", "large_l"), sizes, sizes[1:], strict=False):
        if more <= less:
            allowed = phrase("config.larger", litres=less)
            yield Problem("config.locker", f"points.locker.{name}", number_text(more), allowed)
    if not sum(count for _, count in sizes):
        found = phrase("config.no_compartments")
        for name, kind in p.points.types.items():
            if kind.lockers:
                yield Problem("config.locker", f"points.types.{name}.lockers", found, phrase("config.compartments"))


def _sums(p: Parameters) -> Iterator[Problem]:
    if p.horizon.measured_days % 7:
        yield Problem(
            "config.weeks", "horizon.measured_days", str(p.horizon.measured_days), phrase("config.whole_weeks"),
            phrase("config.why_weeks"),
        )
    if sum(b.share for b in p.demand.brands.values()) <= 0:
        yield Problem("config.shares", "demand.brands", phrase("config.zero_shares"), phrase("config.one_brand"))
    if not p.demand.waves or sum(w.share for w in p.demand.waves) <= 0:
        yield Problem("config.shares", "demand.waves", phrase("config.zero_shares"), phrase("config.one_wave"))
    yield from _orders(p)
    if min(p.demand.weekday) < 0 or sum(p.demand.weekday) <= 0:
        yield Problem("config.weekday", "demand.weekday", str(list(p.demand.weekday)), phrase("config.weekday"))
