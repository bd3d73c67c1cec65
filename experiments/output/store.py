"""A results folder: parquet for programs, CSV that a spreadsheet opens."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd

from sim.plain.written import csv_cell

READ_BY_PEOPLE = ("summary", "comparison", "villages", "townships", "replications", "timetable", "fleet", "crews", "inputs", "overloads", "loads", "worst20", "hosts", "headline", "crews_use", "fleet_use", "sensitivity", "one_at_a_time", "outputs", "ranges", "points", "between_modes", "mode_map", "break_even", "village_modes", "mixture", "sweep", "front", "searched", "precision", "selection")
"""Tables that are written as CSV too."""


def save_frame(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write one table, each file aside first so that none is ever half."""
    folder.mkdir(parents=True, exist_ok=True)
    _aside(folder / f"{name}.parquet", lambda path: frame.to_parquet(path, index=False, compression="zstd"))
    if name in READ_BY_PEOPLE:
        _aside(folder / f"{name}.csv", lambda path: _as_text(frame).to_csv(path, index=False, encoding="utf-8-sig"))


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet takes for formulas; numbers stay numbers."""
    texts = [c for c in frame.columns if not pd.api.types.is_numeric_dtype(frame[c]) and not pd.api.types.is_datetime64_any_dtype(frame[c])]
    return frame.assign(**{c: frame[c].map(csv_cell) for c in texts}).rename(columns=csv_cell)


def _aside(path: Path, write: Any) -> None:
    part = path.with_name(f".{path.name}.part")
    write(part)
    os.replace(part, path)
