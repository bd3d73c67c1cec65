"""Cost against volume by mode, with the volumes at which the best mode changes; and how those move with distance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.chart.frame import Panels, label_log, log_steps, panelled, whiskers
from sim.chart.look import COLOURS, DASHES, MARKERS, Look
from sim.chart.style import GREY, MIDDLE_MM, dress, new_figure
from sim.words import coarse, say


def draw_cost_curves(
    ax: Axes, cells: pd.DataFrame, evens: pd.DataFrame, looks: Sequence[Look], lang: str = "zh"
) -> None:
    """Draw the cost of a parcel against volume, both logarithmic, with 95 % intervals; a grey line and band where the
    best mode changes.

    Args:
        cells: rows of ``sim.inference.mode_map.phase.MAP`` of one fee level and distance.
        evens: rows of ``sim.inference.mode_map.phase.EVENS`` of the same.
    """
    volumes = sorted(set(cells["parcels"]))
    for look in looks:
        _draw_curve(ax, cells[cells["mode"] == look.key], look)
    ax.set(xscale="log", yscale="log", xlim=(volumes[0] * 0.88, volumes[-1] * 1.14))
    for _, even in evens[evens["best_there"]].iterrows():
        _draw_change(ax, even, volumes[0], volumes[-1])
    label_log(ax.xaxis, volumes)
    label_log(ax.yaxis, log_steps(*ax.get_ylim()))
    ax.grid(axis="y")


def _draw_curve(ax: Axes, cells: pd.DataFrame, look: Look) -> None:
    """Draw the costs of one mode where its plan can do what is asked."""
    rows = cells[(cells["cost"] > 0) & ~cells["state"].isin(["overloaded", "failed"])].sort_values("parcels")
    if rows.empty:
        return
    cost = rows["cost"].to_numpy(float)
    ax.errorbar(
        rows["parcels"].to_numpy(float), cost, whiskers(cost, rows["ci_low"], rows["ci_high"]), color=look.colour,
        linestyle=look.dash, marker=look.marker, markersize=3.2, linewidth=1.2, elinewidth=0.8, capsize=1.5,
        label=look.name,
    )


def _draw_change(ax: Axes, even: pd.Series[float], least: float, most: float) -> None:
    """Mark a volume at which the best mode changes; its interval ends with the volumes run where it is open, and is
    left out where there is none."""
    at = even["parcels"]
    low = even["ci_low"] if math.isfinite(even["ci_low"]) and even["ci_low"] > 0 else least
    high = even["ci_high"] if math.isfinite(even["ci_high"]) and even["ci_high"] > 0 else most
    if not math.isnan(even["ci_low"]):
        ax.axvspan(low, high, color="#999999", alpha=0.2, linewidth=0, zorder=0)
    ax.axvline(at, color=GREY, linewidth=0.8, zorder=0)
    above = ax.get_xaxis_transform()
    ax.text(at, 1.01, coarse(at), transform=above, fontsize=6.8, color=GREY, ha="center", va="bottom")


def cost_curves_figure(
    table: pd.DataFrame, evens: pd.DataFrame, looks: Sequence[Look], title: str, heads: Mapping[float, str],
    what: str = "", provenance: str = "", lang: str = "zh"
) -> Figure:
    """One panel a distance, at the first fee level; to be called inside ``style.drawing()``.

    Args:
        heads: of the panels, by distance. ``what``: whose cost, at which fee level; stands in the notes.
    """
    fee = min(table["fee"])
    table, evens = table[table["fee"] == fee], evens[evens["fee"] == fee]
    distances = sorted(set(table["distance_km"]))
    figure, grid = panelled(len(distances), min(2, len(distances)), 56.0, sharey=True, sharex=True)
    for ax, km in zip(grid.shown, distances, strict=True):
        draw_cost_curves(ax, table[table["distance_km"] == km], evens[evens["distance_km"] == km], looks, lang)
        ax.set_title(heads[km], fontsize=8.5, pad=12)
    grid.label_below(say(lang, "每村每天件数（共配池，对数刻度）", "parcels of the pool a village and day (log)"))
    grid.label_left(say(lang, "单件成本（元，对数刻度）", "cost a parcel (yuan, log)"))
    dress(figure, title, [what, *_curve_notes(table, evens, lang)], provenance, _curve_legend(grid, looks))
    return figure


def _curve_notes(table: pd.DataFrame, evens: pd.DataFrame, lang: str) -> list[str]:
    known = evens.loc[evens["best_there"], "ci_low"].notna().any()
    zh, en = ("，灰带为其95%区间", ", with the 95 % interval") if known else ("", "")
    note = say(
        lang, f"灰线：成本最低的模式由此改变{zh}（两档件量之间按1/件数内插）。",
        f"Grey lines: where the mode of least cost changes{en} (interpolated in 1 / parcels between the volumes run).",
    )
    overloaded = say(lang, "超负荷的方案没有画出。", "Overloaded plans are not drawn.")
    return [note, overloaded] if (table["state"] == "overloaded").any() else [note]


def _curve_legend(grid: Panels, looks: Sequence[Look]) -> tuple[list[Any], list[str]]:
    """The modes drawn in any panel, in the order of all."""
    drawn = dict(pair[::-1] for ax in grid.shown for pair in zip(*ax.get_legend_handles_labels(), strict=True))
    names = [look.name for look in looks if look.name in drawn]
    return [drawn[name] for name in names], names


def draw_break_evens(ax: Axes, evens: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Draw break-evens against distance, a line a pair of modes (the one cheaper below first); only pairs between which
    the best mode changes somewhere.

    Args:
        evens: rows of ``sim.inference.mode_map.phase.EVENS`` of one fee level.
        names: of the modes, by key.
    """
    distances = sorted(set(evens["distance_km"]))
    reach = (distances[-1] - distances[0]) or distances[0]
    bottom, top = 0.85 * float(evens["from_parcels"].min()), 1.18 * float(evens["to_parcels"].max())
    pairs = _pairs(evens)
    for i, ((below, above), rows) in enumerate(pairs.items()):
        shift = 0.006 * reach * (i - (len(pairs) - 1) / 2)  # whiskers of several pairs side by side
        _draw_pair(ax, rows, i, shift, (bottom, top), f"{names[below]} → {names[above]}")
    ax.set(xlim=(distances[0] - 0.06 * reach, distances[-1] + 0.06 * reach))
    ax.set_xticks(distances, [f"{km:g}" for km in distances])
    ax.set(yscale="log", ylim=(bottom, top))
    coarse = log_steps(bottom, top)
    label_log(ax.yaxis, coarse if len(coarse) > 2 else log_steps(bottom, top, range(1, 10)))
    ax.grid(axis="y")


def _pairs(evens: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """The break-evens of each pair of modes, the one cheaper below first, between which the best changes somewhere."""
    modes = ["cheaper_below", "cheaper_above"]
    there = evens.loc[evens["best_there"], modes].drop_duplicates()
    return {
        (below, above): evens[(evens["cheaper_below"] == below) & (evens["cheaper_above"] == above)]
        for below, above in there.itertuples(index=False)
    }


def _draw_pair(ax: Axes, evens: pd.DataFrame, number: int, shift: float, ends: tuple[float, float], name: str) -> None:
    """Draw the break-evens of two modes; open intervals reach the ends of the axis, unknown ones have no length."""
    rows = evens.sort_values(["distance_km", "parcels"])
    km, parcels = rows["distance_km"].to_numpy(float), rows["parcels"].to_numpy(float)
    low, high = rows["ci_low"].replace(0.0, ends[0]), rows["ci_high"].replace(np.inf, ends[1])
    once = len(set(km)) == len(km) > 1
    ax.errorbar(
        km + shift, parcels, whiskers(parcels, low, high), color=COLOURS[number % len(COLOURS)],
        linestyle=DASHES[number % len(DASHES)] if once else "none", marker=MARKERS[number % len(MARKERS)],
        markersize=4, linewidth=1.2, label=name,
    )


def break_even_figure(
    evens: pd.DataFrame, names: Mapping[str, str], title: str, distance: str, what: str = "", provenance: str = "",
    lang: str = "zh",
) -> Figure:
    """Break-even volumes against distance, at the first fee level; ``what`` as in ``cost_curves_figure``; to be called
    inside ``style.drawing()``."""
    figure = new_figure(MIDDLE_MM, 66.0)
    ax = figure.add_subplot()
    draw_break_evens(ax, evens[evens["fee"] == evens["fee"].min()], names)
    ax.set_xlabel(distance)
    ax.set_ylabel(say(lang, "盈亏平衡件数（件/村·天）", "break-even (parcels a village and day)"))
    note = say(
        lang,
        "线下前者便宜，线上后者便宜；误差线为95%区间，直到图边者在所模拟的件量内没有端点。",
        "Below a line the first mode is cheaper, above it the second. Whiskers are 95 % intervals; those that reach "
        "the frame do not end within the volumes run.",
    )
    dress(figure, title, [what, note], provenance, ax.get_legend_handles_labels())
    return figure
