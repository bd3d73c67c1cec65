"""Mean, median, P90 and P95 of the time with their intervals, a row a mode."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import bars_height, name_bars
from sim.chart.frame import each_row
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, INK, dress, label, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.words import say

SIGNS = {"mean": ("D", "white"), "p50": ("o", INK), "p90": ("s", "#777777"), "p95": ("^", "#BBBBBB")}
"""Marker and filling of each."""
NAMES = {"mean": ("均值", "mean"), "p50": ("中位数", "median"), "p90": ("P90", "P90"), "p95": ("P95", "P95")}


def draw_quantiles(ax: Axes, summary: pd.DataFrame, looks: Sequence[Look], place: str, lang: str = "zh") -> None:
    """Draw a row a mode: mean, median, P90 and P95 of the hours to a place, each with its 95 % interval.

    Args:
        summary: columns mode, kpi, mean, ci_low, ci_high.
        place: ``village`` or ``township``.
    """
    rows = {(row.mode, row.kpi): row for row in each_row(summary)}
    for y, look in enumerate(looks):
        found = [(sign, rows.get((look.key, f"at_{place}_{sign}_h"))) for sign in SIGNS]
        told = sorted(((row.mean, row.ci_low, row.ci_high, sign) for sign, row in found if row is not None))
        for number_, (mean, low, high, sign) in enumerate(told):
            _draw_mark(ax, y, (low, mean, high), sign, look.colour, above=number_ % 2 == 0)
    name_bars(ax, [label(look.name) for look in looks], _axis(place, lang))
    ax.set_ylim(len(looks) - 0.4, -0.6)
    ax.set_xlim(left=0)


def _draw_mark(ax: Axes, y: int, interval: tuple[float, float, float], sign: str, colour: str, above: bool) -> None:
    """Draw low, mean and high of one figure, with its number above or below; neighbours take turns."""
    (low, mean, high), (marker, filling) = interval, SIGNS[sign]
    ax.plot([low, high], [y, y], color=colour, linewidth=4, alpha=0.45, solid_capstyle="butt", zorder=2)
    ax.plot(
        mean, y, linestyle="none", marker=marker, markerfacecolor=filling, markeredgecolor=colour, markersize=6,
        zorder=3,
    )
    ax.annotate(
        number(mean, 1), (mean, y), xytext=(0, 6 if above else -6), textcoords="offset points", ha="center",
        fontsize=7, va="bottom" if above else "top",
    )


def _axis(place: str, lang: str) -> str:
    if place == "village":
        return say(lang, "到村点时间（小时）", "hours to the village point")
    return say(lang, "到乡镇网点时间（小时）", "hours to the township outlet")


def quantiles_figure(of: Subject) -> Picture | None:
    """A panel of the modes that come to the village, and apart one of those that hand over at the township."""
    summary, lang = of.table("summary"), of.lang
    groups = {
        place: [look for look in of.looks if look.remote == (place == "township")] for place in ("village", "township")
    }
    shown = {place: looks for place, looks in groups.items() if looks}
    heights = [1.5 * bars_height([look.name for look in looks]) for looks in shown.values()]
    figure = new_figure(FULL_MM, 14.0 * len(shown) + sum(heights))
    axes = figure.subplots(len(shown), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
    for ax, (place, looks) in zip(axes, shown.items(), strict=True):
        draw_quantiles(ax, summary, looks, place, lang)
    handles = [
        axes[0].plot([], [], linestyle="none", marker=marker, markerfacecolor=filling, markeredgecolor=GREY)[0]
        for marker, filling in SIGNS.values()
    ]
    notes = [
        say(lang, f"{pool_note(lang)}；色带为95%置信区间。", f"{pool_note(lang)}; bands are 95 % intervals."),
        say(
            lang, "下图单列：止于乡镇网点的模式，地点不同，不可与上图相比。",
            "Apart below: modes that end at the township; another place, not to be compared with those above.",
        ) if len(shown) > 1 else "",
    ]
    title = say(lang, "县内时限的均值与分位数", "Mean and quantiles of the in-county time")
    dress(figure, title, notes, of.info.provenance, (handles, [say(lang, *NAMES[sign]) for sign in SIGNS]))
    kpis = {f"at_{place}_{sign}_h" for place in shown for sign in SIGNS}
    return Picture(figure, summary[summary["kpi"].isin(kpis)])
