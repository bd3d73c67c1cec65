"""Maps of the scheme, one a page: villages by the mode that serves them or by the time within which 90 % arrive, sized
by volume, with the routes and the townships' names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.arrays import Floats
from sim.chart.base_map import BaseMap, map_foot
from sim.chart.info import pool_note
from sim.chart.look import COLOURS, MARKERS
from sim.chart.style import FULL_MM, INK, dress, new_figure, number, thousands
from sim.chart.subject import Picture, Subject
from sim.chart.village_map import (
    COLOUR_MAP,
    draw_county,
    map_title,
    name_seats,
    part_note,
    pooled_scale,
    steepness,
    village_positions,
    village_values,
    window_of,
)
from sim.words import say, word

P90_KPI = "at_village_p90_h"
FIRST_HAND = ("trunk", "direct", "urban")
"""Legs that begin at the hub; the others are drawn lighter."""
LARGEST = 70.0
"""Area of the village with most parcels, square points."""


def mode_map_figure(of: Subject) -> Picture | None:
    """Villages by the mode that serves them; None without a scheme."""
    chosen, mode = of.table("assignment"), of.info.scheme
    mine = chosen[chosen["mode"] == mode].drop_duplicates("village").set_index("village")["service_mode"]
    if mine.empty:
        return None
    served = np.array([str(mine.get(spot.code, "")) for spot in of.base.villages], dtype=object)
    return _figure(of, say(of.lang, "各村服务模式与线路", "mode by village, and routes"), "", served, None)


def p90_map_figure(of: Subject) -> Picture | None:
    """Villages by the hours within which 90 % of the pool's parcels are at their point; None without a scheme."""
    if of.info.scheme not in set(of.table("villages")["mode"]) or P90_KPI not in of.table("villages"):
        return None
    hours = village_values(of.table("villages"), of.base, of.info.scheme, P90_KPI)
    what = say(of.lang, "各村P90到村点时间与线路", "P90 of the time to the village point, and routes")
    return _figure(of, what, say(of.lang, "小时", "hours"), None, hours)


def _figure(of: Subject, what: str, unit: str, served: Any, hours: Floats | None) -> Picture:
    """The map of one of both."""
    base, lang = of.base, of.lang
    volume = np.nan_to_num(village_values(of.table("villages"), base, of.info.scheme, "parcels_day"))
    top = _top(volume, base)
    window = window_of(base)
    figure = new_figure(FULL_MM, min(190.0, 1.16 * (FULL_MM - (0 if hours is None else 20)) * steepness(window)))
    ax = figure.add_subplot()
    draw_routes(ax, of.table("routes"), of.info.scheme)
    areas = _area(volume, top)
    legend = _by_mode(ax, of, served, areas) if hours is None else _by_hours(figure, ax, base, hours, areas)
    draw_county(ax, base, lang, window=window)
    entries = [*legend, *_sizes(top, lang)]
    title = f"{map_title(base, what, unit, lang)}{say(lang, '：', ' – ')}{_scheme(of)}"
    dress(figure, title, map_notes(of), of.info.provenance, (entries, [str(entry.get_label()) for entry in entries]))
    name_seats(figure, ax, base, lang)
    return Picture(figure, _data(of, served, hours, volume))


def draw_routes(ax: Axes, routes: pd.DataFrame, mode: str) -> None:
    """Draw a mode's lines from stop to stop, those from the hub darker than those of the townships.

    Args:
        routes: columns mode, line, leg, sequence, x_km, y_km.
    """
    mine = routes[routes["mode"] == mode] if len(routes) else routes
    for first, (colour, width, dash) in {True: ("#555555", 0.9, "-"), False: ("#8A8A8A", 0.6, (0, (4, 1.5)))}.items():
        ways = [
            line[["x_km", "y_km"]].to_numpy(float) for _, line in mine.groupby("line", sort=False)
            if (line["leg"].iloc[0] in FIRST_HAND) == first
        ] if len(mine) else []
        ax.add_collection(LineCollection(ways, colors=colour, linewidths=width, linestyles=[dash], zorder=1.5))


def _top(volume: Floats, base: BaseMap) -> float:
    """The volume from which on marks are no larger, of which few villages have more; communities of the county town are
    not asked. 0 where nothing comes."""
    some = volume[(volume > 0) & ~np.array([spot.urban for spot in base.villages])]
    return float(np.quantile(some, 0.95)) if len(some) else float(volume.max(initial=0.0))


def _area(volume: Floats, top: float) -> Floats:
    """Areas of the villages' marks, square points."""
    areas: Floats = np.clip(LARGEST * volume / (top or 1.0), 4.0, LARGEST)
    return areas


def _by_mode(ax: Axes, of: Subject, served: Any, areas: Floats) -> list[Line2D]:
    """Draw a mark a village in the colour and shape of its mode; what the legend has of them."""
    x, y = village_positions(of.base)
    entries = []
    for i, key in enumerate(sorted({str(s) for s in served if s})):
        here, (colour, marker) = served == key, (COLOURS[i % len(COLOURS)], MARKERS[i % len(MARKERS)])
        ax.scatter(
            x[here], y[here], s=areas[here], c=colour, marker=marker, edgecolors="white", linewidths=0.4,
            zorder=3,
        )
        name = of.info.words.get(key, word(key, of.lang))
        text = say(of.lang, f"{name} {here.sum()}村", f"{name}: {here.sum()}")
        entries.append(Line2D([], [], linestyle="none", marker=marker, color=colour, markersize=6, label=text))
    return entries


def _by_hours(figure: Figure, ax: Axes, base: BaseMap, hours: Floats, areas: Floats) -> list[Line2D]:
    """Draw a mark a village, darker for more hours, with their scale; villages without are crosses."""
    x, y = village_positions(base)
    known, scale = np.isfinite(hours), pooled_scale(hours)
    ax.scatter(x[~known], y[~known], s=14, color="#777777", marker="x", linewidths=0.8, zorder=3)
    dots = ax.scatter(
        x[known], y[known], c=hours[known], s=areas[known], cmap=COLOUR_MAP, norm=scale.norm,
        edgecolors="white", linewidths=0.4, zorder=3,
    )
    bar = figure.colorbar(dots, ax=ax, extend=scale.extend, shrink=0.7, aspect=28, pad=0.02)
    thousands(bar.ax.yaxis)
    return []


def _sizes(top: float, lang: str) -> list[Line2D]:
    """What the legend has of sizes: a tenth and half of the volume from which on marks are no larger, and that."""
    return [_size(top * share, LARGEST * share, lang, more=share == 1.0) for share in (0.1, 0.5, 1.0)] if top else []


def _size(volume: float, area: float, lang: str, *, more: bool) -> Line2D:
    end = say(lang, "及以上", " or more") if more else ""
    text = say(lang, f"{number(volume, 1)}件/日{end}", f"{number(volume, 1)} parcels a day{end}")
    return Line2D(
        [], [], linestyle="none", marker="o", color="#BBBBBB", markeredgecolor=INK, markeredgewidth=0.4,
        markersize=max(4.0, area) ** 0.5, label=text,
    )


def _scheme(of: Subject) -> str:
    return next((look.name for look in of.looks if look.key == of.info.scheme), of.info.scheme)


def map_notes(of: Subject) -> list[str]:
    """What stands below a map: its signs, what is synthetic, where positions come from, and the place of the approval
    number 审图号."""
    base, lang = of.base, of.lang
    return [
        say(
            lang,
            "★ 县中心  △ 乡镇驻地  × 无数据；实线：县中心发出的线路，虚线：乡镇发出的线路，"
            "连线为停靠次序，非道路走向。",
            "★ hub  △ township seat  × no data; solid: lines from the hub, dashed: from townships; they join stops in "
            "order and are no roads.",
        ),
        say(lang, f"{pool_note(lang)}；各次重复的平均。", f"{pool_note(lang)}; means over replications."),
        part_note(base, lang),
        *map_foot(base, of.info.map_approval, lang),
    ]


def _data(of: Subject, served: Any, hours: Floats | None, volume: Floats) -> pd.DataFrame:
    """A row a village: what the map shows of it."""
    spots = of.base.villages
    shown = {"service_mode": served} if hours is None else {P90_KPI: hours}
    return pd.DataFrame({
        "village": [s.code for s in spots], "name": [s.name for s in spots], "x_km": [s.x_km for s in spots],
        "y_km": [s.y_km for s in spots], "parcels_day": volume, **shown,
    })
