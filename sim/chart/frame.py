"""What figures are laid out with: panels side by side, axes that read as people write numbers, sentences below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.cm import ScalarMappable
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator
from numpy.typing import NDArray

from sim.chart.style import FULL_MM, HALF_MM, MIDDLE_MM, POINTS_MM, new_figure, points, thousands
from sim.words import figure as shown
from sim.words import say

STEPS = (1, 2, 5)
"""Of ten, at which a logarithmic axis is labelled."""


@dataclass(frozen=True, eq=False)
class Panels:
    """Axes in rows of ``columns``: ``shown``, and ``spare`` ones that fill the last row and are not seen."""

    shown: tuple[Axes, ...]
    spare: tuple[Axes, ...]
    columns: int

    def label_below(self, text: str, **style: Any) -> None:
        """Name the axis below those panels that have none under them, and number it."""
        for ax in self.shown[max(0, len(self.shown) - self.columns) :]:
            ax.tick_params(labelbottom=True)
            ax.set_xlabel(text, **style)

    def label_left(self, text: str) -> None:
        """Name the axis left of the first panel of each row."""
        for ax in self.shown[:: self.columns]:
            ax.set_ylabel(text)


def page_width(columns: int) -> float:
    """Of a figure with so many panels side by side, mm."""
    return FULL_MM if columns > 1 else MIDDLE_MM


def width_for(labels: Iterable[str]) -> float:
    """Of a figure with one panel: half a page where its legend's entries fit there, else a whole one, mm."""
    return HALF_MM if widest(labels, 8) + 40 <= HALF_MM * POINTS_MM else FULL_MM


def rows_of(count: int, columns: int) -> int:
    """Rows that so many panels take."""
    return -(-count // columns)


def panels(figure: Figure, count: int, columns: int, sharex: bool = False, sharey: bool = False) -> Panels:
    """Put so many panels into a figure; all may share an axis."""
    axes = figure.subplots(rows_of(count, columns), columns, squeeze=False, sharex=sharex, sharey=sharey).ravel()
    for ax in axes[count:]:
        ax.set_visible(False)
    return Panels(tuple(axes[:count]), tuple(axes[count:]), columns)


def panelled(
    count: int, columns: int, high: float, more: float = 0.0, sharex: bool = False, sharey: bool = False
) -> tuple[Figure, Panels]:
    """A figure as wide as its columns of panels ask for; rows ``high`` mm high, and so much ``more``."""
    figure = new_figure(page_width(columns), rows_of(count, columns) * high + more)
    return figure, panels(figure, count, columns, sharex, sharey)


def bare(ax: Axes) -> None:
    """Take the frame of a panel away."""
    for spine in ax.spines.values():
        spine.set_visible(False)


def number_in(axis: Axis, unit: str) -> None:
    """Number an axis as a reader writes a KPI of this unit."""
    if unit == "share":
        axis.set_major_formatter(FuncFormatter(lambda v, _: f"{100 * v:.6g}%"))
    else:
        thousands(axis)


def colour_bar(figure: Figure, drawn: ScalarMappable, axes: Sequence[Axes], unit: str) -> None:
    """Put the scale of colours right of some panels, numbered as tables are."""
    bar = figure.colorbar(drawn, ax=list(axes), shrink=0.85, aspect=28, pad=0.02)
    bar.ax.yaxis.set_major_formatter(
        FuncFormatter(lambda v, _: f"{100 * v:.6g}%" if unit == "share" else shown(v, unit))
    )
    bar.outline.set_visible(False)


def log_steps(low: float, high: float, steps: Iterable[int] = STEPS) -> list[float]:
    """The round numbers between two, in steps as a logarithmic axis is labelled."""
    each = tuple(steps)
    return [m * 10.0**e for e in range(-2, 5) for m in each if low <= m * 10.0**e <= high]


def label_log(axis: Axis, ticks: Sequence[float]) -> None:
    """Label a logarithmic axis at these values only."""
    axis.set_minor_locator(NullLocator())
    axis.set_ticks(ticks)
    thousands(axis)


def each_row(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, whose columns are attributes of each."""
    yield from table.itertuples(index=False)


def whiskers(mean: Any, low: Any, high: Any) -> NDArray[np.float64]:
    """Lengths of intervals below and above their means, shape (2, means); none (0) where an end is not known."""
    lengths: NDArray[np.float64] = np.nan_to_num(np.maximum(np.vstack([mean - low, high - mean]), 0.0))
    return lengths


def listed(names: Iterable[str], lang: str) -> str:
    """Names in a row."""
    return say(lang, "、", ", ").join(names)


def sentence(parts: Iterable[str], lang: str, head: str = "") -> str:
    """What there is to say in one sentence after ``head``; empty where there is nothing."""
    said = [part for part in parts if part]
    return head + say(lang, "；", "; ").join(said) + say(lang, "。", ".") if said else ""


def width_of(ax: Axes) -> float:
    """Of the figure that a panel is in, points; of a page where it is in none."""
    figure = ax.get_figure(root=True)
    return (figure.get_figwidth() * 72) if figure else FULL_MM * POINTS_MM


def widest(names: Iterable[str], size: float) -> float:
    """Points that the longest line of some names takes."""
    return max((points(part, size) for name in names for part in name.split("\n")), default=0.0)
