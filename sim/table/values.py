"""From the text of a cell to its value, or to what is wrong with it."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from sim.problems import Said, did_you_mean, phrase
from sim.table.heading import heading
from sim.table.raw import CellKind
from sim.table.sheet import CellFault, Column
from sim.table.units import SHARE, factor_of

Value = str | float | int

LONGEST_NAME = 100
"""Characters of a name or a code; the longest name of a village in the register has 21."""

ROUNDED_BY = 0.1
"""A whole number may change by this share of itself when a fraction is rounded; one that changes more, as 0.06 people,
is in another unit."""

ERRORS = ("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#calc!", "#spill!", "#getting_data")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_NUMBER = re.compile(
    r"([+-]?(?:\d{1,3}(?:(?:, ?|[ '’])\d{3})+(?!\d)(?:\.\d+)?|\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*(\S.*)?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[, '’]")
_NOT_FINITE = {"nan", "inf", "-inf", "+inf", "infinity", "-infinity"}
_UNKNOWN = {
    "-", "--", "—", "——", "/", "\\", "无", "不详", "未知", "空", "缺", "暂无", "na", "n/a", "null", "none", "unknown",
    "?", "？",
}
_BECAME_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rounded:
    """A whole number that a cell gives with a fraction."""

    value: int


@dataclass(frozen=True)
class ChoiceWords:
    """The words that a column allows: to a reader of Chinese those in Chinese, where there are any, else the others."""

    words: tuple[str, ...]

    def text(self, lang: str) -> str:
        """The words in ``lang``."""
        own = [w for w in self.words if any("\u4e00" <= c <= "\u9fff" for c in w) == (lang == "zh")]
        return ("、" if lang == "zh" else ", ").join(own or self.words)

    def __str__(self) -> str:
        return self.text("en")


def value_of(text: str, kind: CellKind, column: Column, factor: float) -> Value | Rounded | CellFault:
    """The value of a filled cell, numbers in the column's unit; a fault where it has none.

    Args:
        factor: what the heading's unit is in the column's.
    """
    if kind is CellKind.FORMULA:
        return CellFault("formula_without_value", phrase("table.a_value"), phrase("table.calculate"))
    if kind is CellKind.ERROR or text.lower() in ERRORS:
        return CellFault("cell_error", phrase("table.a_value"), phrase("table.mend_formula"))
    if column.kind in ("name", "code", "text") and (fault := _mangled(text, kind, column)):
        return fault
    if column.read is not None:
        return column.read(text)
    if column.kind in ("number", "whole"):
        return number_of(text, kind, column, factor)
    if column.kind == "choice":
        choice = {heading(word).words: value for word, value in column.choices.items()}.get(heading(text).words)
        return CellFault(
            "bad_choice", ChoiceWords(tuple(column.choices)), did_you_mean(text, column.choices)
        ) if choice is None else choice
    return text


def _mangled(text: str, kind: CellKind, column: Column) -> CellFault | None:
    """What a spreadsheet made of a name or a code that looked to it like a date, a truth value or a large number."""
    if column.kind != "text" and (
        kind in (CellKind.DATE, CellKind.TIME, CellKind.BOOL) or _BECAME_DATE.fullmatch(text)
        or text.upper() in ("TRUE", "FALSE")
    ):
        return CellFault("not_text", column.meaning, phrase("table.format_as_text"))
    if "\ufffd" in text:
        return CellFault("broken_text", column.meaning, phrase("table.broken"))
    if len(text) > LONGEST_NAME and column.kind != "text":
        return CellFault("too_long", phrase("table.most_characters", count=LONGEST_NAME))
    if column.kind == "code" and _SCIENTIFIC.fullmatch(text):
        return CellFault("mangled_code", phrase("table.whole_code"), phrase("table.shortened"))
    return None


def number_of(text: str, kind: CellKind, column: Column, factor: float) -> float | int | Rounded | CellFault:
    """The number of a cell in the column's unit; digits may be full-width, thousands separated, and a unit that is
    known may follow."""
    bounds = bounds_of(column)
    if kind in (CellKind.DATE, CellKind.TIME, CellKind.BOOL):
        return CellFault("not_a_number", bounds, phrase("table.format_as_number"))
    plain = _plain(text)
    if plain.lower() in _NOT_FINITE or plain.lower() in _UNKNOWN:
        return CellFault("not_finite", bounds, phrase("table.leave_empty"))
    found = _NUMBER.fullmatch(plain)
    unit = _unit_of(found) if found else ""
    own = factor_of(unit, column.unit) if unit and column.unit else None
    if not found or (unit and own is None):
        return CellFault("not_a_number", bounds, phrase("table.number_alone"))
    factor = factor if own is None else own
    number = float(_THOUSANDS.sub("", found.group(1))) * factor
    number = round(number, 9) if factor != 1.0 else number
    if not _within(number, column):
        return CellFault("out_of_range", bounds, _beyond(number, column, factor))
    if column.kind != "whole":
        return number
    whole = math.floor(number + 0.5)
    if abs(whole - number) > ROUNDED_BY * abs(number):
        return CellFault("doubtful_unit", bounds, phrase("table.rounds_away"))
    return whole if number == whole else Rounded(whole)


def _beyond(number: float, column: Column, factor: float) -> Said:
    """A hint at why a number may be out of bounds: a percentage, or one of another unit, as it was read."""
    if column.unit is SHARE and 1 < number <= 100:
        return phrase("table.percent")
    if factor != 1.0 and column.unit:
        return phrase("table.read_as", number=number, unit=column.unit)
    return ""


def _within(number: float, column: Column) -> bool:
    """Whether a number is finite and within the column's bounds."""
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    return math.isfinite(number) and low <= number <= high


def unit_in(text: str) -> str:
    """The unit that stands after the number of a cell; empty where there is none."""
    found = _NUMBER.fullmatch(_plain(text))
    return _unit_of(found) if found else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")


def _unit_of(found: re.Match[str]) -> str:
    """The unit after a number, without brackets around it."""
    return (found.group(2) or "").strip("()[]【】 ")


def bounds_of(column: Column) -> Said:
    """What numbers a column allows, in words."""
    name = "table.whole_bounds" if column.kind == "whole" else "table.bounds"
    low, high = -math.inf if column.low is None else float(column.low), math.inf if column.high is None else float(
        column.high
    )
    bounds = phrase(name, low=low, high=high)
    return phrase("table.in_unit", bounds=bounds, unit=column.unit) if column.unit else bounds
