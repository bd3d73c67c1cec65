"""The phase diagram 相图 of a mode map: the best mode by volume and distance, uncertain cells hatched."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, HALF_MM, INK, dress, new_figure
from sim.inference.estimate import SAME
from sim.words import say

NOBODY = "#EEEEEE"
"""Of a cell in which no mode can be told best: all overloaded or failed."""


def tint(colour: str, strength: float) -> tuple[float, float, float]:
    """A colour mixed with white: 1 leaves it as it is."""
    r, g, b = (1 - strength * (1 - c) for c in to_rgb(colour))
    return r, g, b


def draw_phase(ax: Axes, cells: pd.DataFrame, looks: Sequence[Look], dots: pd.DataFrame | None = None) -> int:
    """Draw one fee level's cells: the fill is the best mode; where the second cannot be told from it the cell is pale
    and hatched in the second's colour. The cell says the best mode's cost. Volumes and distances stand in even steps,
    whatever lies between them.

    Args:
        cells: rows of ``sim.inference.phase.MAP`` of one fee level.
        dots: townships of the real county, columns parcels and distance_km; those outside the grid are not drawn.

    Returns:
        How many of the dots are drawn.
    """
    volumes, distances = sorted(set(cells["parcels"])), sorted(set(cells["distance_km"]))
    by_key = {look.key: look for look in looks}
    for (distance, volume), rows in cells.groupby(["distance_km", "parcels"]):
        x, y = volumes.index(volume), distances.index(distance)
        best = rows[rows["best"]]
        if best.empty:
            ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=NOBODY, edgecolor="white", linewidth=1))
            continue
        row = best.iloc[0]
        colour, unsure = by_key[row["mode"]].colour, row["verdict"] == SAME
        ax.add_patch(Rectangle(
            (x - 0.5, y - 0.5), 1, 1, facecolor=tint(colour, 0.28 if unsure else 0.62), edgecolor="white", linewidth=1
        ))
        if unsure:
            second = by_key[row["second"]].colour
            ax.add_patch(
                Rectangle((x - 0.5, y - 0.5), 1, 1, fill=False, hatch="////", edgecolor=second, linewidth=0, alpha=0.55)
            )
        ax.text(
            x, y, f"{row['cost']:.2f}", ha="center", va="center", fontsize=6.8, color=INK, zorder=5,
            path_effects=[withStroke(linewidth=1.6, foreground="white", alpha=0.85)],
        )
    ax.set(xlim=(-0.5, len(volumes) - 0.5), ylim=(-0.5, len(distances) - 0.5))
    ax.set_xticks(range(len(volumes)), [f"{v:g}" for v in volumes])
    ax.set_yticks(range(len(distances)), [f"{d:g}" for d in distances])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return _dots(ax, dots, volumes, distances) if dots is not None else 0


def _dots(ax: Axes, dots: pd.DataFrame, volumes: Sequence[float], distances: Sequence[float]) -> int:
    """The real county's townships, placed between the steps by log volume and by distance."""
    if len(volumes) < 2 or len(distances) < 2 or not len(dots):
        return 0
    volume, distance = dots["parcels"].to_numpy(float), dots["distance_km"].to_numpy(float)
    inside = (volume >= volumes[0]) & (volume <= volumes[-1]) & (distance >= distances[0]) & (distance <= distances[-1])
    x = np.interp(np.log(np.maximum(volume, 1e-9)), np.log(volumes), range(len(volumes)))
    y = np.interp(distance, distances, range(len(distances)))
    ax.scatter(x[inside], y[inside], s=11, facecolor="white", edgecolor=INK, linewidths=0.8, zorder=4)
    return int(inside.sum())


def phase_figure(
    table: pd.DataFrame, looks: Sequence[Look], title: str, least: str, distance: str, fee: str, provenance: str = "",
    dots: pd.DataFrame | None = None, lang: str = "zh"
) -> Figure:
    """One panel a fee level; to be called inside ``style.drawing()``.

    Args:
        table: see ``sim.inference.phase.MAP``.
        least: what is made least. ``distance``: label of the distance axis. ``fee``: what the fee level is, for the
            panels' heads.
        dots: see ``draw_phase``.
    """
    fees = sorted(set(table["fee"]))
    columns = min(2, len(fees))
    rows = -(-len(fees) // columns)
    figure = new_figure(FULL_MM if columns > 1 else HALF_MM, rows * (16.0 + 9.5 * table["distance_km"].nunique()))
    axes = figure.subplots(rows, columns, squeeze=False, sharey=True).ravel()
    drawn = [draw_phase(ax, table[table["fee"] == level], looks, dots) for ax, level in zip(axes, fees, strict=False)]
    for i, (ax, level) in enumerate(zip(axes, fees, strict=False)):
        if len(fees) > 1:
            ax.set_title(f"{fee} {level:g}", fontsize=8.5)
        ax.set_xlabel(say(lang, "每村每天件数（联盟）", "parcels of the pool a village and day"))
        if i % columns == 0:
            ax.set_ylabel(distance)
    for ax in axes[len(fees) :]:
        ax.set_visible(False)
    found = set(table.loc[table["best"], "mode"]) | set(table.loc[table["best"] & (table["verdict"] == SAME), "second"])
    shown = [look for look in looks if look.key in found]
    handles: list[Patch] = [Patch(facecolor=tint(look.colour, 0.62)) for look in shown]
    names = [look.name for look in shown]
    if (table["verdict"] == SAME).any():
        handles.append(Patch(facecolor="white", edgecolor=GREY, hatch="////", linewidth=0))
        names.append(say(lang, "与次优无法区分", "second not distinguishable"))
    if not table.groupby(["fee", "distance_km", "parcels"])["best"].any().all():
        handles.append(Patch(facecolor=NOBODY))
        names.append(say(lang, "没有可行的模式", "no mode can do it"))
    dress(
        figure, title, _notes(table, looks, drawn, dots, lang), provenance, (handles, names),
        say(lang, f"{least}最低的模式", f"mode of least {least}"),
    )
    return figure


def _notes(
    table: pd.DataFrame, looks: Sequence[Look], drawn: Sequence[int], dots: pd.DataFrame | None, lang: str
) -> list[str]:
    notes = [
        say(
            lang,
            "格内数字为最优模式的单件成本（元）；浅色斜纹：次优（斜纹颜色）与最优按重复配对、Holm校正后无法区分。",
            "Figures: the best mode's cost a parcel (yuan). Pale and hatched: the second (hatch colour) cannot be "
            "told from it (paired by replication, Holm).",
        )
    ]
    if drawn and max(drawn) and dots is not None:
        notes.append(say(
            lang, f"圆圈：本县各乡镇现有位置（{max(drawn)}/{len(dots)}个在图幅内）。",
            f"Circles: where the county's own townships are ({max(drawn)} of {len(dots)} within the map).",
        ))
    remote = [look.name for look in looks if look.remote and look.key in set(table.loc[table["best"], "mode"])]
    if remote:
        notes.append(say(
            lang, f"{'、'.join(remote)}不进村：各模式服务水平不同，见表mode_map。",
            f"{', '.join(remote)}: not brought to the village. Modes differ in service, see table mode_map.",
        ))
    else:
        notes.append(say(
            lang, "各模式时效与频次不同，见表mode_map。", "Modes differ in speed and frequency: see table mode_map."
        ))
    if table.loc[~table["best"], "state"].isin(["overloaded", "failed"]).any():
        notes.append(say(lang, "超负荷的方案不参与比较。", "Overloaded plans take no part."))
    return notes
