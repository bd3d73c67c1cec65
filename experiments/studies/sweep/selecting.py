"""Selection of the best scenario of a sweep: replications go to those that may still be the best, until one is left.

The procedure is ``sim.inference.selection``'s. It is a function of the values in the archive, so a selection that was
interrupted goes on where it was, and one that is asked for again answers the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator
from experiments.scenarios.status import Status
from sim.inference.estimate import Floats
from sim.inference.selection import Selection, Zone, select
from sim.proposal.selected import OVERLOADED, Chosen


def choose(
    evaluator: Evaluator, points: Iterable[DesignPoint], kpi: str, zone: Zone, batch: int,
    bad: Mapping[str, str] | None = None,
) -> Chosen:  # fmt: skip
    """Run KN over scenarios; who is left gets ``batch`` more replications at a time.

    Left out are scenarios that fail, and those whose plan is overloaded, since their numbers depend on when the clock
    stops (unless all are).

    Args:
        points: gone through once a round (a design, or a list).
        bad: states of scenarios that are known to fail, by key; they are not tried again.
    """
    contest = _Contest(evaluator, points, kpi, bad or {})
    contest.begin(zone.first)
    if not contest.series:
        return contest.left(Selection(0, (), None, False, (), ()), stopped=False)
    while (found := select(list(contest.series.values()), zone)).wanted:
        if not contest.go_on(found.wanted, min(zone.maximum, found.n - 1 + batch)):
            return contest.left(found, stopped=True)
    return contest.left(found, stopped=False)


class _Contest:
    """Scenarios of which one is to be called the best.

    Attributes:
        series: values of those in it, by key. ``out``: why others are not. ``failed``: messages of those that failed
            on the way.
    """

    def __init__(
        self, evaluator: Evaluator, points: Iterable[DesignPoint], kpi: str, bad: Mapping[str, str]
    ) -> None:
        self._evaluator, self._points, self._kpi = evaluator, points, kpi
        self.series: dict[str, Floats] = {}
        self.out, self.failed = dict(bad), dict[str, str]()

    def begin(self, n: int) -> None:
        """The first replications of all that are not known to fail."""
        statuses = {s.key: s for s in self._evaluator.run((p for p in self._points if p.key not in self.out), range(n))}
        sound = [key for key, s in statuses.items() if s.state == "ok"]
        keys = [key for key in sound if not statuses[key].overloads] or sound
        others = {key: s.state for key, s in statuses.items() if key not in keys}
        self.out |= {key: OVERLOADED if state == "ok" else state for key, state in others.items()}
        self.series = {key: self._values(key, n) for key in keys}

    def left(self, found: Selection, *, stopped: bool) -> Chosen:
        """What became of it."""
        return Chosen(tuple(self.series), found, tuple(self.series.values()), self.out, self.failed, stopped)

    def go_on(self, numbers: Iterable[int], n: int) -> bool:
        """More replications of those with these numbers, ``n`` in all; whether the contest can go on."""
        keys = list(self.series)
        wanted = {keys[i] for i in numbers}
        for status in self._evaluator.run((p for p in self._points if p.key in wanted), range(n)):
            self._note(status, n)
        reached = all(len(self.series[key]) >= n for key in wanted)
        return reached and not (self.failed and self._evaluator.fail_fast)

    def _note(self, status: Status, n: int) -> None:
        key = status.key
        if status.state == "ok":
            self.series[key] = self._values(key, n)
        elif status.state != "missing":  # from here on it has no value
            self.series[key] = np.append(self.series[key], np.full(n - len(self.series[key]), np.nan))
            self.out[key], self.failed[key] = status.state, status.message

    def _values(self, key: str, n: int) -> Floats:
        return self._evaluator.archive.values(key, range(n), [self._kpi])[:, 0]
