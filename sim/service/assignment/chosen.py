"""The mode of each village by table, township, rule or backstop, and the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from sim.plan.note import Choice, PlanNote
from sim.problems import Phrase, phrase
from sim.service.assignment.rule import AssignmentRule, Naming, in_words
from sim.service.assignment.traits import Traits

Tried = tuple[str, int, str]
"""A pool, a village and a mode that does not reach it."""


@dataclass(frozen=True)
class First:
    """The mode that a village would be served in, what gave it, and why."""

    mode: str
    rule: str
    reason: Phrase


@dataclass(frozen=True, kw_only=True, eq=False)
class Chooser:
    """What gives a village its mode, the surest first.

    Attributes:
        table: mode by village. ``townships``: mode by township, None where none is given.
        rules: in order. ``rest``: the mode of every other village.
        backstop: modes tried in order where the one given does not reach the village.
        naming: what people call the modes.
    """

    table: Mapping[int, str]
    townships: Sequence[str | None]
    rules: tuple[AssignmentRule, ...]
    rest: str
    backstop: tuple[str, ...] = ()
    naming: Naming = str

    def choose(self, pool: str, villages: Traits, tried: Collection[Tried]) -> list[Choice]:
        """A choice for each village, in their order."""
        first = self._first(villages)
        return [self._reaching(pool, v, it, tried) for v, it in enumerate(first)]

    def _first(self, villages: Traits) -> list[First]:
        """Before it is known who reaches what."""
        rest = First(self.rest, "rest", phrase("assignment.because_rest" if self._parts else "assignment.because_all"))
        found = [rest] * len(villages.county.villages)
        for number, rule in reversed(list(enumerate(self.rules, start=1))):
            ruled = First(rule.mode, f"rule.{number}", rest.reason if rule.empty else in_words(rule, self.naming))
            for v in np.flatnonzero(villages.meeting(rule)).tolist():
                found[v] = ruled
        for v, village in enumerate(villages.county.villages):
            if mode := self.townships[village.township]:
                found[v] = First(mode, "township", phrase("assignment.because_township"))
        for v, mode in self.table.items():
            found[v] = First(mode, "table", phrase("assignment.because_table"))
        return found

    @property
    def _parts(self) -> bool:
        return bool(self.table or self.rules or any(self.townships))

    def _reaching(self, pool: str, village: int, first: First, tried: Collection[Tried]) -> Choice:
        """The first mode that is not known to miss the village: the one given, then the backstops."""
        order = tuple(dict.fromkeys((first.mode, *self.backstop)))
        missed = tuple(takewhile(lambda mode: (pool, village, mode) in tried, order))
        mode = "" if missed == order else order[len(missed)]
        return Choice(pool=pool, village=village, mode=mode, rule=first.rule, missed=missed, reason=first.reason)


def idle_rules(
    rules: Sequence[AssignmentRule], choices: Collection[Choice], pools: Sequence[Traits], naming: Naming
) -> Iterator[PlanNote]:
    """Rules that give no village its mode: none is as they ask, or those that are have theirs from elsewhere."""
    held = {choice.rule for choice in choices}
    for number, rule in enumerate(rules):
        if f"rule.{number + 1}" not in held:
            met = max((int(of.meeting(rule).sum()) for of in pools), default=0)
            told = in_words(rule, naming)
            idle = phrase("plannote.rule_taken", rule=told, villages=met) if met else phrase("plannote.rule_idle", rule=told)
            yield PlanNote(f"assignment.rules.{number}", idle)
