"""Selection of the best scenario of a sweep: replications go to those that may still be the best, until one is left.

The procedure is ``sim.inference.selection``'s. It is a function of the values in the archive, so a selection that was interrupted goes
on where it was, and one that is asked for again answers the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis
from experiments.studies.sweep.table import Plan
from sim.inference.estimate import ENOUGH, Floats
from sim.inference.selection import Selection, Zone, select
from sim.measure.registry import keys as kpi_keys
from sim.measure.registry import kpi_of
from sim.problems import Problem, phrase
from sim.proposal.selected import HASH, OVERLOADED, Chosen
from sim.words import Amount

FILE = "selection.parquet"


def zone_of(config: Config) -> Zone:
    """How a config asks to select: the first replications are those of the sweep, the most are ``precision.max``."""
    s, first = config.sweep, config.precision.min if config.run.replications == "auto" else config.run.replications
    return Zone(float(s.delta or 0), s.alpha, first, config.precision.max, kpi_of(str(s.select)).better == "low")


def faults(config: Config) -> list[Problem]:
    """What is wrong with the keys of a selection; none is asked for where ``sweep.select`` is empty."""
    s, n = config.sweep, config.run.replications
    if s.select is None:
        return []
    problems = list(unknown_kpis("sweep.select", [s.select]))
    if s.select in kpi_keys() and kpi_of(s.select).better == "none":
        problems.append(Problem("sweep.select", "sweep.select", s.select, phrase("sweep.kpi")))
    if s.delta is None:
        unit = Amount(kpi_of(s.select).unit) if s.select in kpi_keys() else phrase("sweep.kpi_unit")
        problems.append(Problem("sweep.delta", "sweep.delta", phrase("config.nothing"), phrase("sweep.delta", unit=unit), phrase("sweep.matters")))
    if n != "auto" and not ENOUGH <= n <= config.precision.max:
        problems.append(Problem("sweep.select", "replications", str(n), phrase("sweep.enough", least=ENOUGH, most=config.precision.max)))
    return problems


def choose(evaluator: Evaluator, points: Iterable[DesignPoint], kpi: str, zone: Zone, batch: int, bad: Mapping[str, str] | None = None) -> Chosen:
    """Run KN over scenarios; who is left gets ``batch`` more replications at a time.

    Left out are scenarios that fail, and those whose plan is overloaded, since their numbers depend on when the clock stops (unless all are).

    Args:
        points: gone through once a round (a design, or a list).
        bad: states of scenarios that are known to fail, by key; they are not tried again.
    """
    out, failed = dict(bad or {}), dict[str, str]()
    statuses = {s.key: s for s in evaluator.run((p for p in points if p.key not in out), range(zone.first))}
    sound = [key for key, s in statuses.items() if s.state == "ok"]
    keys = [key for key in sound if not statuses[key].overloads] or sound
    out |= {key: OVERLOADED if s.state == "ok" else s.state for key, s in statuses.items() if key not in keys}
    if not keys:
        return Chosen((), Selection(0, (), None, False, (), ()), (), out)
    series = {key: _values(evaluator, key, zone.first, kpi) for key in keys}
    while (found := select(list(series.values()), zone)).wanted:
        wanted, n = {keys[i] for i in found.wanted}, min(zone.maximum, found.n - 1 + batch)
        for status in evaluator.run((p for p in points if p.key in wanted), range(n)):
            if status.state == "ok":
                series[status.key] = _values(evaluator, status.key, n, kpi)
            elif status.state != "missing":  # from here on it has no value
                series[status.key] = np.append(series[status.key], np.full(n - len(series[status.key]), np.nan))
                out[status.key], failed[status.key] = status.state, status.message
        if (failed and evaluator.fail_fast) or any(len(series[key]) < n for key in wanted):
            return Chosen(tuple(keys), found, tuple(series.values()), out, failed, stopped=True)
    return Chosen(tuple(keys), found, tuple(series.values()), out, failed)


def _values(evaluator: Evaluator, key: str, n: int, kpi: str) -> Floats:
    return evaluator.archive.values(key, range(n), [kpi])[:, 0]


def read(folder: Path, plan: Plan) -> pd.DataFrame | None:
    """What became of each scenario, as a sweep wrote it into its folder; None where there is none of these scenarios."""
    try:
        told = pd.read_parquet(folder / FILE)
    except (OSError, ValueError):  # pyarrow's errors are either
        return None
    return told if HASH in told and told[HASH].tolist() == [e.key for e in plan.entries] else None
