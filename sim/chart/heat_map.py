"""A KPI over two swept keys as colours, with another KPI in contour lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.axis
import numpy as np
from matplotlib import colormaps, patheffects
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.chart.frame import bare, colour_bar, page_width, panelled, sentence
from sim.chart.style import GREY, INK, POINTS_MM, dress, label, points
from sim.words import figure as shown
from sim.words import say, with_unit

COLOURS = LinearSegmentedColormap.from_list("sweep", colormaps["YlGnBu"](np.linspace(0.04, 0.72, 64)))
"""Pale enough for black lines to be read on it."""
LEVELS, OWN = 6, 3
"""About so many contour lines over all panels; so many in a panel of which these show fewer than two."""
LEAST_SPAN = 0.05
"""The colours span at least so much of the largest value: what hardly differs looks alike."""


@dataclass(frozen=True, eq=False)
class HeatPanel:
    """One panel.

    Attributes:
        title: which values the other keys have; may be empty.
        values: the KPI in colours, shape (y, x); NaN where there is none. ``lines``: the KPI in contour lines, None for
            none.
        overloaded: the plan is asked for more than it can do. ``failed``: no plan could be made.
    """

    title: str
    values: Floats
    lines: Floats | None
    overloaded: NDArray[np.bool_]
    failed: NDArray[np.bool_]


@dataclass(frozen=True)
class SweptKey:
    """A swept key: what it is called, its values in order, and their unit for a reader."""

    name: str
    values: tuple[str, ...]
    unit_text: str = ""
    lang: str = "zh"

    @property
    def title(self) -> str:
        """Name and unit."""
        return with_unit(self.name, self.unit_text, self.lang) if self.unit_text else self.name


@dataclass(frozen=True)
class Measure:
    """A KPI of the chart: its name and unit for a reader, and its unit in the registry."""

    name: str
    unit_text: str
    unit: str
    lang: str = "zh"

    @property
    def title(self) -> str:
        """Name and unit."""
        return with_unit(self.name, self.unit_text, self.lang) if self.unit_text else self.name


def heat_maps(
    grids: Sequence[HeatPanel], x: SweptKey, y: SweptKey, colour: Measure, line: Measure | None, notes: Sequence[str],
    provenance: str, lang: str = "zh",
) -> Figure:
    """The panels side by side under one colour scale.

    Args:
        line: the KPI of the grids' ``lines``.
        notes: lines below the drawing.
    """
    columns = panel_columns(len(grids))
    panel = (page_width(columns) - 28) / columns
    size = panel * POINTS_MM, min(0.85 * panel, 62.0) * POINTS_MM
    titles = [label(grid.title, size[0], 8) for grid in grids]
    lines = max(title.count("\n") + 1 if title else 0 for title in titles)
    high = size[1] / POINTS_MM + 3.6 * lines + 3
    figure, drawn = panelled(len(grids), columns, high, 12, sharex=True, sharey=True)
    _draw_panels(drawn.shown, grids, (x, y), size, line.unit if line else "")
    for ax, title in zip(drawn.shown, titles, strict=True):
        ax.set_title(title, fontsize=8)
    drawn.label_below(label(x.title, size[0] - 10))
    drawn.label_left(label(y.title, size[1]))
    colour_bar(figure, drawn.shown[0].images[0], drawn.shown, colour.unit)
    dress(figure, colour.title, [_legend(grids, line, lang), *notes], provenance)
    return figure


def _draw_panels(
    axes: Sequence[Axes], grids: Sequence[HeatPanel], keys: tuple[SweptKey, SweptKey], size: tuple[float, float],
    unit: str,
) -> None:
    """Draw every panel, with one scale of colours and of lines for all.

    Args:
        size: of a panel, in points. ``unit``: of the lines.
    """
    (x, y), (wide, high) = keys, size
    scale = colour_scale([grid.values for grid in grids])
    levels = _levels([grid.lines for grid in grids if grid.lines is not None])
    for ax, grid in zip(axes, grids, strict=True):
        draw_heat_map(ax, grid, scale, levels, unit)
        _name(ax.xaxis, x, wide / (max(points(v, 7.5) for v in x.values) + 5))
        _name(ax.yaxis, y, high / 9.5)


def draw_heat_map(ax: Axes, grid: HeatPanel, scale: Normalize, levels: Sequence[float], unit: str) -> None:
    """Draw one panel: a cell a scenario, in even steps whatever lies between the values; hatched where overloaded, a
    cross where it failed.

    Args:
        levels: of the contour lines, the same in all panels; one that would show fewer than two has its own. ``unit``:
            of what they show.
    """
    ax.imshow(
        np.ma.masked_invalid(grid.values), origin="lower", aspect="auto", cmap=COLOURS, norm=scale,
        interpolation="nearest",
    )
    _mark_cells(ax, grid)
    if grid.lines is not None and min(grid.lines.shape) > 1 and len(levels):
        _draw_contours(ax, np.ma.masked_invalid(grid.lines), levels, unit)
    ax.tick_params(length=0, labelsize=7.5)
    bare(ax)


def _mark_cells(ax: Axes, grid: HeatPanel) -> None:
    """Hatch what is overloaded; say where there is no plan, and where some never arrived."""
    pale = (*to_rgb(GREY), 0.45)
    for row, column in zip(*np.nonzero(grid.overloaded), strict=True):
        ax.add_patch(
            Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, hatch="//", edgecolor=pale, linewidth=0)
        )
    for cells, sign, colour in ((grid.failed, "×", GREY), (np.isinf(grid.values), "∞", INK)):
        for row, column in zip(*np.nonzero(cells), strict=True):
            ax.text(column, row, sign, ha="center", va="center", fontsize=8, color=colour)


def _draw_contours(ax: Axes, values: np.ma.MaskedArray[Any, Any], levels: Sequence[float], unit: str) -> None:
    """Draw the contour lines of a panel, with their values; none where there is nothing between them."""
    low, high = values.min(), values.max()
    if values.count() <= 3 or low >= high:
        return
    shared = [v for v in levels if low < v < high]
    own = MaxNLocator(OWN).tick_values(float(low), float(high))
    drawn = ax.contour(values, levels=shared if len(shared) > 1 else list(own), colors=INK, linewidths=0.8)
    for text in ax.clabel(drawn, fontsize=6.5, fmt=lambda v: shown(v, unit), inline_spacing=2):
        text.set_path_effects([patheffects.withStroke(linewidth=2, foreground="white", alpha=0.8)])


def _name(axis: matplotlib.axis.Axis, named: SweptKey, room: float) -> None:
    """Name as many values along an axis as there is room for."""
    step = max(1, math.ceil(len(named.values) / max(1.0, room)))
    axis.set_ticks(range(0, len(named.values), step), list(named.values[::step]))


def panel_columns(panels: int) -> int:
    """Panels side by side: as few places left empty as possible, then as square as it gets, at most five."""
    return min(
        range(3 if panels > 4 else 1, min(panels, 5) + 1), key=lambda n: (-panels % n, abs(-(-panels // n) - n), -n)
    )


def colour_scale(values: Sequence[Floats]) -> Normalize:
    """One scale over all finite values; see ``LEAST_SPAN``."""
    finite = np.concatenate([v[np.isfinite(v)] for v in values])
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    lacking = max(0.0, LEAST_SPAN * (max(abs(low), abs(high)) or 1.0) - (high - low)) / 2
    return Normalize(low - lacking, high + lacking)


def _levels(lines: Sequence[Floats]) -> list[float]:
    finite = np.concatenate([v[np.isfinite(v)] for v in lines]) if lines else np.array([])
    return [float(v) for v in MaxNLocator(LEVELS).tick_values(finite.min(), finite.max())] if len(finite) else []


def _legend(grids: Sequence[HeatPanel], line: Measure | None, lang: str) -> str:
    """What lines and signs mean, of those that are drawn."""
    lines = say(lang, f"等值线：{line.title}", f"lines: {line.title}") if line is not None else ""
    signs = (
        (any(g.overloaded.any() for g in grids), say(lang, "斜线：超负荷", "hatched: overloaded")),
        (any(g.failed.any() for g in grids), say(lang, "×：无可行方案", "×: no plan could be made")),
        (any(np.isinf(g.values).any() for g in grids), say(lang, "∞：有件未送达", "∞: some never arrived")),
    )
    return sentence([lines, *(text for drawn, text in signs if drawn)], lang)
