"""Marks beside figures that have no interval, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable

from sim.inference.estimate import RARE, SKEWED
from sim.words import say

MARKS = {SKEWED: "†", RARE: "‡"}
"""Beside a mean, by the state of its estimate."""

PART = "§"
"""Beside a time to the village that is of a part of the parcels."""

MEANINGS = {
    MARKS[SKEWED]: (
        "百分位数在各次重复之间跳动，少数几次重复不足以给出区间",
        "a percentile jumps between replications: a few of them give no interval that holds",
    ),
    MARKS[RARE]: (
        "多数重复取同一值，变动属罕见事件，不给区间",
        "the same in most replications and moved by what is rare: no interval that holds",
    ),
    "∞": ("到模拟期末仍未完成", "not by the end of the days simulated"),
    PART: (
        "只计送到村的那一部分快件，见“送到村件占比”",
        "of the part of the parcels that is brought to the village: see that share",
    ),
}
"""In Chinese and English."""


def legend(cells: Iterable[str], lang: str) -> str:
    """What the marks in some cells mean, in one line; empty where there is none."""
    text = "".join(cells)
    return say(lang, "；", "; ").join(
        f"{mark} {say(lang, *meaning)}" for mark, meaning in MEANINGS.items() if mark in text
    )
