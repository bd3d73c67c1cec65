"""One fault of an input, and the errors that carry faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sim.problems.fold import report
from sim.problems.phrase import Said, said
from sim.problems.where import Where


@dataclass(frozen=True)
class Problem:
    """One fault of an input.

    Attributes:
        code: stable name of the kind of fault, e.g. ``county.unknown_township``.
        where: the cell, file or config key.
        found: what stands there: a text is quoted as it stands, a phrase is told as it is.
        allowed: what may stand there; empty where ``found`` says it all.
        hint: what to do about it, may be empty.
    """

    code: str
    where: Where | Said
    found: Said
    allowed: Said
    hint: Said = ""

    def text(self, lang: str) -> str:
        """The problem in one line, in ``lang``: ``zh`` or ``en``."""
        return report([self], lang)[0]

    def __str__(self) -> str:
        return self.text("en")


class InputError(Exception):
    """An input at fault: carries every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return InputError, (self.problems,)


class SaidError(RuntimeError):
    """An error whose message is told to a person in either language."""

    def __init__(self, message: Said) -> None:
        self.said = message
        super().__init__(message)

    def text(self, lang: str) -> str:
        """The message in ``lang``."""
        return said(self.said, lang)

    def __str__(self) -> str:
        return self.text("en")


class RefusedError(ValueError):
    """A value that a validator refuses: what may stand there instead, and a hint, in the words of the catalogue.

    Args:
        keys: below the value, those that it speaks of together, the one to mend first; none: the whole value.
        more: what else is refused of the same value.
    """

    def __init__(
        self, allowed: Said, hint: Said = "", found: Said | None = None, keys: tuple[str, ...] = (),
        more: tuple[RefusedError, ...] = (),
    ) -> None:
        self.allowed, self.hint, self.found, self.keys, self.more = allowed, hint, found, keys, more
        super().__init__(said(allowed, "en"))

    def __reduce__(self) -> tuple[Any, ...]:
        return RefusedError, (self.allowed, self.hint, self.found, self.keys, self.more)


def refuse_all(faults: Iterable[RefusedError]) -> None:
    """Refuse a value for everything that is wrong with it at once.

    Raises:
        RefusedError: the first, with the others as ``more``; nothing is raised where there is none.
    """
    found = tuple(faults)
    if found:
        first = found[0]
        raise RefusedError(first.allowed, first.hint, first.found, first.keys, found[1:])
