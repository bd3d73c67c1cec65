"""Faults that show only when several keys are read together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Any

from experiments.settings.named import among, meant
from experiments.settings.schema import RunKeys
from experiments.settings.specs.precision import Precision
from sim.clock import clock_ms
from sim.demand.replaced import refused
from sim.measure.registry import keys
from sim.parameters import Parameters
from sim.parameters.names import Unit
from sim.parameters.operation import CrewShifts, Host, Leg, ShiftHours
from sim.parameters.quantity import Section
from sim.problems import Problem, did_you_mean, number_text, phrase

MOST_REPLICATIONS = 100_000
COUNTS = {"count": Unit("vehicles"), "crew": Unit("workers"), "vehicles": Unit("vehicles")}
"""Names of keys that count something, with the unit."""

COUNTING = ("fleet", "staffing", "host")
"""Sections with such keys."""


def across(
    scenarios: Collection[str], mode_files: Collection[str], run: RunKeys | None, p: Parameters | None, precision: Precision | None = None
) -> list[Problem]:
    """Every fault between the keys of a config.

    Args:
        scenarios: what ``modes`` may name: modes and assignments.
        mode_files: every known mode.
        run, p, precision: the run's own keys, the parameters, how many replications are enough; None where they are too faulty to read.
    """
    modes = [] if run is None else [*_columns(run, scenarios), *_replications(run, precision)]
    modes += [] if precision is None else _precision(precision)
    if p is None:
        return modes
    return [
        *modes,
        *_brands(p, mode_files),
        *_vehicles(p),
        *_counts(p),
        *_shifts(p),
        *_departures(p),
        *_hours(p),
        *_sums(p),
        *refused(p),
    ]


def _columns(run: RunKeys, scenarios: Collection[str]) -> Iterator[Problem]:
    if run.modes is None:
        return
    yield from _names("modes", run.modes, scenarios, "mode")
    yield from _repeated("modes", run.modes)
    if run.shape != "best":
        yield Problem("config.shape", "shape", run.shape, phrase("compare.shape"), phrase("compare.shape_hint"))


def _names(where: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    options = sorted(known)
    for name in names:
        if name not in options:
            yield Problem(f"config.unknown_{what}", where, str(name), among(options), meant(str(name), options))


def _replications(run: RunKeys, precision: Precision | None) -> Iterator[Problem]:
    if run.replications != "auto" and not 1 <= run.replications <= MOST_REPLICATIONS:
        yield Problem("config.value", "replications", str(run.replications), phrase("config.replications", most=MOST_REPLICATIONS))
    last = (precision.max if precision else MOST_REPLICATIONS) if run.replications == "auto" else run.replications
    for number in () if isinstance(run.trace, bool) else run.trace:
        if not 0 <= number < last:
            yield Problem("config.trace", "trace", str(number), phrase("config.trace", last=last - 1))


def _precision(precision: Precision) -> Iterator[Problem]:
    listed = precision.differences if isinstance(precision.differences, tuple) else ()
    for name, kpis in (("kpis", precision.kpis), ("differences", listed), ("absolute", precision.absolute)):
        yield from unknown_kpis(f"precision.{name}", kpis)
    for kpi, half in precision.absolute.items():
        if half <= 0:
            yield Problem("config.value", f"precision.absolute.{kpi}", number_text(half), phrase("config.half_width"))
    if not precision.kpis and not precision.absolute:
        yield Problem("config.empty", "precision.kpis", phrase("config.empty_list"), phrase("config.one_kpi"))
    if precision.max < precision.min:
        yield Problem("config.value", "precision.max", str(precision.max), phrase("config.at_least", key="precision.min", value=precision.min))


def unknown_kpis(where: str, names: Iterable[str]) -> Iterator[Problem]:
    """Names that are no KPI, each with the nearest one that is."""
    known = keys()
    for name in names:
        if name not in known:
            yield Problem("config.unknown_kpi", where, name, phrase("config.kpi_like", names=tuple(known[:3])), did_you_mean(name, known))


def _repeated(where: str, names: tuple[str, ...]) -> Iterator[Problem]:
    if not names:
        yield Problem("config.empty", where, phrase("config.empty_list"), phrase("config.one_mode"))
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield Problem("config.repeated", where, phrase("config.more_than_once", name=name), phrase("config.each_mode_once"))


def _brands(p: Parameters, mode_files: Collection[str]) -> Iterator[Problem]:
    for key, brand in p.demand.brands.items():
        yield from _names(f"demand.brands.{key}.alone", [brand.alone], mode_files, "mode")


def _vehicles(p: Parameters) -> Iterator[Problem]:
    legs = {name: getattr(p.fleet, name) for name in type(p.fleet).model_fields}
    for name, leg in legs.items():
        if hasattr(leg, "vehicle"):
            yield from _names(f"fleet.{name}.vehicle", [leg.vehicle], p.vehicles, "vehicle")
            yield from _names(f"fleet.{name}.allowed", leg.allowed, p.vehicles, "vehicle")
    for name, host in p.host.items():
        yield from _names(f"host.{name}.vehicle", [host.vehicle], p.vehicles, "vehicle")
        yield from _names(f"host.{name}.added_vehicle", [host.added_vehicle], p.vehicles, "vehicle")
        yield from _names(f"host.{name}.brands", host.brands, p.demand.brands, "brand")


def _counts(p: Parameters) -> Iterator[Problem]:
    """Vehicles and crews: a number, ``auto`` or a map of numbers, none below 0."""
    for key, unit, value in (row for name in COUNTING for row in _counted(getattr(p, name), f"{name}.")):
        for name, number in value.items() if isinstance(value, dict) else [("", value)]:
            if isinstance(number, int) and number < 0:
                yield Problem("config.value", f"{key}{'.' if name else ''}{name}", str(number), phrase("config.not_negative", unit=unit))


def _counted(node: Any, prefix: str) -> Iterator[tuple[str, Unit, Any]]:
    """Key, unit and value of every count below a section; a sweep checks thousands of configs, so no registry is made for it."""
    items = ((n, getattr(node, n)) for n in type(node).model_fields) if isinstance(node, Section) else node.items() if isinstance(node, dict) else enumerate(node)
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
            rows: list[tuple[str, ShiftHours]] = [(key, crew), *((f"{key}.also.{i}", s) for i, s in enumerate(crew.also))]
            for where, shift in rows:
                if clock_ms(shift.end) <= clock_ms(shift.start):
                    hint = phrase("config.night_shift")
                    yield Problem("config.shift", f"{where}.end", shift.end, phrase("config.after_start", time=shift.start), hint)


def _departures(p: Parameters) -> Iterator[Problem]:
    start, end = clock_ms(p.fleet.duty_start), clock_ms(p.fleet.duty_end)
    if end <= start:
        yield Problem("config.duty", "fleet.duty_end", p.fleet.duty_end, phrase("config.later", key="fleet.duty_start", time=p.fleet.duty_start))
    for name in type(p.schedule).model_fields:
        leg = getattr(p.schedule, name)
        yield from _ordered(f"schedule.{name}.depart", leg.depart)
        for text in leg.depart:
            if end > start and not start <= clock_ms(text) < end:
                allowed = phrase("config.in_duty", start=p.fleet.duty_start, end=p.fleet.duty_end)
                yield Problem("config.departure", f"schedule.{name}.depart", text, allowed, phrase("config.move_departure"))
        yield from _visits(f"schedule.{name}", leg)
    for name, host in p.host.items():
        yield from _ordered(f"host.{name}.depart", host.depart)
        yield from _visits(f"host.{name}", host)


def _visits(where: str, of: Leg | Host) -> Iterator[Problem]:
    if of.visits_per_day is not None and of.visits_per_day > len(of.depart):
        yield Problem("config.visits", f"{where}.visits_per_day", str(of.visits_per_day), phrase("config.visits", number=len(of.depart)))


def _ordered(where: str, times: tuple[str, ...]) -> Iterator[Problem]:
    clock = [clock_ms(t) for t in times]
    if not times:
        yield Problem("config.empty", where, phrase("config.empty_list"), phrase("config.one_time"))
    elif any(a >= b for a, b in pairwise(clock)):
        yield Problem("config.order", where, ", ".join(times), phrase("config.rising_times"))


def _hours(p: Parameters) -> Iterator[Problem]:
    door = clock_ms(p.points.door_time)
    for name, kind in p.points.types.items():
        where = f"points.types.{name}.hours"
        last = -1
        if not kind.hours:
            yield Problem("config.empty", where, phrase("config.empty_list"), phrase("config.one_interval"))
        for opens, closes in kind.hours:
            if clock_ms(closes) <= clock_ms(opens):
                yield Problem("config.hours", where, phrase("config.interval", opens=opens, closes=closes), phrase("config.closes_later"))
            elif clock_ms(opens) < last:
                yield Problem("config.hours", where, phrase("config.interval", opens=opens, closes=closes), phrase("config.intervals_rise"))
            last = clock_ms(closes)
        if kind.hours and door > last and name != "outlet":
            yield Problem("config.door_time", "points.door_time", p.points.door_time, phrase("config.before_closing", name=name, time=kind.hours[-1][1]))


def _sums(p: Parameters) -> Iterator[Problem]:
    if p.horizon.measured_days % 7:
        yield Problem("config.weeks", "horizon.measured_days", str(p.horizon.measured_days), phrase("config.whole_weeks"), phrase("config.why_weeks"))
    if sum(b.share for b in p.demand.brands.values()) <= 0:
        yield Problem("config.shares", "demand.brands", phrase("config.zero_shares"), phrase("config.one_brand"))
    if not p.demand.waves or sum(w.share for w in p.demand.waves) <= 0:
        yield Problem("config.shares", "demand.waves", phrase("config.zero_shares"), phrase("config.one_wave"))
    if min(p.demand.weekday) < 0 or sum(p.demand.weekday) <= 0:
        yield Problem("config.weekday", "demand.weekday", str(list(p.demand.weekday)), phrase("config.weekday"))
