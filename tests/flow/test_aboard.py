"""Who is aboard: room that those who board take up, and those who alight leave."""

from __future__ import annotations

import numpy as np

from sim.flow.aboard import Aboard
from sim.flow.lot import EMPTY, Lot
from sim.flow.space import Space
from tests.flow.parts import lot, rows
from tests.oracles.test_both_ways_by_hand import county


def test_what_is_free_follows_who_boards_and_who_alights() -> None:
    """A van for five and 10 kg leaves with two for stop 1 and one for stop 0; two board for the base, of 1 kg each."""
    plan = county()
    of = rows(plan, village=[1, 1, 0, 0, 0])
    leg = {stop: int(np.flatnonzero((of.legs.line == 1) & (of.legs.alight == stop))[0]) for stop in (0, 1, 2)}
    loaded = Lot(np.array([0, 1, 2], np.int32), np.array([leg[1], leg[1], leg[0]]), np.zeros(3, np.int64))
    for home in (2, -1):
        aboard = Aboard(of, Space(5, 10_000, 10_000), loaded, 3, home)
        assert aboard.free == Space(2, 7_000, 7_000)
        assert aboard.leave(0) == 1
        assert aboard.off(0, 1).number.tolist() == [2]
        aboard.board([lot([3, 4], [0, 0], leg[2])])
        assert aboard.free == Space(1, 6_000, 6_000)
        assert aboard.leave(1) == 2
        assert aboard.free == Space(3, 8_000, 8_000)
        assert sorted(aboard.off(1, 3).number.tolist()) == ([0, 1] if home == 2 else [0, 1, 3, 4])
        assert [n for some in aboard.for_home for n in some.number.tolist()] == ([3, 4] if home == 2 else [])


def test_a_tour_passed_at_once_leaves_those_loaded_as_they_came() -> None:
    of = rows(county(), village=[1, 0])
    legs = np.flatnonzero((of.legs.line == 1) & (of.legs.alight < 2))[::-1]
    loaded = Lot(np.array([0, 1], np.int32), legs, np.zeros(2, np.int64))
    assert Aboard(of, Space(5, 10_000, 10_000), loaded, 3, home=2).off(0, 3) is loaded
    assert Aboard(of, Space(5, 10_000, 10_000), EMPTY, 3, home=2).free == Space(5, 10_000, 10_000)
