"""Many problems of one kind told as one: ten bad cells of a column are one line with its rows."""

from __future__ import annotations

from collections.abc import Sequence

from sim.problems.phrase import Said, phrase, said
from sim.problems.problem import Problem, line
from sim.problems.where import Where

SHOWN = 5
"""Different findings, and different hints, that a folded problem shows."""


def report(problems: Sequence[Problem], lang: str) -> list[str]:
    """A line for each kind of fault and place, in ``lang``, in order of first appearance; each with all its rows and findings.

    Problems are told together where code, file, sheet and column, and what is allowed, are the same.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        w = problem.where
        place: tuple[object, ...] = (w.file, w.sheet, w.column, w.key) if isinstance(w, Where) and w.row is not None else (w,)
        groups.setdefault((problem.code, *place, problem.allowed), []).append(problem)
    return [same[0].text(lang) if len(same) == 1 else _folded(same, lang) for same in groups.values()]


def _folded(same: Sequence[Problem], lang: str) -> str:
    first = same[0]
    where = first.where if isinstance(first.where, str) else first.where.text(lang, [p.where.row for p in same if isinstance(p.where, Where) and p.where.row is not None])
    found = _listed([p.found for p in same], lang)
    hints: list[str] = []
    by_hint: dict[Said, list[Said]] = {}
    for p in same:
        by_hint.setdefault(p.hint, []).append(p.found)
    for hint, of in list(by_hint.items())[:SHOWN]:
        if told := said(hint, lang):
            hints.append(told if len(by_hint) == 1 else phrase("problem.hint_of", found=_listed(of, lang), hint=told).text(lang))
    return line(first.code, where, found, said(first.allowed, lang), hints, lang)


def _listed(values: Sequence[Said], lang: str) -> str:
    texts = tuple(dict.fromkeys(said(v, lang) for v in values))
    shown = said(texts[:SHOWN], lang)
    return shown if len(texts) <= SHOWN else phrase("list.and_more", shown=shown, more=len(texts) - SHOWN).text(lang)
