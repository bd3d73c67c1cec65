"""Plans that a search for the best mix had simulated: which of them keeps what is asked at least cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.county.county import County
from sim.inference.best_mix import Ints, seconds
from sim.inference.estimate import Floats
from sim.inference.mix_ground import MixGround
from sim.inference.target import Target
from sim.measure.measure import Measures
from sim.plan.plan import ServicePlan

TRIED = ["plan", "yuan_year", "state", "missed", "beyond", "taken"]
BEST_MIX = ["village", "name", "township_name", "parcels_day", "mode", "yuan_year", "second", "margin_year"]
SAME_TO = 1e-6


@dataclass(frozen=True, eq=False, kw_only=True)
class Tried:
    """A plan for the whole county as it was simulated, and what it is worth.

    Attributes:
        plan: a mode, or the number of a mix.
        chosen: by village, the number of its mode. ``cost``: by village, yuan a year.
        misses: by target that the mean of the replications does not keep, by how much, in its own unit.
        beyond: by host that is given more than it has room for, the villages that do not fit.
        overloaded: it is asked for more than it can do.
    """

    plan: str
    chosen: Ints
    cost: Floats
    misses: Mapping[Target, float]
    beyond: Mapping[str, tuple[int, ...]]
    overloaded: bool

    @property
    def rank(self) -> tuple[bool, float, float]:
        """The less the better: overloaded, how far from what is asked, cost."""
        short = sum(miss / max(abs(target.bound), 1e-9) for target, miss in self.misses.items())
        full = sum(map(len, self.beyond.values())) / len(self.chosen)
        return self.overloaded, short + full, float(self.cost.sum())


def missed(rows: Sequence[Measures], targets: Sequence[Target]) -> dict[Target, float]:
    """By target that the mean of replications does not keep, by how much, in its own unit."""
    found = {}
    for target in targets:
        mean = float(np.mean([of.county[target.kpi] for of in rows]))
        gap = target.bound - mean if target.sign == ">=" else mean - target.bound
        if not gap <= SAME_TO:
            found[target] = gap if np.isfinite(gap) else max(abs(target.bound), 1e-9)
    return found


def beyond(ground: MixGround, plan: ServicePlan) -> dict[str, tuple[int, ...]]:
    """By host that is to do with what it has, the villages given to it that it has no room for."""
    return {host: villages for host, villages in plan.host_full.items() if host in ground.hosts}


def tried_table(tried: Sequence[Tried], best: Tried) -> pd.DataFrame:
    """Columns ``TRIED``, a row a plan in the order in which they were simulated."""
    rows = [
        (
            t.plan, round(float(t.cost.sum()), 2), "overloaded" if t.overloaded else "ok",
            " ".join(target.kpi for target in t.misses), " ".join(t.beyond), t is best,
        )
        for t in tried
    ]
    return pd.DataFrame(rows, columns=TRIED)


def best_table(ground: MixGround, cost: Floats, best: Tried, county: County) -> pd.DataFrame:
    """Columns ``BEST_MIX``, a row an administrative village.

    Args:
        cost: what each village costs in each mode, as last simulated: in a mix, where it had that mode in one.
    """
    priced = cost.copy()
    priced[np.arange(len(priced)), best.chosen] = best.cost
    second, margin = seconds(priced, ground.allowed, best.chosen)
    modes = (*ground.modes, "")
    rows = [
        (
            v.code, v.name, county.townships[v.township].name, float(ground.parcels[i]), modes[best.chosen[i]],
            round(float(best.cost[i]), 2), modes[second[i]], round(float(margin[i]), 2),
        )
        for i, v in enumerate(county.rural)
    ]
    return pd.DataFrame(rows, columns=BEST_MIX)
