"""One finished simulation as the measures look at it: who is measured, when, and what was carried where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Floats, Ints
from sim.clock import DAY
from sim.county.county import County
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome
from sim.measure.roster import Roster, roster_of, stage_of_shift
from sim.parameters import Parameters
from sim.plan.plan import ServicePlan


@dataclass(frozen=True, eq=False)
class Case:
    """A plan, what was drawn for it, and what came of it.

    Matrices are (brands, villages): ``entered``, ``left_hub`` and ``delivered`` count the parcels that entered the hub,
    left it, and reached their point on measured days, ``accepted`` the outbound ones.
    """

    plan: ServicePlan
    draws: Draws
    outcome: Outcome
    county: County
    parameters: Parameters

    @cached_property
    def pool(self) -> Bools:
        """By brand: it is in a pool (also where the pool's mode lets each brand work alone)."""
        member = np.array([bool(i.pool) for i in self.plan.ways] + [False])
        return np.asarray(member[self.plan.inbound].any(axis=1))

    @property
    def villages(self) -> int:
        """Number of villages."""
        return len(self.plan.villages)

    @property
    def urban(self) -> Bools:
        """By village: it is a community of the county town."""
        return self.county.urban

    @cached_property
    def to_urban(self) -> Bools:
        """By parcel: it is for a community."""
        return self.urban[self.draws.parcels.village]

    @property
    def days(self) -> int:
        """How many days are measured."""
        return self.parameters.horizon.measured_days

    @property
    def first_day(self) -> int:
        """First measured day."""
        return self.parameters.horizon.warmup_days

    @property
    def begin(self) -> int:
        """Start of the measured days, ms."""
        return self.first_day * DAY

    @property
    def end(self) -> int:
        """End of the measured days, ms."""
        return (self.first_day + self.days) * DAY

    @cached_property
    def cell(self) -> Ints:
        """By parcel: brand x villages + village."""
        p = self.draws.parcels
        return p.brand.astype(np.int64) * self.villages + p.village

    @cached_property
    def in_cohort(self) -> Bools:
        """By parcel: its wave came on a measured day."""
        return self._measured(self.draws.parcels.day)

    @cached_property
    def in_pool(self) -> Bools:
        """By parcel: its brand is in the pool."""
        return self.pool[self.draws.parcels.brand]

    @cached_property
    def point(self) -> Ints:
        """(brands, villages): the point; -1 without way."""
        points = np.array([i.point for i in self.plan.ways] + [-1], dtype=np.int64)
        return points[self.plan.inbound]

    @cached_property
    def point_of(self) -> Ints:
        """By parcel: its point; -1 without way."""
        return self.point.ravel().take(self.cell)

    @cached_property
    def remote(self) -> Bools:
        """(brands, villages): the point is at the township."""
        remote = np.array([pt.remote for pt in self.plan.points] + [False])
        return remote[self.point]

    @cached_property
    def point_type(self) -> Ints:
        """By parcel: which of ``points.types`` its point is, in their order; one past the last without a way."""
        number = {key: i for i, key in enumerate(self.parameters.points.types)}
        types = np.array([number[pt.type] for pt in self.plan.points] + [len(number)], dtype=np.int64)
        return types.take(self.point_of, mode="wrap")

    @cached_property
    def last_line(self) -> Ints:
        """(brands, villages): line of the last hop; -1 without way."""
        lines = np.array([i.hops[-1].line if i.hops else -1 for i in self.plan.ways] + [-1], dtype=np.int64)
        return lines[self.plan.inbound]

    def measured(self, time: Ints) -> Bools:
        """Which times lie on measured days."""
        return (time >= self.begin) & (time < self.end)

    def matrix(self, mask: Bools, weights: Floats | None = None) -> Floats:
        """(brands, villages): parcels under ``mask`` (by parcel), or the sum of their ``weights``."""
        size = len(self.plan.brands) * self.villages
        rows = np.flatnonzero(mask)  # a fourth of the time that the mask itself takes as an index
        of_rows = None if weights is None else weights.take(rows)
        return tally(self.cell.take(rows), of_rows, size).reshape(-1, self.villages)

    def cells(self, matrix: Floats) -> Floats:
        """A (brands, villages) matrix by village, the pool's brands first, then the others'."""
        return np.concatenate((matrix[self.pool].sum(axis=0), matrix[~self.pool].sum(axis=0)))

    @cached_property
    def at_point_measured(self) -> Bools:
        """By parcel: it reached its point on a measured day."""
        return self.measured(self.outcome.milestones.at_point)

    @cached_property
    def delivered(self) -> Floats:
        """Parcels that reached their point on measured days: the denominator of all money."""
        return self.matrix(self.at_point_measured)

    @cached_property
    def accepted(self) -> Floats:
        """Outbound parcels that were accepted on measured days."""
        return self.sent(self.outcome.sent.accepted)

    def sent(self, time: Ints) -> Floats:
        """(brands, villages): outbound parcels to which something happened on measured days."""
        offers, dated = self.draws.offers, self.measured(time)
        cell = offers.brand[dated].astype(np.int64) * self.villages + offers.village[dated]
        return tally(cell, None, self.delivered.size).reshape(self.delivered.shape)

    @cached_property
    def entered(self) -> Floats:
        """Parcels that entered the hub on measured days."""
        return self.matrix(self.measured(self.draws.parcels.entered_hub))

    @cached_property
    def left_hub(self) -> Floats:
        """Parcels that left the hub on measured days."""
        return self.matrix(self.measured(self.outcome.milestones.left_hub))

    @cached_property
    def roster(self) -> Roster:
        """Who is rostered on measured days."""
        return roster_of(self.plan, self.outcome.shifts, self.begin, self.end)

    def by_stage(self, amounts: NDArray[Any]) -> Floats:
        """Sum, by stage of the roster, of amounts by shift of the outcome; shifts that start on measured days."""
        dated = self.measured(self.outcome.shifts.start)
        return tally(self.stage_of_shift[dated], amounts[dated], len(self.roster.stages))

    @cached_property
    def stage_of_shift(self) -> Ints:
        """By shift of the outcome, the number of its stage in the roster."""
        return stage_of_shift(self.plan, self.outcome.shifts)

    @cached_property
    def run_measured(self) -> Bools:
        """By run: its day is measured."""
        return self._measured(self.plan.timetable.day)

    def _measured(self, day: NDArray[np.integer]) -> Bools:
        return (day >= self.first_day) & (day < self.first_day + self.days)

    @cached_property
    def run_departed(self) -> Bools:
        """By run: its day is measured and it departed."""
        return self.run_measured & (self.outcome.runs.departed < self.plan.horizon)

    @cached_property
    def visit_days(self) -> Floats:
        """By line: distinct measured days with a departure, per week."""
        seen = np.zeros((len(self.plan.lines), self.days), dtype=bool)
        t = self.plan.timetable
        seen[t.line[self.run_departed], t.day[self.run_departed] - self.first_day] = True
        return np.asarray(seen.sum(axis=1) * 7.0 / self.days)

    @cached_property
    def visits(self) -> Ints:
        """By line: departures on measured days."""
        return np.bincount(self.plan.timetable.line[self.run_departed], minlength=len(self.plan.lines))


def tally(group: NDArray[np.integer], amount: NDArray[Any] | None, groups: int) -> Floats:
    """Sum of the amounts (None: number of rows) by group in ``range(groups)``."""
    return np.asarray(np.bincount(group, amount, groups), dtype=np.float64)


def per(amount: Floats, count: NDArray[Any]) -> Floats:
    """Amount by count, element by element; NaN where the count is zero."""
    a, b = np.broadcast_arrays(np.asarray(amount, dtype=np.float64), np.asarray(count, dtype=np.float64))
    return np.asarray(np.divide(a, b, out=np.full(a.shape, np.nan), where=b > 0))
