"""At every place what came in has gone out or is inside, in number and in time, whichever way parcels go.

Parcels are counted twice: by what moved them (line-haul, senders, runs, stops, trips) and by their own rides. Little's law says that the
area under the number of parcels at a place is the sum of their times there, so that the two agree only if every time does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.draws import Draws
from sim.flow.legs import Legs, legs_of
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from sim.plan.way import BASE

Indices = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Called:
    """Every stop of every run, numbered run after run, and where a line picks up its return too; a row more for none, at index -1.

    ``first`` is by run. ``left``: when what came off there was off; ``gone``: when the run went on (both ``NEVER``: not before the horizon's
    end).
    """

    first: Indices
    run: Indices
    place: Indices
    left: Times
    gone: Times


@dataclass(frozen=True, eq=False)
class Stay:
    """Parcels at places, each from an instant until another or the horizon's end."""

    place: Indices
    since: Times
    until: Times


@dataclass(frozen=True, eq=False)
class Movements:
    """An outcome as its rides and its runs tell it. All parcels are numbered together, inbound before outbound."""

    plan: ServicePlan
    draws: Draws
    outcome: Outcome

    @cached_property
    def legs(self) -> Legs:
        """The plan's legs."""
        return legs_of(self.plan)

    @cached_property
    def way(self) -> Indices:
        """By parcel, its way."""
        parcels, offers, plan = self.draws.parcels, self.draws.offers, self.plan
        inbound = plan.inbound.take(parcels.brand * np.int64(plan.inbound.shape[1]) + parcels.village)
        outbound = plan.way[offers.direction, offers.brand, offers.village]
        return np.concatenate([inbound, outbound])

    @cached_property
    def hops(self) -> Indices:
        """By parcel, how many hops its way has."""
        return self.legs.hops.take(self.first)

    @cached_property
    def entered(self) -> Times:
        """By parcel, since when it is in the county's hands: at the hub, or at the open point where it was offered."""
        return np.concatenate([self.draws.parcels.entered_hub, self.outcome.sent.opened])

    @cached_property
    def point(self) -> Indices:
        """By parcel, the place of its way's point."""
        return np.array([self.plan.points[way.point].place for way in self.plan.ways], np.int64).take(self.way)

    @cached_property
    def called(self) -> Called:
        """Every stop of every run, those not made too."""
        line = self.plan.timetable.line
        places = [[*(stop.place for stop in x.stops), *([x.base] if x.picks_up else [])] for x in self.plan.lines]
        size = np.array([len(of) for of in places], np.int64)[line]
        first, run = np.cumsum(size) - size, np.repeat(np.arange(len(line)), size)
        place = np.array([place for of in line.tolist() for place in places[of]], np.int64)
        return Called(first, np.append(run, -1), np.append(place, -1), *self._left(first, size))

    def _left(self, first: Indices, size: Indices) -> tuple[Times, Times]:
        """By stop of every run, when what came off there was off, and when the run went on; ``first``, ``size``: by run, its first stop and their
        number."""
        stops, picks, runs = self.outcome.stops, self.outcome.pick_ups, self.outcome.runs
        left = np.full(int(size.sum()) + 1, NEVER, np.int64)
        left[first[stops.run] + stops.sequence] = stops.departed
        gone = left.copy()
        left[first[picks.run] + picks.sequence] = picks.time
        picks_up = np.array([line.picks_up for line in self.plan.lines], np.bool_)
        returns = np.flatnonzero(picks_up[self.plan.timetable.line])
        left[first[returns] + size[returns] - 1] = runs.returned[returns]
        return left, gone

    @cached_property
    def first(self) -> Indices:
        """By parcel, the first leg of its way."""
        return self.legs.first.take(self.way)

    @cached_property
    def _elsewhere(self) -> NDArray[np.bool_] | None:
        """By leg, whether it begins at a stop and not at the base; None where none does."""
        elsewhere = self.legs.board != BASE
        return elsewhere if elsewhere.any() else None

    def ride(self, hop: int) -> tuple[Indices, Times, Times, Times]:
        """By parcel, of its hop of that number: the leg (its first, if it has no such hop), ready, departure, and when it was off."""
        calls, rides, runs = self.called, self.outcome.rides, self.outcome.runs
        leg = self.first + hop * (hop < self.hops)
        call = rides.call[hop].astype(np.intp)
        run = calls.run.take(call)
        departed = np.append(runs.departed, NEVER).take(run)
        if self._elsewhere is not None:
            at_stop = np.flatnonzero((run >= 0) & self._elsewhere.take(leg))
            departed[at_stop] = calls.gone[calls.first[run[at_stop]] + self.legs.board[leg[at_stop]]]
        return leg, rides.ready[hop], departed, calls.left.take(call)

    def rode(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How many boarded by run at its base, and how many rides ended by row of the stops made, as the parcels tell."""
        calls, outcome = self.called, self.outcome
        ended, from_base = np.zeros((2, len(calls.run)), np.int64)
        for call, leg in self._calls():
            count = np.bincount(call, minlength=len(ended))
            ended += count
            from_base += count
            if self._elsewhere is not None:
                from_base -= np.bincount(call[self._elsewhere.take(leg)], minlength=len(ended))
        by_run = sums(calls.run[:-1], from_base[:-1], len(outcome.runs.departed))
        return by_run, ended[calls.first[outcome.stops.run] + outcome.stops.sequence]

    def boarded(self) -> NDArray[np.int64]:
        """How many boarded by row of the pick-ups made, as the parcels tell."""
        calls, picks = self.called, self.outcome.pick_ups
        count = np.zeros(len(calls.run), np.int64)
        if self._elsewhere is not None:
            for call, leg in self._calls():
                rows = np.flatnonzero(self._elsewhere.take(leg))
                stop = self.legs.board.take(leg.take(rows))
                count += np.bincount(calls.first[calls.run[call[rows]]] + stop, minlength=len(count))
        boarded: NDArray[np.int64] = count[calls.first[picks.run] + picks.sequence]
        return boarded

    def _calls(self) -> Iterator[tuple[Indices, Indices]]:
        """By hop, the call at which each ride ended, and its leg."""
        for hop, call in enumerate(self.outcome.rides.call):
            rode = np.flatnonzero(call >= 0)
            yield call.take(rode), self.first.take(rode) + hop

    def first_run(self) -> Indices:
        """By inbound parcel, the run of its first ride (-1: it never rode)."""
        run: Indices = self.called.run.take(self.outcome.rides.call[0, : len(self.draws.parcels)])
        return run

    def dropped(self) -> Times:
        """By parcel, when its last ride ended (``NEVER``: not before the horizon's end)."""
        calls = self.outcome.rides.call
        last = calls.ravel().take((self.hops - 1) * calls.shape[1] + np.arange(len(self.hops)))
        off: Times = self.called.left.take(last)
        return off

    def spent(self) -> tuple[Times, Times]:
        """By parcel, ms of waiting for its rides and of riding, each counted when it ended."""
        waiting, riding = np.zeros(len(self.way), np.int64), np.zeros(len(self.way), np.int64)
        for hop in range(len(self.outcome.rides.call)):
            _, ready, since, until = self.ride(hop)
            np.add(waiting, since - ready, out=waiting, where=since < NEVER)
            np.add(riding, until - since, out=riding, where=until < NEVER)
        return waiting, riding

    def as_moved(self) -> NDArray[np.int64]:
        """By place, the area under the number of parcels there, as senders, line-haul, runs, stops and trips count them."""
        m, trips = self.outcome.milestones, self.outcome.trips
        area = self._area(self.legs.place[self.legs.first[self.way]], 1, self.entered) + self._carried()
        area -= self._area(trips.place, trips.parcels, trips.time)
        otherwise = np.where(m.trip >= 0, NEVER, np.minimum(m.in_hand, m.returned))
        return area - self._area(self.point[: len(otherwise)], 1, otherwise)

    def _carried(self) -> NDArray[np.int64]:
        """By place, what runs added to the area by what came off there, less what they took away."""
        calls, runs, stops, picks = self.called, self.outcome.runs, self.outcome.stops, self.outcome.pick_ups
        base = np.array([line.base for line in self.plan.lines], np.int64)[self.plan.timetable.line]
        at, boards = calls.first[stops.run] + stops.sequence, calls.first[picks.run] + picks.sequence
        aboard = runs.loaded + sums(picks.run, picks.picked_up, len(base)) - sums(stops.run, stops.dropped, len(base))
        came = self._area(calls.place[at], stops.dropped, calls.left[at]) + self._area(base, aboard, runs.returned)
        return came - self._area(base, runs.loaded, runs.departed) - self._area(calls.place[boards], picks.picked_up, calls.gone[boards])

    def _area(self, place: Indices, parcels: NDArray[np.integer] | int, since: Times) -> NDArray[np.int64]:
        """By place, what so many parcels, there from a time on, add to the area up to the horizon's end."""
        end = self.plan.horizon
        return sums(place, parcels * (end - np.minimum(since, end)), len(self.plan.places))

    def as_stayed(self) -> NDArray[np.int64]:
        """By place, the sum of parcels' times there, as their rides tell."""
        end = self.plan.horizon
        total = np.zeros(len(self.plan.places), np.int64)
        for stay in self._stays():
            here = np.flatnonzero(stay.since < end)
            total += sums(stay.place.take(here), np.minimum(stay.until.take(here), end) - stay.since.take(here), len(total))
        return total

    def _stays(self) -> Iterator[Stay]:
        """Where parcels were and when, by hop: before each ride at the place where it boards, after the last one where it ended, inbound ones
        until they leave the point."""
        m, since = self.outcome.milestones, self.entered
        gone = np.concatenate([np.minimum(m.in_hand, m.returned), np.full(len(self.draws.offers), NEVER)])
        for hop in range(len(self.outcome.rides.call)):
            leg, _, departed, off = self.ride(hop)
            rides = hop < self.hops
            yield Stay(self.legs.place.take(leg), np.where(rides, since, NEVER), departed)
            ends = hop == self.hops - 1
            yield Stay(self.legs.end.take(leg), np.where(ends, off, NEVER), gone)
            since = np.where(rides, off, NEVER)


def sums(index: Indices, values: NDArray[np.integer], length: int) -> NDArray[np.int64]:
    """Exact sums of whole numbers by index."""
    total = np.zeros(length, np.int64)
    np.add.at(total, index, values)
    return total
