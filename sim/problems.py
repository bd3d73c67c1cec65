"""What is wrong with an input, said so that its owner can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault of an input.

    Attributes:
        code: stable name of the kind of fault, e.g. ``county.unknown_township``.
        where: file, row and column (``villages.csv, row 12, column 乡镇``) or config key.
        found: what stands there.
        allowed: what may stand there.
        hint: what to do about it, may be empty.
    """

    code: str
    where: str
    found: str
    allowed: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" Hint: {self.hint.rstrip('.')}{'' if self.hint.endswith('?') else '.'}" if self.hint else ""
        return f"[{self.code}] {self.where}: found {self.found}; allowed: {self.allowed}.{hint}"


class InputError(Exception):
    """An input at fault: carries every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint naming the known word closest to a misspelt one; empty when nothing is close."""
    import difflib

    cutoff = 0.5 if len(word) <= 3 else 0.6  # of two Chinese characters one is right
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"did you mean {close[0]!r}?" if close else ""
