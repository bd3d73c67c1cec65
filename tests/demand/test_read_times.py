"""When parcels came, on the model's clock: one column says it, by its unit or as a date with an hour."""

from __future__ import annotations

import datetime as dt

import pytest

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.read_notes import Notes
from sim.demand.read_times import times_of
from sim.demand.times.texts import NONE
from sim.parameters.demand import Horizon
from sim.problems import Phrase
from tests.demand.tables import table_of, told

MONDAY = Horizon(start_date=dt.date(2026, 3, 2))


def read(**columns: list[str]) -> tuple[list[int], list[str], list[str]]:
    table = table_of(village=["甲村"] * len(next(iter(columns.values()))), **columns)
    notes = Notes(table)
    times = times_of(table, MONDAY, notes).tolist()
    return times, told(table), [n.what.key for n in notes.done(0)[1:] if isinstance(n.what, Phrase)]


@pytest.mark.parametrize(
    ("columns", "times"),
    [
        ({"time_ms": ["5", "7.6"]}, [5, 8]), ({"time_min": ["5"]}, [5 * MINUTE]), ({"time_h": ["24.5"]}, [DAY + HOUR // 2]), ({"time": ["2026-03-03 06:00"]}, [DAY + 6 * HOUR]),
        ({"time": ["06:00"], "date": ["2026-03-01"]}, [6 * HOUR - DAY]),
    ],
)  # fmt: skip
def test_times_count_from_the_first_day(columns: dict[str, list[str]], times: list[int]) -> None:
    assert read(**columns) == (times, [], [])


@pytest.mark.parametrize(
    ("columns", "codes"),
    [({"brand": ["zto"]}, ["missing_column"]), ({"time_h": ["1"], "time_ms": ["1"]}, ["duplicate_column"]), ({"time_h": ["", "1"]}, ["time"]), ({"time_h": ["-1", "1"]}, ["number"]), ({"time": ["soon", "2026-03-03 06:00"]}, ["time"])],
)
def test_what_is_no_time_is_told_and_none(columns: dict[str, list[str]], codes: list[str]) -> None:
    times, found, _ = read(**columns)
    assert found == codes
    assert times[0] == NONE


def test_what_was_converted_or_guessed_is_noted() -> None:
    assert read(time=["2026-03-01T22:00:00Z"])[2] == ["note.zone_converted"]
    assert read(time=["13/03/2026 06:00", "02/03/2026 06:00"])[2] == ["note.day_first"]
    assert read(time=["46083.25", "46084.25"])[2] == ["note.serial_times"]


def test_brackets_of_the_heading_may_say_the_zone_and_nothing_else() -> None:
    assert read(**{"time (UTC)": ["2026-03-01 22:00"]})[0] == [6 * HOUR]
    assert read(**{"time (fast)": ["2026-03-01 22:00"]})[1] == ["unknown_unit"]
