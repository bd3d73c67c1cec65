"""Who must know, as a run leaves, what comes off it: stations where parcels change, shelves that may fill up."""

from __future__ import annotations

import numpy as np

from sim.clock import DAY, HOUR
from sim.flow.aboard import Loaded, aboard
from sim.flow.alighting import Alighting
from sim.flow.lot import Lot
from sim.flow.space import Space
from tests.flow import small
from tests.flow.parts import lot, world

CHANGE = np.array([0, 2])
"""Legs of the trunk, whose parcels change at the township."""


class Listener:
    """A station that only notes what is announced."""

    def __init__(self) -> None:
        self.heard: list[Lot] = []

    def arrive(self, come: Lot) -> None:
        self.heard.append(come)


def alighting(mine: np.ndarray) -> tuple[Alighting, Listener]:
    listener = Listener()
    of = world(small.plan(days=1), village=[0])
    return Alighting(of, mine, [listener, listener], {}, None), listener  # type: ignore[list-item]


def test_parcels_that_change_are_announced_for_when_the_run_leaves_the_stop() -> None:
    of, listener = alighting(CHANGE)
    assert not of.silent
    of.tell(lot([3, 1], [0, 0]), np.array([5 * HOUR]))
    (come,) = listener.heard
    assert (come.number.tolist(), come.time.tolist(), come.leg.tolist()) == ([3, 1], [5 * HOUR] * 2, [1, 1])


def test_what_would_come_after_the_end_is_not_announced() -> None:
    of, listener = alighting(CHANGE)
    of.tell(lot([3], [0]), np.array([DAY]))
    assert listener.heard == []


def test_a_run_on_its_way_tells_only_of_the_stops_it_leaves() -> None:
    of, listener = alighting(CHANGE)
    (on,) = aboard(of._rows, [Loaded(Space(9, 10**6, 10**6), lot([0], [0]), 2, -1)])
    of.tell_on_the_way(on, 1, 2, [5 * HOUR, 6 * HOUR])
    assert listener.heard == []
    of.tell_on_the_way(on, 0, 1, [5 * HOUR, 6 * HOUR])
    (come,) = listener.heard
    assert (come.number.tolist(), come.time.tolist()) == ([0], [5 * HOUR])


def test_where_all_is_worked_out_later_nobody_is_told() -> None:
    assert alighting(np.array([1, 3]))[0].silent
