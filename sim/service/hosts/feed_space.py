"""A table of what a host takes along on each trip, or on all trips of a route, of its feed."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING

from sim.problems import InputError, Problem, did_you_mean, phrase
from sim.table import Column, FilledRow, Findings, Sheet, fill, read_table
from sim.table.units import PARCELS

if TYPE_CHECKING:
    from sim.service.hosts.feed import Feed

SHEET = Sheet(
    "feed_space",
    "捎带余量",
    (
        Column("trip", "车次", "code", "trip_id of the feed", "时刻表的 trip_id", names=("trip_id", "班次")),
        Column("route", "线路", "code", "route_id of the feed", "时刻表的 route_id", names=("route_id",)),
        Column(
            "free_parcels", "可捎带件数", "whole", "most parcels that the host takes along on the run",
            "该车次最多捎带的件数", required=True, low=0, high=100_000, unit=PARCELS, names=("parcels", "件数", "余量", "余量件数"),
        ),
        Column("note", "备注", "ignored", "not read", "不读取", names=("notes", "说明", "序号")),
    ),
    room="feed",
)  # fmt: skip


def read_space(path: str, feed: Feed) -> dict[str, int]:
    """Most parcels by trip: of its own row, else of its route's; trips of neither are left out.

    Raises:
        InputError: with every fault of the table.
    """
    findings = Findings()
    raw = read_table(Path(path), "feed", findings)
    table = None if raw is None else fill(raw, SHEET, findings)
    given: dict[tuple[str, str], int] = {}
    known = {"trip": {trip.key for trip in feed.trips}, "route": {trip.route for trip in feed.trips}}
    for row in [] if table is None else table.records:
        _take(row, known, given, findings.problems)
    if findings.problems:
        raise InputError(findings.problems)
    found = {trip.key: given.get(("trip", trip.key), given.get(("route", trip.route))) for trip in feed.trips}
    return {key: most for key, most in found.items() if most is not None}


def _take(
    row: FilledRow, known: Mapping[str, Set[str]], given: dict[tuple[str, str], int], problems: list[Problem]
) -> None:
    """Add a row, or what is wrong with it."""
    named = [(key, row.text(key)) for key in ("trip", "route") if row.text(key)]
    if len(named) != 1:
        told = phrase("feed.named", count=len(named))
        problems.append(Problem("feed.trip_or_route", row.where("free_parcels"), told, phrase("feed.one_name")))
        return
    ((key, word),) = named
    most = row.number_or_none("free_parcels")
    if word not in known[key]:
        hint = did_you_mean(word, sorted(known[key]))
        problems.append(Problem(f"feed.unknown_{key}", row.where(key), word, phrase(f"feed.a_{key}"), hint))
    elif (key, word) in given:
        problems.append(Problem("feed.again", row.where(key), word, phrase("feed.once")))
    elif most is not None:
        given[key, word] = int(most)
