"""Longitudes and latitudes as people write them: decimal, or in degrees, minutes and seconds."""

from __future__ import annotations

import math
import re
import unicodedata

_MARKS = str.maketrans({
    "º": "°", "˚": "°", "度": "°", "′": "'", "’": "'", "‘": "'", "＇": "'", "´": "'", "`": "'", "分": "'",
    "″": '"', "”": '"', "“": '"', "＂": '"', "秒": '"', "，": ",", "。": ".",
})  # fmt: skip
_NUMBER = r"\d+(?:\.\d+)?"
_SIDES = {
    "e": 1.0, "n": 1.0, "w": -1.0, "s": -1.0, "东经": 1.0, "北纬": 1.0, "西经": -1.0, "南纬": -1.0, "东": 1.0,
    "北": 1.0, "西": -1.0, "南": -1.0,
}
_SIDE = "|".join(sorted(_SIDES, key=len, reverse=True))
_SIGNED = re.compile(rf"({_SIDE})?\s*([+-])?\s*(.+?)\s*({_SIDE})?")
_PARTS = (
    re.compile(rf"({_NUMBER})\s*°?"),
    re.compile(rf"(\d+)\s*°\s*({_NUMBER})\s*'?"),
    re.compile(rf"(\d+)\s*°\s*(\d+)\s*'\s*({_NUMBER})\s*(?:\"|'')?"),
    re.compile(rf"(\d+)\s*[:\s]\s*(\d+)\s*[:\s]\s*({_NUMBER})"),
    re.compile(rf"(\d+)-(\d+)-({_NUMBER})"),
)
_COMMA = re.compile(r"^(\d{1,3}),(\d{3,})$")
_LONGEST = 60


def read_degrees(text: str) -> float | None:
    """Decimal degrees of a text such as ``118.16``, ``118°09′44″``, ``E118°9.73'`` or ``东经118度9分44秒``; None where
    it is none.

    A comma before three digits or more is a decimal one. Minutes and seconds are below 60. West and south are negative.
    What stands there alone, however large, is taken as it is: whether it can be a degree is for the reader of the
    column to judge.
    """
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).strip().lower()
    found = _SIGNED.fullmatch(plain)
    if not found or (found[1] and found[4]):
        return None
    sign = _SIDES.get(found[1] or found[4] or "", 1.0) * (-1.0 if found[2] == "-" else 1.0)
    for form in _PARTS:
        if match := form.fullmatch(_COMMA.sub(r"\1.\2", found[3])):
            parts = [float(p) for p in match.groups()]
            if any(p >= 60 for p in parts[1:]):
                return None
            return sign * math.fsum(p / (1, 60, 3600)[i] for i, p in enumerate(parts))
    return None
