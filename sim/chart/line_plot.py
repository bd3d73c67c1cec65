"""KPIs along one swept key, a line for each value of another, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.chart.frame import number_in, page_width, panels, whiskers
from sim.chart.heat_map import Measure, SweptKey
from sim.chart.look import COLOURS, DASHES, MARKERS
from sim.chart.style import POINTS_MM, dress, label, new_figure
from sim.words import say

SHARES = (-0.02, 1.02)
"""A share's axis ends here, though an interval of few replications may reach further."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One line: its name, and mean, low and high at each value of the axis, shape (values,); NaN where there is none.
    """

    name: str
    mean: Floats
    low: Floats
    high: Floats


def line_plots(
    figures: Sequence[tuple[Measure, Sequence[Curve]]], x: SweptKey, at: Sequence[float] | None, legend_title: str,
    notes: Sequence[str], provenance: str, lang: str = "zh"
) -> Figure:
    """A panel a KPI, side by side.

    Args:
        figures: each KPI with its lines.
        at: where the values of the axis stand; None: in even steps, for what is no number.
        legend_title: the key of which each line has a value.
    """
    figure = new_figure(page_width(len(figures)), 62.0)
    axes = panels(figure, len(figures), len(figures)).shown
    wide = page_width(len(figures)) / len(figures) * POINTS_MM
    for ax, (measure, lines) in zip(axes, figures, strict=True):
        draw_lines(ax, lines, x, at)
        _name(ax, measure, x, wide)
    named = any(line.name for line in figures[0][1])
    legend = axes[0].get_legend_handles_labels() if named else None
    band = say(lang, "色带为95%置信区间。", "Bands are 95 % intervals.")
    title = say(lang, f"随{x.name}的变化", f"By {x.name}")
    dress(figure, title, [band, *notes], provenance, legend, legend_title)
    return figure


def _name(ax: Axes, measure: Measure, x: SweptKey, wide: float) -> None:
    """Name a panel so many points wide and its axes; a share's axis ends where shares do."""
    ax.set_title(label(measure.title, wide - 30, 8.5), fontsize=8.5)
    number_in(ax.yaxis, measure.unit)
    if measure.unit == "share":
        bottom, top = ax.get_ylim()
        ax.set_ylim(max(bottom, SHARES[0]), min(top, SHARES[1]))
    ax.set_xlabel(x.title)


def draw_lines(ax: Axes, lines: Sequence[Curve], x: SweptKey, at: Sequence[float] | None) -> None:
    """Draw the lines with their intervals as bands; a gap where there is no value."""
    place = np.arange(len(x.values), dtype=float) if at is None else np.asarray(at, dtype=float)
    for i, line in enumerate(lines):
        _draw_line(ax, place, line, i)
    if at is None:
        ax.set_xticks(place, [label(v, 60, 7.5) for v in x.values])
    elif len(place) <= 10:
        ax.set_xticks(place, list(x.values))
    ax.grid(axis="y")
    ax.margins(x=0.04, y=0.1)


def _draw_line(ax: Axes, place: Floats, line: Curve, number: int) -> None:
    """Draw one line in its band; whiskers at a value alone, over which a band has no width."""
    colour = COLOURS[number % len(COLOURS)]
    mean, low, high = (np.where(np.isfinite(v), v, np.nan) for v in (line.mean, line.low, line.high))
    ax.fill_between(place, low, high, color=colour, alpha=0.18, linewidth=0)
    ax.plot(
        place, mean, color=colour, linestyle=DASHES[number % len(DASHES)], marker=MARKERS[number % len(MARKERS)],
        markersize=4, label=line.name,
    )
    alone = np.isfinite(mean) & ~_beside(np.isfinite(mean))
    if alone.any():
        ends = whiskers(mean[alone], low[alone], high[alone])
        ax.errorbar(place[alone], mean[alone], yerr=ends, color=colour, linestyle="none", elinewidth=1.0)


def _beside(there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a value has a neighbour."""
    padded = np.concatenate([[False], there, [False]])
    beside: NDArray[np.bool_] = padded[:-2] | padded[2:]
    return beside
