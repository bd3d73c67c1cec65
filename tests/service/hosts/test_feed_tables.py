"""What the tables of a feed say of each other holds, or is told by its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim.problems import InputError
from sim.service.hosts.feed import read_feed
from sim.service.hosts.feed_tables import MOST_TOLD, table_faults
from tests.service.hosts.test_feed import changed


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("stop_times.txt", lambda t: t.replace("E0730,08:22:00", "E0731,08:22:00"), ["stop_times.txt", "row 6", "trip_id", "E0731", "trips.txt"]),
        ("frequencies.txt", lambda t: t.replace("W,08", "V,08"), ["frequencies.txt", "row 2", "trip_id", "V", "trips.txt"]),
        ("stop_times.txt", lambda t: t.replace(",A,4", ",A,3"), ["stop_times.txt", "row 5", "stop_sequence", "3", "each once"]),
        ("stop_times.txt", lambda t: t.replace(",A,4", ",A,four"), ["stop_times.txt", "row 5", "stop_sequence", "four"]),
        ("calendar.txt", lambda t: t.replace("20260101,20261231", "20261231,20260101", 1), ["calendar.txt", "row 2", "end_date", "20260101", "start_date"]),
        ("frequencies.txt", lambda t: t.replace("7200", "1"), ["frequencies.txt", "headway_secs", "60"]),
    ],
)
def test_what_would_be_passed_over_is_told(tmp_path: Path, table: str, change: Callable[[str], str], told: list[str]) -> None:
    with pytest.raises(InputError) as error:
        read_feed(str(changed(tmp_path, table, change)))
    assert len(error.value.problems) == 1
    assert all(word in str(error.value) for word in told), str(error.value)
    assert all(p.text("zh") for p in error.value.problems)


def test_a_few_cells_of_a_kind_are_told() -> None:
    days = pd.DataFrame({"service_id": ["A"] * 9, "date": ["2026-03-02"] * 9, "exception_type": ["1"] * 9})
    calls = pd.DataFrame({"trip_id": ["T", "T"], "stop_sequence": ["1", "2"]})
    tables = {
        "stops.txt": pd.DataFrame({"stop_id": ["S"]}), "trips.txt": pd.DataFrame({"trip_id": ["T"], "service_id": ["A"]}),
        "stop_times.txt": calls, "frequencies.txt": pd.DataFrame(), "calendar.txt": pd.DataFrame(), "calendar_dates.txt": days,
    }  # fmt: skip
    assert len(list(table_faults(tables, "feed"))) == MOST_TOLD
    assert not list(table_faults({**tables, "calendar_dates.txt": days.assign(date="20260302")}, "feed"))
