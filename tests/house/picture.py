"""Draws the picture of the model, ``docs/model.svg``: ``python -m tests.house.picture``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "model.svg"
WIDTH, HEIGHT = 1120, 500

Spot = tuple[float, float]

BANDS = ((15, 300, "HUB 县级共配中心"), (410, 300, "TOWNSHIP 乡镇中心"), (805, 300, "VILLAGE 村"))
"""Left end, width and title of each level."""

BOXES: dict[str, tuple[float, float, Sequence[str]]] = {
    "wave": (35, 60, ("line-haul trucks 干线到达", "a truck a wave and brand, late by draw")),
    "hub": (35, 150, ("stages 处理环节", "unload, sort: FIFO, by a crew in shifts")),
    "hub_queue": (35, 240, ("queue of a line 线路队列", "by priority, ready time, number")),
    "township": (430, 150, ("stages 处理环节", "unload, sort; none where nobody sorts")),
    "township_queue": (430, 240, ("queue of a line 线路队列", "by priority, ready time, number")),
    "outlet": (430, 345, ("outlet 乡镇网点", "the point, where no line goes further")),
    "shelf": (825, 150, ("shelving 上架", "by the keeper; a shelf may be full")),
    "point": (825, 240, ("point 村级服务点", "opening hours, shelf")),
    "hand": (825, 345, ("collected 取件, or to the door 上门", "a trip brings all a household has there")),
    "back": (825, 430, ("returned 退回", "not collected within the point's patience")),
}
"""Left upper corner of each box, and its lines."""
BOX = (260, 48)

ARROWS: tuple[tuple[Sequence[Spot], str, Spot], ...] = (
    (((165, 108), (165, 148)), "entered_hub", (172, 132)),
    (((165, 198), (165, 238)), "ready", (172, 222)),
    (((295, 254), (312, 254), (312, 174), (428, 174)), "left_hub", (318, 258)),
    (((560, 198), (560, 238)), "ready", (567, 222)),
    (((690, 254), (707, 254), (707, 174), (823, 174)), "left_township", (650, 304)),
    (((955, 198), (955, 238)), "shelved", (962, 222)),
    (((955, 288), (955, 343)), "at_point", (962, 320)),
    (((1085, 264), (1098, 264), (1098, 454), (1087, 454)), "", (0, 0)),
    (((404, 174), (404, 369), (428, 369)), "", (0, 0)),
    (((690, 369), (823, 369)), "at_point", (752, 363)),
    (((230, 288), (230, 420), (740, 420), (740, 190), (823, 190)), "", (0, 0)),
)
"""Corners of each arrow, a milestone beside it, and where that stands."""

WORDS: tuple[tuple[Spot, str], ...] = (
    ((318, 192), "trunk run 干线"), ((318, 166), "entered_township"),
    ((713, 166), "village run 村线"), ((768, 208), "dropped"),
    ((240, 413), "direct run 直达: no township handling; a relay 接驳 may go on from a host's stop"),
    ((962, 410), "in_hand"), ((962, 494), "returned"),
    ((20, 455), "A run leaves by the timetable with a vehicle and driver of a depot, or is a host's 承运方 own and takes what its load leaves free."),
    ((20, 475), "It loads from its queue, drops at each stop in turn and comes back; a vehicle that is not back, or a driver off duty, makes it late."),
)  # fmt: skip


def _text(at: Spot, words: str, size: int = 12, style: str = "") -> str:
    return f'<text x="{at[0]:g}" y="{at[1]:g}" font-size="{size}"{style}>{escape(words)}</text>'


def _band(left: float, width: float, title: str) -> str:
    return f'<rect x="{left}" y="12" width="{width}" height="394" rx="8" fill="#f3f5f7"/>' + _text((left + 12, 36), title, 15, ' font-weight="bold"')


def _box(left: float, top: float, lines: Sequence[str]) -> Iterator[str]:
    yield f'<rect x="{left:g}" y="{top:g}" width="{BOX[0]}" height="{BOX[1]}" rx="5" fill="#ffffff" stroke="#33475b"/>'
    for i, line in enumerate(lines):
        yield _text((left + 10, top + 20 + 18 * i), line, 13 - i, ' font-weight="bold"' if i == 0 else "")


def _arrow(corners: Sequence[Spot], milestone: str, at: Spot) -> Iterator[str]:
    points = " ".join(f"{x:g},{y:g}" for x, y in corners)
    yield f'<polyline points="{points}" fill="none" stroke="#0b6e99" stroke-width="2" marker-end="url(#tip)"/>'
    if milestone:
        yield _milestone(at, milestone)


def _milestone(at: Spot, name: str) -> str:
    return _text(at, name, 12, ' font-style="italic" fill="#a33b20"')


def drawn() -> str:
    """The picture as SVG."""
    named = {"entered_township", "dropped", "in_hand", "returned"}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif" fill="#1b2733">',
        '<defs><marker id="tip" markerWidth="9" markerHeight="8" refX="7" refY="4" orient="auto" markerUnits="userSpaceOnUse"><path d="M0,0 L9,4 L0,8 z" fill="#0b6e99"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *(_band(*band) for band in BANDS),
        *(part for arrow in ARROWS for part in _arrow(*arrow)),
        *(part for box in BOXES.values() for part in _box(*box)),
        *(_milestone(at, words) if words in named else _text(at, words) for at, words in WORDS),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    FILE.write_text(drawn(), encoding="utf-8")
