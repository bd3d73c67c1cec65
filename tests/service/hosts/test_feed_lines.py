"""A host by its own timetable: by hand on a feed of five trips, which places it calls at and every run of the horizon."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sim.clock import DAY, MINUTE
from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.demand.expected import expected
from sim.plan.departure import Hosted
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.hosts.feed import Call, FeedTrip
from sim.service.hosts.feed_lines import FeedLine, FeedRide, dated, instants, ride, rides_along
from tests.service.small_county import CACHE, POOL, modes, parameters

HOME = Path(__file__).resolve().parents[3] / "docs" / "examples"
EAST, WEST = (1, 3, 4), (2, 5)
"""Places of 东镇, 上河村, 下河村 and of 西乡, 山口村."""


@cache
def county() -> County:
    return load_county(CountySpec(slug="own", source=str(HOME / "roads")), Path("none"))


def plan(**over: Any) -> ServicePlan:
    p = parameters(**{"host__bus__feed": str(HOME / "bus_feed"), "horizon__measured_days": 7, **over})
    assignment = Assignment(mode="transport_courier", pools={"joint": POOL})
    return build_plan(county(), p, modes(), assignment, expected(county(), p), CACHE)


def bus(of: ServicePlan, places: tuple[int, ...]) -> tuple[Line, list[str]]:
    """The bus line that calls at places, and its runs: date and time."""
    number, line = next((i, x) for i, x in enumerate(of.lines) if tuple(s.place for s in x.stops) == places and x.hosted)
    runs = of.timetable.scheduled[of.timetable.line == number].tolist()
    first = dt.datetime(2026, 3, 2)
    return line, [f"{first + dt.timedelta(milliseconds=run):%m-%d %H:%M}" for run in runs]


def test_every_run_of_the_horizon_is_the_feeds() -> None:
    line, runs = bus(plan(), EAST)
    days = [dt.date(2026, 3, 2) + dt.timedelta(d) for d in range(21)]
    mornings = [d for d in days if (d.weekday() < 5 and d.day != 10) or d.day == 14]
    noons = [d for d in days if d.day != 11]
    nights = [d + dt.timedelta(1) for d in days if d.weekday() == 5]
    due = [f"{d:%m-%d} 07:30" for d in mornings] + [f"{d:%m-%d} 13:00" for d in noons] + [f"{d:%m-%d} 01:10" for d in nights]
    assert sorted(runs) == sorted(due)
    assert len(runs) == 15 + 20 + 3
    assert [s.drive // MINUTE for s in line.stops] == [26, 12, 12]


def test_a_repeated_trip_runs_at_each_of_its_starts() -> None:
    line, runs = bus(plan(), WEST)
    assert [run[-5:] for run in runs] == ["08:00", "10:00"] * 20
    assert [s.drive // MINUTE for s in line.stops] == [24, 15]
    assert not any(run.startswith("03-11") for run in runs)


def test_runs_of_a_day_are_numbered_in_order() -> None:
    table = plan().timetable
    for line in set(table.line.tolist()):
        mine = table.line == line
        keys = list(zip(table.day[mine].tolist(), table.number[mine].tolist(), strict=True))
        assert len(set(keys)) == len(keys)
        assert all(day == time // DAY for (day, _), time in zip(keys, table.scheduled[mine].tolist(), strict=True))


def test_a_night_of_the_day_before_the_horizon_belongs_to_its_first_day() -> None:
    trip = FeedTrip(key="n", route="r", calls=(), starts=(25 * 60 * MINUTE + 10 * MINUTE,), dates=frozenset({dt.date(2026, 3, 7)}))
    assert instants(trip, 0, dt.date(2026, 3, 8), 7) == [70 * MINUTE]
    assert instants(trip, 0, dt.date(2026, 3, 7), 1) == []
    assert instants(trip, 5, dt.date(2026, 3, 7), 2) == [DAY + 70 * MINUTE + 5]


def test_a_village_off_the_feed_gets_a_relay_and_what_is_unused_is_said() -> None:
    found = plan()
    notes = [str(n.told) for n in found.notes if n.about == "host.bus.feed"]
    assert any("2 lines" in note for note in notes)
    assert any("路口" in note and "1 km" in note for note in notes)
    relay = next(line for line in found.lines if line.leg == "relay")
    assert [stop.place for stop in relay.stops] == [6]


def test_dates_that_the_feed_leaves_out_are_said() -> None:
    notes = [str(n.told) for n in plan(horizon__start_date=dt.date(2026, 12, 21)).notes]
    assert any("10 days" in note and "2027-01-01" in note for note in notes)


@pytest.mark.parametrize(
    ("over", "code", "told"),
    [
        ({"horizon__start_date": dt.date(2027, 3, 1)}, "feed.dates", ["2026-12-31", "2027-03-01", "start_date"]),
        ({"host__bus__feed_near_km": 0.01}, "feed.no_trip", ["0 of 7", "feed_near_km"]),
        ({"host__bus__feed": "none.zip"}, "feed.unreadable", ["none.zip"]),
    ],
)
def test_a_feed_without_a_run_is_refused(over: dict[str, Any], code: str, told: list[str]) -> None:
    with pytest.raises(InputError) as error:
        plan(**over)
    assert [p.code for p in error.value.problems] == [code]
    assert all(word in str(error.value) for word in told), str(error.value)
    assert error.value.problems[0].text("zh")


CALLS = (Call(0, 0, 10), Call(1, 100, 120), Call(2, 200, 200), Call(0, 300, 300))


def test_a_place_is_served_at_the_nearest_call_after_the_base() -> None:
    trip = FeedTrip(key="t", route="r", calls=CALLS, starts=(10,), dates=frozenset())
    near = [{0: 0.1}, {5: 0.4, 6: 0.2}, {5: 0.3, 7: 0.5}]
    assert ride(trip, near, 0) == FeedRide((6, 5, 7), (90, 80, 0), 0)
    assert ride(trip, near, 6) == FeedRide((5, 7, 0), (80, 0, 100), 110)
    assert ride(trip, near, 9) is None
    assert ride(trip, [{0: 0.1}, {}, {}], 0) is None


def test_the_usual_day_stands_for_planning() -> None:
    line = FeedLine(0, (1,), [(5,), (7,), (60,)], [(t, 1) for t in (3, DAY + 3, 2 * DAY + 3, 2 * DAY + 9)])
    service = dated(line, dt.date(2026, 3, 2))
    assert (service.weekdays, service.times, service.instants) == ((0, 1, 2), (3,), (3, DAY + 3, 2 * DAY + 3, 2 * DAY + 9))
    assert line.drive == (7,)


def test_what_is_taken_along_differs_by_trip() -> None:
    found = plan(host__bus__feed_space=str(HOME / "bus_space.csv"))
    line, runs = bus(found, EAST)
    assert line.by_run == tuple(60 if run.endswith("07:30") else 25 for run in runs)
    assert line.most_parcels == round((15 * 60 + 23 * 25) / 38)
    west, _ = bus(found, WEST)
    assert west.departure == Hosted(most_parcels=40)
    assert bus(plan(), EAST)[0].departure == Hosted(most_parcels=80)
    assert rides_along(FeedLine(0, (1,), [], [(9, 2), (3, 5)])) == Hosted(most_parcels=4, by_run=(5, 2))


def named(folder: Path, **places: str) -> str:
    """The example with a column that says what place a stop is."""
    copy = folder / "feed"
    shutil.copytree(HOME / "bus_feed", copy)
    head, *rows = (copy / "stops.txt").read_text(encoding="utf-8").splitlines()
    lines = [f"{head},place", *(f"{row},{places.get(row[0], '')}" for row in rows)]
    (copy / "stops.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(copy)


def test_a_column_says_what_place_a_stop_is_wherever_it_stands(tmp_path: Path) -> None:
    found = plan(host__bus__feed=named(tmp_path, X="坡头村", H="县城"), fleet__sizing="existing")
    line, runs = bus(found, (6, *EAST))
    assert all(run.endswith("07:30") for run in runs)
    assert [s.drive // MINUTE for s in line.stops] == [13, 13, 12, 12]


def test_a_place_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        plan(host__bus__feed=named(tmp_path, X="坡头庄", A="上河庄"))
    assert [p.code for p in error.value.problems] == ["feed.unknown_place"] * 2
    assert "坡头村" in str(error.value)
