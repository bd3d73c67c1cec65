"""Runs of a line in space and time 运行图, with what is on board."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.arrays import Floats
from sim.chart.frame import each_row
from sim.chart.style import FULL_MM, POINTS_MM, dress, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.measure.traced import DAY_MIN, busiest_day, of_day, one_replication
from sim.words import say

HIGH_MM = 92.0
LEGS = ("trunk", "village", "direct")
"""Legs of which a line is drawn."""
WIDEST = 5.0
"""Of a run's line, points: that of its greatest load."""

ROOM = 0.06
"""Of the way, between loads that are written at a run's line."""

MOST_NAMED = 5
"""Places of a line up to which a title names each of them."""


def busiest_line(runs: pd.DataFrame, routes: pd.DataFrame) -> str:
    """The line with several stops, outside the county town, that carried most; any line where there is none such;
    empty where none carried anything.

    Args:
        runs: of the trace. ``routes``: columns line, leg, sequence.
    """
    lines = runs["line"].astype(str)
    carried = (runs["loaded_parcels"] + runs["picked_up_parcels"]).groupby(lines).sum().sort_values(ascending=False)
    outside = routes[routes["leg"].isin(LEGS) & routes["sequence"].ge(2)]["line"].unique()
    some = [str(line) for line, parcels in carried.items() if parcels > 0]
    return next((line for line in some if line in outside), some[0] if some else "")


def run_points(run: pd.Series, stops: pd.DataFrame, km: Floats) -> pd.DataFrame:
    """Where a run is when, and what is on board after it: columns hour (of the day of its departure), km, load.

    Args:
        run: a row of the trace. ``stops``: its stops in order. ``km``: along the line by sequence, base first and last.
    """
    day = np.floor(run["departed"] / DAY_MIN) * DAY_MIN
    load, rows = int(run["loaded_parcels"]), [(run["departed"], 0.0, int(run["loaded_parcels"]))]
    for stop in each_row(stops):
        at = float(km[int(stop.sequence) + 1])
        rows.append((stop.arrived, at, load))
        load += int(stop.picked_up) - int(stop.dropped)
        rows.append((stop.departed, at, load))
    if run["returned"] == run["returned"]:
        rows.append((run["returned"], float(km[-1]), 0))
    points = pd.DataFrame(rows, columns=["minute", "km", "load"])
    return points.assign(hour=(points["minute"] - day) / 60.0)[["hour", "km", "load"]]


def draw_line_runs(
    ax: Axes, every: Mapping[int, pd.DataFrame], bold: set[int], route: pd.DataFrame, names: Mapping[str, str],
    lang: str = "zh",
) -> None:
    """Draw each run as a line through time and the way from the base: those of ``bold`` in black, wider for more on
    board, with their loads; the others grey.

    Args:
        every: points of runs by number (``run_points``).
        route: of the line, columns place and km.
    """
    most = max((int(every[n]["load"].max()) for n in bold), default=1) or 1
    for number_, points in every.items():
        if number_ not in bold:
            ax.plot(points["hour"], points["km"], color="#BBBBBB", linewidth=0.8, zorder=1)
    for number_ in sorted(bold):
        _draw_bold(ax, every[number_], most)
    _name_stops(ax, route, names, lang)
    ax.margins(x=0.08)
    ax.set_xlabel(say(lang, "时刻（时）", "hour of day"))
    ax.grid(axis="both")


def _draw_bold(ax: Axes, points: pd.DataFrame, most: int) -> None:
    """Draw a run stretch by stretch, and write its load where it has changed by a sixth of the most and there is room
    above what is written already."""
    hours, km, load = (points[c].to_numpy(float) for c in ("hour", "km", "load"))
    told, at = -1.0, -np.inf
    for i in range(len(points) - 1):
        width = 0.8 + (WIDEST - 0.8) * load[i] / most
        ax.plot(hours[i : i + 2], km[i : i + 2], color="#0072B2", linewidth=width, solid_capstyle="butt", zorder=2)
        middle = (km[i] + km[i + 1]) / 2
        room = middle - at >= ROOM * km.max()
        if km[i + 1] != km[i] and room and (told < 0 or abs(load[i] - told) >= most / 6):
            told, at = load[i], middle
            ax.annotate(
                number(told), ((hours[i] + hours[i + 1]) / 2, middle), xytext=(-6, 3),
                textcoords="offset points", fontsize=7.5, ha="right", zorder=4,
            )


def _name_stops(ax: Axes, route: pd.DataFrame, names: Mapping[str, str], lang: str) -> None:
    """Name the stops at their distance, those too near to the one before left out."""
    top, kept, last = float(route["km"].max()), [], -np.inf
    apart = top * 11.0 / (0.8 * HIGH_MM * POINTS_MM)
    rows = list(zip(route["place"].astype(str), route["km"].astype(float), strict=True))
    for place, km in rows:
        if km - last >= apart and (km == top or top - km >= apart):
            kept.append((km, names.get(place, place)))
            last = km
    ax.set_yticks([km for km, _ in kept], [f"{name} {km:.0f} {say(lang, '公里', 'km')}" for km, name in kept])
    ax.set_ylim(-0.02 * top, 1.02 * top)


def line_runs_figure(of: Subject) -> Picture | None:
    """The runs of the scheme's busiest line in one traced replication; None where it was not traced."""
    runs, routes, lang = one_replication(of.table("trace/runs"), of.info.scheme), of.table("routes"), of.lang
    mode = routes[routes["mode"] == of.info.scheme]
    line = busiest_line(runs, mode) if len(runs) else ""
    route = mode[mode["line"] == line].sort_values("sequence")
    if route.empty:
        return None
    mine = runs[(runs["line"] == line) & runs["departed"].notna()]
    every, day = _points(of, mine, route), busiest_day(mine)
    figure = new_figure(FULL_MM, HIGH_MM)
    bold = set(of_day(mine, day)["run"].astype(int))
    draw_line_runs(figure.add_subplot(), every, bold, route, of.base.names(lang), lang)
    title = say(lang, f"运行图：{route['name'].iloc[0]}", f"Runs of a line in space and time: {_line(of, route)}")
    dress(figure, title, [_told(day, int(mine["capacity_parcels"].iloc[0]), lang)], of.info.provenance)
    told = [points.assign(run=number_) for number_, points in every.items()]
    return Picture(figure, pd.concat(told, ignore_index=True)[["run", "hour", "km", "load"]])


def _points(of: Subject, runs: pd.DataFrame, route: pd.DataFrame) -> dict[int, pd.DataFrame]:
    """The points of each run of a line by its number."""
    stops, km = one_replication(of.table("trace/stops"), of.info.scheme), route["km"].to_numpy(float)
    by_run = dict(list(stops[stops["run"].isin(runs["run"])].sort_values("sequence").groupby("run")))
    return {int(run["run"]): run_points(run, by_run.get(run["run"], stops.head(0)), km) for _, run in runs.iterrows()}


def _told(day: int, capacity: int, lang: str) -> str:
    """How to read the figure."""
    return say(
        lang, f"一次重复；深色线为载件最多的一天（第{day + 1}天），粗细和数字为车上件数"
        f"（车辆容量{number(capacity)}件，全部品牌），灰线为其余各天。纵轴为自始发地沿线里程。",
        f"One replication; dark: the day with most on board (day {day + 1}), width and figures are parcels on board "
        f"(the vehicle holds {number(capacity)}), grey: the other days. The vertical axis is the way from the base.",
    )


def _line(of: Subject, route: pd.DataFrame) -> str:
    """A line in English: its base and its stops; of many the first and the last."""
    names, places = of.base.names("en"), route["place"].astype(str).tolist()
    stops = list(dict.fromkeys(names.get(place, place) for place in places))
    return " – ".join(stops if len(stops) <= MOST_NAMED else [*stops[:2], names.get(places[-2], places[-2])])
