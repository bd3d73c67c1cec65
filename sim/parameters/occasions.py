"""Times of the year that differ from normal weeks 节令: shopping festivals, the Spring Festival, migrants' return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar

from sim.parameters.dates import CalendarDay, in_year
from sim.parameters.quantity import Section, Span, param

DOUBLE11, MID_YEAR, SPRING, MIGRANTS = "double11", "mid_year", "spring_festival", "migrants_home"

_RANGES: dict[str, dict[str, Span]] = {
    DOUBLE11: {"factor": (1.18, 1.5, "S23 S26"), "peak": (1.5, 2.0, "S23 S24 S25")},
    MID_YEAR: {"factor": (1.1, 1.5, "J")},
    SPRING: {"factor": (0.2, 0.5, "J")},
    MIGRANTS: {"residents": (1.1, 1.5, "J")},
}
"""Plausible ranges of the occasions that come with the project, where they differ from an occasion's of one's own."""


class Occasion(Section):
    """An occasion: on its days other numbers of parcels come in, or other numbers of residents are at home.

    Days are those on which parcels come to the hub. The ranges below are those of an occasion of one's own.
    """

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = _RANGES
    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="J", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="J", moves=""
    )
    first: CalendarDay = param(
        "10-01", "day",
        (
            "第一天：月-日、日期，或以春节起算（'NY-7'）",
            "first day: MM-DD, a date, or counted from the Spring Festival ('NY-7')",
        ),
        source="S23 J", moves="~in_hand_mean_h.all",
    )
    last: CalendarDay = param(
        "10-07", "day", ("最后一天（早于第一天：跨年）", "last day (before the first: into the next year)"),
        source="S23 J", moves="~in_hand_mean_h.all",
    )
    factor: float = param(
        1.0, "-",
        (
            "期间每人件量为平日的倍数：各日平均，含高峰日",
            "parcels a resident gets, times normal: mean of its days, the peak day among them",
        ),
        source="J", low=0.5, high=1.5, ge=0, le=20, moves="~in_hand_mean_h.all",
    )
    peak_day: CalendarDay | None = param(
        None, "day", ("件量最多的一天；留空：各日相同", "its heaviest day; empty: its days are alike"), source="S23 J",
        moves="~in_hand_mean_h.all",
    )
    peak: float = param(
        1.5, "-", ("高峰日的倍数（设高峰日时有效）", "times normal on the peak day, where one is named"), source="J",
        low=1.0, high=2.0, ge=0, le=20, moves="~in_hand_mean_h.all",
    )
    residents: float = param(
        1.0, "-",
        (
            "在家人口为平日的倍数（返乡）：件量和赶集随之增减",
            "residents at home, times normal (migrants return): parcels and trips to market follow",
        ),
        source="J", low=1.0, high=1.5, ge=0, le=5, moves="~in_hand_mean_h.all",
    )


def occasions() -> dict[str, Occasion]:
    """The occasions that come with the project; they happen only where ``demand.calendar`` names them."""
    return {
        DOUBLE11: Occasion(
            name_zh="双十一", name_en="Double 11", first="11-01", last="11-11", factor=1.4, peak_day="11-11", peak=1.87
        ),
        MID_YEAR: Occasion(name_zh="618", name_en="618", first="06-01", last="06-20", factor=1.25),
        SPRING: Occasion(name_zh="春节", name_en="Spring Festival", first="NY-3", last="NY+6", factor=0.3),
        MIGRANTS: Occasion(name_zh="返乡", name_en="migrants' return", first="NY-7", last="NY+6", residents=1.3),
    }


def times_of(occasion: Occasion, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of each time that an occasion happens, those that may touch the days ``first`` to ``last``."""
    for year in range(first.year - 1, last.year + 1):
        begins = in_year(occasion.first, year)
        if begins is None:
            continue
        ends = [end for y in (year, year + 1) if (end := in_year(occasion.last, y)) and end >= begins]
        if ends and begins <= last and ends[0] >= first:
            yield begins, ends[0]


def usual_days(occasion: Occasion, days: int) -> float | None:
    """The factor of the other days of an occasion of so many days that has its peak day; None where there are none.

    Below 0 where the peak alone is more than the mean of all its days allows.
    """
    return (occasion.factor * days - occasion.peak) / (days - 1) if days > 1 else None
