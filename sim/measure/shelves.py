"""How many parcels lie on the shelves of points at once: what a shelf has to hold."""

from __future__ import annotations

import math

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.clock import DAY
from sim.measure.case import Case

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
    points, days = len(case.plan.points), case.days
    steps, bits = _steps(case, remote)
    stock = np.cumsum((steps & 3) - 1)
    begins = case.begin + DAY * np.arange(days, dtype=np.int64)
    start = np.arange(points)[:, None] << bits
    cuts = np.searchsorted(steps, np.hstack((start, start + begins, start + (1 << bits))) << 2)
    peaks = np.append(np.maximum.reduceat(stock, cuts.ravel()[:-1]), 0).reshape(cuts.shape)[:, 1:-1]
    before = np.append(stock, 0)[cuts[:, :1] - 1]
    return np.asarray(peaks - before, np.float64)


def _steps(case: Case, remote: Bools) -> tuple[Ints, int]:
    """Every change of any shelf and the begin of every measured day, by point, time (ms) and who leaves first, as one
    number each, since these sort faster than three: the lowest two bits are 0 where one leaves, 1 at the begin of a
    day, 2 where one comes; then come the bits of the time, as many as it says, and the point."""
    points, stones = len(case.plan.points), case.outcome.milestones
    at, leaves = case.point_of, np.minimum(stones.in_hand, stones.returned)
    there = np.flatnonzero((stones.dropped < case.end) & ~remote.take(at) & (case.outcome.compartment < 0))
    at, dropped, leaves = at.take(there), stones.dropped.take(there), leaves.take(there)
    gone = np.flatnonzero(leaves < case.end)
    bits = int(case.end).bit_length()
    dawn = case.begin + DAY * np.arange(case.days, dtype=np.int64)
    comes, goes = ((at << bits) + dropped) << 2 | 2, ((at << bits).take(gone) + leaves.take(gone)) << 2
    begins = ((np.arange(points)[:, None] << bits) + dawn) << 2 | 1
    steps = np.concatenate([comes, goes, begins.ravel()])
    steps.sort()
    return steps, bits
