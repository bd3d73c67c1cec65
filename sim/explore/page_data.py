"""What the page knows, as plain data: places, villages with their KPIs in each mode, and the day of each mode.

Positions are whole metres east and north of the hub, times of journeys whole milliseconds, those of waiting and crews
whole minutes, from the day's midnight. A KPI that a village has not is null, as are those of an overloaded mode.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.chart.base_map import BaseMap, map_foot
from sim.county.county import County
from sim.explore.journeys import Journey
from sim.explore.replay_day import ReplayDay
from sim.explore.waiting import WaitingAt
from sim.inference.estimate import OVERLOADED
from sim.measure.registry import kpi_of, name_of
from sim.parameters import Parameters
from sim.proposal.measured import kind_of, measured
from sim.service.tables import vehicle_text
from sim.words import say, unit_text, with_unit, word

LANGS = ("zh", "en")
HUB, TOWNSHIP, POINT = range(3)
"""Kinds of place."""

EXPLORED = (
    "at_village_mean_h", "at_village_p90_h", "in_hand_mean_h", "within_24h", "to_village_share", "delivery_days_week",
    "brands_to_village", "cost_system_parcel", "cost_operators_parcel", "cost_residents_parcel",
)  # fmt: skip
"""KPIs that can be chosen, of the pool's parcels."""

WEEKDAYS = (
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)

DIGITS = 6
"""Significant digits of a KPI on the page."""


@dataclass(frozen=True, kw_only=True)
class ShownMode:
    """A mode on the page.

    Attributes:
        names: Chinese and English.
        overloaded: it is asked for more than it can do, so that its figures do not count.
    """

    key: str
    names: tuple[str, str]
    overloaded: bool
    day: ReplayDay


def place_numbers(county: County) -> dict[str, int]:
    """By code, the index of each place on the page: the hub, the townships, the points, as the county numbers them."""
    codes = (county.hub.code, *(t.code for t in county.townships), *(p.code for p in county.points))
    return {code: number for number, code in enumerate(codes)}


def township_codes(county: County) -> dict[str, str]:
    """By code of a village, that of its township."""
    return {village.code: county.townships[village.township].code for village in county.villages}


def page_data(
    county: County, parameters: Parameters, villages: pd.DataFrame, modes: Sequence[ShownMode], date: dt.date,
    approval: str = "",
) -> dict[str, Any]:
    """Everything that the page shows.

    Args:
        villages: the table of villages of a results folder.
        date: of the day shown. ``approval``: number of the map 审图号; empty: its place is left blank.
    """
    base = BaseMap.of(county)
    return {
        "county": [county.name, county.name_en or county.name],
        "schematic": county.schematic,
        "note": [[line for line in map_foot(base, approval, lang) if line] for lang in LANGS],
        "day": [with_unit(day_name(date, lang), kind_of([date], parameters, lang), lang) for lang in LANGS],
        "measured": [measured(parameters, lang) for lang in LANGS],
        "boundary": [np.rint(ring * 1000).astype(int).ravel().tolist() for ring in county.boundary],
        "places": _places(county),
        "villages": _villages(county, villages),
        "kpis": _kpis(villages, county, modes),
        "modes": [{"key": m.key, "name": list(m.names), "overloaded": m.overloaded} for m in modes],
        "days": [_day(m.day, parameters) for m in modes],
    }


def _places(county: County) -> dict[str, list[Any]]:
    """Columns: kind, names and position."""
    seats, points = (county.hub, *county.townships), county.points
    pinyin = {v.code: v.pinyin for v in county.villages}
    return {
        "kind": [HUB, *[TOWNSHIP] * len(county.townships), *[POINT] * len(points)],
        "zh": [*(s.name for s in seats), *(p.name for p in points)],
        "en": [*(s.pinyin or s.name for s in seats), *(pinyin.get(p.code) or p.name for p in points)],
        "x": [_metres(km) for km in (*(s.x_km for s in seats), *(p.x_km for p in points))],
        "y": [_metres(km) for km in (*(s.y_km for s in seats), *(p.y_km for p in points))],
    }


def _metres(km: float) -> int:
    return round(1000 * km)


def _villages(county: County, villages: pd.DataFrame) -> dict[str, list[Any]]:
    """Columns: names, whether it is a community of the county town, place of its point, township, position, people,
    parcels a day."""
    parcels = dict(zip(villages["village"], villages["parcels_day"], strict=True))
    return {
        "zh": [v.name for v in county.villages],
        "en": [v.pinyin or v.name for v in county.villages],
        "urban": [int(urban) for urban in county.urban],
        "place": [county.village_place(v) for v in county.villages],
        "township": [county.township_place(v.township) for v in county.villages],
        "x": [_metres(v.x_km) for v in county.villages],
        "y": [_metres(v.y_km) for v in county.villages],
        "people": [v.population for v in county.villages],
        "parcels": [_plain(parcels.get(v.code, math.nan)) for v in county.villages],
    }


def _kpis(villages: pd.DataFrame, county: County, modes: Sequence[ShownMode]) -> list[dict[str, Any]]:
    """Each KPI that some village has in some mode, with its values by mode and village."""
    by_mode = {mode: rows.set_index("village") for mode, rows in villages.groupby("mode")}
    codes = [v.code for v in county.villages]
    found = []
    for key in (k for k in EXPLORED if k in villages):
        values = [_values(by_mode.get(m.key), key, codes, m.overloaded) for m in modes]
        if any(v is not None for column in values for v in column):
            unit, better = kpi_of(key).unit, kpi_of(key).better
            names = {"name": [name_of(key, x) for x in LANGS], "unit": [unit_text(unit, x) for x in LANGS]}
            found.append({"key": key, **names, "share": unit == "share", "better": better, "values": values})
    return found


def _values(rows: pd.DataFrame | None, key: str, codes: list[str], overloaded: bool) -> list[float | None]:
    """Of one mode, by village; none where it is overloaded or the folder has no row."""
    if rows is None or overloaded:
        return [None] * len(codes)
    sound = rows[key].where(rows[f"{key}_state"] != OVERLOADED)
    return [_plain(value) for value in sound.reindex(codes)]


def _plain(value: float) -> float | None:
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def _day(day: ReplayDay, parameters: Parameters) -> dict[str, Any]:
    """Journeys, counts and crews as columns; halts of all journeys follow each other, ``first`` says where each begins.
    """
    kinds = list(dict.fromkeys(j.kind for j in day.journeys))
    lines = list(dict.fromkeys(j.line for j in day.journeys))
    return {
        "kinds": [[vehicle_text(kind, parameters, lang) for lang in LANGS] for kind in kinds],
        "lines": lines,
        "journeys": _journeys(day.journeys, lines, kinds),
        "waiting": [_counts(w) for w in day.waiting],
        "ready": _counts(day.ready),
        "crews": [[c.place, [word(c.stage, lang) for lang in LANGS], c.start, c.end, c.people] for c in day.crews],
    }


def _journeys(journeys: Sequence[Journey], lines: Sequence[str], kinds: Sequence[str]) -> dict[str, list[int]]:
    halts = [halt for journey in journeys for halt in journey.halts]
    ends = np.cumsum([len(journey.halts) for journey in journeys]).tolist()
    numbers: Mapping[str, list[int]] = {
        "line": [lines.index(j.line) for j in journeys], "kind": [kinds.index(j.kind) for j in journeys],
        "first": [0, *ends], "place": [h.place for h in halts], "arrived": [h.arrived for h in halts],
        "left": [h.left for h in halts], "aboard": [h.aboard for h in halts],
    }  # fmt: skip
    return dict(numbers)


def _counts(of: WaitingAt) -> list[Any]:
    return [of.place, of.before, _steps(of.minutes), list(of.changes)]


def _steps(minutes: Sequence[int]) -> list[int]:
    """From each to the next, the first from nought: small numbers, which pack well."""
    return [minute - before for before, minute in zip((0, *minutes), minutes, strict=False)]


def day_name(date: dt.date, lang: str) -> str:
    """A day's name: its weekday and its date in the calendar of the horizon."""
    zh, en = (days.split()[date.weekday()] for days in WEEKDAYS)
    return f"{say(lang, zh, en)} {date.isoformat()}"
