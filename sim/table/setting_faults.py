"""Faults of many scenarios: each told once, with the row that it comes from, and no more than can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sim.problems import InputError, Problem, Said, Where, phrase
from sim.table.setting import Setting

FAULTS_SHOWN = 20
"""So many faults are told one by one; the others are counted."""


@dataclass(eq=False)
class DesignFaults:
    """The faults of points, each once, and how many points have any: a value of the command line that no scenario can
    have is told once, and none is made with it again."""

    faults: dict[tuple[object, ...], Problem] = field(default_factory=dict)
    bad: int = 0
    _hopeless: set[tuple[str, str]] = field(default_factory=set)

    def is_hopeless(self, settings: tuple[Setting, ...]) -> bool:
        """Whether a point has such a value; it counts as bad then."""
        found = any((key, repr(value)) in self._hopeless for key, value in _by_hand(settings))
        self.bad += found
        return found

    def note(self, error: InputError, settings: tuple[Setting, ...]) -> None:
        """Take up the faults of a point."""
        self.bad += 1
        self.faults.update(((p.code, p.where, p.found), p) for p in error.problems)
        alone = {p.where for p in error.problems if p.code in ("config.value", "config.unknown_key")}
        self._hopeless.update((key, repr(value)) for key, value in _by_hand(settings) if key in alone)


def _by_hand(settings: tuple[Setting, ...]) -> Iterator[tuple[str, Any]]:
    """The keys and values of settings that come from the command line."""
    return ((key, value) for s in settings if not s.origin for key, value in s.labels)


def placed(problem: Problem, settings: tuple[Setting, ...]) -> Problem:
    """A fault of a point, with the file and row that it comes from if it comes from a table."""
    swept = {key for s in settings for key, _ in s.labels}
    for setting in settings:
        if setting.origin is not None:
            keys = [key for key, _ in setting.labels]
            column = next((k for k in keys if problem.where == k or str(problem.where).startswith(f"{k}.")), "")
            if column or problem.where not in swept:
                return replace(problem, where=_in_row(problem.where, replace(setting.origin, column=column)))
    return problem


def _in_row(where: Said | Where, row: Where) -> Said | Where:
    """A place of a config as one in a row of a table, whose column it may be."""
    if where == row.column:
        return row
    return replace(row, key=where) if isinstance(where, str) else where


def capped(faults: list[Problem], bad: int, scenarios: int) -> list[Problem]:
    """The faults, those beyond ``FAULTS_SHOWN`` counted.

    Args:
        bad: so many of the scenarios are at fault.
    """
    if len(faults) <= FAULTS_SHOWN:
        return faults
    more = phrase("sweep.more", number=len(faults) - FAULTS_SHOWN)
    hint = phrase("sweep.at_fault", bad=bad, scenarios=scenarios)
    return [*faults[:FAULTS_SHOWN], Problem("sweep.more", "sweep", more, phrase("sweep.none"), hint)]
