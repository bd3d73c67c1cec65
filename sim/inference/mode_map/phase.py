"""The tables of a mode map: cost by cell and mode with the best mode, and the break-evens of every two modes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.estimate import estimate
from sim.inference.mode_map.break_even import BreakEven, break_evens
from sim.inference.selection.best import Best, best_of
from sim.inference.selection.contest import Stood

SERVICE = ("within_24h", "delivery_days_week", "in_hand_mean_h", "undelivered_share")
"""What a mode gives for its cost: KPIs that stand beside it, as modes differ in them."""

MAP = (
    "fee", "distance_km", "parcels", "mode", "cost", "ci_low", "ci_high", "n", "state", "best", "tied",
    "second", "margin", "margin_low", "margin_high", "verdict", *SERVICE, "message",
)  # fmt: skip
EVENS = (
    "fee", "distance_km", "a", "b", "parcels", "ci_low", "ci_high", "from_parcels", "to_parcels", "cheaper_below",
    "cheaper_above", "best_there", "n",
)


def objective_kpi(objective: str) -> str:
    """The KPI of an objective: whose cost a parcel decides."""
    return f"cost_{objective}_parcel"


@dataclass(frozen=True, eq=False)
class CellResult:
    """What one mode gave in one cell.

    Attributes:
        cost: by replication; empty where nothing was simulated. ``service``: mean of each of ``SERVICE``.
        overloaded: its plan is asked for more than it can do, so that it is no candidate for the best.
        message: why it failed, or where it is overloaded.
    """

    mode: str
    cost: Floats
    service: tuple[float, ...] = (math.nan,) * len(SERVICE)
    overloaded: bool = False
    message: str = ""

    @staticmethod
    def of(mode: str, stood: Stood, values: Floats, lang: str) -> CellResult:
        """By what became of the mode, and its cost and ``SERVICE``, shape (replications, KPIs), where it is ok."""
        if stood.state != "ok":
            return CellResult(mode, np.empty(0), message=stood.message)
        where = "; ".join(zh if lang == "zh" else en for zh, en in stood.overloads)
        service = tuple(float(x) for x in values[:, 1:].mean(axis=0))
        return CellResult(mode, values[:, 0], service, bool(stood.overloads), where)

    @property
    def candidate(self) -> bool:
        """It may be the best."""
        return not self.overloaded and len(self.cost) > 0 and bool(np.isfinite(self.cost).all())


@dataclass(frozen=True, eq=False)
class MapCell:
    """One volume, distance and fee level, and what each mode gave there."""

    parcels: float
    distance_km: float
    fee: float
    results: tuple[CellResult, ...]
    best: Best = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "best", best_of({r.mode: r.cost for r in self.results if r.candidate}))


def phase_table(cells: Sequence[MapCell]) -> pd.DataFrame:
    """A row a cell and mode, columns ``MAP``. ``second`` to ``verdict`` are of the cell, the same in all its rows;
    ``tied``: not distinguishable from the best."""
    rows = []
    for cell in cells:
        b = cell.best
        for r in cell.results:
            e = estimate(r.cost, r.overloaded) if len(r.cost) else None
            figures = (e.mean, e.low, e.high, e.n, e.state) if e else (math.nan, math.nan, math.nan, 0, "failed")
            rows.append((
                cell.fee, cell.distance_km, cell.parcels, r.mode, *figures, r.mode == b.mode, r.mode in b.ties,
                b.second, b.margin, b.low, b.high, b.verdict, *r.service, r.message,
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(MAP))


def break_even_table(cells: Sequence[MapCell]) -> pd.DataFrame:
    """A row a break-even, columns ``EVENS``: by fee level, distance and pair of modes, by rising volume.

    ``best_there``: no other mode costs less at that volume, so that the best mode changes.
    """
    rows = [
        (fee, distance, *even)
        for fee, distance, stretch in _stretches(cells)
        for even in _evens([cell.parcels for cell in stretch], _costs(stretch))
    ]
    words = dict.fromkeys(("a", "b", "cheaper_below", "cheaper_above"), "str")
    figures = dict.fromkeys(
        ("fee", "distance_km", "parcels", "ci_low", "ci_high", "from_parcels", "to_parcels"), "float64"
    )
    return pd.DataFrame(rows, columns=list(EVENS)).astype({**words, **figures, "best_there": "bool", "n": "int64"})


def _evens(parcels: Sequence[float], costs: dict[str, Floats]) -> Iterator[tuple[object, ...]]:
    """The break-evens of each pair of modes along a stretch: columns of ``EVENS`` from ``a``."""
    for a, b in combinations(costs, 2):
        n = costs[a].shape[0]
        for x in break_evens(parcels, costs[a] - costs[b]) if n else ():
            below, above = (a, b) if x.above > 0 else (b, a)
            yield a, b, x.at, x.low, x.high, *x.between, below, above, _leads(parcels, costs, a, x), n


def _stretches(cells: Sequence[MapCell]) -> list[tuple[float, float, list[MapCell]]]:
    """Cells of one fee level and distance, by rising volume."""
    found: dict[tuple[float, float], list[MapCell]] = {}
    for cell in cells:
        found.setdefault((cell.fee, cell.distance_km), []).append(cell)
    return [(fee, distance, sorted(of, key=lambda c: c.parcels)) for (fee, distance), of in found.items()]


def _costs(stretch: Sequence[MapCell]) -> dict[str, Floats]:
    """Cost by mode, shape (replications, volumes); NaN where a mode is no candidate."""
    n = max((len(r.cost) for c in stretch for r in c.results), default=0)
    found: dict[str, Floats] = {}
    for i, cell in enumerate(stretch):
        for r in cell.results:
            column = found.setdefault(r.mode, np.full((n, len(stretch)), np.nan))
            if r.candidate and len(r.cost) == n:
                column[:, i] = r.cost
    return found


def _leads(parcels: Sequence[float], costs: dict[str, Floats], mode: str, x: BreakEven) -> bool:
    """Whether no mode is cheaper than ``mode`` at its break-even, all interpolated in 1 / parcels."""
    inverse = -1.0 / np.asarray(parcels)

    def mean_at(name: str) -> float:
        return float(np.interp(-1.0 / x.at, inverse, costs[name].mean(axis=0)))

    here = mean_at(mode)
    return not any(mean_at(name) < here - 1e-9 for name in costs)
