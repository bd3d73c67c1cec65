"""Plans that a search for the best mix had simulated: what each is worth, and the tables about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.arrays import Floats, Ints
from sim.county.county import County
from sim.inference.mix.mix_ground import MixGround
from sim.inference.mix.mix_margin import against, seconds
from sim.inference.mix.mix_target import MixTarget
from sim.measure.measure import Measures
from sim.plan.plan import ServicePlan

TRIED = ["plan", "yuan_year", "state", "missed", "beyond", "proved", "taken"]
BEST_MIX = [
    "village", "name", "township_name", "parcels_day", "mode", "yuan_year", "second", "margin_year", "against"
]  # fmt: skip
FINE = 3
"""Decimals of a target's bound to which plans are told apart by how far they miss it."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Tried:
    """A plan for the whole county as it was simulated, and what it is worth.

    Attributes:
        plan: a mode, a column of the county's plan, or the number of a mix.
        chosen: by village, the number of its mode, -1 for one that is none of the mix's.
        modes: by village, the mode that serves it. ``cost``: by village, yuan a year.
        misses: by target that it does not hold, by how much, in its own unit.
        beyond: by host that is given more than it has room for, the villages that do not fit.
        overloaded: it is asked for more than it can do.
        proved: simulated as long and as often as the columns of the comparison.
    """

    plan: str
    chosen: Ints
    modes: tuple[str, ...]
    cost: Floats
    misses: Mapping[MixTarget, float]
    beyond: Mapping[str, tuple[int, ...]]
    overloaded: bool
    proved: bool = False

    @property
    def yuan(self) -> float:
        """Of all villages together, a year."""
        return float(self.cost.sum())

    def rank(self, held: Collection[MixTarget] = (), scale: float = 1.0) -> tuple[bool, int, float, int, float]:
        """The less the better: overloaded, how many it misses of the targets that the county's own plan holds, how far
        from what is asked, villages that hosts have no room for, cost.

        Args:
            held: targets that are to be held before all else. ``scale``: of its cost.
        """
        short = sum(miss / max(abs(of.target.bound), 1e-9) for of, miss in self.misses.items())
        lost = sum(target in self.misses for target in held)
        return self.overloaded, lost, round(short, FINE), sum(map(len, self.beyond.values())), scale * self.yuan


def missed(rows: Sequence[Measures], targets: Sequence[MixTarget]) -> dict[MixTarget, float]:
    """By target that is not held, by how much, in its own unit."""
    found = {target: target.miss(rows) for target in targets}
    return {target: miss for target, miss in found.items() if miss > 0}


def beyond(ground: MixGround, plan: ServicePlan) -> dict[str, tuple[int, ...]]:
    """By host that is to do with what it has, the villages given to it that it has no room for."""
    bound = {host for host, _ in ground.rooms}
    return {host: villages for host, villages in plan.host_full.items() if host in bound}


def served(plan: ServicePlan, otherwise: Sequence[str]) -> tuple[str, ...]:
    """By village, the mode that serves the pool there; ``otherwise``: where the plan does not say."""
    modes = list(otherwise)
    for choice in reversed(plan.choices):
        if choice.village < len(modes):
            modes[choice.village] = choice.mode
    return tuple(modes)


def tried_table(tried: Sequence[Tried], best: Tried) -> pd.DataFrame:
    """Columns ``TRIED``, a row a plan in the order in which they were simulated."""
    rows = [
        (
            t.plan, round(t.yuan, 2), "overloaded" if t.overloaded else "ok",
            " ".join(dict.fromkeys(of.target.kpi for of in t.misses)), " ".join(t.beyond), t.proved, t is best,
        )
        for t in tried
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=TRIED)


def standing(ground: MixGround, cost: Floats, best: Tried) -> tuple[Ints, Floats, list[str]]:
    """By village, its second mode, how much more that costs, and what stands against one that looks cheaper.

    Args:
        cost: what each village may be expected to cost in each mode.
    """
    rows, had = np.arange(len(cost)), best.chosen >= 0
    priced = np.concatenate([cost, best.cost[:, None]], axis=1)  # the last is of who has none of the modes
    priced[rows[had], best.chosen[had]] = best.cost[had]
    open_to = np.concatenate([ground.reached, np.zeros((len(cost), 1), dtype=np.bool_)], axis=1)
    second, margin = seconds(priced, open_to, best.chosen)
    added = {village for villages in best.beyond.values() for village in villages}
    return second, margin, against(ground, best.chosen, second, margin, added)


def best_table(ground: MixGround, cost: Floats, best: Tried, county: County) -> pd.DataFrame:
    """Columns ``BEST_MIX``, a row an administrative village.

    Args:
        cost: what each village may be expected to cost in each mode.
    """
    modes, (second, margin, stands) = (*ground.modes, ""), standing(ground, cost, best)
    table = [
        (
            v.code, v.name, county.townships[v.township].name, float(ground.parcels[i]), best.modes[i],
            round(float(best.cost[i]), 2), modes[second[i]], round(float(margin[i]), 2), stands[i],
        )
        for i, v in enumerate(county.rural)
    ]  # fmt: skip
    return pd.DataFrame(table, columns=BEST_MIX)
