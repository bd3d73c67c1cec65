"""A KPI over two swept keys as colours, with another KPI in contour lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.axis
import numpy as np
from matplotlib import colormaps, patheffects
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from sim.chart.style import FULL_MM, GREY, HALF_MM, INK, dress, label, new_figure, points
from sim.words import figure as shown
from sim.words import say

Floats = NDArray[np.float64]

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

    @property
    def title(self) -> str:
        """Name and unit."""
        return f"{self.name} ({self.unit_text})" if self.unit_text else self.name


@dataclass(frozen=True)
class Measure:
    """A KPI of the chart: its name and unit for a reader, and its unit in the registry."""

    name: str
    unit_text: str
    unit: str

    @property
    def title(self) -> str:
        """Name and unit."""
        return f"{self.name} ({self.unit_text})" if self.unit_text else self.name


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
    rows = -(-len(grids) // columns)
    width = HALF_MM if columns == 1 else FULL_MM
    panel = (width - 28) / columns
    high = min(0.85 * panel, 62.0)
    titles = [label(g.title, panel / 25.4 * 72, 8) for g in grids]
    lines = max(t.count("\n") + 1 if t else 0 for t in titles)
    figure = new_figure(width, rows * (high + 3.6 * lines + 3) + 12)
    axes = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
    scale = colour_scale([g.values for g in grids])
    levels = _levels([g.lines for g in grids if g.lines is not None])
    for ax, grid, title in zip(axes, grids, titles, strict=False):
        draw_heat_map(ax, grid, scale, levels, line.unit if line else "")
        _name(ax.xaxis, x, panel / 25.4 * 72 / (max(points(v, 7.5) for v in x.values) + 5))
        _name(ax.yaxis, y, high / 25.4 * 72 / 9.5)
        ax.set_title(title, fontsize=8)
    for ax in axes[len(grids) :]:
        ax.set_visible(False)
    for ax in axes[max(0, len(grids) - columns) : len(grids)]:
        ax.tick_params(labelbottom=True)
        ax.set_xlabel(label(x.title, panel / 25.4 * 72 - 10))
    for ax in axes[: len(grids) : columns]:
        ax.set_ylabel(label(y.title, high / 25.4 * 72))
    bar = figure.colorbar(axes[0].images[0], ax=axes[: len(grids)].tolist(), shrink=0.85, aspect=28, pad=0.02)
    bar.ax.yaxis.set_major_formatter(
        FuncFormatter(lambda v, _: f"{100 * v:.6g}%" if colour.unit == "share" else shown(v, colour.unit))
    )
    bar.outline.set_visible(False)
    dress(figure, colour.title, [*_legend(grids, line, lang), *notes], provenance)
    return figure


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
    for row, column in zip(*np.nonzero(grid.overloaded), strict=True):
        ax.add_patch(Rectangle(
            (column - 0.5, row - 0.5), 1, 1, fill=False, hatch="//", edgecolor=(*to_rgb(GREY), 0.45), linewidth=0
        ))
    for row, column in zip(*np.nonzero(grid.failed), strict=True):
        ax.text(column, row, "×", ha="center", va="center", fontsize=8, color=GREY)
    for row, column in zip(*np.nonzero(np.isinf(grid.values)), strict=True):
        ax.text(column, row, "∞", ha="center", va="center", fontsize=8, color=INK)
    if grid.lines is not None and min(grid.lines.shape) > 1 and len(levels):
        lines = np.ma.masked_invalid(grid.lines)
        if lines.count() > 3 and lines.min() < lines.max():
            shared = [v for v in levels if lines.min() < v < lines.max()]
            own = MaxNLocator(OWN).tick_values(float(lines.min()), float(lines.max()))
            drawn = ax.contour(lines, levels=shared if len(shared) > 1 else list(own), colors=INK, linewidths=0.8)
            halo: list[patheffects.AbstractPathEffect] = [
                patheffects.withStroke(linewidth=2, foreground="white", alpha=0.8)
            ]
            for text in ax.clabel(drawn, fontsize=6.5, fmt=lambda v: shown(v, unit), inline_spacing=2):
                text.set_path_effects(halo)
    ax.tick_params(length=0, labelsize=7.5)
    for spine in ax.spines.values():
        spine.set_visible(False)


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


def _legend(grids: Sequence[HeatPanel], line: Measure | None, lang: str) -> list[str]:
    parts = []
    if line is not None:
        parts.append(say(lang, f"等值线：{line.title}", f"lines: {line.title}"))
    if any(g.overloaded.any() for g in grids):
        parts.append(say(lang, "斜线：超负荷", "hatched: overloaded"))
    if any(g.failed.any() for g in grids):
        parts.append(say(lang, "×：无可行方案", "×: no plan could be made"))
    if any(np.isinf(g.values).any() for g in grids):
        parts.append(say(lang, "∞：有件未送达", "∞: some never arrived"))
    return [say(lang, "；", "; ").join(parts) + say(lang, "。", ".")] if parts else []
