"""Queues of which all is known ahead: who waits when, and who boards at many stops at once."""

from __future__ import annotations

import numpy as np

from sim.clock import NEVER
from sim.flow.known import Boards, KnownQueue, KnownRow, QueuesAhead
from sim.flow.lot import Lot
from sim.flow.rows import Rows
from sim.flow.space import Space
from tests.flow import small
from tests.flow.parts import lot, rows


def numbers(lots: list[Lot]) -> list[int]:
    return [n for of in lots for n in of.number.tolist()]


def known(of: Rows, *lots: Lot) -> KnownQueue:
    made = KnownQueue([Space(9, 10**6, 10**6)], of)
    for each in lots:
        made.join(each)
    return made


def test_a_queue_that_knows_all_ahead_shows_what_is_ready_by_now() -> None:
    q = known(rows(small.plan(), village=[0] * 4), lot([0, 2], [5, 9]), lot([1, 3], [5, 20]))
    assert q.idle_until(4)
    assert not q.idle_until(5)
    q.see(9)
    assert [n for part in q.front(9) for n in part.number.tolist()] == [0, 1, 2]
    q.take(3)
    assert (q.size, q.idle_until(19), q.idle_until(20)) == (0, True, False)
    assert [n for part in q.left() for n in part.number.tolist()] == [3]
    q.see(20)
    assert (q.size, q.idle_until(30)) == (1, False), "one waits"


def test_a_queue_that_is_told_nothing_stays_idle() -> None:
    q = known(rows(small.plan(), village=[0]))
    q.see(NEVER)
    assert (q.size, q.idle_until(NEVER - 1), [part.size for part in q.left()]) == (0, True, [0])


def test_who_stays_after_all_stands_in_front() -> None:
    q = known(rows(small.plan(), village=[0] * 4), lot([0, 1, 2, 3], [5, 6, 7, 20]))
    q.see(7)
    assert (q.size, numbers(q.front(2))) == (3, [0, 1])
    q.take(2)
    q.put_back(lot([1], [6]))
    assert (q.size, numbers(q.front(9)), numbers(q.left())) == (2, [1, 2], [1, 2, 3])
    q.take(1)
    q.see(20)
    assert (q.size, numbers(q.front(9))) == (2, [2, 3])


def test_a_queue_in_which_one_is_too_big_says_so_and_sets_it_aside() -> None:
    of = rows(small.plan(), village=[0] * 3, grams=[100, 2_000_000, 300])
    q = known(of, lot([0, 1, 2], [5, 6, 7]))
    assert not q.fits
    q.see(7)
    assert [n for part in q.front(9) for n in part.number.tolist()] == [0, 2]
    assert [part.number.tolist() for part in q.set_aside] == [[1]]


HORIZON = 1_000


def row(of: Rows, *queues: KnownQueue | None) -> KnownRow:
    """One queue a stop, None where not all is known."""
    return KnownRow(of, [None if q is None else [q] for q in queues], HORIZON)


def boards(of: KnownRow, stops: list[int], times: list[list[int]], each: int, places: list[list[int]]) -> tuple[QueuesAhead, Boards]:
    """Of runs with as many stops ahead as there are times, and more room than anybody needs, but for so many places."""
    asked = of.ask(np.array(stops), np.array([len(some) for some in times]))
    width = max(map(len, times))
    first, room = (np.array([some + [0] * (width - len(some)) for some in rows]) for rows in (times, places))
    return asked, of.boards(asked, first, np.full((len(stops), 1), each), np.stack([room, np.full_like(room, 10**6), np.full_like(room, 10**6)]))


def test_all_is_known_up_to_a_stop_of_which_not() -> None:
    of = rows(small.plan(), village=[0] * 4)
    some = [known(of, lot([i], [5])) for i in range(4)]
    made = KnownRow(of, [[some[0]], [], None, [known(of), some[1]], some[2:], None], HORIZON)
    assert made.known_to.tolist() == [2, 2, 2, 5, 5, 5]
    asked = made.ask(np.array([0, 3]), np.array([2, 2]))
    assert asked.there.tolist() == [[True, True, False], [True] * 3]
    assert asked.edges.tolist() == [[0, 1, 2], [0, 1, 3]]
    assert asked.by_stop(np.array([[1, 2, 9], [3, 4, 5]])).tolist() == [[1, 2], [3, 9]]


def test_who_boards_delays_the_run_and_takes_places_at_the_stops_behind() -> None:
    """At the second stop one more is ready as the first's two board, at the third another as those do; another run finds two places."""
    of = rows(small.plan(), village=[0] * 8, grams=[100, 200, 300, 400, 500, 600, 700, 800])
    first, second, third, other = known(of, lot([0, 3], [5, 9])), known(of, lot([1, 2], [10, 14])), known(of, lot([4], [19])), known(of, lot([5, 6, 7], [1, 2, 3]))
    line = row(of, first, second, third, other, known(of), None)
    asked, found = boards(line, [0, 3], [[9, 10, 11], [9, 9]], 2, [[9, 9, 9], [2, 2]])
    assert (found.wait.tolist(), found.number[0].tolist(), found.number[1, :2].tolist()) == ([[2, 2, 1], [3, 0, 0]], [2, 2, 1], [2, 0])
    assert (found.load[0, 0].tolist(), found.load[1, 0].tolist(), found.load[0, 1, :2].tolist()) == ([2, 4, 5], [500, 1_000, 1_500], [2, 2])
    assert not found.doubt[:, :2].any()
    taken = line.take(asked, found, np.array([[True, True, False], [True, False, False]]))
    assert taken.number.tolist() == [0, 3, 1, 2, 5, 6]
    assert [(q.size, numbers(q.left())) for q in (first, second, third, other)] == [(0, []), (0, []), (0, [4]), (1, [7])]


def test_who_was_left_before_or_may_be_too_big_is_looked_at_one_by_one() -> None:
    of = rows(small.plan(), village=[0] * 4, grams=[100, 2_000_000, 300, 400])
    left, later, big = known(of, lot([0, 3], [5, 6])), known(of, lot([2], [50])), known(of, lot([1], [5]))
    line = row(of, left, later, big, None)
    assert boards(line, [0], [[9, 9, 9]], 0, [[9, 9, 9]])[1].doubt.tolist() == [[False, False, True]]
    left.see(5)
    left.take(1)
    left.put_back(lot([0], [5]))
    assert boards(line, [0], [[9, 9, 4]], 0, [[9, 9, 9]])[1].doubt.tolist() == [[True, False, False]]


def test_the_most_urgent_at_a_stop_board_first_and_all_there_at_one_time() -> None:
    """Two fresh and two others wait at the first stop, where there are three places; the others at the second wait from when a run delayed by three."""
    of = rows(small.plan(), village=[0] * 6)
    fresh, plain, last = known(of, lot([0, 1], [5, 6])), known(of, lot([2, 3, 4], [5, 6, 11])), known(of, lot([5], [16]))
    line = KnownRow(of, [[fresh, plain], [last], None], HORIZON)
    _, found = boards(line, [0], [[9, 10]], 2, [[3, 4]])
    assert (found.wait.tolist(), found.number.tolist()) == ([[2, 2, 1]], [[2, 1, 1]])


def test_one_run_takes_what_it_finds_stop_after_stop() -> None:
    """Four places: two board, of three the two for whom there is room; the last is left, and so is one for whom another run may be first."""
    of = rows(small.plan(), village=[0] * 6, grams=[100, 200, 300, 400, 500, 600])
    first, second, third = known(of, lot([0, 1], [5, 9])), known(of, lot([2, 3, 4], [10, 11, 12])), known(of, lot([5], [19]))
    line = row(of, first, known(of), second, third, None)
    taking = line.taking(0, 4)
    room = [4, 10**6, 10**6]
    assert taking.board(0, 4, room, first=False) == (0, 0)
    assert taking.board(0, 9, room, first=False) is None
    assert taking.board(0, 9, room, first=True) == (2, 0)
    assert taking.board(1, 9, room, first=False) == (0, 0)
    assert taking.board(2, 12, [4, 999, 10**6], first=True) is None
    assert taking.board(2, 12, room, first=True) == (2, 1)
    boarded, load = taking.done()
    assert (boarded.number.tolist(), load[:2].tolist()) == ([0, 1, 2, 3], [4, 1_000])
    assert [(q.size, numbers(q.left())) for q in (first, second, third)] == [(0, []), (1, [4]), (0, [5])]
    second.see(12)
    second.take(1)
    second.put_back(lot([4], [12]))
    assert line.taking(2, 1).board(0, 12, room, first=True) is None, "one was looked at before"


def test_one_who_may_be_too_big_is_looked_at_before_a_run_takes_anybody() -> None:
    of = rows(small.plan(), village=[0], grams=[2_000_000])
    assert row(of, known(of, lot([0], [5])), None).taking(0, 1).board(0, 5, [9, 10**7, 10**7], first=True) is None
