"""The phase diagram 相图 of a mode map: the best mode by volume and distance, uncertain cells hatched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from sim.chart.frame import bare, listed, panelled
from sim.chart.look import Look
from sim.chart.style import GREY, INK, dress
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
        cells: rows of ``sim.inference.mode_map.phase.MAP`` of one fee level.
        dots: townships of the real county, columns parcels and distance_km; those outside the grid are not drawn.

    Returns:
        How many of the dots are drawn.
    """
    volumes, distances = sorted(set(cells["parcels"])), sorted(set(cells["distance_km"]))
    colours = {look.key: look.colour for look in looks}
    for (distance, volume), rows in cells.groupby(["distance_km", "parcels"]):
        _draw_cell(ax, volumes.index(volume), distances.index(distance), rows[rows["best"]], colours)
    ax.set(xlim=(-0.5, len(volumes) - 0.5), ylim=(-0.5, len(distances) - 0.5))
    ax.set_xticks(range(len(volumes)), [f"{v:g}" for v in volumes])
    ax.set_yticks(range(len(distances)), [f"{d:g}" for d in distances])
    ax.tick_params(length=0)
    bare(ax)
    return _dots(ax, dots, volumes, distances) if dots is not None else 0


def _draw_cell(ax: Axes, x: int, y: int, best: pd.DataFrame, colours: Mapping[str, str]) -> None:
    """Draw the cell of the best mode; ``best`` is its row, empty where no mode is best."""
    corner = (x - 0.5, y - 0.5)
    if best.empty:
        ax.add_patch(Rectangle(corner, 1, 1, facecolor=NOBODY, edgecolor="white", linewidth=1))
        return
    row = best.iloc[0]
    unsure = row["verdict"] == SAME
    fill = tint(colours[row["mode"]], 0.28 if unsure else 0.62)
    ax.add_patch(Rectangle(corner, 1, 1, facecolor=fill, edgecolor="white", linewidth=1))
    if unsure:
        second = colours[row["second"]]
        ax.add_patch(Rectangle(corner, 1, 1, fill=False, hatch="////", edgecolor=second, linewidth=0, alpha=0.55))
    ax.text(
        x, y, f"{row['cost']:.2f}", ha="center", va="center", fontsize=6.8, color=INK, zorder=5,
        path_effects=[withStroke(linewidth=1.6, foreground="white", alpha=0.85)],
    )


def _dots(ax: Axes, dots: pd.DataFrame, volumes: Sequence[float], distances: Sequence[float]) -> int:
    """The real county's townships, placed between the steps by log volume and by distance."""
    if len(volumes) < 2 or len(distances) < 2 or not len(dots):
        return 0
    rows = dots[dots["parcels"].between(volumes[0], volumes[-1])]
    inside = rows[rows["distance_km"].between(distances[0], distances[-1])]
    x = np.interp(np.log(np.maximum(inside["parcels"], 1e-9)), np.log(volumes), range(len(volumes)))
    y = np.interp(inside["distance_km"], distances, range(len(distances)))
    ax.scatter(x, y, s=11, facecolor="white", edgecolor=INK, linewidths=0.8, zorder=4)
    return len(inside)


def phase_figure(
    table: pd.DataFrame, looks: Sequence[Look], title: str, least: str, distance: str, fee: str, provenance: str = "",
    dots: pd.DataFrame | None = None, lang: str = "zh", what: str = ""
) -> Figure:
    """One panel a fee level; to be called inside ``style.drawing()``.

    Args:
        table: see ``sim.inference.mode_map.phase.MAP``.
        least: what is made least. ``distance``: label of the distance axis. ``fee``: what the fee level is, for the
            panels' heads.
        dots: see ``draw_phase``. ``what``: of which county the map is; stands first in the notes.
    """
    fees = sorted(set(table["fee"]))
    high = 16.0 + 9.5 * table["distance_km"].nunique()
    figure, grid = panelled(len(fees), min(2, len(fees)), high, sharey=True)
    drawn = []
    for ax, level in zip(grid.shown, fees, strict=True):
        drawn.append(draw_phase(ax, table[table["fee"] == level], looks, dots))
        if len(fees) > 1:
            ax.set_title(f"{fee} {level:g}", fontsize=8.5)
        ax.set_xlabel(say(lang, "每村每天件数（共配池）", "parcels of the pool a village and day"))
    grid.label_left(distance)
    head = say(lang, f"{least}最低的模式", f"mode of least {least}")
    notes = _notes(table, looks, max(drawn, default=0), dots, lang)
    dress(figure, title, [what, *notes] if what else notes, provenance, _legend(table, looks, lang), head)
    return figure


def _legend(table: pd.DataFrame, looks: Sequence[Look], lang: str) -> tuple[list[Patch], list[str]]:
    """The modes that are best anywhere or cannot be told from it, and what cells without one mean."""
    unsure = table["verdict"] == SAME
    found = set(table.loc[table["best"], "mode"]) | set(table.loc[table["best"] & unsure, "second"])
    entries = [(Patch(facecolor=tint(look.colour, 0.62)), look.name) for look in looks if look.key in found]
    if unsure.any():
        hatched = Patch(facecolor="white", edgecolor=GREY, hatch="////", linewidth=0)
        entries.append((hatched, say(lang, "与次优无法区分", "second not distinguishable")))
    if not table.groupby(["fee", "distance_km", "parcels"])["best"].any().all():
        entries.append((Patch(facecolor=NOBODY), say(lang, "没有可行的模式", "no mode can do it")))
    return [patch for patch, _ in entries], [name for _, name in entries]


def _notes(table: pd.DataFrame, looks: Sequence[Look], drawn: int, dots: pd.DataFrame | None, lang: str) -> list[str]:
    """What figures, dots and modes mean, of what there is; ``drawn``: dots in a panel."""
    best = set(table.loc[table["best"], "mode"])
    notes = [
        say(
            lang,
            "格内数字为最优模式的单件成本（元）；浅色斜纹：次优（斜纹颜色）与最优按重复配对、Holm校正后无法区分。",
            "Figures: the best mode's cost a parcel (yuan). Pale and hatched: the second (hatch colour) cannot be "
            "told from it (paired by replication, Holm).",
        )
    ]
    if drawn and dots is not None:
        notes.append(say(
            lang, f"圆圈：本县各乡镇现有位置（{drawn}/{len(dots)}个在图幅内）。",
            f"Circles: where the county's own townships are ({drawn} of {len(dots)} within the map).",
        ))
    notes.append(_service(listed((look.name for look in looks if look.remote and look.key in best), lang), lang))
    if table.loc[~table["best"], "state"].isin(["overloaded", "failed"]).any():
        notes.append(say(lang, "超负荷的方案不参与比较。", "Overloaded plans take no part."))
    return notes


def _service(remote: str, lang: str) -> str:
    """In what the modes differ beside cost; ``remote``: those that do not come to the village."""
    if remote:
        return say(
            lang, f"{remote}不进村：各模式服务水平不同，见表“模式图”。",
            f"{remote}: not brought to the village. Modes differ in service, see table Mode map.",
        )
    return say(
        lang, "各模式时效与频次不同，见表“模式图”。", "Modes differ in speed and frequency: see table Mode map."
    )
