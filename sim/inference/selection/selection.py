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

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.arrays import Floats
from sim.inference.estimate import ENOUGH, interval

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
        states: of each scenario; one is ``BEST`` where it is selected with the stated probability, none where
            replications ran out. ``dropped_at``: after how many replications each was dropped, None for what is left.
    """

    n: int
    wanted: tuple[int, ...]
    best: int | None
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
    if short := tuple(i for i, values in enumerate(series) if len(values) < zone.first):
        return Selection(zone.first, short, None, (UNDECIDED,) * count, (None,) * count)
    race = _Race(series, zone)
    race.screen()
    while not (race.settled or race.n >= zone.maximum):
        if wanted := tuple(i for i in race.left if len(series[i]) <= race.n):
            return Selection(race.n + 1, wanted, None, race.states(None), race.dropped_at)
        race.go_on()
        race.screen()
    return race.ended()


class _Race:
    """The procedure under way: who is ``left`` after ``n`` replications, and their sums, turned so that more is better.

    All scenarios have the first replications. Who has a value that is not finite drops out.
    """

    def __init__(self, series: Sequence[Floats], zone: Zone) -> None:
        self._series, self._zone, self._sign = series, zone, -1.0 if zone.low else 1.0
        self._dropped: list[int | None] = [None] * len(series)
        self.n, self.left = zone.first, list(range(len(series)))
        self._without(i for i in self.left if not np.isfinite(series[i][: self.n]).all())
        start = {i: self._sign * series[i][: self.n] for i in self.left}
        self._sums = {i: float(values.sum()) for i, values in start.items()}
        self._bound = _bounds(start, len(series), zone)

    @property
    def dropped_at(self) -> tuple[int | None, ...]:
        """After how many replications each was dropped; None for those that are left."""
        return tuple(self._dropped)

    @property
    def settled(self) -> bool:
        """Whether nobody else will be dropped: one is left, or replications tell no more."""
        far = self._zone.delta**2
        return len(self.left) < 2 or all(self._bound[i, j] / far <= self.n for i in self.left for j in self.left)

    def screen(self) -> None:
        """Drop who is worse than any other left by more than W, all at once."""
        self._without([i for i in self.left if any(self._worse(i, j) for j in self.left if j != i)])

    def go_on(self) -> None:
        """Take one more replication of everybody left."""
        self._without([i for i in self.left if not np.isfinite(self._series[i][self.n])], self.n + 1)
        for i in self.left:
            self._sums[i] += self._sign * float(self._series[i][self.n])
        self.n += 1

    def ended(self) -> Selection:
        """The end: one is left, or several that are equal to the last digit, or the replications are used up."""
        ahead = max(self.left, key=self._sums.__getitem__) if self.left else None
        return Selection(self.n, (), ahead, self.states(ahead if self.settled else None), self.dropped_at)

    def states(self, best: int | None) -> tuple[str, ...]:
        """What became of each, of whom one may be the best."""
        return tuple(self._state(i, best) for i in range(len(self._series)))

    def _state(self, i: int, best: int | None) -> str:
        if i == best:
            return BEST
        if i in self.left:
            return UNDECIDED
        return DROPPED if np.isfinite(self._series[i][: self._dropped[i]]).all() else NO_VALUE

    def _worse(self, i: int, j: int) -> bool:
        """Whether one is worse than another by more than W, as sums rather than means."""
        delta = self._zone.delta
        return self._sums[i] < self._sums[j] - max(0.0, self._bound[i, j] / (2 * delta) - delta * self.n / 2)

    def _without(self, out: Iterable[int], at: int | None = None) -> None:
        for i in out:
            self._dropped[i] = self.n if at is None else at
        self.left = [i for i in self.left if self._dropped[i] is None]


def _bounds(start: Mapping[int, Floats], count: int, zone: Zone) -> dict[tuple[int, int], float]:
    """h² S² of every pair, by the first replications; empty for a single scenario."""
    if count < 2:
        return {}
    far = reach(count, zone)
    return {(i, j): far * float(np.var(start[i] - start[j], ddof=1)) for i in start for j in start}


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
