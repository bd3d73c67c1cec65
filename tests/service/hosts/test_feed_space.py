"""What a host takes along by trip: its own row, else its route's, and what is told of a table that fits no feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.problems import InputError
from sim.service.hosts.feed import read_feed
from sim.service.hosts.feed_space import read_space

HOME = Path(__file__).resolve().parents[3] / "docs" / "examples"
FEED = read_feed(str(HOME / "bus_feed"))


def test_a_trips_own_row_goes_before_its_routes() -> None:
    assert read_space(str(HOME / "bus_space.csv"), FEED) == {"E0730": 60, "E1300": 25, "E1300R": 25, "E2510": 25, "W": 40}


def test_trips_of_no_row_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("trip_id,parcels\nW,7\n", encoding="utf-8")
    assert read_space(str(tmp_path / "s.csv"), FEED) == {"W": 7}


def test_every_fault_is_told(tmp_path: Path) -> None:
    rows = ["E0730,EAST,5", ",,5", "E0731,,5", ",NORTH,5", "W,,5", "W,,6", "E1300,,-1"]
    (tmp_path / "s.csv").write_text("车次,线路,可捎带件数\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_space(str(tmp_path / "s.csv"), FEED)
    codes = sorted(p.code for p in error.value.problems)
    assert codes == sorted(["feed.out_of_range", "feed.trip_or_route", "feed.trip_or_route", "feed.unknown_trip", "feed.unknown_route", "feed.again"])
    assert "E0730" in str(error.value)  # the trip that may be meant
    assert all(p.text("zh") for p in error.value.problems)


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        read_space(str(tmp_path / "none.csv"), FEED)
