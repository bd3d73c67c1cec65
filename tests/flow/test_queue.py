"""A queue: who was ready first goes first; what fits no run of the line is set aside."""

from __future__ import annotations

from sim.clock import NEVER
from sim.flow.lot import Lot
from sim.flow.queue import KnownQueue, KnownRow, Queue, Taken
from sim.flow.rows import Rows
from sim.flow.space import Space
from tests.flow import small
from tests.flow.parts import lot, rows

ROOMY = [Space(100, 10**9, 10**9)]


def queue(most: list[Space] | None = None, merge: bool = False, **columns: list[int]) -> Queue:
    return Queue(most or ROOMY, rows(small.plan(), **(columns or {"grams": [1000] * 10})), merge)


def numbers(lots: list[Lot]) -> list[int]:
    return [n for of in lots for n in of.number.tolist()]


def test_parcels_stand_in_the_order_in_which_they_joined() -> None:
    q = queue()
    q.join(lot([3, 1], [5, 6]))
    q.join(lot([2], [7]))
    assert q.size == 0, "nobody has looked yet"
    q.see(NEVER)
    assert (q.size, numbers(q.front(9)), numbers(q.front(2)), q.front(0)) == (3, [3, 1, 2], [3, 1], [])


def test_of_several_handlings_who_was_ready_first_goes_first() -> None:
    q = queue(merge=True)
    q.join(lot([3, 1], [5, 9]))
    q.join(lot([2, 0], [5, 7]))
    q.see(NEVER)
    assert numbers(q.front(9)) == [2, 3, 0, 1]


def test_the_first_are_taken_and_may_be_put_back_in_front() -> None:
    q = queue()
    for first in (0, 3, 6):
        q.join(lot([first, first + 1, first + 2], [first] * 3))
    q.see(NEVER)
    q.take(4)
    assert (q.size, numbers(q.front(9))) == (5, [4, 5, 6, 7, 8])
    q.put_back(lot([1], [0]))
    q.put_back(lot([], []))
    assert (q.size, numbers(q.front(2))) == (6, [1, 4])
    q.take(99)
    assert (q.size, q.front(9)) == (0, [])


def test_what_fits_no_run_is_set_aside_and_never_loaded() -> None:
    q = queue([Space(10, 2_000, 500), Space(10, 1_000, 5_000)], grams=[1500, 1500, 500, 3000], ml=[400, 4000, 4000, 100])
    q.join(lot([0, 1, 2, 3], [0] * 4))
    q.see(NEVER)
    assert numbers(q.front(9)) == [0, 2], "by weight one run holds the second, by volume another: together none does"
    assert numbers(q.set_aside) == [1, 3]
    assert sorted(numbers(q.left())) == [0, 1, 2, 3]


def test_a_run_without_room_holds_nothing_at_all() -> None:
    q = queue([Space(0, 10**9, 10**9)])
    q.join(lot([0], [0]))
    q.see(NEVER)
    assert q.size == 0
    assert numbers(q.set_aside) == [0]


def test_what_nobody_looked_at_is_left_too() -> None:
    q = queue()
    q.join(lot([4], [0]))
    assert numbers(q.left()) == [4]


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
