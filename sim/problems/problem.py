"""One fault of an input, and the error that carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.problems.phrase import Said, phrase, said
from sim.problems.where import Where


@dataclass(frozen=True)
class Problem:
    """One fault of an input.

    Attributes:
        code: stable name of the kind of fault, e.g. ``county.unknown_township``.
        where: the cell, file or config key.
        found: what stands there.
        allowed: what may stand there.
        hint: what to do about it, may be empty.
    """

    code: str
    where: Where | str
    found: Said
    allowed: Said
    hint: Said = ""

    def text(self, lang: str) -> str:
        """The problem in one line, in ``lang``: ``zh`` or ``en``."""
        where = self.where if isinstance(self.where, str) else self.where.text(lang)
        return line(self.code, where, said(self.found, lang), said(self.allowed, lang), [said(self.hint, lang)], lang)

    def __str__(self) -> str:
        return self.text("en")


def line(code: str, where: str, found: str, allowed: str, hints: Iterable[str], lang: str) -> str:
    """The parts of a problem, already in ``lang``, as one line."""
    told = phrase("problem.line", where=where, found=found, allowed=allowed.rstrip("。."), code=code).text(lang)
    marked = [h if h.endswith(("?", "？")) else h.rstrip("。.") + ("。" if lang == "zh" else ".") for h in hints if h]
    return told + (phrase("problem.hint", hint=("" if lang == "zh" else " ").join(marked)).text(lang) if marked else "")


class InputError(Exception):
    """An input at fault: carries every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))
