"""From what the search saw to what can be said: candidates, a selection on fresh parcels, estimates on parcels fresher
still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.inference.estimate import A_LOWER, B_LOWER, compare
from sim.inference.grid import Found, Index, layers
from sim.inference.pareto import front, knee, spread
from sim.inference.target import Target
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED

Values = Mapping[Index, NDArray[np.float64]]
"""By plan: cost, time and each target's KPI, shape (replications, 2 + targets)."""

KEPT, BROKEN, DOMINATED = "kept", "target not met", "dominated"
NEAR = 0.02
"""A target missed by less than this part of its bound in the search may be noise; such plans may stand for selection
too. Where no plan keeps the targets, those that miss by no more than this beyond the least count as alike."""

RISK = 0.05
"""Probability that a verdict on any plan of the result is wrong, shared among the plans (Bonferroni): the cheapest is
picked from what is called met."""


def candidates(seen: Mapping[Index, Found], number: int) -> list[Index]:
    """The plans that stand for selection: most of the front that the search found, spread out; near misses that would
    be on it; then the next best.

    Where nothing keeps the targets, those that break them least.
    """
    chosen: dict[Index, None] = {}
    near = {p: f for p, f in seen.items() if f.violation <= NEAR}
    good = {p: f for p, f in near.items() if f.feasible}
    for pool, room in ((good, -(-3 * number // 4)), (near, number)):
        points = list(pool)
        chosen |= dict.fromkeys(points[i] for i in spread([pool[p].objectives for p in points], room))
    for layer in layers(seen):
        chosen |= dict.fromkeys(p for p in layer if np.isfinite(seen[p].objectives).all())
        if len(chosen) >= number:
            break
    return list(chosen)[:number]


def verdict(values: NDArray[np.float64], targets: Sequence[Target], plans: int = 1) -> tuple[str, ...]:
    """The verdict on each target; ``plans``: so many are judged together."""
    return tuple(t.verdict(values[:, 2 + i], 1 - RISK / plans) for i, t in enumerate(targets))


def overall(verdicts: Sequence[str]) -> str:
    """``not met`` where one target is not, ``met`` where all are."""
    return NOT_MET if NOT_MET in verdicts else NOT_VERIFIED if NOT_VERIFIED in verdicts else MET


def select(values: Values, targets: Sequence[Target]) -> dict[Index, str]:
    """Which candidates stay: those not known to break a target, unless another that keeps its targets as surely is both
    cheaper and faster beyond doubt.

    Differences are paired by replication and adjusted over all pairs (Holm). If every candidate breaks a target, all
    stay.
    """
    states = {p: overall(verdict(v, targets)) for p, v in values.items()}
    alive = [p for p, s in states.items() if s != NOT_MET] or list(values)
    beaten = _beaten({p: values[p] for p in alive})
    sure = {MET: 2, NOT_VERIFIED: 1, NOT_MET: 0}
    out = {}
    for p in values:
        if p not in alive:
            out[p] = BROKEN
        else:
            out[p] = DOMINATED if any(b == p and sure[states[a]] >= sure[states[p]] for a, b in beaten) else KEPT
    return out


def _beaten(values: Values) -> set[tuple[Index, Index]]:
    """Pairs (a, b) of which a is better than b in one objective beyond doubt, and in the other too or the very same."""
    names = {str(n): p for n, p in enumerate(values)}
    verdicts: list[dict[tuple[str, str], int]] = []
    for k in (0, 1):
        found: dict[tuple[str, str], int] = {}
        for c in compare({n: values[p][:, k] for n, p in names.items()}):
            sign = 1 if c.verdict == A_LOWER else -1 if c.verdict == B_LOWER else 0
            same = sign == 0 and bool((values[names[c.a]][:, k] == values[names[c.b]][:, k]).all())
            found[c.a, c.b], found[c.b, c.a] = (2, 2) if same else (sign, -sign)
        verdicts.append(found)
    cost, time = verdicts
    return {(names[a], names[b]) for a, b in cost if 1 in (cost[a, b], time[a, b]) and min(cost[a, b], time[a, b]) >= 1}


@dataclass(frozen=True)
class Confirmed:
    """The plans of the result, on parcels that neither search nor selection saw.

    Attributes:
        values: see ``Values``; cheapest first.
        verdicts: on each target, by plan.
        front: those that no other of the result dominates, of those that keep the targets as far as is known.
        chosen: the cheapest of those whose targets are met; where none is, of those not verified; else of those that
            miss by ``NEAR`` the least.
        knee: of the front, where a faster plan begins to cost much more.
    """

    values: dict[Index, NDArray[np.float64]]
    verdicts: dict[Index, tuple[str, ...]]
    front: tuple[Index, ...]
    chosen: Index
    knee: Index


def result(values: Values, targets: Sequence[Target]) -> Confirmed:
    """Judge the plans of the result.

    Args:
        values: at least one plan.
    """
    means = {p: v.mean(axis=0) for p, v in values.items()}
    order = sorted(values, key=lambda p: (means[p][0], means[p][1], p))
    verdicts = {p: verdict(values[p], targets, len(order)) for p in order}
    states = {p: overall(v) for p, v in verdicts.items()}
    eligible = [p for p in order if states[p] != NOT_MET]
    met = [p for p in order if states[p] == MET]
    missed = {p: sum(max(0.0, t.miss(float(m))) for t, m in zip(targets, means[p][2:], strict=True)) for p in order}
    least = next(p for p in order if missed[p] <= min(missed.values()) + NEAR)
    pool = eligible or order
    pairs = [(float(means[p][0]), float(means[p][1])) for p in pool]
    best = front(pairs)
    bend = pool[best[knee([pairs[i] for i in best])]]
    chosen = met[0] if met else eligible[0] if eligible else least
    return Confirmed({p: values[p] for p in order}, verdicts, tuple(pool[i] for i in best), chosen, bend)
