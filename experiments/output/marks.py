"""Marks beside figures that have no interval, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable

from sim.measure.estimate import RARE, SKEWED
from sim.words import say

MARKS = {SKEWED: "†", RARE: "‡"}
"""Beside a mean, by the state of its estimate."""

TOWNSHIP = "§"
"""Beside a time to the point that ends at the township."""

MEANINGS = {
    MARKS[SKEWED]: ("百分位数在各次重复之间跳动，少数几次重复不足以给出区间", "a percentile jumps between replications: a few of them give no interval that holds"),
    MARKS[RARE]: ("多数重复取同一值，变动属罕见事件，不给区间", "the same in most replications and moved by what is rare: no interval that holds"),
    TOWNSHIP: ("只算到乡镇网点，群众自取，不能与到村的时间比较", "ends at the outlet in the township, where people fetch it: not comparable with times to the village"),
}
"""In Chinese and English."""


def legend(cells: Iterable[str], lang: str) -> str:
    """What the marks in some cells mean, in one line; empty where there is none."""
    text = "".join(cells)
    return say(lang, "；", "; ").join(f"{mark} {say(lang, *meaning)}" for mark, meaning in MEANINGS.items() if mark in text)
