"""Lying bars, a row a mode, made of parts that each say their figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import DARK, INK, label, thousands

SEEN = 0.005
"""Length from which on a part is more than the line about it."""


def draw_part(ax: Axes, start: Any, lengths: Any, colour: str, name: str) -> None:
    """Draw one part of every bar, from its start; ``name`` is for the legend, which leaves out what no bar has."""
    seen = np.any(np.abs(lengths) >= SEEN)
    ax.barh(
        range(len(lengths)), lengths, left=start, height=0.62, color=colour, edgecolor="white", linewidth=0.6,
        label=name if seen else "_",
    )


def write_inside(ax: Axes, x: float, y: float, text: str, colour: str) -> None:
    """Write a figure into a part of this colour."""
    ax.text(x, y, text, ha="center", va="center", fontsize=7, color="white" if colour in DARK else INK)


def write_behind(ax: Axes, x: float, y: float, text: str) -> None:
    """Write what stands behind a bar that ends at ``x``."""
    ax.annotate(text, (x, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=7.5)


def keep_ticks_inside(ax: Axes) -> None:
    """Leave out ticks so far to the right that their label would stand beyond the figure."""
    low, high = ax.get_xlim()
    ax.set_xticks([tick for tick in ax.get_xticks() if low <= tick <= high - 0.04 * (high - low)])


def bars_height(names: Sequence[str]) -> float:
    """Of so many bars, mm: as high as their names are, broken into lines."""
    lines = max((label(name).count("\n") + 1 for name in names), default=1)
    return max(9.0, 3.7 * lines) * len(names)


def name_bars(ax: Axes, names: Sequence[str], unit: str) -> None:
    """Name the bars, from the top, and the axis of their lengths."""
    ax.set_yticks(range(len(names)), list(names))
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    thousands(ax.xaxis)
    ax.grid(axis="x")
    ax.set_xlabel(unit)


def by_mode(
    rows: pd.DataFrame, looks: Sequence[Look], part: str, parts: Sequence[str], value: str
) -> tuple[list[str], pd.DataFrame]:
    """Names of the modes that have any value, and their values: a row a mode, a column a part; 0 where a part has none.
    """
    known = rows.dropna(subset=value)
    shown = [look for look in looks if look.key in set(known["mode"])]
    table = known.pivot_table(index="mode", columns=part, values=value)
    return [label(x.name) for x in shown], table.reindex([x.key for x in shown], columns=list(parts)).fillna(0.0)
