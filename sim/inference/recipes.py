"""What the parcels of several modes cost by part, and what each actor is left with, over replications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.estimate import interval
from sim.measure.kpi import POOL
from sim.measure.measure import Measures
from sim.measure.recipe import COSTS, PARTS, cents, parcels, parts
from sim.measure.registry import shape_of
from sim.plan.actor import Actor


def outlays(rows: Sequence[Measures], scope: str = POOL) -> dict[Actor, float]:
    """Yuan a parcel that each actor is left with, resources less what it is paid, mean over replications; negative is
    its margin."""
    found: dict[Actor, list[float]] = {}
    for measures in rows:
        count, of = parcels(measures, scope), dict[Actor, int]()
        for account, amount in cents(measures, scope):
            of[account.actor] = of.get(account.actor, 0) + amount
        for actor, amount in of.items() if count else ():
            found.setdefault(actor, []).append(amount / 100 / count)
    return {actor: sum(values) / len(rows) for actor, values in found.items()}


def recipes(modes: Mapping[str, Sequence[Measures]], scope: str = POOL) -> pd.DataFrame:
    """Columns kpi, mode, part, yuan_parcel, ci_low, ci_high, n."""
    rows = []
    for kpi in COSTS:
        for mode, found in modes.items():
            made = [parts(m, scope, kpi) for m in found]
            rows += [
                (kpi + scope, mode, part, *_interval(np.array([of[part] for of in made]), shape_of(kpi).low))
                for part in PARTS
            ]
    return pd.DataFrame(rows, columns=["kpi", "mode", "part", "yuan_parcel", "ci_low", "ci_high", "n"])


def _interval(values: Floats, least: float) -> tuple[float, float, float, int]:
    """Mean, interval and number of a part of a cost of which no part is below ``least``."""
    mean, low, high, n = interval(values)
    return mean.item(), max(low.item(), least), high.item(), n.item()
