"""Which column of a sheet a heading names, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sim.table.heading import MOST, bare, heading
from sim.table.sheet import Column, Sheet
from sim.table.units import PER_DAY, factor_of, period_of

_OUT = re.compile("上行|揽收|揽件|寄件|寄出|出村|outbound|outgoing|collected")


_YEAR = r"(?:19|20)\d\d"
_YEAR_FIRST = re.compile(rf"{_YEAR}(年?)(?:度|底|末|初)?(.+)")
_YEAR_LAST = re.compile(rf"(.+?){_YEAR}年?(?:度|底|末|初)?")


@dataclass(frozen=True)
class Fit:
    """What a heading fits: the column, and the units that its words name."""

    column: Column
    units: tuple[str, ...] = ()


def fit_of(text: str, sheet: Sheet) -> Fit | None:
    """The column that a heading names; none of parcels that come where its brackets say that they leave."""
    if len(text) > MOST:
        return None
    fit = _fit_words(text, sheet) or (_fit_words(sheet.also(text), sheet) if sheet.also else None)
    leaving = fit and fit.column.unit is PER_DAY and _OUT.search(" ".join(heading(text).asides))
    return None if leaving else fit


def fit_of_year(text: str, sheet: Sheet) -> Fit | None:
    """The column that a heading names beside a year (2020年人口, population 2020). What comes in a year is said of a
    whole one (2024年件量), unless the heading says of what else; without that word nobody knows (件量2024)."""
    first, words = _YEAR_FIRST.fullmatch(heading(text).words), without_year(text)
    asides = "".join(f"（{aside}）" for aside in heading(text).asides)
    fit = None if words == heading(text).words else fit_of(words + asides, sheet)
    if fit is None or fit.column.unit is not PER_DAY or fit.units or re.search("[日天]|daily|day", words):
        return fit
    return fit_of(f"年{words}{asides}", sheet) if first and first[1] else None


def without_year(text: str) -> str:
    """The words of a heading without the year before or behind them."""
    words = heading(text).words
    if first := _YEAR_FIRST.fullmatch(words):
        return first[2]
    last = _YEAR_LAST.fullmatch(words)
    return last[1] if last else words


def _fit_words(text: str, sheet: Sheet) -> Fit | None:
    """The column that a heading names by its words alone, or with a period before or a unit after them."""
    words = heading(text).words
    period, rest = period_of(words)
    if column := sheet.known.get(words):
        return Fit(column, (period,) if period and column.unit is PER_DAY else ())
    if period and (column := sheet.known.get(rest) or sheet.known.get("日均" + rest)) and column.unit is PER_DAY:
        return Fit(column, (period,))
    for end in range(len(words) - 1, 0, -1):
        column = sheet.known.get(words[:end])
        if column and column.unit and factor_of(_written(text, words[end:]), column.unit) is not None:
            return Fit(column, (_written(text, words[end:]),))
    return _fit_unit(words, sheet)


def _fit_unit(words: str, sheet: Sheet) -> Fit | None:
    """The one required column that a heading of nothing but a unit can mean."""
    measured = (c for c in sheet.columns if c.required and c.unit and c.unit is not PER_DAY)
    same = [c for c in measured if c.unit and factor_of(words, c.unit) is not None]
    return Fit(same[0], (words,)) if len(same) == 1 else None


def _written(text: str, words: str) -> str:
    """The end of a heading as it was written, with the slash that its words have lost."""
    for start in range(len(text)):
        if bare(text[start:].lower()) == words:
            return text[start:].strip(" _-:/：")
    return words


def lined(text: str, broken: Mapping[str, str], sheet: Sheet) -> str:
    """A heading of several lines that names no column as a whole, as its first line with the others in brackets, where
    that names one.

    Args:
        broken: see ``RawTable``.
    """
    first, *others = broken.get(text, "").split("、")
    if not others or fit_of(text, sheet):
        return text
    written = "".join([first, *(f"（{line.strip('()（）')}）" for line in others)])
    return written if fit_of(written, sheet) else text
