"""Columns of texts as days, hours and zones; what there is not says nothing at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.times.texts import NONE, day_number, read

DAYS = 20_514
"""2026-03-02, since 1970."""


def one(text: str) -> tuple[int, int, int]:
    found = read(pd.Series([text], dtype=object))
    return int(found.day[0]), int(found.clock[0]), int(found.zone[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-02 06:30", (DAYS, 6 * HOUR + 30 * MINUTE, NONE)), ("2026-03-02", (DAYS, NONE, NONE)), ("06:30", (NONE, 6 * HOUR + 30 * MINUTE, NONE)), ("2026-03-02 24:00", (DAYS, DAY, NONE)),
        ("2026-03-02 24:01", (NONE, NONE, NONE)), ("2026-02-29 06:00", (NONE, NONE, NONE)), ("2026-03-02 12:00 am", (DAYS, 0, NONE)), ("2026-03-02 12:00 pm", (DAYS, 12 * HOUR, NONE)), ("2026-03-02 06:00-05:30", (DAYS, 6 * HOUR, -330)),
        ("2026-03-02 13:00 am", (NONE, NONE, NONE)), ("never", (NONE, NONE, NONE)), ("", (NONE, NONE, NONE)),
    ],
)  # fmt: skip
def test_a_text_says_its_day_hour_and_zone(text: str, said: tuple[int, int, int]) -> None:
    assert one(text) == said


def test_days_before_months_are_left_to_the_whole_column() -> None:
    found = read(pd.Series(["13/3/2026 06:00", "46083.25"], dtype=object))
    assert (found.first[0], found.second[0], found.year[0], found.day[0]) == (13, 3, 2026, NONE)
    assert np.isnan(found.number[0])
    assert found.number[1] == 46083.25


def test_each_row_gets_what_its_text_says_in_portions_too(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pd.Series([f"2026-03-02 {h:02d}:{m:02d}" for h in (5, 6, 5) for m in range(60)], dtype=object)
    whole = read(texts).clock
    monkeypatch.setattr("sim.demand.times.texts.CHUNK", 7)
    assert (read(texts).clock == whole).all()
    assert (whole[:60] == whole[120:]).all()
    assert len(read(pd.Series([], dtype=object)).day) == 0


@pytest.mark.parametrize(("date", "days"), [((1970, 1, 1), 0), ((2024, 2, 29), 19_782), ((2023, 2, 29), NONE), ((2026, 13, 1), NONE), ((2026, 0, 1), NONE), ((2026, 4, 31), NONE), ((1969, 12, 31), -1)])
def test_only_days_that_there_are_have_a_number(date: tuple[int, int, int], days: int) -> None:
    assert day_number(*(np.array([x], np.int64) for x in date)).tolist() == [days]
