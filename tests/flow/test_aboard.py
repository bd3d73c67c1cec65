"""Who is aboard: room that those who board take up, and those who alight leave."""

from __future__ import annotations

import numpy as np

from sim.flow.aboard import Aboard, Loaded, aboard
from sim.flow.lot import EMPTY, Lot
from sim.flow.rows import Rows
from sim.flow.space import Space
from tests.flow.parts import lot, rows
from tests.oracles.test_both_ways_by_hand import county


def alone(of: Rows, loaded: Lot, home: int) -> Aboard:
    """A van for five and 10 kg that leaves for two stops, by itself."""
    (made,) = aboard(of, [Loaded(Space(5, 10_000, 10_000), loaded, 3, home)])
    return made


def test_what_is_free_follows_who_boards_and_who_alights() -> None:
    """A van for five and 10 kg leaves with two for stop 1 and one for stop 0; two board for the base, of 1 kg each."""
    plan = county()
    of = rows(plan, village=[1, 1, 0, 0, 0])
    leg = {stop: int(np.flatnonzero((of.legs.line == 1) & (of.legs.alight == stop))[0]) for stop in (0, 1, 2)}
    loaded = Lot(np.array([0, 1, 2], np.int32), np.array([leg[1], leg[1], leg[0]]), np.zeros(3, np.int64))
    for home in (2, -1):
        van = alone(of, loaded, home)
        assert (van.free(0), van.free(1)) == (Space(3, 8_000, 8_000), Space(5, 10_000, 10_000))
        assert [some.number.tolist() for some in van.off(0, 1)] == [[2]]
        van.board(0, lot([3, 4], [0, 0], leg[2]))
        assert (van.free(0), van.free(1)) == (Space(1, 6_000, 6_000), Space(3, 8_000, 8_000))
        assert van.alighting.tolist() == [1, 2, 2]
        assert [some.number.tolist() for some in van.off(1, 3)] == [[0, 1], [3, 4]]


def test_those_loaded_come_off_stop_after_stop_and_as_they_were_loaded_at_each() -> None:
    of = rows(county(), village=[1, 0, 1, 0])
    near, far = (int(np.flatnonzero((of.legs.line == 1) & (of.legs.alight == stop))[0]) for stop in (0, 1))
    loaded = Lot(np.array([2, 3, 0, 1], np.int32), np.array([far, near, far, near]), np.zeros(4, np.int64))
    (off,) = alone(of, loaded, home=2).off(0, 3)
    assert off.number.tolist() == [3, 1, 2, 0]
    assert [lot.number.tolist() for lot in alone(of, loaded, home=2).off(1, 2)] == [[2, 0]]
    assert (alone(of, EMPTY, home=2).free(0), alone(of, EMPTY, home=2).off(0, 3)) == (Space(5, 10_000, 10_000), [])


def test_runs_that_leave_together_are_weighed_as_each_alone() -> None:
    of = rows(county(), village=[1, 0, 1, 1])
    near, far = (int(np.flatnonzero((of.legs.line == 1) & (of.legs.alight == stop))[0]) for stop in (0, 1))
    loads = [Lot(np.array([0, 1], np.int32), np.array([near, far]), np.zeros(2, np.int64)), EMPTY, lot([2, 3], [0, 0], far)]
    runs = [Loaded(Space(9 - i, 10_000, 20_000), load, stops, 2) for i, (load, stops) in enumerate(zip(loads, (3, 1, 4), strict=True))]
    for run, made in zip(runs, aboard(of, runs), strict=True):
        (single,) = aboard(of, [run])
        assert made.room.tolist() == single.room.tolist()
        assert [lot.number.tolist() for lot in made.off(0, run.stops)] == [lot.number.tolist() for lot in single.off(0, run.stops)]
        assert made.alighting.tolist() == single.alighting.tolist() == np.bincount(of.legs.alight[run.lot.leg], minlength=run.stops).tolist()
