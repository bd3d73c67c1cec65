"""Villages on a map of the county, coloured by a KPI."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.chart.apart import name_places
from sim.chart.base_map import BaseMap, map_foot
from sim.chart.frame import bare, listed, panels
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, INK, POINTS_MM, dress, label, new_figure, thousands
from sim.chart.subject import Picture, Subject
from sim.words import say

TIME_KPI, COST_KPI = "at_village_mean_h", "cost_system_parcel"
MAPS = {
    TIME_KPI: (("各村平均到村点时间", "mean time to the village point by village"), ("小时", "hours")),
    COST_KPI: (("各村单件社会总成本", "system cost of a parcel by village"), ("元", "yuan")),
}
"""By KPI what a map of it shows, and the unit, in Chinese and English."""

COLOUR_MAP = LinearSegmentedColormap.from_list("villages", colormaps["viridis_r"](np.linspace(0.09, 1, 256)))
"""Viridis without its palest end, which is lost on white paper."""

Window = tuple[float, float, float, float]
"""West, south, east and north end, km."""
PART = 0.4
"""Of the county's area, below which only the part with places is shown."""


@dataclass(frozen=True)
class Scale:
    """The colour scale that all panels share: ``low`` to ``high``, and whether values lie beyond either end."""

    low: float
    high: float
    extend: str

    @property
    def norm(self) -> Normalize:
        """For matplotlib."""
        return Normalize(self.low, self.high, clip=True)


def pooled_scale(values: NDArray[np.float64]) -> Scale:
    """One scale for all panels, from the 2nd to the 98th percentile of all finite values, so that a few odd villages do
    not flatten the rest."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return Scale(0.0, 1.0, "neither")
    low, high = (float(q) for q in np.quantile(finite, (0.02, 0.98)))
    if high - low < 1e-9:
        low, high = low - 0.5, high + 0.5
    below, above = bool((finite < low).any()), bool((finite > high).any())
    return Scale(
        low, high,
        {(False, False): "neither", (True, False): "min", (False, True): "max", (True, True): "both"}[below, above],
    )


def village_values(villages: pd.DataFrame, county: BaseMap, mode: str, kpi: str) -> NDArray[np.float64]:
    """A KPI by village in the county's order; NaN where there is none. ``village`` is a code, or an index into the
    county's villages."""
    rows = villages[villages["mode"] == mode]
    index = {v.code: i for i, v in enumerate(county.villages)}
    values = np.full(len(county.villages), np.nan)
    for village, value in zip(rows["village"], rows[kpi], strict=True):
        i = index.get(str(village))
        values[int(village) if i is None else i] = value
    return values


def draw_village_map(
    ax: Axes, county: BaseMap, values: NDArray[np.float64], scale: Scale, lang: str = "zh"
) -> PathCollection:
    """Draw the county with its villages.

    Dots are villages, darker for more; grey crosses are villages without a value (nothing was delivered). The black
    star is the hub, open triangles are township seats; the outline is the county's boundary. The bar is a scale in
    kilometres, the arrow points north.

    Args:
        values: by village, in the county's order.

    Returns:
        The dots, for a colour bar.
    """
    x, y = village_positions(county)
    known = np.isfinite(values)
    size = dot_size(county)
    if (~known).any():
        ax.scatter(x[~known], y[~known], s=size, color="#AAAAAA", marker="x", linewidths=0.5, zorder=2)
    dots = ax.scatter(
        x[known], y[known], c=values[known], s=size, cmap=COLOUR_MAP, norm=scale.norm, linewidths=0, zorder=3
    )
    draw_county(ax, county, lang, window_of(county))
    return dots


def dot_size(county: BaseMap) -> float:
    """Size of a village's dot, in square points: smaller where there are many."""
    return float(np.clip(2600 / max(1, len(county.villages)), 4, 16))


def draw_county(ax: Axes, county: BaseMap, lang: str = "zh", window: Window | None = None) -> None:
    """Draw what every map has beside its villages: boundary, township seats, hub, scale bar and north.

    Args:
        window: the part that is shown; None: all of it.
    """
    rings = [np.vstack([ring, ring[:1]]) for ring in county.boundary]
    ax.add_collection(LineCollection(rings, colors="#999999", linewidths=0.7, zorder=1))
    for seat in county.townships:
        ax.plot(
            seat.x_km, seat.y_km, marker="^", markersize=4, markerfacecolor="white", markeredgecolor=INK,
            markeredgewidth=0.8, linestyle="none", zorder=4,
        )
    ax.plot(
        county.hub.x_km, county.hub.y_km, marker="*", markersize=8, color=INK, markeredgecolor="white",
        markeredgewidth=0.5, linestyle="none", zorder=5,
    )
    _frame(ax, window or extent(county), lang)


def name_seats(figure: Figure, ax: Axes, county: BaseMap, lang: str) -> None:
    """Write the townships' names beside their seats, where they cover least; to be called when all else is drawn."""
    figure.draw_without_rendering()
    seats = county.townships
    names, hub = [s.name if lang == "zh" else s.pinyin for s in seats], (county.hub.x_km, county.hub.y_km)
    villages = [(v.x_km, v.y_km) for v in county.villages]
    name_places(ax, names, np.array([[s.x_km, s.y_km] for s in seats]), [hub, *villages])


def village_positions(county: BaseMap) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """East and north of each village, km."""
    places = np.array([[v.x_km, v.y_km] for v in county.villages]).reshape(-1, 2)
    return places[:, 0], places[:, 1]


def _frame(ax: Axes, window: Window, lang: str) -> None:
    """Equal axes without ticks around everything drawn, a scale bar and an arrow to the north below."""
    left, bottom, right, top = window
    width, height = right - left, top - bottom
    below = bottom - 0.07 * height
    _draw_scale_bar(ax, left, below, width, lang)
    _draw_north(ax, right - 0.03 * width, below, width, height, lang)
    ax.set(
        xlim=(left - 0.03 * width, right + 0.03 * width), ylim=(bottom - 0.13 * height, top + 0.03 * height),
        aspect="equal", xticks=[], yticks=[],
    )
    bare(ax)


def _draw_scale_bar(ax: Axes, left: float, y: float, width: float, lang: str) -> None:
    """Draw kilometres, about a quarter of the map's width."""
    km = nice_length(width / 4)
    ax.plot([left, left + km], [y, y], color=INK, linewidth=1.4, solid_capstyle="butt")
    ax.text(left + km + 0.015 * width, y, say(lang, f"{km:g}公里", f"{km:g} km"), fontsize=7, va="center")


def _draw_north(ax: Axes, x: float, y: float, width: float, height: float, lang: str) -> None:
    """Draw the arrow to the north."""
    arrow = {"arrowstyle": "-|>", "color": GREY, "lw": 0.8}
    ax.annotate("", (x, y + 0.05 * height), (x, y - 0.05 * height), arrowprops=arrow)
    ax.text(x - 0.02 * width, y, say(lang, "北", "N"), ha="right", va="center", fontsize=7, color=GREY)


def extent(county: BaseMap) -> Window:
    """West, south, east and north end, km, of all places and the boundary, where there is one; never less than a
    kilometre across."""
    places = np.array(
        [[v.x_km, v.y_km] for v in county.villages] + [[s.x_km, s.y_km] for s in (*county.townships, county.hub)]
    )
    everything = np.vstack([places, *county.boundary])
    low, high = everything.min(axis=0), everything.max(axis=0)
    spare = np.maximum(1.0 - (high - low), 0.0) / 2
    (left, bottom), (right, top) = low - spare, high + spare
    return float(left), float(bottom), float(right), float(top)


def window_of(county: BaseMap) -> Window:
    """The part of the county that is shown: where places are, where that is far less than the county; else all."""
    left, bottom, right, top = extent(county)
    spots = np.array([[s.x_km, s.y_km] for s in (*county.villages, *county.townships, county.hub)])
    low, high = spots.min(axis=0), spots.max(axis=0)
    spare = 0.12 * np.maximum(high - low, 1.0)
    (west, south), (east, north) = (low - spare).tolist(), (high + spare).tolist()
    if (east - west) * (north - south) > PART * (right - left) * (top - bottom):
        return left, bottom, right, top
    return west, south, east, north


def part_note(county: BaseMap, lang: str) -> str:
    """That a part of the county alone is shown; empty where all of it is."""
    told = say(lang, "图幅只含有村的部分。", "Only the part of the county with villages is shown.")
    return told if window_of(county) != extent(county) else ""


def nice_length(km: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above ``km``."""
    power = 10.0 ** math.floor(math.log10(km))
    return max(m * power for m in (1, 2, 5) if m * power <= km * (1 + 1e-9))


def map_title(county: BaseMap, what: str, unit: str, lang: str = "zh") -> str:
    """County, what is shown, its unit, and 示意图 (schematic) where most of the seats have no real position."""
    remarks = [part for part in (unit, say(lang, "示意图", "schematic") if county.schematic else "") if part]
    told = say(lang, f"（{'，'.join(remarks)}）", f" ({', '.join(remarks)})") if remarks else ""
    return say(lang, f"{county.name}{what}", f"{county.name_en}: {what}") + told


def panel_grid(panels: Sequence[object], county: BaseMap) -> tuple[int, int]:
    """Rows and columns for panels of the county's shape on a page: three abreast, two where the county is wide."""
    left, bottom, right, top = window_of(county)
    columns = min(len(panels), 2 if right - left > 1.6 * (top - bottom) else 3)
    return -(-len(panels) // columns), columns


def maps_figure(of: Subject, kpi: str) -> Picture | None:
    """A map a mode under one colour scale, those without any value left out; None where the KPI (one of ``MAPS``) was
    measured in no village; communities of the county town are none."""
    villages, county, lang = of.table("villages"), of.base, of.lang
    every = {look: village_values(villages, county, look.key, kpi) for look in of.looks} if kpi in villages else {}
    rural = ~np.array([spot.urban for spot in county.villages])
    known = {look: values for look, values in every.items() if np.isfinite(values[rural]).any()}
    if not known:
        return None
    figure, first = _drawn_maps(of, known)
    what, unit = (say(lang, *pair) for pair in MAPS[kpi])
    absent = [look for look in every if look not in known]
    dress(figure, map_title(county, what, unit, lang), _maps_notes(of, absent, kpi), of.info.provenance)
    if len(known) == 1:
        name_seats(figure, first, county, lang)
    told = [column for column in ("mode", "village", "name", "township_name", kpi) if column in villages]
    return Picture(figure, villages[told])


def _drawn_maps(of: Subject, known: Mapping[Look, NDArray[np.float64]]) -> tuple[Figure, Axes]:
    """A panel a mode under one colour scale with its bar; the figure, and its first panel."""
    county, scale = of.base, pooled_scale(np.concatenate(list(known.values())))
    rows, columns = panel_grid(list(known), county)
    panel = (FULL_MM - 22) / columns
    figure = new_figure(FULL_MM, min(215.0, rows * (panel * 1.15 * steepness(window_of(county)) + 6)))
    grid = panels(figure, len(known), columns)
    for ax, (look, by_village) in zip(grid.shown, known.items(), strict=True):
        dots = draw_village_map(ax, county, by_village, scale, of.lang)
        ax.set_title(label(look.name, panel * POINTS_MM, 8.5), fontsize=8.5)
    bar = figure.colorbar(dots, ax=[*grid.shown, *grid.spare], extend=scale.extend, shrink=0.75, aspect=28, pad=0.02)
    thousands(bar.ax.yaxis)
    return figure, grid.shown[0]


def steepness(window: Window) -> float:
    """Height of a map by its width."""
    left, bottom, right, top = window
    return (top - bottom) / (right - left)


def _maps_notes(of: Subject, absent: Sequence[Look], kpi: str) -> list[str]:
    """What stands below the maps; ``absent``: modes without one."""
    county, lang = of.base, of.lang
    remote = _township_note([look for look in of.looks if look not in absent], lang) if kpi == TIME_KPI else ""
    scope = say(lang, f"{pool_note(lang)}；各次重复的平均。", f"{pool_note(lang)}; means over replications.")
    names = listed((look.name for look in absent), lang)
    return [
        say(lang, "★ 县中心  △ 乡镇驻地  ● 村  × 无数据", "★ hub  △ township seat  ● village  × no data"),
        scope + say(lang, "", " " if remote else "") + remote,
        say(lang, f"{names}：各村均无数据，未画。", f"{names}: no value in any village, so there is no map.")
        if names else "",
        part_note(county, lang),
        *map_foot(county, of.info.map_approval, lang),
    ]


def _township_note(looks: Sequence[Look], lang: str) -> str:
    names = listed((look.name for look in looks if look.remote), lang)
    return say(
        lang, f"{names}：在乡镇交付，图中只计送到村的快件。",
        f"{names}: handed over at the township, so only the parcels that are brought to the village are shown.",
    ) if names else ""
