"""A GTFS feed as read: calls, dates by calendar and exceptions, repeated trips, times past midnight, and what is refused."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.problems import InputError
from sim.service.hosts.feed import Feed, read_feed

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "bus_feed"
MINUTE = 60_000


def changed(folder: Path, table: str, change: Callable[[str], str]) -> Path:
    """A copy of the example with one table changed; removed where it becomes empty."""
    copy = folder / "feed"
    shutil.copytree(EXAMPLE, copy)
    file = copy / table
    text = change(file.read_text(encoding="utf-8"))
    if text:
        file.write_text(text, encoding="utf-8")
    else:
        file.unlink()
    return copy


def of(feed: Feed, key: str) -> tuple[list[int], list[int], frozenset[dt.date]]:
    """Arrivals in minutes, starts in minutes, dates."""
    trip = next(t for t in feed.trips if t.key == key)
    return [c.arrives // MINUTE for c in trip.calls], [t // MINUTE for t in trip.starts], trip.dates


def test_calls_are_in_order_and_times_between_timed_stops_in_even_steps() -> None:
    feed = read_feed(str(EXAMPLE))
    assert of(feed, "E0730")[0] == [450, 463, 476, 490, 502]  # the crossroads has no time of its own
    assert of(feed, "E0730")[1] == [450]
    assert [feed.stops[c.stop] for c in feed.trips[0].calls] == ["县客运站", "路口", "东镇站", "上河村", "下河村"]


def test_a_trip_past_midnight_belongs_to_the_day_before() -> None:
    _, starts, dates = of(read_feed(str(EXAMPLE)), "E2510")
    assert starts == [25 * 60 + 10]
    assert {d.weekday() for d in dates} == {5}


def test_exceptions_add_and_remove_dates() -> None:
    dates = of(read_feed(str(EXAMPLE)), "E0730")[2]
    assert dt.date(2026, 3, 10) not in dates  # a Tuesday, removed
    assert dt.date(2026, 3, 14) in dates  # a Saturday, added
    assert dt.date(2026, 3, 9) in dates
    assert dt.date(2027, 1, 1) not in dates


def test_a_repeated_trip_starts_every_headway_before_its_end() -> None:
    assert of(read_feed(str(EXAMPLE)), "W")[1] == [8 * 60, 10 * 60]


def test_a_zip_is_the_same_feed_and_a_changed_one_is_read_anew(tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "feed"), "zip", EXAMPLE)
    assert read_feed(packed).trips == read_feed(str(EXAMPLE)).trips
    copy = changed(tmp_path, "trips.txt", lambda text: text)
    assert len(read_feed(str(copy)).trips) == 5
    trips = (copy / "trips.txt").read_text(encoding="utf-8")
    (copy / "trips.txt").write_text(trips.replace("WEST", "NORTHWEST"), encoding="utf-8")
    assert [trip.route for trip in read_feed(str(copy)).trips] == ["EAST"] * 4 + ["NORTHWEST"]


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("stop_times.txt", lambda t: t.replace("07:56:00", "7.56"), ["stop_times.txt", "row 4", "arrival_time", "7.56", "HH:MM:SS"]),
        ("stop_times.txt", lambda t: t.replace("08:10:00,08:10:00,A", "07:10:00,07:10:00,A"), ["row 5", "arrival_time", "07:10:00", "E0730", "never go back"]),
        ("stop_times.txt", lambda t: t.replace(",A,4", ",Z,4"), ["stop_id", "Z", "stops.txt"]),
        ("stops.txt", lambda t: t.replace("36.050", "north"), ["stops.txt", "row 5", "stop_lat", "north"]),
        ("frequencies.txt", lambda t: t.replace("7200", "0"), ["frequencies.txt", "headway"]),
        ("trips.txt", lambda t: "", ["trips.txt"]),
        ("stop_times.txt", lambda t: "", ["stop_times.txt"]),
        ("calendar.txt", lambda t: t.replace("20261231", "someday"), ["calendar.txt", "end_date", "someday", "eight digits"]),
        ("stops.txt", lambda t: t + "A,again,36,118\n", ["stops.txt", "row 9", "stop_id", "A", "each id once"]),
        ("trips.txt", lambda t: t + "EAST,DAILY,W\n", ["trips.txt", "trip_id", "W", "each id once"]),
        ("calendar.txt", lambda t: t.replace("DAILY,1", "DAILY,2"), ["calendar.txt", "row 3", "monday", "2", "one of 0, 1"]),
        ("calendar_dates.txt", lambda t: t.replace("20260310,2", "20260310,3"), ["calendar_dates.txt", "exception_type", "3", "one of 1, 2"]),
        ("trips.txt", lambda t: t.replace("DAILY,E1300R", "NODAY,E1300R"), ["trips.txt", "row 4", "service_id", "NODAY", "calendar_dates.txt"]),
        ("stops.txt", lambda t: t.replace("36.050,118.201", ","), ["stops.txt", "row 5", "stop_lat", "nothing"]),
    ],
)
def test_cells_that_cannot_be_read_are_told(tmp_path: Path, table: str, change: Callable[[str], str], told: list[str]) -> None:
    with pytest.raises(InputError) as error:
        read_feed(str(changed(tmp_path, table, change)))
    assert all(word in str(error.value) for word in told), str(error.value)
    assert all(p.text("zh") for p in error.value.problems)


def test_what_is_no_feed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no zip", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    no_service = changed(tmp_path / "s", "trips.txt", lambda t: t.replace(",DAILY", ",x").replace(",WEEKDAYS", ",y").replace(",SATURDAY", ",z"))
    no_column = changed(tmp_path / "c", "trips.txt", lambda t: t.replace("service_id", "service"))
    cases = (
        (tmp_path / "none.zip", "no such file"), (tmp_path / "a.txt", "no zip"), (tmp_path / "empty", "stops.txt, trips.txt, stop_times.txt, calendar.txt / "),
        (no_service, "no trip of trips.txt has a date"), (no_column, "no column trips.txt: service_id"),
    )  # fmt: skip
    for path, told in cases:
        with pytest.raises(InputError, match=told):
            read_feed(str(path))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    copy = changed(tmp_path, "stops.txt", lambda t: t.replace("36.050", "north"))
    times = copy / "stop_times.txt"
    times.write_text(times.read_text(encoding="utf-8").replace("07:56:00", "7.56"), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_feed(str(copy))
    assert len(error.value.problems) == 2
