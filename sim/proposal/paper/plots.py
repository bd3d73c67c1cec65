"""Figures that a document may draw itself: their data in words, so that whoever has the document can edit them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict

from sim.inference.results import COST_LINES
from sim.measure.times import COMPONENTS
from sim.words import say, word

LAST_HOUR = 120
"""Of the distribution of times."""


class Plot(BaseModel):
    """One figure as data.

    Attributes:
        name: of the chart that it stands for (``sim.chart.catalogue.CHARTS``).
        kind: ``stacked`` bars, a bar a category, or ``line``.
        unit: what the axis of the values is called. ``across``: what the other one is called; empty: nothing.
        categories: bars or points, in order. ``series``: parts of the bars, or lines: a name, and a value a category.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: Literal["stacked", "line"]
    unit: str
    across: str = ""
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


def plots(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], left_out: Collection[str], lang: str
) -> tuple[Plot, ...]:
    """The figures that some tables allow.

    Args:
        tables: decomposition, costs, distribution, by name.
        names: of the modes. ``left_out``: modes whose figures do not count.
    """
    known = {mode: name for mode, name in names.items() if mode not in left_out}
    return tuple(_all(tables, known, lang))


def _all(tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], lang: str) -> Iterator[Plot]:
    hours = say(lang, "小时/件", "hours a parcel")
    yield from _stacked("time_parts", tables["decomposition"], ("component", "hours"), COMPONENTS, names, hours, lang)
    yuan = say(lang, "元/件", "yuan a parcel")
    yield from _stacked("cost_lines", tables["costs"], ("line", "yuan_parcel"), COST_LINES, names, yuan, lang)
    wide = _wide(tables["distribution"], "hours", "share", names)
    wide = wide[wide.index <= LAST_HOUR]
    if len(wide) and len(wide.columns):
        lines = tuple((names[mode], tuple(round(float(x), 6) for x in wide[mode])) for mode in names if mode in wide)
        yield Plot(
            name="delivery_time", kind="line", unit=say(lang, "已到村件数占比", "share of parcels at the village"),
            across=say(lang, "自到县中心起（小时）", "hours since the hub"),
            categories=tuple(f"{hour:g}" for hour in wide.index), series=lines,
        )


def _stacked(
    name: str, table: pd.DataFrame, columns: tuple[str, str], parts: Collection[str], names: Mapping[str, str],
    unit: str, lang: str,
) -> Iterator[Plot]:  # fmt: skip
    """A bar a mode; parts that no mode has are left out, and modes of which nothing is known."""
    wide = _wide(table, *columns, names)
    shown = [mode for mode in names if mode in wide]
    rows = wide.reindex(index=list(parts), columns=shown).fillna(0.0).round(6).to_numpy(float)
    told = tuple((word(part, lang), tuple(map(float, of))) for part, of in zip(parts, rows, strict=True) if of.any())
    if shown and told:
        yield Plot(name=name, kind="stacked", unit=unit, categories=tuple(names[m] for m in shown), series=told)


def _wide(table: pd.DataFrame, row: str, value: str, names: Mapping[str, str]) -> pd.DataFrame:
    """A row each of ``row``, a column a mode; nought where a mode has no value."""
    rows = table[table["mode"].isin(list(names))].dropna(subset=[value])
    return rows.pivot_table(index=row, columns="mode", values=value, aggfunc="sum").fillna(0.0)
