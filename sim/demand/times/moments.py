"""What a column of times means as a whole: one order of day and month, zones, serial numbers, dates joined with hours.

Nothing is guessed by row: where a column allows two readings it is a fault, told with the words that a person could
write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.arrays import Bools, Ints
from sim.clock import DAY, MINUTE, SECOND
from sim.demand.times.texts import NONE, Read, day_number, read
from sim.problems import Said, phrase

COUNTY_ZONE = 480
"""Minutes by which the clocks of every county are ahead of UTC: China has one legal time."""

FIRST_DAY, LAST_DAY = 10_957, 47_481
"""2000-01-01 and 2099-12-31, as days since 1970-01-01: what lies outside is a typing error."""

SERIAL_OF_1970 = 25_569
"""A spreadsheet's serial number of 1970-01-01."""

Order = Literal["", "day_first", "month_first"]


@dataclass(frozen=True)
class BadTimes:
    """Rows of a column that are no times, or the whole column (``rows`` None)."""

    code: str
    rows: Bools | None
    allowed: Said
    hint: Said = ""


@dataclass(frozen=True)
class HeadingHints:
    """What the brackets of a heading say of all its times."""

    zone: int | None = None
    order: Order = ""


@dataclass(frozen=True, eq=False)
class Moments:
    """Times of the county by row: ms since 1970-01-01 00:00 by its own clocks, ``NONE`` where at fault.

    Attributes:
        faults: of the column of times; ``date_faults``: of that of dates.
        converted: rows whose time was of another zone.
        serials: rows that were serial numbers of a spreadsheet.
        order: that of day and month, where dates end with the year.
    """

    ms: Ints
    faults: tuple[BadTimes, ...]
    date_faults: tuple[BadTimes, ...] = ()
    converted: int = 0
    serials: int = 0
    order: Order = ""


_ORDERS: tuple[tuple[str, Order], ...] = (
    (r"(dd?|日)[-/.]?(mm?|月)[-/.]?(y{2,4}|年)", "day_first"),
    (r"(mm?|月)[-/.]?(dd?|日)[-/.]?(y{2,4}|年)", "month_first"),
)
_YEAR_FIRST = re.compile(r"y{4}.{0,2}m{1,2}.{0,2}d{1,2}.*|年.?月.?日.*")
_LOCAL = ("", "北京时间", "当地时间", "localtime", "asia/shanghai")
_HEADING_ZONE = re.compile(r"(utc|gmt|z)(?:([-+])(\d\d?)(?::?(\d\d))?)?")


def heading_of(unit: str) -> HeadingHints | None:
    """What the brackets of a heading say, such as ``UTC``, ``UTC+8``, ``北京时间`` or ``日/月/年``; None where they are
    not understood."""
    word = re.sub(r"\s", "", unit.lower())
    if word in _LOCAL or _YEAR_FIRST.fullmatch(word):
        return HeadingHints()
    for pattern, order in _ORDERS:
        if re.match(pattern, word):
            return HeadingHints(order=order)
    if match := _HEADING_ZONE.fullmatch(word):
        _, sign, hours, minutes = match.groups()
        return HeadingHints(zone=(-1 if sign == "-" else 1) * (int(hours or 0) * 60 + int(minutes or 0)))
    return None


def moments(times: pd.Series, dates: pd.Series | None = None, heading: HeadingHints = HeadingHints()) -> Moments:
    """The times of a column of clean texts (empty where the cell is), with those of a column of dates where the hours
    stand alone."""
    hours = _Reading(times, heading, joined=dates is not None)
    days = None if dates is None else _Reading(dates, heading, joined=False)
    if days is not None:
        hours.join(days)
    hours.complete()
    own = COUNTY_ZONE if heading.zone is None else heading.zone
    zone = np.where(hours.zone == NONE, own, hours.zone)
    good = ~hours.bad & (hours.day != NONE) & (hours.clock != NONE)
    ms = np.where(good, hours.day, 0) * DAY + np.where(good, hours.clock, 0) + (COUNTY_ZONE - zone) * MINUTE
    both = [hours] if days is None else [hours, days]
    return Moments(
        np.where(good, ms, NONE),
        tuple(hours.faults),
        () if days is None else tuple(days.faults),
        int((good & (zone != COUNTY_ZONE)).sum()),
        max(c.serials for c in both),
        next((c.order for c in both if c.order), ""),
    )


class _Reading:
    """A column while it is understood: days, hours and zones by row as far as they are known, and what is at fault."""

    def __init__(self, texts: pd.Series, heading: HeadingHints, joined: bool) -> None:
        said = read(texts)
        self.texts, self.heading, self.joined = texts, heading, joined
        self.day, self.clock, self.zone = said.day, said.clock, said.zone
        self.empty: Bools = np.asarray(texts == "", np.bool_)
        self.bad: Bools = np.zeros(len(texts), np.bool_)
        self.faults: list[BadTimes] = []
        self.serials, self.order = 0, heading.order
        self._numbers(np.where((self.day == NONE) & (said.year == NONE), said.number, np.nan))
        self._order(said)

    def fault(self, code: str, rows: Bools | None, allowed: str, hint: str = "") -> None:
        """Note rows that are at fault, if there are any, or the whole column; ``allowed`` and ``hint`` are keys of the
        catalogue."""
        if rows is None or rows.any():
            self.faults.append(BadTimes(code, rows, phrase(allowed), phrase(hint) if hint else ""))
            self.bad |= True if rows is None else rows

    def _numbers(self, number: NDArray[np.float64]) -> None:
        """Read a spreadsheet's serial numbers where the whole column is of them."""
        serial = (number >= FIRST_DAY + SERIAL_OF_1970) & (number < LAST_DAY + 1 + SERIAL_OF_1970)
        hours = (number >= 0) & (number < 1) & self.joined
        if serial.any() and bool((serial | self.empty).all()):
            whole = np.floor(np.where(serial, number, 0))
            self.serials = int(serial.sum())
            self.day = np.where(serial, whole.astype(np.int64) - SERIAL_OF_1970, NONE)
            if (number[serial] % 1 != 0).any():
                self.clock = np.where(serial, _of_a_day(number - whole), NONE)
        elif hours.any() and bool((hours | self.empty).all()):
            self.clock = np.where(hours, _of_a_day(number), NONE)
        else:
            self.fault("parcels.time_serial", serial, "parcels.a_time", "parcels.hint_serial")

    def _order(self, said: Read) -> None:
        """Read dates that end with the year in the one order that fits the whole column."""
        ends = said.year != NONE
        if not ends.any():
            return
        by_day = day_number(said.year, said.second, said.first)
        by_month = day_number(said.year, said.first, said.second)
        only_day, only_month = (by_day != NONE) & (by_month == NONE), (by_month != NONE) & (by_day == NONE)
        if not self.order:
            if not (only_day.any() or only_month.any() or (by_day == by_month).all()):
                self.fault("parcels.time_order", None, "parcels.a_date_year_first", "parcels.hint_order")
                return
            self.order = "day_first" if only_day.sum() >= only_month.sum() else "month_first"
        day, other, allowed = by_month, only_day, "parcels.order_month_first"
        if self.order == "day_first":
            day, other, allowed = by_day, only_month, "parcels.order_day_first"
        self.fault("parcels.time_order", other, allowed, "parcels.hint_order")
        self.day = np.where(ends, day, self.day)
        self.clock = np.where(ends & (self.day == NONE), NONE, self.clock)

    def join(self, dates: _Reading) -> None:
        """Take the day from a column of dates where the hour stands alone."""
        bare = (self.day == NONE) & (self.clock != NONE) & ~self.bad
        self.day = np.where(bare, dates.day, self.day)
        lost = bare & ((dates.day == NONE) | dates.bad)
        dates.fault("parcels.date", lost & ~dates.bad, "parcels.a_date")
        self.bad |= lost

    def complete(self) -> None:
        """Tell every row that has no day or no hour, and the whole column where none has."""
        dated, clocked = self.day != NONE, self.clock != NONE
        left = ~self.bad & ~self.empty
        self.fault("parcels.time", self.empty & ~self.bad, "parcels.time_in_every_row")
        self._lacking("parcels.time_without_date", left & ~dated & clocked, "parcels.hint_without_date")
        self._lacking("parcels.time_without_hour", left & dated & ~clocked, "parcels.hint_without_hour")
        self._unread(left & ~dated & ~clocked)
        both = left & dated & clocked
        self.fault("parcels.time", both & ((self.day < FIRST_DAY) | (self.day > LAST_DAY)), "parcels.a_year")
        if both.sum() > 1 and both.sum() == left.sum() and not self.clock[both].any():
            self.fault("parcels.time_without_hour", None, "parcels.a_time", "parcels.hint_midnight")
        zoned = both & (self.zone != NONE)
        # a row without one could be of either
        if self.heading.zone is None and (self.zone[zoned] != COUNTY_ZONE).any():
            self.fault("parcels.time_zone", both & ~zoned, "parcels.a_zone", "parcels.hint_zone")

    def _lacking(self, code: str, rows: Bools, hint: str) -> None:
        whole = rows.sum() > 1 and bool((rows | self.empty).all())
        self.fault(code, None if whole else rows, "parcels.a_time", hint)

    def _unread(self, rows: Bools) -> None:
        """Tell rows that are no time, each with the hint that fits it."""
        if not rows.any():
            return
        texts = self.texts.where(rows, "")
        for pattern, hint in _HINTS:
            fit = rows & np.asarray(texts.str.match(pattern), np.bool_)
            rows = rows & ~fit
            self.fault("parcels.time", fit, "parcels.a_time", hint)


_HINTS = (
    (r"\d{1,2}[-/.]\d{1,2}(\s|$)|\d{1,2}月\d{1,2}[日号]", "parcels.hint_no_year"),
    (r"\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(\s|$)|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(\s|$)", "parcels.hint_short_year"),
    (r"1\d{9}(\d{3})?(\.\d*)?$", "parcels.hint_epoch"),
    (r"[\d.]+$", "parcels.hint_number"),
    (r"", ""),
)
"""What a text that is no time looks like, and what to say of it."""


def _of_a_day(days: NDArray[np.float64]) -> Ints:
    """Parts of a day in ms; to the second where a spreadsheet's digits end within 2 ms of one."""
    ms = np.rint(np.where(np.isfinite(days), days, 0) * DAY).astype(np.int64)
    near = (ms + SECOND // 2) // SECOND * SECOND
    rounded: Ints = np.minimum(np.where(np.abs(ms - near) <= 2, near, ms), DAY)
    return rounded
