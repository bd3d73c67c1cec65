"""Cost against volume by mode, with the volumes at which the best mode changes; and how those move with distance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from sim.chart.look import COLOURS, DASHES, MARKERS, Look
from sim.chart.style import FULL_MM, GREY, HALF_MM, dress, new_figure, thousands
from sim.words import say


def draw_cost_curves(
    ax: Axes, cells: pd.DataFrame, evens: pd.DataFrame, looks: Sequence[Look], lang: str = "zh"
) -> None:
    """Draw the cost of a parcel against volume, both logarithmic, with 95 % intervals; a grey line and band where the
    best mode changes.

    Args:
        cells: rows of ``sim.inference.phase.MAP`` of one fee level and distance.
        evens: rows of ``sim.inference.phase.EVENS`` of the same.
    """
    volumes = sorted(set(cells["parcels"]))
    for look in looks:
        rows = cells[
            (cells["mode"] == look.key) & (cells["cost"] > 0) & ~cells["state"].isin(["overloaded", "failed"])
        ].sort_values("parcels")
        if len(rows):
            x, y = rows["parcels"].to_numpy(float), rows["cost"].to_numpy(float)
            spread = np.nan_to_num(np.abs(np.vstack([y - rows["ci_low"], rows["ci_high"] - y])))
            ax.errorbar(
                x, y, spread, color=look.colour, linestyle=look.dash, marker=look.marker, markersize=3.2,
                linewidth=1.2, elinewidth=0.8, capsize=1.5, label=look.name,
            )
    ax.set(xscale="log", yscale="log", xlim=(volumes[0] * 0.88, volumes[-1] * 1.14))
    for at, first, last in evens.loc[evens["best_there"], ["parcels", "ci_low", "ci_high"]].to_numpy(float).tolist():
        low, high = (
            end if math.isfinite(end) and end > 0 else edge for end, edge in ((first, volumes[0]), (last, volumes[-1]))
        )
        ax.axvspan(low, high, color="#999999", alpha=0.2, linewidth=0, zorder=0)
        ax.axvline(at, color=GREY, linewidth=0.8, zorder=0)
        ax.text(
            at, 1.01, f"{at:.3g}", transform=ax.get_xaxis_transform(), fontsize=6.8, color=GREY, ha="center",
            va="bottom",
        )
    ax.xaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_minor_locator(NullLocator())
    ax.set_xticks(volumes)
    low, high = ax.get_ylim()
    ax.set_yticks([t for t in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if low <= t <= high])
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    ax.grid(axis="y")


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
    columns = min(2, len(distances))
    rows = -(-len(distances) // columns)
    figure = new_figure(FULL_MM if columns > 1 else HALF_MM, 56.0 * rows)
    axes = figure.subplots(rows, columns, squeeze=False, sharey=True, sharex=True).ravel()
    for i, (ax, km) in enumerate(zip(axes, distances, strict=False)):
        draw_cost_curves(ax, table[table["distance_km"] == km], evens[evens["distance_km"] == km], looks, lang)
        ax.set_title(heads[km], fontsize=8.5, pad=12)
        if i >= len(distances) - columns:
            ax.set_xlabel(say(lang, "每村每天件数（联盟，对数刻度）", "parcels of the pool a village and day (log)"))
            ax.tick_params(labelbottom=True)
        if i % columns == 0:
            ax.set_ylabel(say(lang, "单件成本（元，对数刻度）", "cost a parcel (yuan, log)"))
    for ax in axes[len(distances) :]:
        ax.set_visible(False)
    note = say(
        lang, "灰线：成本最低的模式由此改变，灰带为其95%区间（两档件量之间按1/件数内插）。",
        "Grey lines: where the mode of least cost changes, with the 95 % interval (interpolated in 1 / parcels "
        "between the volumes run).",
    )
    notes = [what, note, *(
        [say(lang, "超负荷的方案没有画出。", "Overloaded plans are not drawn.")]
        if (table["state"] == "overloaded").any() else []
    )]
    drawn = dict(pair[::-1] for ax in axes for pair in zip(*ax.get_legend_handles_labels(), strict=True))
    dress(figure, title, notes, provenance, (
        [drawn[look.name] for look in looks if look.name in drawn], [look.name for look in looks if look.name in drawn]
    ))
    return figure


def draw_break_evens(ax: Axes, evens: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Draw break-evens against distance, a line a pair of modes (the one cheaper below first); only pairs between which
    the best mode changes somewhere.

    Args:
        evens: rows of ``sim.inference.phase.EVENS`` of one fee level.
        names: of the modes, by key.
    """
    pairs = list(dict.fromkeys(zip(
        evens.loc[evens["best_there"], "cheaper_below"], evens.loc[evens["best_there"], "cheaper_above"], strict=True
    )))
    distances = sorted(set(evens["distance_km"]))
    reach = (distances[-1] - distances[0]) or distances[0]
    bottom, top = 0.85 * float(evens["from_parcels"].min()), 1.18 * float(evens["to_parcels"].max())
    for i, (below, above) in enumerate(pairs):
        rows = evens[
            (evens["cheaper_below"] == below) & (evens["cheaper_above"] == above)
        ].sort_values(["distance_km", "parcels"])
        x, y = rows["distance_km"].to_numpy(float), rows["parcels"].to_numpy(float)
        low = np.where(rows["ci_low"] > 0, rows["ci_low"], np.where(rows["ci_low"] == 0, bottom, y))
        high = np.where(np.isfinite(rows["ci_high"]), rows["ci_high"], np.where(np.isinf(rows["ci_high"]), top, y))
        once = len(set(x)) == len(x) > 1
        shift = 0.006 * reach * (i - (len(pairs) - 1) / 2)  # whiskers of several pairs side by side
        ax.errorbar(
            x + shift, y, [y - low, high - y], color=COLOURS[i % len(COLOURS)],
            linestyle=DASHES[i % len(DASHES)] if once else "none", marker=MARKERS[i % len(MARKERS)],
            markersize=4, linewidth=1.2, label=f"{names[below]} → {names[above]}",
        )  # fmt: skip
    ax.set(xlim=(distances[0] - 0.06 * reach, distances[-1] + 0.06 * reach))
    ax.set_xticks(distances, [f"{km:g}" for km in distances])
    ax.set(yscale="log", ylim=(bottom, top))
    ax.yaxis.set_minor_locator(NullLocator())
    coarse, fine = (
        [m * 10.0**e for e in range(-2, 5) for m in steps if bottom <= m * 10.0**e <= top]
        for steps in ((1, 2, 5), range(1, 10))
    )
    ax.set_yticks(coarse if len(coarse) > 2 else fine)
    thousands(ax.yaxis)
    ax.grid(axis="y")


def break_even_figure(
    evens: pd.DataFrame, names: Mapping[str, str], title: str, distance: str, what: str = "", provenance: str = "",
    lang: str = "zh",
) -> Figure:
    """Break-even volumes against distance, at the first fee level; ``what`` as in ``cost_curves_figure``; to be called
    inside ``style.drawing()``."""
    figure = new_figure(HALF_MM, 66.0)
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
