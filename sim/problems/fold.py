"""Many problems of one kind told as one: ten bad cells of a table are one line with their places.

Problems of one code in one table, or of one code with the same advice elsewhere, make a line; where a table's cells
would fill many lines so, a column makes one, and where they would even so, the table does. Within a line, problems of
one place but for the row make a ``_Part``: its rows and all that was found in them; what all parts have in common
stands once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sim.problems.phrase import Said, beside, joined, listed, phrase, said
from sim.problems.where import Where

SHOWN = 5
"""Different findings, and different hints, that a folded problem shows."""

LINES = 3
"""Lines that the cells of a table may take before kinds of fault come together."""

T = TypeVar("T")


class Tellable(Protocol):
    """What is told of a problem; see ``sim.problems.problem.Problem``."""

    @property
    def code(self) -> str: ...
    @property
    def where(self) -> Where | Said: ...
    @property
    def found(self) -> Said: ...
    @property
    def allowed(self) -> Said: ...
    @property
    def hint(self) -> Said: ...


def report(problems: Iterable[Tellable], lang: str) -> list[str]:
    """A line for each kind of fault of a table, and elsewhere for each kind with the same advice, in ``lang``.

    Lines stand in the order in which their first problems do; each names every place, of very many the first ones.
    """
    once = list(dict.fromkeys(problems))
    crowded = _crowded(once)
    lines = _grouped(once, lambda p: _kind(p, crowded))
    return [_line([_Part(tuple(same)) for same in _grouped(of, _place)], lang) for of in lines]


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def _table(problem: Tellable) -> Hashable:
    """The table of a problem with a cell; None where it is none of one cell."""
    w = problem.where
    return (w.file, w.sheet) if isinstance(w, Where) and w.file and w.row is not None and w.column else None


def _crowded(problems: Sequence[Tellable]) -> dict[Hashable, str]:
    """Tables whose cells have faults of so many kinds that a column makes a line, or even the table."""
    kinds: dict[Hashable, set[Hashable]] = {}
    columns: dict[Hashable, set[Hashable]] = {}
    for p in problems:
        if (table := _table(p)) is not None and isinstance(p.where, Where):
            kinds.setdefault(table, set()).add(p.code)
            columns.setdefault(table, set()).add(p.where.column)
    return {t: "column" if len(columns[t]) <= LINES else "table" for t in kinds if len(kinds[t]) > LINES}


def _kind(problem: Tellable, crowded: dict[Hashable, str]) -> Hashable:
    """What the problems of one line have in common."""
    w, table = problem.where, _table(problem)
    if isinstance(w, Where) and table in crowded:
        return table, w.column if crowded[table] == "column" else ""
    if isinstance(w, Where) and w.file:
        return problem.code, w.file, w.sheet
    return problem.code, problem.allowed, problem.hint


def _place(problem: Tellable) -> Hashable:
    w = problem.where
    place = (w.file, w.sheet, w.column, w.key) if isinstance(w, Where) and w.row is not None else (w,)
    return place, problem.allowed, isinstance(problem.found, str)


@dataclass(frozen=True)
class _Part:
    """Problems of one line at one place but for the row."""

    same: tuple[Tellable, ...]

    @property
    def first(self) -> Tellable:
        return self.same[0]

    @property
    def rows(self) -> list[int]:
        """The rows of its problems."""
        return [p.where.row for p in self.same if isinstance(p.where, Where) and p.where.row is not None]

    def place(self, lang: str) -> str:
        """Where it is; file and sheet, which the line tells once, are left out."""
        w = self.first.where
        return w.cell(lang, self.rows) if isinstance(w, Where) else said(w, lang)

    def found(self, lang: str) -> str:
        """All that was found there."""
        texts = list(dict.fromkeys(_quoted(p.found, lang) for p in self.same))
        key = "problem.found" if isinstance(self.first.found, str) else "problem.said"
        return phrase(key, found=listed(texts, lang, most=SHOWN, shown=SHOWN)).text(lang)

    def allowed(self, lang: str) -> str:
        """What may stand there; empty where that needs no saying."""
        allowed = said(self.first.allowed, lang).rstrip("。.")
        return phrase("problem.allowed", allowed=allowed).text(lang) if allowed else ""


def _quoted(found: Said, lang: str) -> str:
    """What was found: in Chinese, words of the input in quotation marks; in either language a word for nothing."""
    if not isinstance(found, str):
        return said(found, lang)
    if not found.strip():
        return phrase("problem.nothing").text(lang)
    return f"“{found}”" if lang == "zh" else found


def _line(parts: Sequence[_Part], lang: str) -> str:
    first = parts[0].first
    table = first.where.table(lang) if isinstance(first.where, Where) else ""
    hints = _hints([p for part in parts for p in part.same], lang)
    codes = joined(dict.fromkeys(p.code for part in parts for p in part.same), lang)
    return phrase("problem.line", code=codes, told=_told(table, parts, lang), hint=hints).text(lang)


def _told(table: str, parts: Sequence[_Part], lang: str) -> str:
    """Places, findings and what is allowed; what holds of all parts stands once."""
    colon, clause, stop = ("：", "，", "；") if lang == "zh" else (": ", "; ", "; ")
    alike = len({part.found(lang) for part in parts}) == 1
    shared = {part.allowed(lang) for part in parts}
    if alike and len(shared) == 1:
        where = beside([table, _places(parts, lang)], lang)
        return _sentence([where, _sentence([parts[0].found(lang), *shared], clause)], colon)
    each = [beside([part.place(lang), part.found(lang)], lang, ": ") for part in parts]
    if len(shared) == 1:
        return _sentence([table, _sentence([_several(each, stop, lang), *shared], stop)], colon)
    each = [
        _sentence([text, part.allowed(lang)], "，" if lang == "zh" else ", ")
        for text, part in zip(each, parts, strict=True)
    ]
    return _sentence([table, _several(each, stop, lang)], colon)


def _places(parts: Sequence[_Part], lang: str) -> str:
    """The places of parts: columns of the same rows in one word, others in a list."""
    first = parts[0].first.where
    columns = [w.column for part in parts if isinstance(w := part.first.where, Where) and not w.key]
    if isinstance(first, Where) and len(columns) == len(parts) and all(columns) and len(
        {tuple(part.rows) for part in parts}
    ) == 1:
        return first.cell(lang, parts[0].rows, columns)
    return listed(list(dict.fromkeys(place for part in parts if (place := part.place(lang)))), lang)


def _sentence(parts: Iterable[str], between: str) -> str:
    return between.join(part for part in parts if part)


def _several(texts: Sequence[str], between: str, lang: str) -> str:
    """Texts of many parts; of more than a dozen the first ones."""
    if len(texts) <= 12:
        return between.join(texts)
    return between.join([*texts[:10], phrase("problem.more_places", more=len(texts) - 10).text(lang)])


def _hints(problems: Sequence[Tellable], lang: str) -> str:
    """The hints of a line, each with the findings that it is for where there are several."""
    by_hint: dict[Said, list[Said]] = {}
    for p in problems:
        by_hint.setdefault(p.hint, []).append(p.found)
    texts: list[str] = []
    for hint, of in list(by_hint.items())[:SHOWN]:
        if told := said(hint, lang):
            found = listed(list(dict.fromkeys(_quoted(f, lang) for f in of)), lang, most=SHOWN, shown=SHOWN)
            told = told if len(by_hint) == 1 else phrase("problem.hint_of", found=found, hint=told).text(lang)
            texts.append(told if told.endswith(("?", "？")) else told.rstrip("。.") + ("。" if lang == "zh" else "."))
    return phrase("problem.hint", hint=("" if lang == "zh" else " ").join(texts)).text(lang) if texts else ""
