"""How far the order of a comparison holds: every column at points of all plausible ranges, then with single keys at
their ends, whoever simulates them.

Every point is planned and simulated anew, prices included, since trunk tours, fleets and added vehicles are planned at
least cost. All columns meet the same parcels, so that one replication of a week tells their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.arrays import Floats
from sim.inference.robustness.robust import BASES, Costs, Pair, RobustnessFindings, cheapest, most_telling, pairs
from sim.inference.robustness.robust_varied import Settings, Varied, alone, change, drawn, of_a_timetable
from sim.plan.plan import ServicePlan
from sim.service.prepared import used

COSTS = (*BASES, "cost_operators_parcel")
"""The costs by which an order is judged."""

MOST, LEAST, PARCELS = 64, 32, 15_000_000
"""Points where nobody says how many: as many as so many parcels allow, within these bounds; of 32, the share at which
an order holds is known to 17 percentage points at worst, of 64 to 12. So many parcels take a core some five minutes."""

Trial = tuple[Varied, Any]
"""A key and the value at which it is tried alone."""

Simulate = Callable[[Sequence[tuple[str, Settings]]], Floats]
"""Has columns simulated at settings of keys: costs, a row each; NaN where a plan is overloaded, impossible or failed.
"""


def usual_points(parcels: float) -> int:
    """How many points, where nobody says: the fewer the larger the county; ``parcels``: of all columns at one point."""
    return int(min(MOST, max(LEAST, PARCELS // max(parcels, 1.0))))


@dataclass(frozen=True, eq=False, kw_only=True)
class RobustnessPoints:
    """What is tried.

    Attributes:
        plans: those that count, by column. ``kpis``: the costs, each with its scope.
        keys: what is varied. ``shares``: of their ranges, (points, keys).
        simulate: gives the costs of short simulations.
    """

    plans: Mapping[str, ServicePlan]
    kpis: Sequence[str]
    keys: Sequence[Varied]
    shares: Floats
    simulate: Simulate

    @property
    def names(self) -> list[str]:
        """Of the columns."""
        return list(self.plans)

    def findings(self, means: Mapping[tuple[str, str], float], top: int) -> RobustnessFindings:
        """Simulate, and say how far the order holds.

        Args:
            means: by column and cost, what the comparison found. ``top``: so many keys are turned alone.
        """
        base, points = self._at_points()
        usual = [self._costs(k, means, base, points) for k in range(len(self.kpis))]
        trials = self._trials(most_telling(usual, self.names, self.shares, top))
        ends = self._ends(trials, base)
        judged = self._judged([replace(of, ends=ends[..., k]) for k, of in enumerate(usual)], trials)
        counted = dict(zip(self.names, np.isfinite(points[..., 0]).sum(axis=0).tolist(), strict=True))
        least = {costs.kpi: cheapest(self.names, costs.points) for costs in usual}
        return RobustnessFindings(len(points), least, counted, judged)

    def _at_points(self) -> tuple[Floats, Floats]:
        """Costs as the config has it, (columns, KPIs), and at each point, (points, columns, KPIs)."""
        rows = [{v.key: drawn(v, float(u)) for v, u in zip(self.keys, row, strict=True)} for row in self.shares]
        found = self.simulate([(name, values) for values in ({}, *rows) for name in self.names])
        by_point = found.reshape(-1, len(self.names), len(self.kpis))
        return by_point[0], by_point[1:]

    def _costs(self, k: int, means: Mapping[tuple[str, str], float], base: Floats, points: Floats) -> Costs:
        """One of the costs, nothing tried alone yet."""
        usual = {name: means[name, self.kpis[k]] for name in self.names}
        return Costs(self.kpis[k], usual, base[:, k], points[..., k], base[None, :, k])

    def _trials(self, chosen: Sequence[int]) -> list[Trial]:
        """The keys to turn alone, each with a value: the chosen ones, and hosts' timetables."""
        turned = (v for i, v in enumerate(self.keys) if i in chosen or of_a_timetable(v))
        return [(v, x) for v in turned for x in alone(v)]

    def _ends(self, trials: Sequence[Trial], base: Floats) -> Floats:
        """Costs with one key alone at another value, (trials, columns, KPIs): a column whose plan has nothing to do
        with it stays as it is."""
        out = np.repeat(base[None], len(trials), axis=0)
        settings = [{v.key: x} for v, x in trials]
        plans = list(self.plans.values())
        which = [(t, c) for t, (v, _) in enumerate(trials) for c, plan in enumerate(plans) if used(v.key, plan)]
        found = self.simulate([(self.names[c], settings[t]) for t, c in which])
        for (t, c), row in zip(which, found, strict=True):
            out[t, c] = row
        return out

    def _judged(self, costs: Sequence[Costs], trials: Sequence[Trial]) -> tuple[Pair, ...]:
        """Every pair of columns by each cost."""
        told, keys = [change(v, x) for v, x in trials], [v.key for v in self.keys]
        return tuple(pair for of in costs for pair in pairs(self.names, of, told, keys, self.shares))
