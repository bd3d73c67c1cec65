"""A sweep made up for the tests of its words, tables, charts and page: two modes at three and seven days a week and a
failure.

Scenario 1 is best; 2 cannot be told from it; 3 came out the same as 2 in every replication; 4 is overloaded; 5 failed;
6 is still to run.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sim.inference.estimate import B_LOWER, SAME
from sim.inference.estimate import OK as TOLD
from sim.inference.precision import StoppingRule
from sim.proposal.sweep.swept import Basis, Entry, SweepTable
from sim.proposal.sweep.swept_labels import Labels
from sim.proposal.sweep.swept_rows import Swept
from tests.proposal.made import NAMES
from tests.proposal.told import COARSE, about

DAYS = "schedule.village.days_per_week"
COST, SHARE = "cost_system_parcel", "within_24h"
KEYS = ("mode", DAYS)
POINTS = (("joint", 3), ("joint", 5), ("joint", 6), ("other", 3), ("other", 5), ("other", 6))
STATUS = ("ok", "ok", "ok", "ok", "failed", "missing")
COSTS = (2.0, 2.1, 2.1, 1.0, np.nan, np.nan)
SHARES = (0.80, 0.95, 0.95, 0.5, np.nan, np.nan)


def table() -> pd.DataFrame:
    """What is known of the six scenarios."""
    frame = pd.DataFrame({
        "number": range(1, 7), "mode": [m for m, _ in POINTS], DAYS: [d for _, d in POINTS],
        "scenario": [m for m, _ in POINTS]
    })
    frame = frame.assign(
        status=STATUS, message=["", "", "", "", "broke\nat line 3", ""], n=[3, 3, 3, 3, 0, 0],
        overloaded=[False] * 3 + [True] + [False] * 2,
        overloads="", same_as=pd.array([None, None, 2, None, None, None], dtype="Int64"),
    )  # fmt: skip
    for kpi, values, half in ((COST, COSTS, 0.1), (SHARE, SHARES, 0.01)):
        mean = np.array(values)
        frame = frame.assign(**{
            kpi: mean, f"{kpi}_low": mean - half, f"{kpi}_high": mean + half,
            f"{kpi}_state": [TOLD if x == x else "" for x in values]
        })
    return frame


def compared() -> pd.DataFrame:
    """Scenarios 2 and 3 against the best."""
    return pd.DataFrame({
        "a": [2, 3], "b": [1, 1], "n": [3, 3], "difference": [0.1, 0.1], "joint_low": [-0.1, 0.02],
        "joint_high": [0.3, np.inf], "verdict": [SAME, B_LOWER], "state": ["ok", "ok"],
    })  # fmt: skip


def labels(lang: str = "en", *, mixed: bool = False) -> Labels:
    """What a reader calls the keys."""
    return Labels(lang, about().parameters, NAMES, mixed)


def swept(lang: str = "en", frame: pd.DataFrame | None = None, **parts: Any) -> Swept:
    """The sweep; ``parts`` replace what is said of it."""
    basis = Basis(
        ("小县", "Small"), ("来自小县", "from Small"), ("七天", "seven days"), (("村数：假设", "villages: assumed"),),
        ("seed=7", "roads.village_kmh=25"), "model 1", ("1个乡镇", "1 township"),
    )
    told = {
        "keys": KEYS,
        "entries": tuple(Entry((("mode", m), (DAYS, d)), m, f"key{i}", "p") for i, (m, d) in enumerate(POINTS)),
        "replications": 3,
        "rule": StoppingRule(), "basis": basis,
        "found": SweepTable(table() if frame is None else frame, ((0, 1, 2),) * 6, (), "d"),
        "compared": compared(), "labels": labels(lang), "pools": {}, "kpi": COST, "contour": SHARE, "reference": False,
        "selected": False,
        "x": None, "y": None, "chart": COARSE,
    }  # fmt: skip
    return Swept(**told | parts)
