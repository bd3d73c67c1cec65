"""``parcelflow mode-map``: which mode is best by volume and distance, and in each village of the county."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator, heed_fail_fast
from experiments.scenarios.prepare import county_of
from experiments.scenarios.uniform import planned, uniform
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.mode_map import stylise
from experiments.studies.mode_map.report import empty, report
from experiments.studies.mode_map.village_modes import mixture_table
from sim.inference.mode_map.dots import dots
from sim.inference.mode_map.phase import SERVICE, CellResult, MapCell, break_even_table, objective_kpi, phase_table
from sim.inference.mode_map.village_modes import Uniform, village_table
from sim.problems import Faults, InputError, Problem, one_of, phrase
from sim.proposal.frames import save_frame
from sim.proposal.mode_map.mapped import Mapped
from sim.service.map_cells import Cell, MapGround
from sim.store.status import Status

FAILED = 1


def main(config: Config, folder: Path) -> int:
    """Make the map, the table of villages, their charts and the page; the exit code (1: a scenario failed)."""
    numbers = range(_replications(config))
    at = stylise.ground(config)
    found, counts = empty(config, at, len(numbers), folder), dict[str, Any]()
    with Study(config, folder) as study:
        with study.clock("plan"):
            county_plans = planned(config, config.modes, study.team) if config.mode_map.by_village else None
        if config.mode_map.parcels:
            with study.clock("map"), evaluator(config, study.team) as e:
                counts["map"] = _map(config, e, at, numbers, found)
        if county_plans is not None:
            with study.clock("villages"), evaluator(config, study.team) as e:
                _mixture(config, e, uniform(config, e, county_plans, numbers), numbers, found)
                counts["mixture"] = e.counts()
    with study.clock("write"):
        report(found, drawn=config.run.charts)
    study.note(config.key(), {}, counts)
    return FAILED if found.failed else 0


def check(config: Config) -> None:
    """Read the study's own keys.

    Raises:
        InputError: with every fault of them.
    """
    faults = Faults()
    with faults.gathered():
        _replications(config)
    with faults.gathered():
        _only_modes(config)
    faults.refuse()
    for _ in stylise.points(config, stylise.ground(config), config.modes):  # a fee may be out of its bounds
        pass


def _replications(config: Config) -> int:
    """How many replications.

    Raises:
        InputError: it says auto, a rule for a comparison: of a map no single figure is to be precise, and all its cells
            are paired.
    """
    if isinstance(config.run.replications, int):
        return config.run.replications
    raise InputError([Problem(
        "mode_map.replications", "replications", "auto", phrase("config.whole"), phrase("mode_map.no_one_figure")
    )])


def _only_modes(config: Config) -> None:
    """Refuse assignments among ``modes``.

    Raises:
        InputError: with every one.
    """
    known = one_of(config.mode_table)
    if mixed := [m for m in config.modes if m not in config.mode_table]:
        raise InputError(Problem("mode_map.mode", "modes", m, known, phrase("mode_map.modes")) for m in mixed)


def _map(config: Config, e: Evaluator, on: MapGround, numbers: Sequence[int], found: Mapped) -> dict[str, Any]:
    """Run every cell in every mode, and note what came of it; what was run and what was there (``Evaluator.counts``).

    Raises:
        EngineError: a scenario failed, and ``fail_fast`` asks to stop then.
    """
    rows = list(stylise.points(config, on, config.modes))
    statuses = e.run([p for _, p in rows], numbers)
    heed_fail_fast(statuses, e.fail_fast)
    results: dict[Cell, list[CellResult]] = {}
    for (cell, at), status in zip(rows, statuses, strict=True):
        results.setdefault(cell, []).append(_result(config, e, at, status, numbers))
    cells = [MapCell(c.parcels, c.distance_km, c.fee, tuple(of)) for c, of in results.items()]
    found.phase, found.evens, found.dots = phase_table(cells), break_even_table(cells), _dots(config)
    found.failed = [_failure(s) for s in statuses if s.state != "ok"]
    save_frame(found.folder, "mode_map", found.phase)
    save_frame(found.folder, "break_even", found.evens)
    return e.counts()


def _result(config: Config, e: Evaluator, at: DesignPoint, status: Status, numbers: Sequence[int]) -> CellResult:
    """What one mode gave in one cell."""
    kpis = [objective_kpi(config.run.objective), *SERVICE]
    values = e.values(at, numbers, kpis) if status.state == "ok" else np.empty((0, len(kpis)))
    return CellResult.of(at.config.mode, status, values, config.run.lang)


def _dots(config: Config) -> pd.DataFrame:
    """Where the county's own townships are on the map."""
    pool = {brand for brands in config.assignment.pools.values() for brand in brands}
    loops = None if config.mode_map.along == "hub" else config.mode_map.loop_villages
    return dots(county_of(config), config.parameters, pool, loops)


def _mixture(config: Config, e: Evaluator, runs: Uniform, numbers: Sequence[int], found: Mapped) -> None:
    """The county's villages, and the mixture of their best modes."""
    found.villages = village_table(runs, config.run.objective)
    found.overloaded = tuple(m for m in config.modes if m in runs.overloaded)
    if found.villages.empty:
        return
    save_frame(found.folder, "village_modes", found.villages)
    if not config.mode_map.mixture or found.villages["mode"].nunique() == 1:
        return
    found.mixture, mixed = mixture_table(config, e, runs, found.villages, found.folder / "village_modes.csv", numbers)
    found.mixed_over = mixed.overloads
    save_frame(found.folder, "mixture", found.mixture)
    if mixed.state != "ok":
        found.failed = [*found.failed, _failure(mixed)]


def _failure(status: Status) -> tuple[str, str]:
    """The labels of a scenario that failed, and why."""
    return ", ".join(f"{k} {v}" for k, v in status.labels), status.message
