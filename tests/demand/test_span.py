"""Measured days lie within those of the table, else a horizon that fits is named."""

from __future__ import annotations

import datetime as dt
from itertools import chain

import numpy as np
import pytest

from sim.demand.span import fitting, idle, spans_of, uncovered
from sim.parameters.demand import Horizon

START = dt.date(2026, 3, 2)


def horizon(warmup: int = 7, measured: int = 28, drain: int = 7) -> Horizon:
    return Horizon(start_date=START, warmup_days=warmup, measured_days=measured, drain_days=drain)


def days(*spans: tuple[int, int], without: int = -1) -> np.ndarray:
    return np.array([d for d in chain.from_iterable(range(a, b) for a, b in spans) if d % 7 != without], np.int64)


@pytest.mark.parametrize(
    ("seen", "plan", "outside"),
    [
        (days((0, 42)), horizon(), 0),
        (days((0, 14)), horizon(), 21),
        (days((0, 14)), horizon(7, 7), 0),
        (days((21, 42)), horizon(), 14),
        (days((-30, -2)), horizon(), 28),
        (days((0, 35), without=6), horizon(), 0),  # no Sundays, and the last measured day is one
        (days((0, 34)), horizon(), 1),
        (days((0, 14), (28, 42)), horizon(), 21),  # two weeks are missing amid them
        (np.arange(0, 60, 15), horizon(), 0),  # a parcel a fortnight: that is how few there are
    ],
)  # fmt: skip
def test_days_without_data_are_counted(seen: np.ndarray, plan: Horizon, outside: int) -> None:
    assert uncovered(spans_of(seen, START), plan) == outside


@pytest.mark.parametrize(
    ("seen", "keys"),
    [
        (days((0, 7)), "horizon.start_date=2026-03-02 horizon.warmup_days=0 horizon.measured_days=7"),
        (days((0, 14)), "horizon.start_date=2026-03-02 horizon.warmup_days=7 horizon.measured_days=7"),
        (days((3, 24)), "horizon.start_date=2026-03-05 horizon.warmup_days=7 horizon.measured_days=7"),
        (days((-200, -165)), "horizon.start_date=2025-08-14 horizon.warmup_days=7 horizon.measured_days=21"),
        (days((0, 13), (40, 100)), "horizon.start_date=2026-04-11 horizon.warmup_days=7 horizon.measured_days=42"),
    ],
)
def test_a_horizon_that_fits_is_named_and_does_fit(seen: np.ndarray, keys: str) -> None:
    spans = spans_of(seen, START)
    assert keys in str(fitting(spans, horizon()))
    words = dict(word.removeprefix("horizon.").split("=") for word in keys.split())
    assert uncovered(spans, Horizon.model_validate({**words, "drain_days": 7})) == 0


def test_less_than_a_week_is_said() -> None:
    assert "at least a whole week" in str(fitting(spans_of(days((0, 5)), START), horizon()))


def test_measured_days_without_parcels_are_counted() -> None:
    assert idle(days((0, 42), without=6), horizon()) == 4
