"""Faults gathered from several readings of an input, so that all of them are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sim.problems.problem import InputError, Problem


class Faults(list[Problem]):
    """Problems as they are found; see ``gathered`` and ``refuse``."""

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Take up the problems of an ``InputError`` under it; what it was to give is then not there."""
        try:
            yield
        except InputError as error:
            self += error.problems

    def refuse(self) -> None:
        """Raise what was found.

        Raises:
            InputError: with every problem, where there is one.
        """
        if self:
            raise InputError(self)
