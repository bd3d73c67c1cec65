"""A mode map made up for the tests of its words and page: two modes, three volumes, two distances, four villages.

Near the hub one mode is cheaper below 10 parcels and the other above; far from it the first is cheaper throughout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.chart.info import ModeName
from sim.county.stylised import StylisedTerms
from sim.inference.estimate import SAME
from sim.inference.mode_map.phase import CellResult, MapCell, break_even_table, phase_table
from sim.inference.mode_map.village_modes import mixture_rows
from sim.inference.selection.best import BEST, ONLY
from sim.proposal.mode_map.mapped import Mapped
from tests.proposal.made import NAMES
from tests.proposal.told import about

MODES = tuple(ModeName(key, zh, en) for key, (zh, en) in NAMES.items())
VOLUMES, DISTANCES = (5.0, 10.0, 20.0), (10.0, 30.0)
NOISE = np.array([-0.1, 0.0, 0.1])


def cells(fees: tuple[float, ...] = (1.0,), *, heavy: bool = False) -> list[MapCell]:
    """The cells of the map; ``heavy``: the second mode is overloaded at the largest volume."""
    return [cell(v, km, fee, heavy and v == VOLUMES[-1]) for fee in fees for km in DISTANCES for v in VOLUMES]


def cell(volume: float, km: float, fee: float, heavy: bool) -> MapCell:
    """One cell: the second mode has a fixed cost that many parcels share, and the distance adds to it."""
    joint, other = 3.0 + NOISE, 2.5 + 5.0 / volume + (km > 20) * 1.0 + NOISE[::-1] * 0.1
    return MapCell(
        volume, km, fee,
        (CellResult("joint", joint), CellResult("other", other, overloaded=heavy, message="line" if heavy else "")),
    )


def villages(*verdicts: str) -> pd.DataFrame:
    """Four villages with their best modes and whether that can be told."""
    return pd.DataFrame({
        "village": [f"v{i}" for i in range(4)], "mode": ["joint", "joint", "other", "other"],
        "verdict": verdicts or (BEST, SAME, BEST, ONLY), "parcels_day": [5.0, 6.0, 20.0, 30.0],
        "cost": [2.0, 2.2, 1.5, 1.4], "margin": [0.5, 0.1, 0.6, np.nan], "within_24h": [0.9, 0.8, 0.95, 0.95],
        "delivery_days_week": [3.0, 3.0, 7.0, 7.0],
    })  # fmt: skip


def mixture(simulated: float) -> pd.DataFrame:
    """The villages' best modes together, against the second mode alone at 2.00 yuan."""
    costs = {"promised": ("", 1.8), "simulated": ("", simulated), "best_uniform": ("other", 2.0)}
    return mixture_rows({what: (mode, mean + np.array([-0.01, 0.0, 0.01])) for what, (mode, mean) in costs.items()})


def mapped(lang: str = "en", fees: tuple[float, ...] = (1.0,), **parts: Any) -> Mapped:
    """The map; ``parts`` replace what is said of it."""
    of = cells(fees)
    told = {
        "about": about(lang), "modes": MODES, "replications": 3, "objective": "system",
        "outline": StylisedTerms(2, 1, 12.0, 15.0), "distances": DISTANCES,
        "along": "hub", "loop_villages": 4, "fee_name": ("费用倍数", "fee level"), "fees": fees, "days": 7,
        "folder": Path("out"),
        "phase": phase_table(of), "evens": break_even_table(of),
    }  # fmt: skip
    return Mapped(**told | parts)
