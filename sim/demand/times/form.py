"""How a way of writing a time is built, told by its shape: the text with every digit made 0."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 48
"""Characters of the longest text that may be a time."""

_DIGITS = str.maketrans("123456789", "000000000")
_LIKE = str.maketrans({"∶": ":", "–": "-", "—": "-", "−": "-", "點": "点", "時": "时"})

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = "(?P<name>" + "|".join(_MONTHS) + ")[a-z]{0,6}[.]?"
_WEEKDAY = r"(?:[ (]*(?:星期|周|礼拜)[一二三四五六日天][ )]*|[ ,]*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[ ,]*)?"
_DATES = (
    r"(?P<y>0000)(?P<sep>[-/.])(?P<m>00?)(?P=sep)(?P<d>00?)",
    r"(?P<y>0000) ?年 ?(?P<m>00?) ?月 ?(?P<d>00?) ?[日号]",
    r"(?P<a>00?)(?P<sep>[-/.])(?P<b>00?)(?P=sep)(?P<y>0000)",
    rf"(?P<d>00?)[- /]{_NAMED}[- /,]{{1,2}}(?P<y>0000)",
    rf"{_NAMED} (?P<d>00?),? (?P<y>0000)",
    r"(?P<y>0000)(?P<m>00)(?P<d>00)",
)
_HALF = "(?P<{}>上午|下午|凌晨|早上|[ap]m|[ap]\\.m\\.)"
_SECOND = r"(?::(?P<S>00)(?:[.,](?P<f>0{1,9}))?)?"
_CLOCKS = (
    rf"(?:{_HALF.format('half')} ?)?(?P<H>00?):(?P<M>00){_SECOND}(?: ?{_HALF.format('after')})?",
    rf"(?:{_HALF.format('half')} ?)?(?P<H>00?) ?[时点](?: ?(?P<M>00?) ?分?)?(?: ?(?P<S>00?) ?秒)?",
    rf"(?P<H>00?) ?{_HALF.format('after')}",
    r"(?P<H>00)(?P<M>00)(?P<S>00)?",
)
_NAMED_ZONE = r"(?P<zone>z|utc|gmt|北京时间)(?:(?P<sign>[-+])(?P<zh>00?)(?::?(?P<zm>00))?)?"
_OFFSET = r"(?P<sign2>[-+])(?P<zh2>00)(?::?(?P<zm2>00))?"
_ZONE = rf"(?: ?(?:{_NAMED_ZONE}|{_OFFSET}))?(?P<place>\[asia/shanghai\])?"
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "北京时间": 480}
_HALVES = {"上午": "am", "凌晨": "am", "早上": "am", "下午": "pm"}
_DASHED, _WRITTEN, _COMPACT = (*_DATES[:1], *_DATES[2:5]), _DATES[1], _DATES[5]
_BUILT = (
    *((date, "[ t_,]{1,2}", clock) for date in _DASHED for clock in _CLOCKS[:3]),
    *((_WRITTEN, " ?", clock) for clock in _CLOCKS[:3]),
    *((_COMPACT, "[ t_]", clock) for clock in _CLOCKS[:3]),
    (_COMPACT, "[ t_]?", _CLOCKS[3]),
)
"""Dates, what stands between, and hours that go together."""

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        *(f"{_WEEKDAY}{date}{_WEEKDAY}{joint}{clock}{_ZONE}" for date, joint, clock in _BUILT),
        *(f"{_WEEKDAY}{date}{_WEEKDAY}" for date in _DATES),
        *(f"{clock}{_ZONE}" for clock in _CLOCKS[:3]),
    )
)
"""Every way of writing a date with an hour, a date alone and an hour alone."""


@dataclass(frozen=True)
class Form:
    """How the texts of one shape are read.

    Attributes:
        at: where the digits of a field stand: y, m, d (or a, b where day and month stand before the year), H, M, S, f,
            zh, zm.
        month: of a date with its month's name.
        half: ``am`` or ``pm``, empty where the hour counts to 24.
        sign: of the zone's offset, 0 where the text has none. fixed_zone: of a zone that is named, minutes ahead of
            UTC.
    """

    at: Mapping[str, tuple[int, int]]
    month: int | None
    half: str
    sign: int
    fixed_zone: int | None

    @property
    def dated(self) -> bool:
        """It has a day."""
        return "y" in self.at

    @property
    def clocked(self) -> bool:
        """It has an hour."""
        return "H" in self.at


@lru_cache(maxsize=4096)
def form_of(shape: str) -> Form | None:
    """How texts of a shape are read; None where they are no time."""
    if len(shape) > LONGEST or "0" not in shape:
        return None
    match = next((m for p in PATTERNS if (m := p.fullmatch(shape))), None)
    if match is None:
        return None
    parts = match.groupdict()
    sign = {"+": 1, "-": -1}.get(parts.get("sign") or parts.get("sign2") or "", 0)
    fixed = _ZONES.get(parts.get("zone") or "", 480 if parts.get("place") else None)
    half = (parts.get("half") or parts.get("after") or "").replace(".", "")
    month = _MONTHS.index(parts["name"]) + 1 if parts.get("name") else None
    return Form(_spans(match), month, _HALVES.get(half, half), sign, fixed)


def _spans(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """Where the numbers of a time stand, by what they are; an offset may stand in either of two groups."""
    parts = match.groupdict()
    at = {key: match.span(key) for key in ("y", "m", "d", "a", "b", "H", "M", "S", "f") if parts.get(key)}
    offset = {key: match.span(given) for key in ("zh", "zm") for given in (key, f"{key}2") if parts.get(given)}
    return at | offset


def tidy(lines: str) -> str:
    """Lines of text in one width and case, without what cannot be seen."""
    if not lines.isascii():
        lines = _UNSEEN.sub("", unicodedata.normalize("NFKC", lines).translate(_LIKE))
    return lines.lower()


def shape_of(text: str) -> str:
    """A tidy text with every digit made 0."""
    return text.translate(_DIGITS)
