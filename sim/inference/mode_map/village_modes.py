"""The best mode of each village of a county, as a table that is an assignment, and what such a mixture promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.county.county import County, Village
from sim.inference.estimate import compare, interval
from sim.inference.mode_map.phase import objective_kpi
from sim.inference.selection.best import NONE, Best, best_of
from sim.measure.measure import Measures
from sim.service.prepared import Prepared

COLUMNS = (
    "village", "name", "township", "township_name", "parcels_day", "distance_km", "mode", "cost", "second", "margin",
    "margin_low", "margin_high", "n", "verdict",
    "ties", "within_24h", "delivery_days_week", "in_hand_mean_h",
)  # fmt: skip
"""Of the table of villages. ``village`` (a code) and ``mode`` make it an assignment; the rest is for people."""
SERVICE = COLUMNS[-3:]
"""KPIs of what a village gets."""

MIXTURE = (
    "what", "mode", "cost", "ci_low", "ci_high", "n", "difference", "difference_low", "difference_high", "verdict"
)


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
        return best_of(
            {m: np.array([r.county[objective_kpi(objective)] for r in rows]) for m, rows in self.usable.items()}
        )


def village_table(found: Uniform, objective: str) -> pd.DataFrame:
    """A row an administrative village, columns ``COLUMNS``: its best mode by the objective.

    Margins are paired by replication, a Holm family a village. Overloaded modes are no candidates. A village in which
    nothing was delivered (no parcels) gets the county's best mode and the verdict ``none``. No rows where the county
    has no best mode.
    """
    kpi, county = objective_kpi(objective), found.prepared.county
    usable, whole = found.usable, found.whole(objective)
    if not whole.mode:
        return pd.DataFrame(columns=list(COLUMNS))
    cost = {m: np.stack([r.villages[kpi] for r in rows]) for m, rows in usable.items()}
    service = {m: _service(rows) for m, rows in usable.items()}
    parcels = np.mean([r.parcels_day for rows in usable.values() for r in rows], axis=0)
    rows = []
    for i, v in enumerate(county.rural):
        best = best_of({m: values[:, i] for m, values in cost.items()})
        mode = whole.mode if best.verdict == NONE else best.mode
        where = *_place(county, v), float(parcels[i]), _road(county, v)
        rows.append((*where, mode, *_told(best), *map(float, service[mode][:, i])))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _told(b: Best) -> tuple[object, ...]:
    """Columns from ``cost`` to ``ties``."""
    return b.cost, b.second, b.margin, b.low, b.high, b.n, b.verdict, " ".join(b.ties)


def _service(rows: Sequence[Measures]) -> Floats:
    """Means of the KPIs of service by village; (KPIs, villages)."""
    return np.stack([interval(np.stack([r.villages[kpi] for r in rows]))[0] for kpi in SERVICE])


def _place(county: County, village: Village) -> tuple[str, str, str, str]:
    """Code and name of a village and of its township."""
    seat = county.townships[village.township]
    return village.code, village.name, seat.code, seat.name


def _road(county: County, village: Village) -> float:
    """Km from the hub."""
    return float(county.road_km[0, county.village_place(village)])


def promised(found: Uniform, table: pd.DataFrame, objective: str) -> Floats:
    """Cost a parcel, by replication, if every village kept the cost of its mode in that mode's uniform plan; NaN where
    nothing was delivered."""
    kpi, by_mode = objective_kpi(objective), table["mode"].to_numpy()
    n = len(next(iter(found.measures.values())))
    yuan, parcels = np.zeros(n), np.zeros(n)
    for mode in dict.fromkeys(by_mode):
        here = np.flatnonzero(by_mode == mode)
        for r, m in enumerate(found.measures[mode]):
            cost, count = m.villages[kpi][here], m.parcels_day[here]
            kept = np.isfinite(cost)
            yuan[r] += float((cost * count)[kept].sum())
            parcels[r] += float(count[kept].sum())
    return yuan / np.where(parcels > 0, parcels, np.nan)


def mixture_rows(series: Mapping[str, tuple[str, Floats]]) -> pd.DataFrame:
    """Columns ``MIXTURE``: a row for what was promised, simulated, and for the best uniform mode, each a mode and its
    costs by replication."""
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
