"""What tables may have said, for tests of the rules that follow; every part with defaults that are never odd."""

from __future__ import annotations

from typing import Any

from sim.county.columns import SHEETS
from sim.county.geometry import LonLat
from sim.county.given import Given, GivenCounty, GivenTownship, GivenVillage
from sim.table import FilledRow, Findings, fill
from sim.table.raw import RawTable


def township(name: str, position: LonLat | None = None, **more: Any) -> GivenTownship:
    """A township called by its name."""
    return GivenTownship(**{"code": name, "name": name, "pinyin": name, "kind": "town", "position": position, "status": "user", "where": name, **more})


def village(name: str, township: int = 0, position: LonLat | None = None, **more: Any) -> GivenVillage:
    """A village of 500 residents."""
    facts = {"code": name, "name": name, "pinyin": name, "township": township, "population": 500, "population_status": "user", "parcels_per_day": None}
    return GivenVillage(**{**facts, "position": position, "status": "user", "where": name, **more})


def given(townships: tuple[GivenTownship, ...] = (), villages: tuple[GivenVillage, ...] = (), county: GivenCounty | None = None, **more: Any) -> Given:
    """A county of these places, without points, distances and boundary."""
    return Given(county or GivenCounty("试验县"), townships, villages, **{"points": {}, "distances": {}, "boundary": None, **more})


def rows_of(key: str, *lines: str) -> list[FilledRow]:
    """The records of a county's table, written with a header and commas."""
    cells = [line.split(",") for line in lines]
    raw = RawTable(f"{key}.csv", "", 1, tuple(cells[0]), range(2, len(cells) + 1), tuple([row[i] for row in cells[1:]] for i in range(len(cells[0]))), widths=[len(c) for c in cells[1:]], headed=len(cells[0]))
    table = fill(raw, next(s for s in SHEETS if s.key == key), Findings())
    assert table is not None
    return table.records
