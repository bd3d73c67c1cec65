"""Commas in numbers of a table whose cells semicolons part, as where a comma is the decimal point."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from sim.problems import Problem, Where, phrase
from sim.table.findings import Findings
from sim.table.header import FoundColumn
from sim.table.raw import RawTable

_UNIT = r"(?:\s*[^\d\s.,].*)?"
_DECIMAL = re.compile(rf"[+-]?(?:\d+,(?:\d{{1,2}}|\d{{4,}})|(?:0\d*|\d{{4,}}),\d+|\d{{1,3}}(?:\.\d{{3}})+,\d+){_UNIT}")
_THOUSANDS = re.compile(rf"[+-]?(?:\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?|\d+(?:,\d{{3}})*\.\d+){_UNIT}")
_EITHER = re.compile(rf"[+-]?[1-9]\d{{0,2}},\d{{3}}{_UNIT}")


def settled(raw: RawTable, found: Mapping[str, FoundColumn], room: str, findings: Findings) -> RawTable:
    """The table with points for the commas of its numbers, which a remark says, where other cells tell that they are
    decimal: 4,5 or 0,286 does, unless 1,234,567 or 4.5 stands there too. Where none tells, a number such as 4,286 is a
    fault, but in a column of whole ones."""
    numeric = [of for of in found.values() if of.column.kind in ("number", "whole") or of.column.unit]
    if raw.delimiter != ";" or not numeric:
        return raw
    words = {column.index: {text: _plain(text) for text in set(raw.columns[column.index])} for column in numeric}
    if _any(_THOUSANDS, chain(*(of.values() for of in words.values()))):
        return raw
    if _any(_DECIMAL, chain(*(of.values() for of in words.values()))):
        pointed, names = _pointed(raw, numeric, words)
        findings.remark("table.decimal_commas", raw.whole(), phrase("table.decimal_commas", columns=names))
        return pointed
    doubtful = [c for c in numeric if c.column.kind != "whole" and _any(_EITHER, words[c.index].values())]
    for column in doubtful:
        _refuse(raw, column, words[column.index], room, findings)
    return _pointed(raw, doubtful, words)[0]  # either way: they are told


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _any(form: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(form.fullmatch(text) for text in texts)


def _pointed(
    raw: RawTable, numeric: Iterable[FoundColumn], words: Mapping[int, Mapping[str, str]]
) -> tuple[RawTable, tuple[str, ...]]:
    """The table with points for decimal commas, those between thousands gone; the headings of the columns changed."""
    columns, names = list(raw.columns), list[str]()
    for column in numeric:
        changed = {
            text: plain.replace(".", "").replace(",", ".", 1) for text, plain in words[column.index].items()
            if _DECIMAL.fullmatch(plain) or _EITHER.fullmatch(plain)
        }
        if changed:
            columns[column.index] = [changed.get(text, text) for text in columns[column.index]]
            names.append(column.header)
    return replace(raw, columns=tuple(columns)), tuple(names)


def _refuse(raw: RawTable, column: FoundColumn, words: Mapping[str, str], room: str, findings: Findings) -> None:
    """One fault for the numbers of a column that may be two, with an example."""
    rows = [row for row, text in enumerate(raw.columns[column.index]) if _EITHER.fullmatch(words[text])]
    allowed, hint = phrase("table.one_number"), phrase("table.write_point")
    text = raw.columns[column.index]
    findings.many(
        rows, lambda row: Problem(f"{room}.doubtful_comma", raw.where(row, column.index), text[row], allowed, hint),
        lambda more: Problem(
            f"{room}.doubtful_comma", Where(raw.file, raw.sheet, None, column.header),
            phrase("table.more_faults", count=more), allowed, hint,
        ),
    )  # fmt: skip
