"""How far a search for the best mix is, and how long it may still take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sim.problems import Phrase, phrase
from sim.words import Named


@dataclass(eq=False)
class MixPace:
    """Counts and times the steps of a search: short simulations of mixes, and proofs.

    Attributes:
        rounds: mixes that are tried at most before a first proof.
        now: the time in seconds.
        found: whether the mix is found, and what is simulated are questions about it.
    """

    rounds: int
    now: Callable[[], float] = time.monotonic
    found: bool = False
    _took: dict[bool, list[float]] = field(default_factory=lambda: {False: [], True: []})
    _asked: int = 0

    @contextmanager
    def step(self, proof: bool) -> Iterator[None]:
        """Time a step."""
        started = self.now()
        yield
        self._took[proof].append(self.now() - started)

    @property
    def left(self) -> float:
        """Seconds until one proof is done after the mixes that are left, at the mean pace of the steps so far."""
        tries, proofs = (self._mean(kind) for kind in (False, True))
        return max(self.rounds - len(self._took[False]), 0) * tries + proofs

    @property
    def _spent(self) -> float:
        """Seconds of all steps so far."""
        return sum(map(sum, self._took.values()))

    def _mean(self, proof: bool) -> float:
        """Mean of a kind of step; of the other kind where there was none."""
        took = self._took[proof] or self._took[not proof] or [0.0]
        return sum(took) / len(took)

    def told(self, proof: bool, county: Named) -> Phrase:
        """What comes next, for a reader."""
        if self.found:
            self._asked += 1
            return phrase("mix.asked", county=county, number=self._asked, seconds=round(self._spent))
        spent, left = (round(x) for x in (self._spent, self._mean(True) if proof else self.left))
        number = len(self._took[proof]) + 1
        more = {} if proof else {"most": max(self.rounds, number)}
        step = "mix.proved" if proof else "mix.tried"
        return phrase(step, county=county, number=number, seconds=spent, left=left, **more)
