"""``parcelflow mode-map``: which mode is best by volume and distance, and in each village of the county."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.output.store import save_frame
from experiments.scenarios.design import Point
from experiments.scenarios.evaluate import Evaluator, Status, evaluator, heed_fail_fast
from experiments.scenarios.prepare import Prepared, county_of
from experiments.scenarios.provenance import Stopwatch, provenance, write_json
from experiments.settings.config import Config
from experiments.studies.mode_map import stylise
from experiments.studies.mode_map.report import Found, report
from experiments.studies.mode_map.stylise import Cell, Ground
from experiments.studies.mode_map.village_modes import mixture_table, planned, uniform, village_table
from sim.county.stylised import loop_km
from sim.demand.expected import expected
from sim.measure.phase import SERVICE, MapCell, Result, break_even_table, objective_kpi, phase_table
from sim.problems import InputError, Problem

FAILED = 1


@dataclass(frozen=True, eq=False)
class _Map:
    """The cells of a map, and the scenarios that failed."""

    cells: list[MapCell]
    failed: list[Status]


def main(config: Config, folder: Path) -> int:
    """Make the map, the table of villages, their charts and the page; the exit code (1: a scenario failed)."""
    started, clock = dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), Stopwatch()
    numbers = range(_replications(config))
    _only_modes(config)
    at = stylise.ground(config)
    found = Found(config, at, county_of(config), folder)
    with clock("plan"):
        county_plans = planned(config, config.run.modes) if config.mode_map.by_village else None
    with evaluator(config) as e:
        if config.mode_map.parcels:
            with clock("map"):
                made = _map(config, at, e, numbers)
            found.phase, found.evens, found.failed = phase_table(made.cells), break_even_table(made.cells), made.failed
            found.dots = _townships(config)
            save_frame(folder, "mode_map", found.phase)
            save_frame(folder, "break_even", found.evens)
        if county_plans is not None:
            with clock("villages"):
                _villages(config, e, county_plans, numbers, found)
        counts = e.counts()
    with clock("write"):
        report(found)
    write_json(folder / "provenance.json", provenance(config, config.key(), {}, started, clock.seconds) | {"replications": counts})
    return FAILED if found.failed else 0


def _replications(config: Config) -> int:
    """How many replications.

    Raises:
        InputError: it says auto, which is for a comparison of few scenarios.
    """
    if isinstance(config.run.replications, int):
        return config.run.replications
    raise InputError([Problem("mode_map.replications", "replications", "auto", "a whole number", "a map has one number of replications for all its cells")])


def _only_modes(config: Config) -> None:
    """Refuse assignments among ``modes``.

    Raises:
        InputError: with every one.
    """
    known = ", ".join(config.mode_table)
    if mixed := [m for m in config.run.modes if m not in config.mode_table]:
        raise InputError(Problem("mode_map.mode", "modes", m, known, "a map is of modes; a mixture of them is what it finds") for m in mixed)


def _map(config: Config, at: Ground, e: Evaluator, numbers: Sequence[int]) -> _Map:
    """Run every cell in every mode, and read what came of it.

    Raises:
        EngineError: a scenario failed, and ``fail_fast`` asks to stop then.
    """
    rows: list[tuple[Cell, Point]] = list(stylise.points(config, at, config.run.modes))
    statuses = e.run([p for _, p in rows], numbers)
    heed_fail_fast(statuses, e.fail_fast)
    results: dict[Cell, list[Result]] = {}
    for (cell, at_point), status in zip(rows, statuses, strict=True):
        results.setdefault(cell, []).append(_result(config, e, at_point, status, numbers))
    cells = [MapCell(c.parcels, c.distance_km, c.fee, tuple(of)) for c, of in results.items()]
    return _Map(cells, [s for s in statuses if s.state != "ok"])


def _result(config: Config, e: Evaluator, at_point: Point, status: Status, numbers: Sequence[int]) -> Result:
    """What one mode gave in one cell."""
    mode = at_point.config.mode
    if status.state != "ok":
        return Result(mode, np.empty(0), message=status.message)
    values = e.values(at_point, numbers, [objective_kpi(config.run.objective), *SERVICE])
    lang = 0 if config.run.lang == "zh" else 1
    where = "; ".join(text[lang] for text in status.overloads)
    return Result(mode, values[:, 0], tuple(float(x) for x in values[:, 1:].mean(axis=0)), bool(status.overloads), where)


def _townships(config: Config) -> pd.DataFrame:
    """Where the county's own townships are on the map: parcels of the pool a point and day, and the distance that the map varies."""
    county = county_of(config)
    asked = expected(county, config.parameters)
    pool = [i for i, b in enumerate(asked.brands) if any(b in of for of in config.assignment.pools.values())]
    daily = asked.daily[pool].sum(axis=0)
    of = np.array([v.township for v in county.villages])
    rows = []
    for t, seat in enumerate(county.townships):
        points = sum(p.township == t for p in county.points)
        if points:
            km = float(county.road_km[0, county.township_place(t)]) if config.mode_map.along == "hub" else loop_km(county, t, config.mode_map.loop_villages)
            rows.append((seat.code, seat.name, float(daily[of == t].sum()) / points, km))
    return pd.DataFrame(rows, columns=["township", "name", "parcels", "distance_km"])


def _villages(config: Config, e: Evaluator, plans: Prepared, numbers: Sequence[int], found: Found) -> None:
    """The county's villages, and the mixture of their best modes."""
    runs = uniform(config, plans, numbers)
    found.villages = village_table(runs, config.run.objective)
    found.overloaded = tuple(m for m in config.run.modes if m in runs.overloaded)
    save_frame(found.folder, "village_modes", found.villages)
    if config.mode_map.mixture and found.villages["mode"].nunique() > 1:
        found.mixture, status = mixture_table(config, e, runs, found.villages, found.folder / "village_modes.csv", numbers)
        save_frame(found.folder, "mixture", found.mixture)
        if status.state != "ok":
            found.failed = [*found.failed, status]
