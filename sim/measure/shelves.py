"""How many parcels lie on the shelves of points at once: what a shelf has to hold."""

from __future__ import annotations

import math

import numpy as np

from sim.clock import DAY
from sim.measure.case import Bools, Case, Floats, Ints

ENOUGH_ON = 0.95
"""The share of measured days on which the shelf is to hold all at every instant."""


def shelf_places(case: Case) -> Floats:
    """By village, the fewest places on the shelf of its point that are enough on ``ENOUGH_ON`` of the measured days:
    of the most parcels of all brands that lie there at once on a day, from being dropped until fetched or returned.
    What lies in a locker, or at a township's outlet, does not count. NaN where no way leads to a point in the village.
    """
    remote = np.array([point.remote for point in case.plan.points] + [True])
    most = np.sort(_daily_peaks(case, remote), axis=1)
    days = most.shape[1]
    enough = most[:, math.ceil(ENOUGH_ON * days) - 1]
    found = np.full(case.villages, np.nan)
    for points in case.point:
        here = ~remote[points]
        found[here] = np.fmax(found[here], enough[points[here]])
    return found


def _daily_peaks(case: Case, remote: Bools) -> Floats:
    """(points, measured days): the most parcels that lie on a shelf at once."""
    points = len(case.plan.points)
    point, time, stock = _stock(case, remote)
    inside = time >= case.begin
    slot = point[inside] * case.days + (time[inside] - case.begin) // DAY
    begins = np.searchsorted(slot, np.arange(points * case.days))
    peaks: Floats = np.maximum.reduceat(stock[inside], begins).astype(np.float64)
    return peaks.reshape(points, case.days)


def _stock(case: Case, remote: Bools) -> tuple[Ints, Ints, Ints]:
    """Point, time (ms) and parcels on its shelf from then on, at every change of any shelf and at the begin of every
    measured day, by point and time."""
    points, stones = len(case.plan.points), case.outcome.milestones
    at, leaves = case.point.ravel()[case.cell], np.minimum(stones.in_hand, stones.returned)
    there = (stones.dropped < case.end) & ~remote[at] & (case.outcome.compartment < 0)
    gone = there & (leaves < case.end)
    dawn: Ints = case.begin + DAY * np.arange(case.days, dtype=np.int64)
    point = np.concatenate([at[there], at[gone], np.repeat(np.arange(points), case.days)])
    time = np.concatenate([stones.dropped[there], leaves[gone], np.tile(dawn, points)])
    change = np.repeat(np.array([1, -1, 0]), [there.sum(), gone.sum(), points * case.days])
    steps = np.sort((point * case.end + time) * 3 + change + 1)  # one number sorts faster than three
    change, steps = steps % 3 - 1, steps // 3
    point, time = np.divmod(steps, case.end)
    stock = np.cumsum(change)
    first = np.searchsorted(point, np.arange(points))
    stock -= (stock[first] - change[first])[point]
    return point, time, stock
