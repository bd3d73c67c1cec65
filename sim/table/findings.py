"""What comes up while a table is read: faults that stop it, and remarks that its owner should know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sim.problems import Problem, Said, Where, phrase
from sim.problems.phrase import beside

MOST_FAULTS = 1_000
"""So many faults of one column are kept each for itself; the others are counted."""


@dataclass(frozen=True)
class Remark:
    """Something that was done with an input, or is odd about it, and does not stop it.

    Attributes:
        code: stable name of the kind of remark, e.g. ``table.sum_rows``.
        where: file, sheet, rows or column that it is about.
        told: what was done or seen.
        rows: of a spreadsheet, that it names.
    """

    code: str
    where: Where | str
    told: Said
    rows: tuple[int, ...] = ()

    def text(self, lang: str) -> str:
        """The remark in a line, in ``lang``: ``zh`` or ``en``."""
        w = self.where
        where = w if isinstance(w, str) else beside([w.table(lang), w.cell(lang, self.rows)], lang)
        return phrase("table.remark", where=where, told=self.told).text(lang)

    def __str__(self) -> str:
        return self.text("en")


@dataclass
class Findings:
    """The faults and the remarks so far, in the order in which they were found."""

    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def fault(self, code: str, where: Where | str, found: Said, allowed: Said, hint: Said = "") -> None:
        """Add a fault; see ``Problem``."""
        self.problems.append(Problem(code, where, found, allowed, hint))

    def remark(self, code: str, where: Where | str, told: Said, rows: Iterable[int] = ()) -> None:
        """Add a remark; see ``Remark``."""
        self.remarks.append(Remark(code, where, told, tuple(rows)))

    def many(self, rows: Iterable[int], one: Callable[[int], Problem], rest: Callable[[int], Problem]) -> None:
        """Faults ``one(row)`` of one column; beyond ``MOST_FAULTS`` a last one, ``rest(count)``, counts them."""
        listed = list(rows)
        self.problems += [one(row) for row in listed[:MOST_FAULTS]]
        if more := len(listed) - MOST_FAULTS:
            self.problems += [rest(more)] if more > 0 else []
