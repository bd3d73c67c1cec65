"""Whether the days of a table of parcels and those of the horizon fit, and which horizon would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.parameters.demand import Horizon
from sim.problems import Said, phrase

WEEK = 7


@dataclass(frozen=True)
class Span:
    """The days on which parcels came: the first and the last, as dates, and the longest time between two of them
    without any."""

    first: dt.date
    last: dt.date
    gap: int

    @property
    def days(self) -> int:
        """From the first to the last, both included."""
        return (self.last - self.first).days + 1


def spans_of(days: NDArray[np.int64], start: dt.date) -> tuple[Span, ...]:
    """The spans of parcels that came on some days, counted from ``start``, of which there is at least one: more than a
    week without any parts two spans, unless no span would have a week: then that is how few parcels there are."""
    seen = np.unique(days)
    holes = np.flatnonzero(np.diff(seen) > WEEK)
    parts = np.split(seen, holes + 1)
    if max(int(part[-1] - part[0]) for part in parts) + 1 < WEEK:
        parts = [seen]
    return tuple(_span(part, start) for part in parts)


def _span(seen: NDArray[np.int64], start: dt.date) -> Span:
    gap = int(np.diff(seen).max(initial=1)) - 1
    return Span(start + dt.timedelta(days=int(seen[0])), start + dt.timedelta(days=int(seen[-1])), gap)


def uncovered(spans: Sequence[Span], horizon: Horizon) -> int:
    """Measured days that lie outside the one span that has most of them."""
    return min(_outside(span, horizon) for span in spans)


def _outside(span: Span, horizon: Horizon) -> int:
    """Measured days before a span's first parcel or after its last one, by more than it has days without any amid it: a
    table that has no Sundays may end on a Saturday."""
    first = horizon.start_date + dt.timedelta(days=horizon.warmup_days)
    last = first + dt.timedelta(days=horizon.measured_days - 1)
    before, after = max(0, (span.first - first).days), max(0, (last - span.last).days)
    return min(horizon.measured_days, before + after) if max(before, after) > span.gap else 0


def idle(days: NDArray[np.int64], horizon: Horizon) -> int:
    """Measured days on which no parcel came."""
    measured = days[(days >= horizon.warmup_days) & (days < horizon.warmup_days + horizon.measured_days)]
    return horizon.measured_days - len(np.unique(measured))


def fitting(spans: Sequence[Span], horizon: Horizon) -> Said:
    """The keys of a horizon that the longest span fills, in whole measured weeks, with the configured days before and
    after them where the span is long enough; words where it has no whole week."""
    span = max(spans, key=lambda s: s.days)
    if span.days < WEEK:
        return phrase("parcels.no_week", days=span.days)
    warmup = horizon.warmup_days if span.days - horizon.warmup_days >= WEEK else 0
    drain = horizon.drain_days if span.days - warmup - horizon.drain_days >= WEEK else 0
    measured = min((span.days - warmup - drain) // WEEK, 52) * WEEK
    return phrase(
        "parcels.horizon_fits",
        keys=f"horizon.start_date={span.first} horizon.warmup_days={warmup} horizon.measured_days={measured}",
    )
