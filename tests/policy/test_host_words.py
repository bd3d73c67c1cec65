"""Times, weekdays, dates and counts are read as people write them, and what is none is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.policy.host_words import read_count, read_dates, read_times, read_weekdays
from sim.table.sheet import CellFault


@pytest.mark.parametrize(("read", "text", "means"), [
    (read_times, "7:30、13：30", "07:30 13:30"),
    (read_times, "07:30:00", "07:30"),
    (read_weekdays, "周一、周三至周五", "1 3 4 5"),
    (read_times, "7点30分、13时 8点半", "07:30 13:00 08:30"),
    (read_weekdays, "星期日", "7"),
    (read_weekdays, "每天", "1 2 3 4 5 6 7"),
    (read_weekdays, "工作日、周日", "1 2 3 4 5 7"),
    (read_weekdays, "一三五", "1 3 5"),
    (read_weekdays, "周二四六", "2 4 6"),
    (read_weekdays, "135", "1 3 5"),
    (read_weekdays, "1-3, 6", "1 2 3 6"),
    (read_dates, "2026年12月3日、2026-12-04", "2026-12-03 2026-12-04"),
    (read_dates, "2026-12-03 00:00:00", "2026-12-03"),
    (read_count, "8辆", 8),
    (read_count, "自动", "auto"),
])
def test_written_as_people_do(read: Callable[[str], object], text: str, means: object) -> None:
    assert read(text) == means


@pytest.mark.parametrize(("read", "text"), [
    (read_times, "25:00"), (read_times, "六点"), (read_times, "7点70分"), (read_weekdays, "双日"), (read_weekdays, "128"), (read_weekdays, "周八"), (read_weekdays, "5-1"), (read_dates, "2026-02-30"), (read_count, "三"), (read_count, "1.5"),
])
def test_what_is_none_is_a_fault(read: Callable[[str], object], text: str) -> None:
    assert isinstance(read(text), CellFault)
