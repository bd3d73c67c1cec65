"""A day at work: vehicles on the road and crews on shift, as a Gantt chart 甘特图."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.chart.apart import HALO
from sim.chart.frame import each_row, sentence, width_of
from sim.chart.style import FULL_MM, INK, dress, new_figure, number, points
from sim.chart.subject import Picture, Subject
from sim.measure.traced import DAY_MIN, busiest_day, of_day, one_replication
from sim.words import say, word

VEHICLES, CREWS = 22, 16
"""Rows drawn of each; one that needs fewer leaves its rows to the other."""
OWN, HOSTS = "#93CFEC", "#FFFFFF"
"""Colours of runs."""


def draw_vehicles_at_work(
    ax: Axes, runs: pd.DataFrame, names: Mapping[str, str], types: Mapping[str, str], lang: str = "zh"
) -> None:
    """Draw a row a vehicle: from departure to return of each run, with the parcels that it carried, which stand behind
    a bar that is too short, before it where the next run is near; the axis of time is set already.

    Args:
        runs: of one day, columns vehicle, host, vehicle_type, base, departed, returned, loaded_parcels,
            picked_up_parcels; ``host``: a host's run, white.
        types: names of the vehicle types.
    """
    keys = list(dict.fromkeys(runs["vehicle"]))
    low, high = ax.get_xlim()
    hour = 0.6 * width_of(ax) / (high - low)
    next_run = (runs.sort_values("departed").groupby("vehicle")["departed"].shift(-1) / 60.0 % 24).to_dict()
    for row, run in zip(runs.index, each_row(runs), strict=True):
        y, begin = keys.index(run.vehicle), run.departed / 60.0 % 24
        length = max(0.05, (run.returned - run.departed) / 60.0) if run.returned == run.returned else 24 - begin
        ax.barh(y, length, left=begin, height=0.66, color=HOSTS if run.host else OWN, edgecolor=INK, linewidth=0.5)
        text = number(run.loaded_parcels + run.picked_up_parcels)
        at, side = _beside(begin, length, next_run[row], points(text, 7) / hour, 2 / hour)
        ax.text(at, y, text, fontsize=7, va="center", ha=side, path_effects=HALO)
    firsts = runs.drop_duplicates("vehicle")
    told = [f"{names.get(x.base, x.base)} {types.get(x.vehicle_type, x.vehicle_type)}" for x in each_row(firsts)]
    _rows(ax, _numbered(told))


def _beside(begin: float, length: float, following: float, wide: float, gap: float) -> tuple[float, str]:
    """Where a bar's figure stands, with which side: in the bar, else behind it, before it where another follows."""
    if wide + gap < length:
        return begin + length / 2, "center"
    return (begin - gap, "right") if following < begin + length + wide + 2 * gap else (begin + length + gap, "left")


def draw_crews_at_work(ax: Axes, shifts: pd.DataFrame, names: Mapping[str, str], lang: str = "zh") -> None:
    """Draw a row a crew: its shifts, darker for busier, with people and the share of the time that they work.

    Args:
        shifts: of one day, columns place, stage, shift_start, shift_end, crew, paid_minutes, busy_minutes.
    """
    keys = list(dict.fromkeys(zip(shifts["place"], shifts["stage"], strict=True)))
    for shift in each_row(shifts):
        y, begin = keys.index((shift.place, shift.stage)), shift.shift_start / 60.0 % 24
        rostered = shift.crew * (shift.shift_end - shift.shift_start)  # who is paid by the work is not always busy
        busy = min(1.0, shift.busy_minutes / rostered) if rostered > 0 else 0.0
        length = (shift.shift_end - shift.shift_start) / 60.0
        ax.barh(
            y, length, left=begin, height=0.66, color=colormaps["Greys"](float(0.08 + 0.6 * busy)), edgecolor=INK,
            linewidth=0.5,
        )
        ax.text(
            begin + length / 2, y, say(lang, f"{shift.crew}人 {100 * busy:.0f}%", f"{shift.crew}: {100 * busy:.0f}%"),
            fontsize=7, ha="center", va="center", color="white" if busy > 0.75 else INK,
        )
    _rows(ax, [f"{names.get(str(p), str(p))} {word(str(s), lang, 'stage')}" for p, s in keys])


def _numbered(names: Sequence[str]) -> list[str]:
    """Names that come twice get a number."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(f"{name} {seen[name]}" if names.count(name) > 1 else name)
    return told


def _rows(ax: Axes, names: Sequence[str]) -> None:
    """Name the rows from the top."""
    ax.set_yticks(range(len(names)), list(names))
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")


def day_work_figure(of: Subject) -> Picture | None:
    """The busiest day of the scheme in one traced replication; None where it was not traced."""
    runs, lang = one_replication(of.table("trace/runs"), of.info.scheme), of.lang
    if runs.empty:
        return None
    day = busiest_day(runs)
    every = _vehicles(of_day(runs, day))
    shifts = _shifts(one_replication(of.table("trace/stages"), of.info.scheme), day)
    teams = len(shifts[["place", "stage"]].drop_duplicates())
    vehicles = _most(every, ["vehicle"], "loaded_parcels", VEHICLES + max(0, CREWS - teams))
    spare = max(0, VEHICLES - every["vehicle"].nunique())
    crews = _most(shifts, ["place", "stage"], "busy_minutes", CREWS + spare)
    if vehicles.empty or crews.empty:
        return None
    figure = _drawn_day(of, vehicles, crews)
    title = say(
        lang, f"车辆与班组的一天（载件最多的第{day + 1}天）", f"Vehicles and crews on the busiest day (day {day + 1})"
    )
    note = _left_out(every, vehicles, shifts, crews, lang)
    dress(figure, title, [note], of.info.provenance, _legend(bool(vehicles["host"].any()), lang))
    return Picture(figure, every)


def _drawn_day(of: Subject, vehicles: pd.DataFrame, crews: pd.DataFrame) -> Figure:
    """Vehicles above, crews below, over the same hours."""
    lang, names = of.lang, of.base.names(of.lang)
    rows = [vehicles["vehicle"].nunique(), len(crews[["place", "stage"]].drop_duplicates())]
    figure = new_figure(FULL_MM, 16.0 + 5.6 * sum(rows))
    above, below = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": rows})
    below.set_xlim(*_hours(vehicles["departed"], vehicles["returned"], crews["shift_start"], crews["shift_end"]))
    draw_vehicles_at_work(above, vehicles, names, of.info.words, lang)
    draw_crews_at_work(below, crews, names, lang)
    cars = say(lang, "车辆：发车至返回，数字为载件数", "vehicles: departure to return, with parcels carried")
    people = say(lang, "班组：排班时段，人数和忙碌占比", "crews: shifts, people and the share of busy time")
    above.set_title(cars, fontsize=8.5)
    below.set_title(people, fontsize=8.5)
    begin, end = below.get_xlim()
    below.set_xticks([hour for hour in range(0, 25, 2) if begin <= hour <= end])
    below.set_xlabel(say(lang, "时刻（时）", "hour of day"))
    return figure


def _vehicles(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs of a day by vehicle: own ones, and those of hosts that carried parcels, of which each line is a vehicle,
    more than one where runs of it are under way at once."""
    host = runs["vehicle"] == ""
    carried = runs["loaded_parcels"] + runs["picked_up_parcels"] > 0
    found: pd.DataFrame = runs.assign(host=host)[~host | carried].copy()
    back: dict[str, float] = {}
    for row in each_row(found[found["host"]].sort_values("departed")[["run", "line", "departed", "returned"]]):
        number_ = next(n for n in itertools.count() if back.get(f"{row.line}#{n}", -np.inf) <= row.departed)
        back[f"{row.line}#{number_}"] = row.returned if row.returned == row.returned else np.inf
        found.loc[found["run"] == row.run, "vehicle"] = f"{row.line}#{number_}"
    return found


def _legend(hosts: bool, lang: str) -> tuple[list[Patch], list[str]] | None:
    """Own vehicles and hosts', where there are any."""
    if not hosts:
        return None
    drawn = [Patch(facecolor=OWN, edgecolor=INK, linewidth=0.5), Patch(facecolor=HOSTS, edgecolor=INK, linewidth=0.5)]
    hosted = say(lang, "承运方车辆（按线路）", "hosts' vehicles (by line)")
    return drawn, [say(lang, "车队车辆", "fleet vehicles"), hosted]


def _hours(*minutes: pd.Series) -> tuple[float, float]:
    """The hours of the day between which anything happens, an hour to spare."""
    every = pd.concat(minutes).dropna() / 60.0 % 24
    return max(0.0, float(every.min()) - 1), min(24.0, float(every.max()) + 1)


def _shifts(stages: pd.DataFrame, day: int) -> pd.DataFrame:
    """Shifts that begin on a day, those of one place, stage and time together."""
    mine = stages[np.floor(stages["shift_start"] / DAY_MIN) == day]
    summed = mine.groupby(["place", "stage", "shift_start", "shift_end"], as_index=False, observed=True)[
        ["crew", "paid_minutes", "busy_minutes"]
    ].sum()
    found: pd.DataFrame = summed[summed["crew"] > 0]
    return found


def _most(table: pd.DataFrame, keys: list[str], value: str, most: int) -> pd.DataFrame:
    """The rows of those keys that have most of a value, in the order of the table."""
    by_key = table.groupby(keys, observed=True)[value].sum().sort_values(ascending=False).head(most)
    found: pd.DataFrame = table.merge(by_key.index.to_frame(index=False), on=keys)
    return found


def _left_out(every: pd.DataFrame, vehicles: pd.DataFrame, shifts: pd.DataFrame, crews: pd.DataFrame, lang: str) -> str:
    """How many rows there are beside those drawn."""
    cars = every["vehicle"].nunique() - vehicles["vehicle"].nunique()
    teams = len(shifts[["place", "stage"]].drop_duplicates()) - len(crews[["place", "stage"]].drop_duplicates())
    return sentence(
        (
            say(lang, "一次重复，全部品牌", "One replication, all brands"),
            say(lang, f"另有{cars}辆车未画", f"{cars} more vehicles are not drawn") if cars else "",
            say(lang, f"另有{teams}个班组未画", f"{teams} more crews are not drawn") if teams else "",
        ), lang,
    )
