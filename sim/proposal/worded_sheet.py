"""A table as a sheet in words: codes by their names, heads with units, numbers in the format of their unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from sim.measure.registry import KPIS, kpi_of, name_of
from sim.proposal.sheet import FORMATS, ONE, PERCENT, THREE, TWO, WHOLE, OutputSheet
from sim.words import headed, unit_text, with_unit

COLUMNS = {
    "parcels_day": ONE, "distance_km": ONE, "km": ONE, "hours": TWO, "runs_week": ONE, "runs_day": ONE, "km_day": ONE,
    "hours_week": ONE, "vehicle_hours_day": ONE,
    "rho": PERCENT, "busy_share": PERCENT, "offered": ONE, "capacity": ONE, "rostered_h_day": ONE, "busy_h_day": ONE,
    "overtime_h_day": ONE,
    "handled_day": WHOLE, "hours_day": ONE, "villages_share": PERCENT, "parcels_share": PERCENT, "p_holm": THREE,
    "population": WHOLE,
}  # fmt: skip
"""Number formats of columns that are no KPI."""

KEYS = ("line", "key", "depot", "handling", "township", "base", "place")
"""Columns of codes that a table with names beside them leaves out."""

Told = dict[str, Callable[[Any], Any]]
"""By column, how its keys become words."""


def told_sheet(title: str, frame: pd.DataFrame, told: Told, lang: str, about: str = "") -> OutputSheet:
    """A table in words: modes, operators, vehicles, stages and places by name, heads with units."""
    out = _in_words(frame, told)
    columns = list(map(str, out.columns))
    formats = {c: number_format for c in columns if (number_format := _format(c))}
    renamed = headed(out.rename(columns={c: _head(c, lang) for c in columns if _kpi_column(c)}), lang)
    heads = dict(zip(columns, map(str, renamed.columns), strict=True))
    return OutputSheet(title, renamed, {heads[c]: x for c, x in formats.items()}, (), about)


def _in_words(frame: pd.DataFrame, told: Told) -> pd.DataFrame:
    """A table with words for its keys, without the codes that stand beside names."""
    codes = [c for c in KEYS if c in frame and (c in ("line", "depot", "handling") or f"{c}_name" in frame)]
    words = {c: frame[c].map({v: told[c](v) for v in frame[c].unique()}) for c in frame.columns if c in told}
    return frame.assign(**words).drop(columns=codes)


def _kpi_column(column: str) -> bool:
    return column.partition(".")[0] in KPIS


def _format(column: str) -> str:
    """The number format of a column; empty where it has none."""
    return FORMATS.get(kpi_of(column).unit, TWO) if _kpi_column(column) else COLUMNS.get(column, "")


def _head(kpi: str, lang: str) -> str:
    """A KPI with its unit; a share carries its own."""
    unit, name = kpi_of(kpi).unit, name_of(kpi, lang)
    return name if unit == "share" else with_unit(name, unit_text(unit, lang), lang)
