"""A crew over the horizon: how many work when, and what each shift had to do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.clock import NEVER, Times
from sim.plan.crew import Crew, Shift

PIECE = 64
"""From so many times for each piece of a crew curve on, a loop over the pieces is faster than one look-up of all times."""


class Piece(NamedTuple):
    """A time through which the same people work: those of the shifts ``who``, by number, ``late`` after the ends of these."""

    start: int
    end: int
    people: int
    who: tuple[int, ...]
    late: bool


class CrewCurve:
    """The crew curve c(t): how many work at a time, as pieces of constant crew, and its integral, the *level* V(t) in worker-ms.

    Only pieces in which somebody works are kept. With ``overtime`` the gap after a shift that no crew follows is a piece
    too: the outgoing crew stays. ``start``, ``end``, ``people``, ``who`` and ``late`` are by piece, as in ``Piece``. ``level`` has one entry
    more: piece ``i`` lifts V from ``level[i]`` to ``level[i + 1]``. ``planned`` has rows start, end and people, a column a shift.
    """

    def __init__(self, shifts: tuple[Shift, ...], horizon: int, overtime: bool) -> None:
        self.shifts, self.horizon, self.overtime = shifts, horizon, overtime
        self.planned: NDArray[np.int64] = np.array([(s.start, s.end, s.people) for s in shifts], np.int64).reshape(-1, 3).T
        pieces = list(_pieces(shifts, horizon, overtime))
        self.start, self.end = [piece.start for piece in pieces], [piece.end for piece in pieces]
        self.people, self.who = [piece.people for piece in pieces], [piece.who for piece in pieces]
        self.late = [piece.late for piece in pieces]
        self.level = list(accumulate((piece.people * (piece.end - piece.start) for piece in pieces), initial=0))
        self._shift_time = _ShiftTime(pieces)
        columns = (self.start, self.end, self.people, self.level[:-1])
        self._since, self._stop, self._pace, self._lift = (_column([0, *column]) for column in columns)
        self._start, self._marks = self._since[1:], _column(self.level)

    @cached_property
    def starts(self) -> list[int]:
        """When each shift starts."""
        return [shift.start for shift in self.shifts]

    @cached_property
    def by_end(self) -> tuple[list[int], list[int]]:
        """The shifts in the order of their ends, and these, none after the horizon's."""
        ends = [min(shift.end, self.horizon) for shift in self.shifts]
        return sorted(range(len(ends)), key=ends.__getitem__), sorted(ends)

    def begins(self, arrived: Times) -> Times:
        """When work on arrivals can begin at the earliest: who comes in a gap with overtime waits for the next shift."""
        return self._shift_time.begins(arrived) if self.overtime else arrived

    def begin(self, arrived: int) -> int:
        """As ``begins``, for one arrival."""
        return self._shift_time.begin(arrived) if self.overtime else arrived

    def level_of(self, time: int) -> int:
        """V at one time."""
        piece = bisect_right(self.start, time) - 1
        return self.level[piece] + self.people[piece] * (min(time, self.end[piece]) - self.start[piece]) if piece >= 0 else 0

    def level_at(self, times: Times) -> Times:
        """V at times in ascending order."""
        first, last = (bisect_right(self.start, t) - 1 for t in (int(times[0]), int(times[-1])))
        if (last - first) * PIECE > len(times):
            return self.level_anywhere(times)
        levels = np.empty(len(times), np.int64)
        cuts = np.searchsorted(times, self.start[first + 1 : last + 1]).tolist() if last > first else []
        for piece, (a, b) in enumerate(pairwise([0, *cuts, len(times)]), first):
            if piece < 0:
                levels[a:b] = 0
            else:
                part = np.minimum(times[a:b], self.end[piece], out=levels[a:b])
                part -= self.start[piece]
                part *= self.people[piece]
                part += self.level[piece]
        return levels

    def time_of(self, level: int) -> int:
        """The first whole ms at which V has reached a level; ``NEVER`` if before the horizon's end it does not."""
        piece = bisect_left(self.level, level) - 1
        if piece < 0:
            return 0
        return self.start[piece] - (self.level[piece] - level) // self.people[piece] if piece < len(self.start) else NEVER

    def level_anywhere(self, times: Times) -> Times:
        """V at times in any order."""
        piece = np.searchsorted(self._start, times, side="right")
        levels: Times = np.minimum(times, self._stop[piece])
        levels -= self._since[piece]
        levels *= self._pace[piece]
        levels += self._lift[piece]
        return levels

    def time_anywhere(self, levels: Times) -> Times:
        """The first whole ms at which V has reached each of the levels, in any order; ``NEVER`` if before the horizon's end it does not."""
        piece = np.searchsorted(self._marks, levels, side="left")
        out = piece >= len(self._marks)
        piece[out] = 0
        times = self._since[piece] - (self._lift[piece] - levels) // np.maximum(self._pace[piece], 1)
        times[piece == 0] = 0
        times[out] = NEVER
        return times

    def done_by(self, levels: Times, begins: Times) -> Times:
        """When work that reaches these levels, in any order, and could begin at these times is done; ``NEVER``: not
        before the horizon's end."""
        finished = self.time_anywhere(levels)
        np.maximum(finished, begins, out=finished)
        finished[finished >= self.horizon] = NEVER
        return finished

    def time_at(self, levels: Times) -> Times:
        """The first whole ms at which V has reached each of the levels, in ascending order; ``NEVER`` if before the
        horizon's end it does not."""
        first, last = (bisect_left(self.level, v) - 1 for v in (int(levels[0]), int(levels[-1])))
        if (last - first) * PIECE > len(levels):
            return self.time_anywhere(levels)
        times = np.empty(len(levels), np.int64)
        cuts = np.searchsorted(levels, self.level[first + 1 : last + 1], side="right").tolist() if last > first else []
        for piece, (a, b) in enumerate(pairwise([0, *cuts, len(levels)]), first):
            if piece < 0:
                times[a:b] = 0
            elif piece >= len(self.start):
                times[a:b] = NEVER
            else:
                part = np.subtract(self.level[piece], levels[a:b], out=times[a:b])
                part //= self.people[piece]
                np.subtract(self.start[piece], part, out=part)
        return times


class _ShiftTime:
    """When somebody works who is not on overtime."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        inside = [piece for piece in pieces if not piece.late]
        self._starts, self._ends = [*(piece.start for piece in inside), NEVER], [piece.end for piece in inside]
        self._start, self._end = _column(self._starts), _column(self._ends)

    def begins(self, arrived: Times) -> Times:
        """The first instant of it that is not before each time."""
        return np.maximum(arrived, self._start[np.searchsorted(self._end, arrived, side="right")])

    def begin(self, arrived: int) -> int:
        """As ``begins``, for one time."""
        return max(arrived, self._starts[bisect_right(self._ends, arrived)])


def _pieces(shifts: Sequence[Shift], horizon: int, overtime: bool) -> Iterator[Piece]:
    """The pieces of a crew curve in order."""
    comes, goes = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for i, shift in enumerate(shifts):
        start, end = max(shift.start, 0), min(shift.end, horizon)
        if shift.people > 0 and start < end:
            comes[start].add(i)
            goes[end].add(i)
    present: set[int] = set()
    for start, end in pairwise(sorted({*comes, *goes, horizon})):
        before, present = present, (present - goes[start]) | comes[start]
        if who := present or (before if overtime else set()):
            yield Piece(start, end, sum(shifts[i].people for i in who), tuple(sorted(who)), not present)


def _column(values: Sequence[int]) -> Times:
    return np.array(values, np.int64)


class CrewCurves:
    """Crew curves, made once for crews with the same shifts."""

    def __init__(self, horizon: int) -> None:
        self._horizon = horizon
        self._made: dict[tuple[int, str], CrewCurve] = {}

    def of(self, crew: Crew) -> CrewCurve:
        """The curve of a crew."""
        key = (id(crew.shifts), crew.shift_end)
        if key not in self._made:
            self._made[key] = CrewCurve(crew.shifts, self._horizon, crew.shift_end == "finish")
        return self._made[key]


class ShiftBook:
    """What each shift of a stage did: see ``outcome.Shifts``."""

    def __init__(self, crew: CrewCurve) -> None:
        self.crew, self.starts = crew, crew.starts
        self._by_end, self._ends = crew.by_end
        self.handled = [0] * len(self.starts)
        self.backlog = [0] * len(self.starts)

    def note(self, arrived: Times, finished: Times, *, ordered: bool) -> None:
        """Count parcels by shift. ``arrived`` ascends; ``finished`` does if ``ordered``; ``NEVER`` is unfinished."""
        self._count_handled(finished if ordered else np.sort(finished))
        self._count_backlog(arrived, finished if ordered else np.sort(np.maximum(finished, arrived + 1)))

    def _count_handled(self, finished: Times) -> None:
        """Count who is finished from a shift's start up to the next one's; times ascend."""
        finished = finished[: finished.searchsorted(self.crew.horizon)]
        if not len(finished):
            return
        first, last = (bisect_right(self.starts, int(t)) - 1 for t in (finished[0], finished[-1]))
        cuts = finished.searchsorted(self.starts[first + 1 : last + 1]).tolist() if last > first else []
        for shift, (a, b) in enumerate(pairwise([0, *cuts, len(finished)]), first):
            if shift >= 0:
                self.handled[shift] += b - a

    def _count_backlog(self, arrived: Times, done: Times) -> None:
        """Count who was there before a shift's end and was not done at it, even if it needs no work; both times ascend."""
        first, last = bisect_right(self._ends, int(arrived[0])), bisect_left(self._ends, int(done[-1]))
        if last > first:
            ends = self._ends[first:last]
            come = arrived.searchsorted(ends)
            waiting = come - np.minimum(come, done.searchsorted(ends, side="right"))
            for shift, number in zip(self._by_end[first:last], waiting.tolist(), strict=True):
                self.backlog[shift] += number

    def worked(self, work: list[int]) -> tuple[list[int], list[int]]:
        """(busy, overtime) worker-ms by shift from the work done in each piece of the crew curve, shared by crew."""
        busy, overtime = [0] * len(self.starts), [0] * len(self.starts)
        for i, who in enumerate(self.crew.who):
            account = overtime if self.crew.late[i] else busy
            if len(who) == 1:
                account[who[0]] += work[i]
                continue
            before, total = 0, self.crew.people[i]
            for shift in who:
                after = before + self.crew.shifts[shift].people
                account[shift] += work[i] * after // total - work[i] * before // total
                before = after
        return busy, overtime

    def rows(self, work: list[int]) -> NDArray[np.int64]:
        """Rows busy, overtime, handled and backlog at its end, a column a shift, from the work done in each piece of the crew curve."""
        busy, overtime = self.worked(work)
        return np.array([busy, overtime, self.handled, self.backlog], np.int64)
