"""The best mode of each village of a county, as a table that is an assignment; and what becomes of it when it is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.scenarios.design import Point, point
from experiments.scenarios.evaluate import Evaluator
from experiments.scenarios.growth import with_growth
from experiments.scenarios.prepare import prepare
from experiments.scenarios.status import Status
from experiments.settings.config import Config
from sim.inference.best import NONE, Best, best_of
from sim.inference.estimate import compare, interval
from sim.inference.phase import objective_kpi
from sim.measure.measure import Measures
from sim.service.prepared import Prepared

Floats = NDArray[np.float64]

COLUMNS = (
    "village", "name", "township", "township_name", "parcels_day", "distance_km", "mode", "cost", "second", "margin", "margin_low", "margin_high", "n", "verdict",
    "ties", "within_24h", "delivery_days_week", "in_hand_mean_h",
)  # fmt: skip
"""Of the table of villages. ``village`` (a code) and ``mode`` make it an assignment; the rest is for people."""
MIXTURE = ("what", "mode", "cost", "ci_low", "ci_high", "n", "difference", "difference_low", "difference_high", "verdict")


@dataclass(frozen=True, eq=False)
class Uniform:
    """Every mode run for the whole county: its measures by replication, and the modes that are overloaded."""

    prepared: Prepared
    measures: dict[str, list[Measures]]
    overloaded: frozenset[str]

    @property
    def usable(self) -> dict[str, list[Measures]]:
        """The measures of the modes that may be the best: those that are not overloaded."""
        return {m: rows for m, rows in self.measures.items() if m not in self.overloaded}

    def whole(self, objective: str) -> Best:
        """The best mode for the county as a whole; none where all are overloaded or nothing was delivered."""
        return best_of({m: np.array([r.county[objective_kpi(objective)] for r in rows]) for m, rows in self.usable.items()})


def planned(config: Config, modes: tuple[str, ...]) -> Prepared:
    """The plan of each mode for all villages.

    Raises:
        InputError: a mode cannot be planned.
    """
    return prepare(_plain(config), modes)


def uniform(config: Config, e: Evaluator, prepared: Prepared, numbers: Sequence[int]) -> Uniform:
    """Run each mode that was ``planned``."""
    modes = [s.name for s in prepared.scenarios]
    done = e.together([Point((), _plain(config), m) for m in modes], numbers)
    measures = {m: [r.measures[m] for r in done] for m in modes}
    prepared = with_growth(prepared, measures)
    return Uniform(prepared, measures, frozenset(s.name for s in prepared.scenarios if s.overloads))


def _plain(config: Config) -> Config:
    """The config with one mode for all villages."""
    return config.model_copy(update={"assignment": config.assignment.alone(config.assignment.mode)})


def village_table(found: Uniform, objective: str) -> pd.DataFrame:
    """A row a village, columns ``COLUMNS``: its best mode by the objective.

    Margins are paired by replication, a Holm family a village. Overloaded modes are no candidates. A village in which nothing was delivered (no
    parcels) gets the county's best mode and the verdict ``none``. No rows where the county has no best mode.
    """
    kpi, county = objective_kpi(objective), found.prepared.county
    usable, whole = found.usable, found.whole(objective)
    if not whole.mode:
        return pd.DataFrame(columns=list(COLUMNS))
    cost = {m: np.stack([r.villages[kpi] for r in rows]) for m, rows in usable.items()}
    service = {m: {k: interval(np.stack([r.villages[k] for r in rows]))[0] for k in COLUMNS[-3:]} for m, rows in usable.items()}
    parcels = np.mean([r.parcels_day for rows in usable.values() for r in rows], axis=0)
    rows = []
    for i, v in enumerate(county.villages):
        place = county.point_place(v.point) if v.point >= 0 else county.township_place(v.township)
        b = best_of({m: values[:, i] for m, values in cost.items()})
        mode = whole.mode if b.verdict == NONE else b.mode
        seat = county.townships[v.township]
        rows.append((
            v.code, v.name, seat.code, seat.name, float(parcels[i]), float(county.road_km[0, place]), mode, b.cost, b.second, b.margin, b.low, b.high, b.n, b.verdict,
            " ".join(b.ties), *(float(service[mode][k][i]) for k in COLUMNS[-3:]),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def promised(found: Uniform, table: pd.DataFrame, objective: str) -> Floats:
    """Cost a parcel, by replication, if every village kept the cost of its mode in that mode's uniform plan; NaN where nothing was delivered."""
    kpi, by_mode = objective_kpi(objective), table["mode"].to_numpy()
    n = len(next(iter(found.measures.values())))
    yuan, parcels = np.zeros(n), np.zeros(n)
    for mode in set(by_mode):
        here = by_mode == mode
        for r, m in enumerate(found.measures[mode]):
            cost, count = m.villages[kpi][here], m.parcels_day[here]
            kept = np.isfinite(cost)
            yuan[r] += float((cost * count)[kept].sum())
            parcels[r] += float(count[kept].sum())
    return yuan / np.where(parcels > 0, parcels, np.nan)


def mixture_table(config: Config, e: Evaluator, found: Uniform, table: pd.DataFrame, file: Path, numbers: Sequence[int]) -> tuple[pd.DataFrame, Status]:
    """What the mixture promised, what it costs when simulated, and the best uniform mode; differences are to the best uniform mode, paired.

    Args:
        file: the table of villages as it was written.

    Returns:
        Columns ``MIXTURE``, and what became of the mixture's simulation.
    """
    objective = config.run.objective
    kpi, best = objective_kpi(objective), found.whole(objective).mode
    mixed = point(config, {"assignment.table": str(file), "assignment.townships": {}, "assignment.rules": []})
    (status,) = e.run([mixed], numbers)
    series: dict[str, tuple[str, Floats]] = {"promised": ("", promised(found, table, objective))}
    if status.state == "ok":
        series["simulated"] = ("", e.values(mixed, numbers, [kpi])[:, 0])
    series["best_uniform"] = (best, np.array([r.county[kpi] for r in found.measures[best]]))
    return _rows(series), status


def _rows(series: Mapping[str, tuple[str, Floats]]) -> pd.DataFrame:
    rows = []
    _, against = series["best_uniform"]
    for what, (mode, values) in series.items():
        mean, low, high, n = (float(x) for x in interval(values))
        row: tuple[object, ...] = (np.nan, np.nan, np.nan, "")
        if what != "best_uniform":
            (c,) = compare({"a": values, "b": against})
            row = (c.difference, c.low, c.high, c.verdict.replace("a lower", "lower").replace("b lower", "higher"))
        rows.append((what, mode, mean, low, high, int(n), *row))
    return pd.DataFrame(rows, columns=list(MIXTURE))
