"""Days by weekday and date."""

from __future__ import annotations

import datetime as dt

import numpy as np

from sim.flow.dated import dates_of, falls_on


def test_weekdays_and_dates() -> None:
    dates = dates_of(dt.date(2026, 3, 2), 14)
    assert (dates[0], dates[-1]) == (dt.date(2026, 3, 2), dt.date(2026, 3, 15))
    assert np.flatnonzero(falls_on(dates, (2, 7), [dt.date(2026, 3, 6)])).tolist() == [1, 4, 6, 8, 13]
    assert not falls_on(dates, (), ()).any()
