"""From what the search saw to what can be said: candidates, a selection on fresh parcels, estimates on parcels fresher
still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.inference.estimate import A_LOWER, B_LOWER, compare
from sim.inference.search.grid import Found, Index, layers
from sim.inference.search.pareto import front, knee, spread
from sim.inference.target import Target
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED

Values = Mapping[Index, NDArray[np.float64]]
"""By plan: cost, time and each target's KPI, shape (replications, 2 + targets)."""

Means = Mapping[Index, NDArray[np.float64]]
"""The same on average over replications."""

KEPT, BROKEN, DOMINATED = "kept", "target not met", "dominated"
NEAR = 0.02
"""A target missed by less than this part of its bound in the search may be noise; such plans may stand for selection
too. Where no plan keeps the targets, those that miss by no more than this beyond the least count as alike."""

RISK = 0.05
"""Probability that a verdict on any plan of the result is wrong, shared among the plans (Bonferroni): the cheapest is
picked from what is called met."""

BETTER, WORSE, UNSURE, EQUAL = 1, -1, 0, 2
"""What one plan is to another in an objective; equal: in every replication."""

STREAMS = {"search": 0, "selection": 1_000_003, "estimation": 2_000_006}
"""What each stage adds to the seed, so that it is on parcels of its own."""


def stage_seed(seed: int, stage: str) -> int:
    """The seed of a stage."""
    return (seed + STREAMS[stage]) % 2**31


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
    cost, time = _compared(values, 0), _compared(values, 1)
    return {pair for pair in cost if BETTER in (cost[pair], time[pair]) and min(cost[pair], time[pair]) >= BETTER}


def _compared(values: Values, objective: int) -> dict[tuple[Index, Index], int]:
    """What a is to b in an objective, by pair (a, b)."""
    names = {str(n): plan for n, plan in enumerate(values)}
    series = {n: values[plan][:, objective] for n, plan in names.items()}
    found: dict[tuple[Index, Index], int] = {}
    for c in compare(series):
        sign = {A_LOWER: BETTER, B_LOWER: WORSE}.get(c.verdict, UNSURE)
        same = sign == UNSURE and bool((series[c.a] == series[c.b]).all())
        a, b = names[c.a], names[c.b]
        found[a, b], found[b, a] = (EQUAL, EQUAL) if same else (sign, -sign)
    return found


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
    eligible = [p for p in order if overall(verdicts[p]) != NOT_MET]
    met = [p for p in eligible if overall(verdicts[p]) == MET]
    chosen = (met or eligible or [_missing_least(order, means, targets)])[0]
    best, bend = _front(eligible or order, means)
    return Confirmed({p: values[p] for p in order}, verdicts, best, chosen, bend)


def _missing_least(order: Sequence[Index], means: Means, targets: Sequence[Target]) -> Index:
    """The first plan of those that miss the targets by ``NEAR`` the least."""
    missed = {p: sum(max(0.0, t.miss(float(m))) for t, m in zip(targets, means[p][2:], strict=True)) for p in order}
    least = min(missed.values())
    return next(p for p in order if missed[p] <= least + NEAR)


def _front(plans: Sequence[Index], means: Means) -> tuple[tuple[Index, ...], Index]:
    """The plans that no other dominates in cost and time, and the knee among them."""
    pairs = [(float(means[p][0]), float(means[p][1])) for p in plans]
    best = front(pairs)
    return tuple(plans[i] for i in best), plans[best[knee([pairs[i] for i in best])]]
