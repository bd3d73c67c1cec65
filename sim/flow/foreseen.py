"""Tours foreseen: runs that leave together pass ahead of the clock the stops at which it is certain who waits and who finds room.

A fast path beside open tours, which would do the same one stop after another: where as many parcels go out as come in (Yiyuan), a simulation
without passing stops in a row takes twice as long where brands keep points of their own, 2.5 times without any foresight, and some 7 % longer in
the post's mode. There, what becomes of runs that leave together is worked out at once: run by run it would take a fifth longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.flow.aboard import Aboard
from sim.flow.known import Boards, KnownQueue, KnownRow, QueuesAhead
from sim.flow.lot import Lot
from sim.flow.world import World


class Going(NamedTuple):
    """A run of a line that leaves the stop before one, or its base, at a time; ``latest`` is by stop of the line, until when it is certain that no
    other run was there that this one has not seen board."""

    run: int
    line: int
    stop: int
    leaves: int
    aboard: Aboard
    latest: Times


class Stretch(NamedTuple):
    """Stops in a row as they will be. By stop: when the run has ``arrived``, parcels that alight are ``off``, it has ``gone`` on, how many ``board``
    and how many are left ``behind``; ``lot`` are those who board.
    """

    arrived: Times
    off: Times
    gone: Times
    board: NDArray[np.int64]
    behind: NDArray[np.int64]
    lot: Lot


class Ahead(NamedTuple):
    """Stops that runs have ahead of them, a row a run: the number of each in the row of all stops and of its call, and whether there is one; how many
    alight, what is free if nobody boards, shape (3, runs, stops), and until when boarding is certain.
    """

    stop: NDArray[np.intp]
    call: NDArray[np.intp]
    there: NDArray[np.bool_]
    alight: NDArray[np.int64]
    room: NDArray[np.int64]
    latest: Times


class Foresight:
    """What will become of runs that pick up, as far as that is certain.

    It is not where another run may be at a stop before it: they would board in another order. Nor where those who are first in the queues do not all find room by weight and volume: then they are looked at one by one.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._queues: list[list[KnownQueue] | None] = []
        self._served: list[tuple[int, int]] = []
        self._first = np.zeros(len(world.plan.lines), np.int64)
        self._of_line = [line.boarding for line in world.plan.lines]
        self._boarding = np.array(self._of_line, np.int64)
        self._soonest: dict[int, Times] = {}
        self._row: KnownRow | None = None

    def see(self, number: int, queues: Sequence[list[KnownQueue] | None]) -> None:
        """A line's stops follow those of others: the queues at each, None where parcels wait of which nobody knows before they come; so at the base."""
        self._first[number] = len(self._queues)
        self._queues += [*queues, None]
        self._served += [*((of.service, of.service_parcel) for of in self._world.plan.lines[number].stops), (0, 0)]
        table, tours = self._world.plan.timetable, self._world.tours
        runs = np.flatnonzero(table.line == number)
        calls = tours.first.take(runs)[:, None] + np.arange(len(queues))
        soonest = tours.planned_at(calls) + table.scheduled[runs][:, None]
        soonest = np.concatenate([soonest, np.full((1, len(queues)), NEVER, np.int64)])
        self._soonest[number] = np.minimum.accumulate(soonest[::-1], axis=0)[::-1]

    def soonest(self, number: int, left: int) -> Times:
        """By stop of a line, when one of its runs but the first so many may be there: if it leaves on time and nothing boards or comes off."""
        soonest: Times = self._soonest[number][left]
        return soonest

    def knows(self, line: int, stop: int) -> bool:
        """Whether all is known ahead of who waits at a stop of a line; not at its base."""
        return self._queues[int(self._first[line]) + stop] is not None

    def stretch(self, going: Going) -> Stretch | None:
        """As ``stretches``, of one run, stop after stop."""
        row, now, passed = self._known(), going.leaves, list[tuple[int, ...]]()
        known = self._known_stops(row, going)
        taking = row.taking(int(self._first[going.line]) + going.stop, known)
        for drive, serve, latest, room in self._next_stops(going, known):
            arrived = now + drive
            off = arrived + serve
            boards = taking.board(len(passed), off, room, off <= latest) if off < self._world.horizon else None
            if boards is None:
                break
            now = off + self._of_line[going.line] * boards[0]
            passed.append((arrived, off, now, *boards))
        if not passed:
            return None
        lot, load = taking.done()
        going.aboard.board(going.stop + len(passed) - 1, lot, load)
        return Stretch._make([*np.array(passed).T, lot])

    def _next_stops(self, going: Going, known: int) -> Iterator[tuple[int, int, int, list[int]]]:
        """Of so many stops that a run has ahead of it: the driving there, its service with unloading, until when boarding is certain, and what is free
        if nobody boards."""
        stops, places = (slice(first, first + known) for first in (going.stop, int(self._first[going.line]) + going.stop))
        planned, service = self._world.tours.planned(going.run), self._service[places]
        drive = np.diff(planned[stops], prepend=planned[going.stop - 1] if going.stop else 0) - service
        serve = service + self._each[places] * going.aboard.alighting[stops]
        columns = drive, serve, going.latest[stops], going.aboard.room[:, stops].T
        yield from zip(*(column.tolist() for column in columns), strict=True)

    def stretches(self, runs: Sequence[Going]) -> list[Stretch | None]:
        """The next stops of runs as far as all is certain; None where it is not even at the first. Who boards is taken off the queues and comes
        aboard."""
        row = self._known()
        known = [self._known_stops(row, going) for going in runs]
        found: list[Stretch | None] = [None] * len(runs)
        some = [i for i, stops in enumerate(known) if stops]
        if some:
            for i, stretch in zip(some, self._together(row, [runs[i] for i in some], [known[i] for i in some]), strict=True):
                found[i] = stretch
        return found

    def _known(self) -> KnownRow:
        """The parcels of all stops, which are told of by the time that the first run leaves."""
        if self._row is None:
            self._row = KnownRow(self._world.rows, self._queues, self._world.horizon)
            self._service, self._each = np.array(self._served).T
        return self._row

    def _known_stops(self, row: KnownRow, going: Going) -> int:
        """How many stops a run has ahead of it up to one of which not all is known; none where those who board alight on the way."""
        stop = self._first[going.line] + going.stop
        return int(row.known_to[stop] - stop) if going.aboard.home == self._world.plan.lines[going.line].end else 0

    def _together(self, row: KnownRow, runs: Sequence[Going], known: Sequence[int]) -> list[Stretch | None]:
        """What is certain of so many stops that each run has ahead of it."""
        ahead = self._ahead(runs, known)
        asked = row.ask(ahead.stop[:, 0], np.array(known))
        boarding = self._boarding.take([going.line for going in runs])[:, None]
        unload = ahead.alight * self._each.take(ahead.stop)
        off = self._planned(runs, ahead) + unload.cumsum(axis=1)
        boards = row.boards(asked, off, boarding, ahead.room)
        board, wait = asked.by_stop(boards.number), asked.by_stop(boards.wait)
        off += boarding * (board.cumsum(axis=1) - board)
        late = (off >= self._world.horizon) | ((off > ahead.latest) & (wait > 0))
        certain = np.logical_and.accumulate(ahead.there & ~late & (asked.by_stop(boards.doubt) == 0), axis=1)
        arrived = off - unload - self._service.take(ahead.stop)
        columns = Stretch(arrived, off, off + boarding * board, board, wait - board, row.take(asked, boards, certain))
        return _each(runs, columns, certain.sum(axis=1).tolist(), asked, boards)

    def _ahead(self, runs: Sequence[Going], known: Sequence[int]) -> Ahead:
        """The stops that runs have ahead of them, so many each."""
        column = np.arange(max(known))
        there = column < np.array(known)[:, None]
        stop = np.array([self._first[going.line] + going.stop for going in runs])[:, None] + column
        call = np.array([self._world.tours.first[going.run] + going.stop for going in runs])[:, None] + column
        alight, latest, room = np.zeros(there.shape, np.int64), np.zeros(there.shape, np.int64), np.zeros((3, *there.shape), np.int64)
        for i, (going, stops) in enumerate(zip(runs, known, strict=True)):
            here = slice(going.stop, going.stop + stops)
            alight[i, :stops], room[:, i, :stops], latest[i, :stops] = going.aboard.alighting[here], going.aboard.room[:, here], going.latest[here]
        return Ahead(np.where(there, stop, -1), np.where(there, call, -1), there, alight, room, latest)

    def _planned(self, runs: Sequence[Going], ahead: Ahead) -> Times:
        """When runs are at their next stops and have served them, if nothing boards or comes off."""
        before = ahead.call[:, :1] - 1
        since = np.where([[going.stop > 0] for going in runs], self._world.tours.planned_at(before), 0)
        planned: Times = self._world.tours.planned_at(ahead.call) - since + np.array([[going.leaves] for going in runs])
        return planned


def _each(runs: Sequence[Going], columns: Stretch, certain: Sequence[int], asked: QueuesAhead, boards: Boards) -> list[Stretch | None]:
    """The first stops of each run, so many as are certain, out of columns of all; who boards comes aboard."""
    found: list[Stretch | None] = []
    start = 0
    for i, (going, stops) in enumerate(zip(runs, certain, strict=True)):
        if not stops:
            found.append(None)
            continue
        load = boards.load[:, i, asked.edges[i, stops] - 1]
        end = start + int(load[0])
        lot = columns.lot.cut(start, end)
        going.aboard.board(going.stop + stops - 1, lot, load)
        arrived, off, gone, board, behind = (column[i, :stops] for column in columns[:5])
        found.append(Stretch(arrived, off, gone, board, behind, lot))
        start = end
    return found
