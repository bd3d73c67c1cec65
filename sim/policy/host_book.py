"""The sheets of hosts and their lines in a workbook: as a config has them, or with an example row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.county.rows import Cell, Rows
from sim.county.workbook import example
from sim.policy.host_sheets import HOSTS, LINES, PARTIES, key_of, sheets_for, value_at
from sim.policy.host_words import AUTO
from sim.table import Column, Sheet

EXAMPLES: Mapping[str, dict[str, Cell]] = {
    HOSTS: {"vehicles": 8, "free_parcels": 80, "days_per_week": 7, "depart": "07:30、13:30", "fee_yuan": 0.4},
    LINES: {"townships": "东镇、西乡", "weekdays": "1、3、5", "depart": "08:00"},
}
"""An example of each sheet but for its host."""


def host_book(tree: Mapping[str, Any], lang: str, filled: bool) -> list[tuple[Sheet, Rows, bool]]:
    """Each sheet, its rows in the words of ``lang``, and whether they are an example that is not read.

    Args:
        tree: a config's parameters as plain data.
        filled: with the hosts of the config; otherwise, and of a sheet that would be empty, an example.
    """
    found = []
    for sheet, rows in zip(sheets_for(tree), (_hosts(tree), _lines(tree)), strict=True):
        written = [_worded(sheet, row, lang) for row in rows] if filled else []
        shown = _worded(sheet, {"host": next(iter(tree["host"])), **EXAMPLES[sheet.key]}, lang)
        found.append((sheet, written or [example(shown, lang)], not written))
    return found


def _hosts(tree: Mapping[str, Any]) -> Rows:
    columns = [c.key for c in sheets_for(tree)[0].columns if c.kind != "ignored" and c.key != "host"]
    keyed = ((party, {c: key for c in columns if (key := key_of(party, c))}) for party in (*tree["host"], *PARTIES))
    return [{"host": party, **{c: _cell(value_at(tree, key)) for c, key in keys.items()}} for party, keys in keyed]


def _lines(tree: Mapping[str, Any]) -> Rows:
    return [
        {"host": host, **{column: _cell(value) for column, value in line.items()}}
        for host, of in tree["host"].items() for line in of["timetables"].values()
    ]


def _cell(value: Any) -> Cell:
    """A value of the config as it is written in a cell."""
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value)) or None
    return None if value is None else value


def _worded(sheet: Sheet, row: Mapping[str, Cell], lang: str) -> dict[str, Cell]:
    return {key: _word(sheet.column(key), value, lang) for key, value in row.items()}


def _word(column: Column, value: Cell, lang: str) -> Cell:
    """A value in words, where it is one of some choices or found by rule."""
    if value in AUTO.values() and lang == "zh":
        return next(word for word, meant in AUTO.items() if meant == value and word != value)
    if not column.choices or value is None:
        return value
    words = [word for word, key in column.choices.items() if key == value]
    return words[0] if lang == "zh" else words[min(1, len(words) - 1)]
