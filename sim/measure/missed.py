"""Runs that did not leave, and stops that runs left out: why, when, and whom they kept waiting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Ints
from sim.clock import NEVER
from sim.flow.closures import left_out
from sim.flow.disrupted import ROADS
from sim.flow.legs import legs_of
from sim.measure.case import Case
from sim.plan.actor import KEEPER
from sim.plan.level import Level

CAUSES = ("road", "host_off", "keeper", "vehicle", "crew")
"""A closed road, a host who calls a run off, a keeper who is away, a vehicle of ours that is not there, a crew's people
who are away."""

ROAD, HOST_OFF, KEEPER_AWAY, VEHICLE, CREW = range(len(CAUSES))

WHOLE = -1
"""In the place of a stop: the whole run."""


@dataclass(frozen=True, eq=False)
class Miss:
    """Columns, a row a run that did not leave (``stop`` is ``WHOLE``) or a stop that a run left out.

    Attributes:
        time: when it was due, ms. cause: an index into ``CAUSES``.
    """

    run: Ints
    stop: Ints
    time: Ints
    cause: Ints


def misses(case: Case) -> Miss:
    """All of them, runs first."""
    plan, outcome, closed = case.plan, case.outcome, case.draws.disrupted.closed
    off = np.flatnonzero(outcome.runs.cancelled)
    left = closed[outcome.runs.departed[closed[:, 0]] < NEVER]
    return Miss(
        run=np.concatenate([off, left[:, 0]]),
        stop=np.concatenate([np.full(len(off), WHOLE), left[:, 1]]),
        time=np.concatenate([plan.timetable.scheduled[off], outcome.runs.departed[left[:, 0]]]),
        cause=np.concatenate([_causes(case)[off], np.full(len(left), ROAD)]),
    )


def _causes(case: Case) -> Ints:
    """By run, why it did not leave, if it did not."""
    plan, roads = case.plan, case.draws.disrupted.roads
    towns = sum(place.level == Level.TOWNSHIP for place in plan.places)
    closed = np.zeros((len(ROADS), towns, plan.days), np.bool_)
    closed[tuple(roads.T)] = True
    fetched = np.array([line.operator == KEEPER for line in plan.lines], np.bool_)[plan.timetable.line]
    off = np.where(case.draws.cancelled, np.where(fetched, KEEPER_AWAY, HOST_OFF), VEHICLE)
    return np.asarray(np.where(left_out(plan, closed)[0], ROAD, off))


class Missed:
    """Looks up the first run or stop that was missed by who waits for it."""

    def __init__(self, case: Case) -> None:
        self.rows = misses(case)
        self._case = case
        self._stops = max((line.end for line in case.plan.lines), default=0) + 1
        self._horizon = case.plan.horizon + 1
        keys = self._key(case.plan.timetable.line[self.rows.run], self.rows.stop, self.rows.time)
        self._order = np.append(keys.argsort(kind="stable"), -1)
        self._keys = np.append(np.sort(keys), NEVER)

    def _key(self, line: NDArray[np.integer], stop: NDArray[np.integer] | int, time: Ints) -> Ints:
        """A time of a line and a stop as one number; all after the horizon's end are alike."""
        place = line.astype(np.int64) * (self._stops + 1) + stop + 1
        return np.asarray(place * self._horizon + np.minimum(time, self._horizon - 1))

    def between(self, line: NDArray[np.integer], stop: NDArray[np.integer] | int, ready: Ints, left: Ints) -> Ints:
        """The row of the first at ``ready`` or later and before ``left``, -1 for none."""
        at = np.searchsorted(self._keys, self._key(line, stop, ready))
        return np.asarray(np.where(self._keys[at] < self._key(line, stop, left), self._order[at], -1))

    @cached_property
    def ways(self) -> Ints:
        """By parcel, inbound ones first, its way."""
        parcels, offers, plan = self._case.draws.parcels, self._case.draws.offers, self._case.plan
        out = plan.way[offers.direction, offers.brand, offers.village]
        return np.concatenate([plan.inbound[parcels.brand, parcels.village], out])

    def hop(self, hop: int) -> tuple[Ints, Ints, Ints]:
        """Of the parcels that have this hop: their numbers, the row of what each missed first as it was ready (-1:
        nothing), and when it left then, at the horizon's end at the latest."""
        plan, rides = self._case.plan, self._case.outcome.rides
        legs, hops = legs_of(plan), np.array([len(of.hops) for of in plan.ways], np.int64)
        mine = np.flatnonzero(hop < hops[self.ways])
        leg = legs.first[self.ways[mine]] + hop
        left, ready = self._gone[rides.call[hop, mine]], rides.ready[hop, mine]
        stops = (WHOLE, legs.alight[leg], legs.board[leg])
        found = np.stack([self.between(legs.line[leg], stop, ready, left) for stop in stops])
        first = np.append(self.rows.time, NEVER)[found].argmin(axis=0)  # -1, nothing, is never
        return mine, found[first, np.arange(len(mine))], np.minimum(left, plan.horizon)

    @cached_property
    def _gone(self) -> Ints:
        """By numbered stop of a run, when the run left its base; last for none."""
        line, runs = self._case.plan.timetable.line, self._case.outcome.runs
        stops = np.array([of.end + of.picks_up for of in self._case.plan.lines], np.int64)
        return np.append(np.repeat(runs.departed, stops[line]), NEVER)


def held_up(case: Case) -> Bools:
    """By inbound parcel, whether it was ready on some hop as a run of its line did not leave or left out its stop, and
    left later."""
    missed, inbound = Missed(case), len(case.draws.parcels)
    found = np.zeros(len(missed.ways), np.bool_)
    for hop in range(len(case.outcome.rides.call)):
        mine, row, _ = missed.hop(hop)
        found[mine] |= row >= 0
    return found[:inbound]
