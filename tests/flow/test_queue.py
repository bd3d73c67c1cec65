"""A queue: who was ready first goes first; what fits no run of the line is set aside."""

from __future__ import annotations

from sim.clock import NEVER
from sim.flow.lot import Lot
from sim.flow.queue import Queue
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
