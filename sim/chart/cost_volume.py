"""How the cost of a parcel depends on how many parcels a village gets at each visit, by mode."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.chart.apart import HALO
from sim.chart.frame import each_row, log_steps, sentence, width_for
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import INK, dress, new_figure, number, thousands
from sim.chart.subject import Picture, Subject
from sim.inference.mode_map.cheapest_by_volume import cheapest_by_volume
from sim.words import say

LEAST = 5
"""Villages that a bin needs for its median to be drawn."""
MANY = 80
"""Villages from which on dots are small and pale."""


def binned_median(
    x: NDArray[np.float64], y: NDArray[np.float64], bins: int = 10
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Median of ``y`` in bins of equal width in log ``x``, at the bin's median ``x``; bins of fewer than five points
    are left out."""
    if len(x) == 0:
        return np.empty(0), np.empty(0)
    log = np.log(x)
    edges = np.linspace(log.min(), log.max(), bins + 1)
    place = np.clip(np.searchsorted(edges, log, side="right") - 1, 0, bins - 1)
    kept = [b for b in range(bins) if (place == b).sum() >= LEAST]
    middle = np.array([np.median(x[place == b]) for b in kept])
    return middle, np.array([np.median(y[place == b]) for b in kept])


def draw_cost_volume(ax: Axes, visits: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> str:
    """Draw the cost of a parcel against the parcels of a village and visit.

    A dot is a village in a mode, hollow in every second one, so that clouds differ in a grey print; the line is the
    median of the dots in bins of equal width on the logarithmic axis, those of fewer than five villages left
    out. The vertical axis ends at 1.15 times the 98th percentile of all dots.

    Args:
        visits: columns mode, village, parcels_visit, cost_parcel.

    Returns:
        A note that says how many dots lie above the axis; empty when none does.
    """
    numbers = visits[["parcels_visit", "cost_parcel"]].to_numpy(float)
    good = visits[np.isfinite(numbers).all(axis=1) & (visits["parcels_visit"] > 0)]
    good = good[good["mode"].isin([look.key for look in looks])]
    top = 1.15 * float(good["cost_parcel"].quantile(0.98)) if len(good) else 1.0
    for number_, look in enumerate(looks):
        _draw_mode(ax, good[good["mode"] == look.key], look, hollow=number_ % 2 == 1)
    ax.set_xscale("log")
    ax.set_ylim(0, top)
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    ax.minorticks_off()
    if len(good):
        _fit(ax, float(good["parcels_visit"].min()), float(good["parcels_visit"].max()))
    ax.grid(axis="both")
    ax.set_xlabel(say(lang, "每村每次到货件数（对数刻度）", "parcels a village and visit (log scale)"))
    ax.set_ylabel(say(lang, "单件社会总成本（元/件）", "system cost (yuan a parcel)"))
    return _above(int((good["cost_parcel"] > top).sum()), len(good), lang)


def draw_break_evens(ax: Axes, evens: pd.DataFrame) -> None:
    """Mark where the cheapest mode changes: a ring with its parcels a visit, above and below it in turn.

    Args:
        evens: as ``cheapest_by_volume`` gives them.
    """
    for at, even in enumerate(each_row(evens)):
        ax.axvline(even.parcels_visit, color=INK, linewidth=0.7, linestyle=(0, (1.2, 1.6)), zorder=1)
        ax.plot(
            even.parcels_visit, even.cost_parcel, marker="o", markersize=7, markerfacecolor="none", markeredgecolor=INK,
            zorder=5,
        )
        ax.annotate(
            number(even.parcels_visit, 1), (even.parcels_visit, even.cost_parcel), xytext=(5, -13 if at % 2 else 6),
            textcoords="offset points", fontsize=7.5, zorder=6, path_effects=HALO,
        )


def _draw_mode(ax: Axes, visits: pd.DataFrame, look: Look, *, hollow: bool) -> None:
    """Draw the dots of a mode, if there are any, and their median."""
    if visits.empty:
        return
    x, y = visits["parcels_visit"].to_numpy(float), visits["cost_parcel"].to_numpy(float)
    many = len(x) > MANY
    fill, edge = ("none", look.colour) if hollow else (look.colour, "none")
    size, alpha = (8 if hollow else 5, 0.5 if hollow else 0.4) if many else (14, 0.7)
    ax.scatter(
        x, y, s=size, facecolors=fill, edgecolors=edge, marker=look.marker, alpha=alpha, rasterized=True,
        linewidths=0.5 if hollow else 0,
    )
    ax.plot(
        *binned_median(x, y), color=look.colour, linestyle=look.dash, marker=look.marker, label=look.name,
        markersize=4.5 if hollow else 4, markerfacecolor="white" if hollow else look.colour,
        markeredgecolor=look.colour if hollow else "white", markeredgewidth=0.9 if hollow else 0.4,
    )


def _fit(ax: Axes, low: float, high: float) -> None:
    """Label the axis at round numbers, or at the ends where there are too few."""
    ticks = log_steps(low * 0.8, high * 1.25)
    ax.set_xticks(ticks if len(ticks) > 1 else [float(f"{x:.2g}") for x in sorted({low, high})])
    ax.set_xlim(low * 0.85, high * 1.18)


def _above(dots: int, of: int, lang: str) -> str:
    """How many dots the axis does not show."""
    return say(
        lang, f"另有{number(dots)}个点高于图幅（各模式各村共{number(of)}个点）。",
        f"{number(dots)} of {number(of)} dots lie above the axis.",
    ) if dots else ""


def cost_volume_figure(of: Subject) -> Picture | None:
    """Dots and lines of all modes."""
    lang, visits = of.lang, of.table("visits")
    figure = new_figure(width_for(look.name for look in of.looks), 66.0)
    ax = figure.add_subplot()
    outside = draw_cost_volume(ax, visits, of.looks, lang)
    drawn = list(ax.lines)
    evens = cheapest_by_volume(visits, [look.key for look in of.looks if not look.remote])
    draw_break_evens(ax, evens)
    lines = any(np.size(line.get_xdata()) for line in drawn)
    note = say(
        lang, f"{pool_note(lang)}；点为村{'，线为分组中位数' if lines else ''}。",
        f"{pool_note(lang)}; a dot is a village{', a line the median of bins' if lines else ''}. ",
    )
    title = say(lang, "单件成本与每次到货件数", "Cost of a parcel by parcels a visit")
    notes = [note + outside, _even_note(evens, of.looks, lang)]
    dress(figure, title, notes, of.info.provenance, ax.get_legend_handles_labels())
    return Picture(figure, visits)


def _even_note(evens: pd.DataFrame, looks: Sequence[Look], lang: str) -> str:
    """What the rings say, in words; empty where one mode is cheapest throughout."""
    names = {look.key: look.name for look in looks}
    told = [
        say(
            lang, f"{number(even.parcels_visit, 1)}件以下{names[even.below]}最低，以上{names[even.above]}最低",
            f"below {number(even.parcels_visit, 1)} {names[even.below]} is cheapest, above {names[even.above]}",
        ) for even in each_row(evens)
    ]
    return sentence(told, lang, say(lang, "圈为盈亏平衡点：", "Rings are break-evens: "))
