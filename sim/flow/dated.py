"""Days of a horizon by weekday and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


def dates_of(start: dt.date, days: int) -> list[dt.date]:
    """So many dates from a start."""
    return [start + dt.timedelta(days=day) for day in range(days)]


def falls_on(dates: Sequence[dt.date], weekdays: Collection[int], named: Collection[dt.date]) -> NDArray[np.bool_]:
    """Which dates are one of some weekdays (1 for Monday) or are named."""
    return np.array([date.isoweekday() in weekdays or date in named for date in dates], np.bool_)
