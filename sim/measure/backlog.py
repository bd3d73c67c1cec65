"""What waits in the county day by day, and how many days after a peak of the calendar no more waits than in a normal
week."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.clock import DAY, weekday
from sim.demand.calendar import calendar_of
from sim.measure import registry
from sim.measure.case import Case
from sim.measure.kpi import ALL, POOL
from sim.measure.operation import Columns

SLACK = 0.1
"""The backlog is gone where no more waits than in a normal week and this part of a normal day's parcels, for no two
days are quite alike."""


def _by_day(times: Ints, days: int) -> Floats:
    """How many times lie in each day; later ones in none."""
    return np.bincount(times[times < days * DAY] // DAY, minlength=days).astype(np.float64)


class Backlog:
    """Parcels that wait at the end of each day of the horizon, and the calendar that they are seen against."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._horizon = case.parameters.horizon
        self._factor = calendar_of(case.parameters.demand, self._horizon).factor

    def kpis(self) -> dict[str, float]:
        """The KPIs of the backlog with their suffixes; NaN where the calendar has no peak in the horizon, or no normal
        measured day before it."""
        if self._peak is None:
            return {key + suffix: np.nan for suffix in (POOL, ALL) for key in registry.BACKLOG}
        rural = ~self._case.to_urban
        brands = {POOL: self._case.in_pool & rural, ALL: rural}
        found: dict[str, float] = {}
        for suffix, mine in brands.items():
            figures = self._after(*self._peak, mine)
            found |= {key + suffix: value for key, value in zip(registry.BACKLOG, figures, strict=True)}
        return found

    def columns(self) -> Columns:
        """By day of the horizon: its date, the calendar's factor, the pool's parcels that come in and that wait at its
        end, and all outbound parcels offered and still inside; no rows where all weeks are alike."""
        demand, sent, offers = self._case.parameters.demand, self._case.outcome.sent, self._case.draws.offers
        if not (demand.calendar or demand.outbound.harvest):
            names = ("factor", "came", "waiting", "offered", "out_waiting")
            return {"date": [], **{name: np.zeros(0) for name in names}}
        came, waiting = self._waiting(self._case.in_pool & ~self._case.to_urban)
        offered, left = (_by_day(times, self._horizon.days) for times in (offers.offered, sent.left_county))
        return {
            "date": [str(date) for date in self._horizon.dates],
            "factor": self._factor,
            "came": came,
            "waiting": waiting,
            "offered": offered,
            "out_waiting": np.cumsum(offered - left),
        }

    @cached_property
    def _peak(self) -> tuple[int, int] | None:
        """First and last day of the heaviest time above normal."""
        heaviest = int(self._factor.argmax())
        if self._factor[heaviest] <= 1:
            return None
        calm = np.flatnonzero(self._factor <= 1)
        before, after = calm[calm < heaviest], calm[calm > heaviest]
        return int(before[-1]) + 1 if before.size else 0, int(after[0]) - 1 if after.size else len(self._factor) - 1

    def _waiting(self, mine: Bools) -> tuple[Floats, Floats]:
        """By day, those of some parcels that come in, and that have not reached their point at its end; who is too big
        for every vehicle does not wait."""
        outcome, days = self._case.outcome.milestones, self._horizon.days
        goes = mine & ~outcome.oversize
        came = _by_day(self._case.draws.parcels.entered_hub[goes], days)
        return came, np.cumsum(came - _by_day(outcome.at_point[goes], days))

    def _after(self, first: int, last: int, mine: Bools) -> tuple[float, float]:
        """Days from the end of a peak until the backlog is gone, infinite where it stays; and the largest backlog
        beyond the usual one, in parcels of a normal day."""
        came, waiting = self._waiting(mine)
        days = np.arange(len(came))
        normal = (days >= self._case.first_day) & (days < first) & (self._factor == 1)
        if not normal.any() or not came[normal].any():
            return np.nan, np.nan
        a_day = came[normal].mean()
        beyond = (waiting - self._usual(waiting, normal)) / a_day
        gone = np.flatnonzero((beyond <= SLACK) & (days >= last))
        return float(gone[0] - last) if gone.size else np.inf, float(max(beyond[first:].max(), 0.0))

    def _usual(self, waiting: Floats, normal: Bools) -> Floats:
        """By day, what waits at the end of a normal day of its weekday; of any, where its weekday has none."""
        of = np.array([weekday(self._horizon.start_date, day) for day in range(len(waiting))])
        seen = np.bincount(of[normal], minlength=7)
        total = np.bincount(of[normal], waiting[normal], 7)
        usual = np.where(seen > 0, total / np.maximum(seen, 1), waiting[normal].mean())
        return np.asarray(usual[of])
