"""Clock times, weekdays, dates and counts as people write them in a cell, in the form of the config, parts by spaces.
"""

from __future__ import annotations

import datetime as dt
import re

from sim.problems import phrase
from sim.table.sheet import CellFault

AUTO = {"auto": "auto", "自动": "auto"}
"""Words for a number that is found by rule."""

_MOST = 100_000
_PARTS = re.compile(r"[、,，;；\s]+")
_CLOCK = re.compile(r"(\d{1,2})(?:[:：](\d{2})(?:[:：]00)?|[点时](?:(\d{1,2})分?|(半))?)")
_DAYS = {**{str(i): i for i in range(1, 8)}, **{c: i for i, c in enumerate("一二三四五六日", start=1)}, "天": 7}
_DAYS_TOGETHER = {
    "每天": "1-7", "每日": "1-7", "天天": "1-7", "daily": "1-7", "工作日": "1-5", "双休日": "6-7", "周末": "6-7",
}  # fmt: skip
_RUN = re.compile(r"[1-7]{2,7}|[一二三四五六日天]{2,7}")
"""Days one after the other without anything between, 一三五."""

_SPAN = re.compile(r"([1-7一二三四五六日天])(?:[-—–~～至到]([1-7一二三四五六日天]))?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def read_times(text: str) -> str | CellFault:
    """Departures of a day: ``7:30、13:30`` as ``07:30 13:30``."""
    found = [_clock(part) for part in _parts(text)]
    return " ".join(map(str, found)) if all(found) else CellFault("not_a_clock", phrase("plan.clock_times"))


def _clock(text: str) -> str | None:
    """The clock time of a text (7:30, 7点30分, 7点半, 7时); None where it has none."""
    found = _CLOCK.fullmatch(text)
    hour, minute = (int(found[1]), 30 if found[4] else int(found[2] or found[3] or 0)) if found else (24, 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def read_weekdays(text: str) -> str | CellFault:
    """Days of the week: ``周一、周三``, ``一三五``, ``每天`` or ``1-5`` as numbers, 1 for Monday."""
    plain = text.strip()
    for word, days in _DAYS_TOGETHER.items():
        plain = plain.replace(word, days)
    plain = re.sub(r"\s*([-—–~～至到])\s*", r"\1", re.sub(r"星期|周|每|礼拜", "", plain))
    parts = [day for part in _parts(plain) for day in (part if _RUN.fullmatch(part) else (part,))]
    found = [_SPAN.fullmatch(part) for part in parts]
    if not found or not all(m and _DAYS[m[1]] <= _DAYS[m[2] or m[1]] for m in found):
        return CellFault("not_weekdays", phrase("plan.weekdays"))
    ends = [(_DAYS[m[1]], _DAYS[m[2] or m[1]]) for m in found if m]
    return " ".join(str(day) for first, last in ends for day in range(first, last + 1))


def read_dates(text: str) -> str | CellFault:
    """Dates: ``2026年12月3日、2026-12-04`` as ``2026-12-03 2026-12-04``."""
    found = [_date(part) for part in _parts(text.replace(" 00:00:00", ""))]
    return " ".join(map(str, found)) if all(found) else CellFault("not_a_date", phrase("plan.dates"))


def _date(text: str) -> dt.date | None:
    """The date of a text; None where it has none."""
    found = _DATE.fullmatch(text)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def read_count(text: str) -> int | str | CellFault:
    """A whole number, or ``auto`` 自动."""
    plain = text.strip().lower()
    if plain in AUTO:
        return AUTO[plain]
    number = re.fullmatch(r"(\d{1,6})(?:\.0*)?(?:辆|条|台)?", plain)
    if number is None or int(number[1]) > _MOST:
        return CellFault("not_a_number", phrase("plan.count_or_auto"))
    return int(number[1])


def _parts(text: str) -> list[str]:
    return [part for part in _PARTS.split(text.strip()) if part]
