"""A column of texts as days, hours of the day and zones, each text read once however often it stands there."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.arrays import Ints
from sim.clock import DAY, HOUR, MINUTE, SECOND
from sim.demand.times.form import Form, form_of, shape_of, tidy

CHUNK = 100_000
"""Texts that are read at a time."""

NONE = np.iinfo(np.int64).min
"""Stands where a text does not say."""


@dataclass(frozen=True, eq=False)
class Read:
    """What the texts of a column say, each field by row, ``NONE`` where they do not.

    Attributes:
        day: days since 1970-01-01, of dates that begin with the year or name their month.
        first, second, year: of dates that end with the year, in the order in which they stand.
        clock: ms since midnight.
        zone: minutes ahead of UTC.
        number: of texts that are a plain number, which may be a spreadsheet's serial; else NaN.
    """

    day: Ints
    first: Ints
    second: Ints
    year: Ints
    clock: Ints
    zone: Ints
    number: NDArray[np.float64]


def read(texts: pd.Series) -> Read:
    """What a column of texts says."""
    codes, words = pd.factorize(texts.to_numpy(object))
    parts = [_lines(words[i : i + CHUNK]) for i in range(0, max(len(words), 1), CHUNK)]
    return Read(*(np.concatenate([getattr(p, f.name) for p in parts])[codes] for f in fields(Read)))


def _lines(words: NDArray[Any]) -> Read:
    whole = tidy("\n".join(" ".join(word.split()) for word in words))
    return _read(np.array(whole.split("\n"), object), np.array(shape_of(whole).split("\n"), object))


def _read(texts: NDArray[np.object_], shapes: NDArray[np.object_]) -> Read:
    """What texts say, each once, grouped by shape."""
    day, first, second, year, clock, zone = (np.full(len(texts), NONE, np.int64) for _ in range(6))
    found = Read(day, first, second, year, clock, zone, np.full(len(texts), np.nan))
    group, forms = pd.factorize(shapes)
    unread = []
    for shape, rows in zip(forms, _rows_by(group, len(forms)), strict=True):
        if (form := form_of(shape)) is not None:
            _fill(found, form, rows, texts[rows])
        else:
            unread.append(rows)
    if unread:
        rows = np.concatenate(unread)
        found.number[rows] = pd.to_numeric(pd.Series(texts[rows]), errors="coerce").to_numpy(np.float64)
    return found


def _rows_by(group: NDArray[np.intp], groups: int) -> list[NDArray[np.intp]]:
    """The rows of each group, in order."""
    order = np.argsort(group, kind="stable")
    return np.split(order, np.searchsorted(group[order], np.arange(1, groups))) if groups else []


def _fill(found: Read, form: Form, rows: NDArray[np.intp], texts: NDArray[np.object_]) -> None:
    """Read texts of one shape into their rows."""
    part = _parts(form, texts)
    if form.clocked:  # a text with an hour that there is not says nothing at all
        clock = _clock(form, part, len(texts))
        good = clock != NONE
        rows, part = rows[good], {name: values[good] for name, values in part.items()}
        found.clock[rows] = clock[good]
    _fill_date(found, form, rows, part)
    if form.sign:
        nought = np.zeros(len(rows), np.int64)
        found.zone[rows] = form.sign * (part.get("zh", nought) * 60 + part.get("zm", nought))
    elif form.fixed_zone is not None:
        found.zone[rows] = form.fixed_zone


def _parts(form: Form, texts: NDArray[np.object_]) -> dict[str, Ints]:
    """The numbers in texts of one shape, by what they are."""
    digits = texts.astype(str).view(np.uint32).reshape(len(texts), -1).astype(np.int64) - ord("0")
    return {name: digits[:, a:b] @ (10 ** np.arange(b - a - 1, -1, -1)) for name, (a, b) in form.at.items()}


def _fill_date(found: Read, form: Form, rows: NDArray[np.intp], part: dict[str, Ints]) -> None:
    """Write the dates of texts into their rows."""
    if "a" in part:
        found.first[rows], found.second[rows], found.year[rows] = part["a"], part["b"], part["y"]
    elif form.dated:
        month = part["m"] if "m" in part else np.full(len(rows), form.month, np.int64)
        day = day_number(part["y"], month, part["d"])
        found.day[rows] = day
        found.clock[rows] = np.where(day == NONE, NONE, found.clock[rows])  # nor does one with a day that there is not


def _clock(form: Form, part: dict[str, Ints], size: int) -> Ints:
    """Ms since midnight, to 24:00 itself; ``NONE`` where there is no such hour."""
    nought = np.zeros(size, np.int64)
    hour, minute, second = (part.get(name, nought) for name in ("H", "M", "S"))
    good = (hour <= 24) & (minute < 60) & (second < 60)
    if form.half == "am":
        good &= hour <= 12
        hour = np.where(hour == 12, 0, hour)
    elif form.half == "pm":
        good &= hour > 0
        hour = np.where(hour < 12, hour + 12, hour)
    total = hour * HOUR + minute * MINUTE + second * SECOND + _fraction(form, part)
    return np.where(good & (total <= DAY), total, NONE)


def _fraction(form: Form, part: dict[str, Ints]) -> Ints | int:
    """Ms of the fractions of seconds; nought where there are none."""
    if "f" not in part:
        return 0
    first, end = form.at["f"]
    return np.asarray(np.rint(part["f"] * 1000.0 / 10 ** (end - first)), np.int64)


def day_number(year: Ints, month: Ints, day: Ints) -> Ints:
    """Days since 1970-01-01; ``NONE`` where there is no such day."""
    good = (month >= 1) & (month <= 12)
    months = (year - 1970) * 12 + np.where(good, month, 1) - 1
    start, after = (m.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for m in (months, months + 1))
    return np.where(good & (day >= 1) & (day <= after - start), start + day - 1, NONE)
