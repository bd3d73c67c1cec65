"""Scenarios of which one is to be called the best: who gets more replications, until one is left.

The procedure is ``sim.inference.selection.selection``'s. It is a function of the values alone, so a selection that was
interrupted goes on where it was, and one that is asked for again answers the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from sim.arrays import Floats
from sim.inference.selection.selection import Selection, Zone, select

OVERLOADED = "overloaded"
"""State of a scenario that is not in the selection since its plan is asked for more than it can do, beside failed,
killed and missing."""


class Stood(Protocol):
    """What became of a scenario that was asked for replications: ``ok`` where all are there; ``missing`` where it was
    not reached; else failed in some way, and ``message`` says how."""

    @property
    def key(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def overloads(self) -> tuple[tuple[str, str], ...]: ...


RunFirst = Callable[[Callable[[str], bool], int], Iterable[Stood]]
"""Runs the first replications, so many, of the scenarios whose key is wanted; each is told once or more."""

ValuesOf = Callable[[str, int], Floats]
"""The values of so many replications of a scenario."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """What became of a selection: scenarios by key in the order of ``selection``, their replications, and why others
    are ``out`` of it.

    ``failed``: messages of those that failed on the way, by key. ``stopped``: it is not finished, since fail_fast asks
    to stop at a failure.
    """

    keys: tuple[str, ...]
    selection: Selection
    series: tuple[Floats, ...]
    out: dict[str, str]
    failed: dict[str, str] = field(default_factory=dict)
    stopped: bool = False

    @property
    def best(self) -> str | None:
        """Key of the best scenario; of those that are undecided the one ahead; None: none has a value."""
        return None if self.selection.best is None else self.keys[self.selection.best]


@dataclass(eq=False, kw_only=True)
class Contest:
    """Runs KN over scenarios.

    Attributes:
        out: states of scenarios that are not in it, by key; those that are known from before are not tried again.
        fail_fast: the first failure ends it.
        series: values of those in it, by key. ``failed``: messages of those that failed on the way.
    """

    run: RunFirst
    values: ValuesOf
    fail_fast: bool
    out: dict[str, str]
    series: dict[str, Floats] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def chosen(self, zone: Zone, batch: int) -> Chosen:
        """Who is left gets ``batch`` more replications at a time.

        Left out are scenarios that fail, and those whose plan is overloaded, since their numbers depend on when the
        clock stops (unless all are).
        """
        self._begin(zone.first)
        if not self.series:
            return self._left(Selection(0, (), None, (), ()), stopped=False)
        while (found := select(list(self.series.values()), zone)).wanted:
            if not self._go_on(found.wanted, min(zone.maximum, found.n - 1 + batch)):
                return self._left(found, stopped=True)
        return self._left(found, stopped=False)

    def _left(self, found: Selection, *, stopped: bool) -> Chosen:
        return Chosen(tuple(self.series), found, tuple(self.series.values()), self.out, self.failed, stopped)

    def _begin(self, n: int) -> None:
        """The first replications of all that are not known to fail."""
        known = dict(self.out)
        stood = {s.key: s for s in self.run(lambda key: key not in known, n)}
        sound = [key for key, s in stood.items() if s.state == "ok"]
        keys = [key for key in sound if not stood[key].overloads] or sound
        others: Mapping[str, str] = {key: s.state for key, s in stood.items() if key not in keys}
        self.out |= {key: OVERLOADED if state == "ok" else state for key, state in others.items()}
        self.series = {key: self.values(key, n) for key in keys}

    def _go_on(self, numbers: Iterable[int], n: int) -> bool:
        """More replications of those with these numbers, ``n`` in all; whether it can go on."""
        keys = list(self.series)
        wanted = {keys[i] for i in numbers}
        for stood in self.run(lambda key: key in wanted, n):
            self._note(stood, n)
        reached = all(len(self.series[key]) >= n for key in wanted)
        return reached and not (self.failed and self.fail_fast)

    def _note(self, stood: Stood, n: int) -> None:
        key = stood.key
        if stood.state == "ok":
            self.series[key] = self.values(key, n)
        elif stood.state != "missing":  # from here on it has no value
            self.series[key] = np.append(self.series[key], np.full(n - len(self.series[key]), np.nan))
            self.out[key], self.failed[key] = stood.state, stood.message
