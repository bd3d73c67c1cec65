"""How often the order of modes by cost holds over the plausible ranges of the parameters, and which parameters alone
turn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.arrays import Floats

ROBUST = 0.95
"""An order is robust where it holds at this share of the points, and no parameter alone turns it."""

BASES = ("cost_system_marginal_parcel", "cost_system_full_parcel")
"""System cost with hosts at marginal and at full cost."""

HOLDS, TURNS, TOO_FEW = "robust", "not robust", "too few points"
"""What is said of an order."""


@dataclass(frozen=True)
class OneChange:
    """A parameter set alone to another plausible value: its names and the value in Chinese and English, and whether a
    host's timetable."""

    key: str
    names: tuple[str, str]
    value: tuple[str, str]
    timetable: bool = False


@dataclass(frozen=True)
class Pair:
    """Two modes by one cost.

    Attributes:
        kpi: the cost; ``first`` is cheaper than ``second`` with the config's values, by ``gap``.
        holds: at how many of the ``points`` where the plans of both count it is cheaper too. ``drawn``: how many points
            there are in all.
        flips: trials that alone turn the order, the strongest key first.
        strongest: keys whose values at the points go most with the gap, with their rank correlation.
    """

    kpi: str
    first: str
    second: str
    gap: float
    holds: int
    points: int
    drawn: int
    flips: tuple[OneChange, ...]
    strongest: tuple[tuple[str, float], ...]

    @property
    def verdict(self) -> str:
        """``robust``: the order can be relied on; ``not robust``; ``too few points`` where one of the two seldom has a
        plan that counts."""
        if 2 * self.points < self.drawn and not self.flips:
            return TOO_FEW
        return HOLDS if self.holds >= ROBUST * self.points and not self.flips else TURNS


@dataclass(frozen=True)
class RobustnessFindings:
    """What the points say.

    Attributes:
        points: how many there are.
        cheapest: by cost and mode, at how many of them the mode costs least.
        counted: by mode, at how many of them its plan is possible and not overloaded.
        pairs: every pair of modes by each cost in turn, the cheapest mode's first.
    """

    points: int
    cheapest: Mapping[str, Mapping[str, int]]
    counted: Mapping[str, int]
    pairs: tuple[Pair, ...]

    def of(self, kpi: str) -> tuple[Pair, ...]:
        """The pairs by one cost."""
        return tuple(p for p in self.pairs if p.kpi == kpi)

    @property
    def by_basis(self) -> tuple[str, ...]:
        """The system costs that orders were judged by, a basis of hosts' cost each, that of the marginal cost first."""
        return tuple(k for k in self.cheapest if k.partition(".")[0] in BASES)


@dataclass(frozen=True, eq=False)
class Costs:
    """Costs of one KPI. NaN where a plan is overloaded or not possible.

    Attributes:
        usual: by mode, as the comparison has it, which decides the order.
        base: (modes,), of the short simulation with the config's values.
        points: (points, modes). ``ends``: (trials, modes).
    """

    kpi: str
    usual: Mapping[str, float]
    base: Floats
    points: Floats
    ends: Floats


def cheapest(names: Sequence[str], costs: Floats) -> dict[str, int]:
    """At how many points (rows) each mode costs least; points at which no plan counts are nobody's."""
    there = np.isfinite(costs).any(axis=1)
    first = np.where(np.isfinite(costs), costs, np.inf).argmin(axis=1)[there]
    return dict(zip(names, np.bincount(first, minlength=len(names)).tolist(), strict=True))


def pairs(
    names: Sequence[str], costs: Costs, trials: Sequence[OneChange], keys: Sequence[str], shares: Floats
) -> tuple[Pair, ...]:
    """Judge every pair of modes by one cost.

    Args:
        names: of the modes, by column of the costs. ``trials``: by row of ``costs.ends``.
        keys: what the points vary, with their ``shares`` of the ranges (points, keys).
    """
    found = []
    for pair in ordered_pairs(costs, names):
        gap = gap_of(costs.points, pair)
        there = np.isfinite(gap)
        first, second = names[pair[0]], names[pair[1]]
        found.append(Pair(
            costs.kpi, first, second, costs.usual[second] - costs.usual[first], int((gap[there] > 0).sum()),
            int(there.sum()), len(gap), _flips(costs, pair, trials), _strongest(keys, shares[there], gap[there]),
        ))
    return tuple(found)


def _strongest(keys: Sequence[str], shares: Floats, gap: Floats) -> tuple[tuple[str, float], ...]:
    """The keys that go with a gap most closely, and how closely."""
    rho = correlations(shares, gap)
    order = np.argsort(-np.abs(rho), kind="stable")
    return tuple((keys[i], float(rho[i])) for i in order[:3].tolist())


def ordered_pairs(costs: Costs, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Columns of every pair of modes, the one that is cheaper with the config's values first."""
    return combinations(sorted(range(len(names)), key=lambda i: costs.usual[names[i]]), 2)


def gap_of(costs: Floats, pair: tuple[int, int]) -> Floats:
    """What the second mode costs more than the first, along the last axis."""
    out: Floats = costs[..., pair[1]] - costs[..., pair[0]]
    return out


def _flips(costs: Costs, pair: tuple[int, int], trials: Sequence[OneChange]) -> tuple[OneChange, ...]:
    """The trials that turn the pair, the furthest first; none where the short simulation itself does not have the order
    of the comparison."""
    if not gap_of(costs.base, pair) > 0:
        return ()
    gap = gap_of(costs.ends, pair)
    turned = [i for i in np.argsort(gap, kind="stable").tolist() if gap[i] < 0]
    return tuple(trials[i] for i in turned)


def correlations(shares: Floats, gap: Floats) -> Floats:
    """Spearman's rank correlation of each column with the gap; 0 where one does not vary."""
    if len(gap) < 3:
        return np.zeros(shares.shape[1])
    from scipy.stats import rankdata  # takes a second, and only studies of robustness need it

    x, y = rankdata(shares, axis=0), rankdata(gap)
    x, y = x - x.mean(axis=0), y - y.mean()
    size = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    out: Floats = np.divide(x.T @ y, size, out=np.zeros(shares.shape[1]), where=size > 0)
    return out


def most_telling(costs: Sequence[Costs], names: Sequence[str], shares: Floats, most: int) -> tuple[int, ...]:
    """Columns of ``shares`` to try alone: those most correlated with the gap of a pair that some point turns, the pairs
    taking turns.

    A parameter that turns an order on its own moves the gap by as much as it is wide, so it stands out among the points
    that turn it.

    Args:
        names: of the modes, by column of the costs.
        most: so many columns.
    """
    ranked = []
    for cost in costs:
        for pair in ordered_pairs(cost, names):
            gap = gap_of(cost.points, pair)
            there = np.isfinite(gap)
            if (gap[there] <= 0).any():
                rho = np.abs(correlations(shares[there], gap[there]))
                ranked.append(np.argsort(-rho, kind="stable").tolist())
    turns = [i for places in zip(*ranked, strict=True) for i in places]
    return tuple(dict.fromkeys(turns))[:most]
