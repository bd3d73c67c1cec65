"""Which formats of a workbook show a number as a date or a time, and the text and the unit that they show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sim.table.parts import WorkbookParts
from sim.table.raw import CellKind
from sim.table.units import is_unit

_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
_BUILT_IN_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_BEHIND = re.compile(r"""(?:General|[0#?])((?:"[^"]*"|\\.|_.|\s)*)$""", re.IGNORECASE)
_TEXT = re.compile(r"""_.|"([^"]*)"|\\(.)""")


class Shown(Enum):
    """How a format shows a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True)
class CellFormat:
    """How a format shows a number, and the unit that it writes behind it (``0"件/月"``)."""

    shown: Shown
    unit: str = ""


def format_of(code: str) -> CellFormat:
    """What a format code does to a number. Where it shows a part of it, as thousands, the unit is left out."""
    how, section = shown(code), code.split(";")[0]
    if how is not Shown.NUMBER or "%" in section or _SCALED.search(_NOT_SHOWN.sub("", section)):
        return CellFormat(how)
    found = _BEHIND.search(section)
    unit = "".join(quoted or escaped for quoted, escaped in _TEXT.findall(found[1])).strip() if found else ""
    return CellFormat(how, unit if unit and is_unit(unit) else "")


def shown(code: str) -> Shown:
    """How a format code shows a number, e.g. ``yyyy/m/d`` a date, ``h:mm`` a time, ``0.00`` a number."""
    bare = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
    if "general" in bare:
        return Shown.NUMBER
    if re.search(r"[yd年日]|mmm", bare) or ("m" in bare and not re.search(r"[hs0#]", bare)):
        return Shown.DATE
    return Shown.TIME if re.search(r"[hs]", bare) else Shown.NUMBER


def cell_formats(parts: WorkbookParts, name: str) -> list[CellFormat]:
    """What each cell format of a workbook does to a number, by the number that cells refer to it by."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = True
        elif tag == "numFmt" and not inside:
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif tag == "xf" and inside:
            formats.append(int(attributes.get("numFmtId", "0")))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    parts.parse(name, start, end, lambda text: None)
    return [_of(number, codes) for number in formats]


def _of(number: int, codes: Mapping[int, str]) -> CellFormat:
    if number in codes:
        return format_of(codes[number])
    if number in _BUILT_IN_DATES:
        return CellFormat(Shown.DATE)
    return CellFormat(Shown.TIME if number in _BUILT_IN_TIMES else Shown.NUMBER)


def moment(value: float, how: Shown, from_1904: bool) -> tuple[str, CellKind] | None:
    """A number shown as a date or time, as text; None where it is none, as a negative number or one beyond the year
    9999."""
    if not 0 <= value < 2_958_466:
        return None
    seconds = round((value % 1) * 86_400)
    days = int(value) + seconds // 86_400
    clock = dt.time(seconds % 86_400 // 3600, seconds % 3600 // 60, seconds % 60)
    if how is Shown.TIME and days == 0:
        return _clock(clock), CellKind.TIME
    if from_1904:
        day = dt.date(1904, 1, 1) + dt.timedelta(days=min(days, 2_957_000))
    else:  # the calendar of 1900 has a 29 February that was none
        day = dt.date(1899, 12, 31 if days < 60 else 30) + dt.timedelta(days=days)
    return (day.isoformat() if clock == dt.time() else f"{day.isoformat()} {clock.isoformat()}"), CellKind.DATE


def _clock(clock: dt.time) -> str:
    return clock.strftime("%H:%M") if clock.second == 0 else clock.isoformat()
