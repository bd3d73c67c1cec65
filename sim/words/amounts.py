"""Numbers and their units as people read them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sim.words.said import LANGUAGES

AMOUNTS = {
    "parcels/year": ("件/年", "parcels/year"),
    "share": ("%", "%"),
    "share points": ("个百分点", "points"),
    "h": ("小时", "h"),
    "yuan/parcel": ("元/件", "yuan/parcel"),
    "yuan/village/year": ("元/村/年", "yuan/village/year"),
    "days": ("天", "days"),
    "days/week": ("天/周", "days/week"),
    "days/year": ("天/年", "days/year"),
    "runs/day": ("车次/天", "runs/day"),
    "km/day": ("公里/天", "km/day"),
    "kg/parcel": ("千克/件", "kg/parcel"),
    "vehicles": ("辆", "vehicles"),
    "outlets": ("个", "outlets"),
    "points": ("个", "points"),
    "outlets/10,000 residents": ("个/万人", "outlets/10,000 residents"),
    "people": ("人", "people"),
    "parcels/trip": ("件/趟", "parcels/trip"),
    "h/year": ("小时/年", "h/year"),
    "h/day": ("小时/天", "h/day"),
    "parcels/day": ("件/天", "parcels/day"),
    "min/parcel": ("分钟/件", "min/parcel"),
    "villages": ("村", "villages"),
    "h of the day": ("时", "h of the day"),
    "1/10000": ("件/万件", "per 10,000"),
}
"""Units of KPIs for a reader."""


def unit_text(unit: str, lang: str = "zh") -> str:
    """A KPI's unit for a reader; one without a word is returned as it is."""
    pair = AMOUNTS.get(unit)
    return unit if pair is None else pair[LANGUAGES.index(lang)]


CLOCK = "h of the day"
"""The unit of a time of day."""

POINTS = "share points"
"""The unit of a difference of shares: percentage points."""
_HYPHEN = re.compile(r"(?:^|(?<=[\s(\[（]))-(?=\d)")


def minus(text: str) -> str:
    """A text for print: the hyphens before its numbers are minus signs, those of dates and names are not."""
    return _HYPHEN.sub("−", text)


@dataclass(frozen=True)
class Amount:
    """A KPI's unit that is said in either language; see ``unit_text``."""

    unit: str

    def text(self, lang: str) -> str:
        """The unit in ``lang``."""
        return unit_text(self.unit, lang)


def apart(unit: str) -> str:
    """The unit of a difference between two numbers of a unit."""
    return POINTS if unit == "share" else unit


def with_unit(name: str, unit: str, lang: str) -> str:
    """A name with its unit, or what else it is of, in the brackets of the language."""
    return f"{name}（{unit}）" if lang == "zh" else f"{name} ({unit})"


def coarse(value: float) -> str:
    """A number that is no finer than two digits, as one interpolated between few points is: 8.5, 240."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def figure(value: float, unit: str) -> str:
    """A number as people read it in a unit, the unit left out: 86.2%, 2,108, 30.6, 2.50, 11:29; a dash for none, ∞
    without end."""
    if value != value:
        return "—"
    if value in (float("inf"), float("-inf")):
        return "∞"
    if unit == CLOCK:
        minutes = round(60 * abs(value))
        return f"{'-' if value < 0 and minutes else ''}{minutes // 60}:{minutes % 60:02}"
    if unit == "share":
        return f"{value:.1%}".replace("-0.0%", "0.0%")
    value *= 100 if unit == POINTS else 1
    if unit in ("vehicles", "people"):
        digits = 0 if abs(value - round(value)) < 0.05 else 1
    else:
        digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 or unit in ("h", POINTS) else 2
    text = f"{value:,.{digits}f}"
    return text.lstrip("-") if float(text.replace(",", "")) == 0 else text


def amount(value: float, unit: str, lang: str = "zh") -> str:
    """A number with its unit in the reader's language: 86.2%, 2.50元/件, 30.6 h."""
    text = figure(value, unit)
    if unit == "share":
        return text
    return text + ("" if lang == "zh" else " ") + unit_text(unit, lang)
