"""Tables as files of a results folder: parquet for programs, CSV that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.plain.whole import whole
from sim.plain.written import csv_cell

READ_BY_PEOPLE = (
    "summary", "comparison", "villages", "townships", "replications", "assignment", "timetable", "fleet",
    "crews", "inputs", "overloads", "loads", "worst20", "hosts", "headline", "crews_use", "fleet_use",
    "sensitivity", "one_at_a_time", "outputs", "ranges", "points", "between_modes", "mode_map", "break_even",
    "village_modes", "mixture", "sweep", "front", "searched", "precision", "robustness", "gaps", "recipe",
    "shapes", "selection", "kpis", "backlog", "subsidies", "investment", "basics", "budget", "targets",
    "counties", "facilities", "standards", "shelves", "thresholds", "backstop", "appraisal", "best_mix", "mix_tried",
    "mix_room",
    "rollout", "whatif",
    "gains", "running_cost", "cashflow", "sharing", "contracts", "disruptions",
)
"""Tables that are written as CSV too."""


def save_frames(folder: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write tables, by name."""
    for name, frame in frames.items():
        save_frame(folder, name, frame)


def save_frame(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write one table, each file whole or not at all, with checksums by which ``read_frame`` sees damage."""
    folder.mkdir(parents=True, exist_ok=True)
    with whole(folder / f"{name}.parquet") as part:
        frame.to_parquet(part, index=False, compression="zstd", write_page_checksum=True)
    if name in READ_BY_PEOPLE:
        with whole(folder / f"{name}.csv") as part:
            _as_text(frame).to_csv(part, index=False, encoding="utf-8-sig")


def read_frame(folder: Path, name: str) -> pd.DataFrame:
    """One table of a folder.

    Raises:
        OSError, ValueError: it is not there, cut, damaged, or no table.
    """
    return pd.read_parquet(folder / f"{name}.parquet", page_checksum_verification=True)


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet takes for formulas; numbers stay numbers."""
    texts = [
        c for c, kind in zip(frame.columns, frame.dtypes, strict=True)
        if not pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_datetime64_any_dtype(kind)
    ]
    return frame.assign(**{c: _as_cells(frame[c]) for c in texts}).rename(columns=csv_cell)


def _as_cells(column: pd.Series) -> pd.Series:
    """A column as CSV has it; one of texts alone, each of which is looked at once, mostly stays as it is."""
    if column.dtype == object:
        return column.map(csv_cell)
    other = {text: cell for text in column.unique() if (cell := csv_cell(text)) is not text}
    return column.replace(other) if other else column
