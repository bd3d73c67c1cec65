"""Which of several scenarios is best, with a stated probability: Kim and Nelson's fully sequential procedure KN.

S.-H. Kim and B. L. Nelson (2001), A fully sequential procedure for indifference-zone selection in simulation, ACM
TOMACS 11(3), with c = 1. All k scenarios have first n0 replications; S²_il is the variance of their paired differences,
so that common random numbers make it small. With η = ½((2α/(k−1))^(−2/(n0−1)) − 1) and h² = 2η(n0−1), scenario i is
dropped after r replications when for some l left

    mean_i(r) is worse than mean_l(r) by more than W_il(r) = max(0, δ/(2r) (h² S²_il/δ² − r)).

Where the best is better than every other by at least δ (the indifference zone), and differences are normal, it is
selected with probability at least 1 − α, correlated or not (the bound α/(k−1) is Bonferroni's).

Written here rather than taken from sim-tools 1.3, whose KN reads the variance of the wrong pair for half of all pairs
(its index into the flattened table of differences is right for i < l only) and can neither go on from stored
replications nor take values that are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.inference.estimate import ENOUGH, Floats, interval

BEST, DROPPED, UNDECIDED, NO_VALUE = "best", "dropped", "not distinguishable", "no value"
"""What became of a scenario: selected; dropped in favour of a better one; still there when the replications allowed
were used up; without a finite value in some replication (censored, or nothing to measure)."""


@dataclass(frozen=True)
class Zone:
    """How to select.

    Attributes:
        delta: the smallest difference worth telling apart, in the KPI's unit. ``alpha``: allowed probability of a wrong
            selection.
        first: replications of every scenario before the first is dropped (n0). ``maximum``: replications of any.
        low: the lowest mean is best, else the highest.
    """

    delta: float
    alpha: float = 0.05
    first: int = 20
    maximum: int = 200
    low: bool = True


@dataclass(frozen=True)
class Selection:
    """What the procedure says of the replications there are.

    Attributes:
        n: replications that it used (of what is left). ``wanted``: scenarios of which it wants more; empty: it is done.
        best: the selected scenario, or of those undecided the one ahead; None: none has a value.
        sure: selected with the stated probability; False where replications ran out.
        states: of each scenario; ``dropped_at``: after how many replications it was dropped, None for what is left.
    """

    n: int
    wanted: tuple[int, ...]
    best: int | None
    sure: bool
    states: tuple[str, ...]
    dropped_at: tuple[int | None, ...]


def reach(count: int, zone: Zone) -> float:
    """h² of KN for so many scenarios."""
    eta = 0.5 * (float((2.0 * zone.alpha / (count - 1)) ** (-2.0 / (zone.first - 1))) - 1.0)
    return 2.0 * eta * (zone.first - 1)


def select(series: Sequence[Floats], zone: Zone) -> Selection:
    """Run KN on stored replications; a function of them alone, so that it may be asked again with more.

    Args:
        series: of each scenario its value by replication, 0 first; a scenario that is dropped needs no more than it had
            then.

    Raises:
        ValueError: no scenario, fewer than three first replications, a maximum below them, or no indifference zone.
    """
    if not series or zone.first < ENOUGH or zone.maximum < zone.first or not zone.delta > 0 or not 0 < zone.alpha < 0.5:
        raise ValueError("scenarios, first >= 3, maximum >= first, delta > 0 and 0 < alpha < 0.5 are needed")
    count = len(series)
    dropped: list[int | None] = [None] * count
    left = list(range(count))
    short = tuple(i for i in left if len(series[i]) < zone.first)
    if short:
        return Selection(zone.first, short, None, False, (UNDECIDED,) * count, tuple(dropped))
    left = _finite(series, left, dropped, zone.first, 0)
    sign = -1.0 if zone.low else 1.0
    start = {i: sign * series[i][: zone.first] for i in left}
    bound = {
        (i, j): reach(count, zone) * float(np.var(start[i] - start[j], ddof=1)) for i in left for j in left
    } if count > 1 else {}
    sums = {i: float(start[i].sum()) for i in left}
    r = zone.first
    while True:
        left = _screen(left, sums, bound, r, zone.delta, dropped)
        settled = len(left) < 2 or all(bound[i, j] / zone.delta**2 <= r for i in left for j in left)
        if settled or r >= zone.maximum:
            return _done(left, sums, dropped, r, settled, count, series)
        wanted = tuple(i for i in left if len(series[i]) <= r)
        if wanted:
            return Selection(r + 1, wanted, None, False, _states(dropped, left, None, series), tuple(dropped))
        left = _finite(series, left, dropped, r + 1, r)
        for i in left:
            sums[i] += sign * float(series[i][r])
        r += 1


def _finite(series: Sequence[Floats], left: list[int], dropped: list[int | None], n: int, since: int) -> list[int]:
    """Those left whose replications ``since`` to n - 1 are all finite."""
    for i in left:
        if not np.isfinite(series[i][since:n]).all():
            dropped[i] = n
    return [i for i in left if dropped[i] is None]


def _screen(
    left: list[int], sums: dict[int, float], bound: dict[tuple[int, int], float], r: int, delta: float,
    dropped: list[int | None],
) -> list[int]:
    """Drop who is worse than any other left by more than W, all at once."""
    out = [
        i for i in left
        if any(sums[i] < sums[j] - max(0.0, bound[i, j] / (2 * delta) - delta * r / 2) for j in left if j != i)
    ]
    for i in out:
        dropped[i] = r
    return [i for i in left if dropped[i] is None]


def _states(dropped: list[int | None], left: list[int], best: int | None, series: Sequence[Floats]) -> tuple[str, ...]:
    return tuple(
        BEST if i == best else UNDECIDED if i in left else DROPPED if np.isfinite(series[i][:n]).all() else NO_VALUE
        for i, n in enumerate(dropped)
    )


def _done(
    left: list[int], sums: dict[int, float], dropped: list[int | None], r: int, settled: bool, count: int,
    series: Sequence[Floats],
) -> Selection:
    """The end: one is left, or several that are equal to the last digit, or the replications are used up."""
    ahead = max(left, key=lambda i: sums[i]) if left else None
    best = ahead if settled else None
    return Selection(r, (), ahead, settled and ahead is not None, _states(dropped, left, best, series), tuple(dropped))


def against_best(series: Sequence[Floats], found: Selection, alpha: float = 0.05) -> list[tuple[float, float, float]]:
    """Mean paired difference of each scenario to the best with its interval, over the replications that both had; NaN
    for the best.

    The intervals are Bonferroni's over all pairs, so that they hold together whichever scenario is selected, where the
    replications were not chosen by looking at them; one that contains 0 does not tell the scenario from the best.
    """
    rows = []
    pairs = max(1, len(series) * (len(series) - 1) // 2)
    for i, n in enumerate(found.dropped_at):
        if found.best is None or i == found.best:
            rows.append((float("nan"),) * 3)
            continue
        n = found.n if n is None else n
        with np.errstate(invalid="ignore"):
            differences = series[i][:n] - series[found.best][:n]
        mean, low, high, _ = (float(x) for x in interval(differences, 1 - alpha / pairs))
        rows.append((mean, low, high))
    return rows
