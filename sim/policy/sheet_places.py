"""Where in a workbook or a folder a line of a plan stands, whose key in the config is its row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sim.policy.sheets import SECTIONS, SHEETS, named, sheet_files
from sim.problems import Problem, Said, Where

_KEY = re.compile(r"plan\.(\w+)\.row(\d+)(?:\.(?:\w+\.)*(\w+))?")
_FIELDS = {"townships": "places", "zh": "name", "en": "name", "payer_zh": "payer", "payer_en": "payer"}
"""Columns by what they are called in a plan, where that is something else."""


def in_sheets(problems: Iterable[Problem], source: str) -> list[Problem]:
    """The problems, those of a plan's lines told by their place in a workbook (sheet, row, column) or a folder (file,
    row, column)."""
    return [
        replace(p, where=_place(p.where, Path(source)), found=_as_written(p.found)) if isinstance(p.where, str) else p
        for p in problems
    ]


def _as_written(found: Said) -> Said:
    """A text as it stands in its cell, without the marks that Python puts around one."""
    return found[1:-1] if isinstance(found, str) and re.fullmatch(r"'[^']*'", found) else found


def _place(key: str, source: Path) -> Where | str:
    found = _KEY.fullmatch(key)
    sheet = next((s for s in SHEETS if found and SECTIONS[s.key] == found[1]), None)
    if found is None or sheet is None:
        return key
    field = _FIELDS.get(found[3] or "", found[3] or "")
    column = next((c.zh for c in sheet.columns if c.key == field), "")
    row = int(found[2])
    if not source.is_dir():
        return Where(file=source.name, sheet=sheet.zh, row=row, column=column)
    file = next((f.name for f in sheet_files(source) if named(f.stem, (sheet,))), sheet.key)
    return Where(file=file, row=row, column=column)
