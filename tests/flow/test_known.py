"""A queue of which all is known ahead: who waits when, who boards, and who is picked together."""

from __future__ import annotations

from sim.clock import NEVER
from sim.flow.known import KnownQueue, KnownRow, Taken
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


def test_who_will_wait_is_known_and_weighed_before_anybody_is_taken() -> None:
    of = rows(small.plan(), village=[0] * 4, grams=[100, 200, 300, 400])
    q = known(of, lot([0, 1, 2, 3], [5, 6, 7, 20]))
    assert (q.fits, q.waiting_by(4), q.waiting_by(7)) == (True, 0, 3)
    assert (q.weigh(1)[0], q.weigh(3)[0]) == (100, 600)
    taken = Taken(KnownRow([q]))
    q.let_go(2, 3, taken)
    assert [part.number.tolist() for part in taken.hand_over([])] == [[0, 1]]
    assert (q.size, q.waiting_by(7), q.waiting_by(30), q.weigh(2)[0]) == (1, 1, 2, 700)
    q.take(1)
    q.put_back(lot([2], [7]))
    assert (q.size, q.waiting_by(20), q.weigh(1)[0], q.weigh(2)[0]) == (1, 2, 300, 700)
    q.let_go(2, 2, taken)
    assert numbers(taken.hand_over([])) == [2, 3]
    assert not taken.hand_over([])
    assert (q.size, q.waiting_by(99)) == (0, 0)


def test_a_queue_in_which_one_is_too_big_says_so_and_sets_it_aside() -> None:
    of = rows(small.plan(), village=[0] * 3, grams=[100, 2_000_000, 300])
    q = known(of, lot([0, 1, 2], [5, 6, 7]))
    assert not q.fits
    q.see(7)
    assert [n for part in q.front(9) for n in part.number.tolist()] == [0, 2]
    assert [part.number.tolist() for part in q.set_aside] == [[1]]


def test_those_taken_off_several_queues_are_picked_together() -> None:
    of = rows(small.plan(), village=[0] * 6)
    first, none, second = known(of, lot([0, 3], [5, 9])), known(of), known(of, lot([1, 2, 4], [5, 6, 20]))
    taken, told = Taken(KnownRow([first, none, second])), [lot([5], [0])]
    first.let_go(1, first.waiting_by(9), taken)
    second.let_go(2, second.waiting_by(9), taken)
    handed = taken.hand_over(told)
    assert (numbers(handed), numbers(told), [part.time.tolist() for part in handed]) == ([0, 1, 2], [5, 0, 1, 2], [[5, 5, 6]])
    assert (first.size, second.size, second.waiting_by(20), numbers(first.left())) == (1, 0, 1, [3])


def test_who_boards_beside_nobody_else_does_so_in_one_step() -> None:
    of = rows(small.plan(), village=[0] * 4, grams=[100, 200, 300, 400])
    q = known(of, lot([0, 1, 2, 3], [5, 6, 7, 20]))
    taken, room = Taken(KnownRow([q])), Space(2, 1_000, 10**6)
    assert q.board(4, room, taken) == (0, 0, room)
    assert q.board(7, Space(3, 599, 10**6), taken) is None, "they do not all fit by weight"
    number, behind, free = q.board(7, room, taken) or (0, 0, room)
    assert (number, behind, free.parcels, free.grams, q.size, numbers(taken.hand_over([]))) == (2, 1, 0, 700, 1, [0, 1])
    assert (q.board(8, Space(0, 0, 0), taken), q.size) == ((0, 1, Space(0, 0, 0)), 1)
    q.take(1)
    q.put_back(lot([2], [7]))
    assert q.board(20, room, taken) is None, "one was looked at and left"
