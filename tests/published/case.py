"""What a published case is here, and what a figure of it may be read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from tests.house.documents import HOME
from tests.published.ran import Column, ran

Columns = Mapping[str, Column]
Reading = Callable[[Columns], float]


class Verdict(StrEnum):
    """How what came out stands to what was published: the figure itself comes out (``hit``), its order or direction does
    (``same order``), or neither (``differs``)."""

    HIT = "hit"
    ORDER = "same order"
    DIFFERS = "differs"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of a case.

    Attributes:
        says: what it is. ``published``: as it was published.
        of: what it is read by from the columns of the study.
        low, high: between them it must come out. ``shown``: how it is written.
        more: further overrides of the run.
    """

    says: str
    published: str
    of: Reading
    low: float
    high: float
    shown: str = "{:,.1f}"
    verdict: Verdict = Verdict.HIT
    more: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A published case as a study.

    Attributes:
        key: under which it is noted. ``study``: its file in ``conf/study``.
        about: who did what, in a few words.
        slow: whether a run takes more than a second or two.
        note: what a reader has to know of what came out.
    """

    key: str
    study: str
    about: str
    figures: tuple[Figure, ...]
    slow: bool = False
    note: str = ""

    def values(self) -> list[float]:
        """What comes out, by figure."""
        return [figure.of(ran(self.study, *figure.more)) for figure in self.figures]

    def rows(self) -> list[str]:
        """Its rows of the page."""
        return [self._row(*pair) for pair in zip(self.figures, self.values(), strict=True)]

    def _row(self, figure: Figure, value: float) -> str:
        told = figure.shown.format(value)
        cells = (self.key, figure.says, figure.published, told, figure.verdict)
        return f"| {' | '.join(cells)} |"

    def set_(self) -> str:
        """What was set: the words at the head of the study's file."""
        lines = (HOME / "conf" / "study" / f"{self.study}.yaml").read_text(encoding="utf-8").splitlines()[1:]
        return " ".join(line.removeprefix("# ") for line in takewhile(lambda line: line.startswith("#"), lines))


@dataclass(frozen=True)
class Left:
    """A case that is not run, and why."""

    key: str
    about: str
    why: str
