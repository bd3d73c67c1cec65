"""A sheet of a workbook, before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from sim.words import POINTS

PERCENT, WHOLE, ONE, TWO, THREE = "0.0%", "#,##0", "#,##0.0", "#,##0.00", "0.000"
GENERAL = "General"
"""Of a column whose rows count different things: each number in the digits that it has."""
FORMATS = {
    "share": PERCENT, POINTS: ONE, "h": ONE, "km/day": WHOLE, "h/year": WHOLE, "vehicles": ONE, "people": ONE,
    "yuan/village/year": WHOLE,
}  # fmt: skip
"""Number formats by a KPI's unit; others have two decimals."""


@dataclass(frozen=True)
class OutputSheet:
    """One sheet: a table with its heads in words, the number format of each column (or, by row, of the columns of
    numbers), and a note."""

    title: str
    table: pd.DataFrame
    formats: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[str] = ()
    about: str = ""
