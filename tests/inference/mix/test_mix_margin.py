"""How far a village's mode is ahead of the next, and what stands against one that looks cheaper."""

from __future__ import annotations

import numpy as np

from sim.inference.mix.mix_ground import MixGround
from sim.inference.mix.mix_margin import ROOM, TARGET, TOGETHER, against, seconds
from sim.inference.mix.mix_target import MixTarget
from sim.inference.target import Target


def test_margins_are_to_the_second() -> None:
    cost = np.array([[1.0, 4.0, 9.0], [5.0, 2.0, 3.0], [7.0, np.nan, 1.0]])
    allowed = np.array([[True, True, True], [True, True, True], [False, False, True]])
    second, margin = seconds(cost, allowed, np.array([0, 2, 2]))
    assert second.tolist() == [1, 1, -1]
    assert margin.tolist()[:2] == [3.0, -1.0]
    assert np.isnan(margin[2])


def test_a_mode_that_is_none_of_the_mixs_has_every_one_against_it() -> None:
    second, margin = seconds(np.array([[4.0, 3.0, 2.5]]), np.array([[True, True, False]]), np.array([-1]))
    assert (second.tolist(), margin.tolist()) == ([1], [0.5])


def test_what_looks_cheaper_has_no_room_is_worse_or_is_so_only_together() -> None:
    """Mode 0 is the cheapest everywhere; villages 0 and 1 fill its line, in village 3 it brings less to the village."""
    fast = MixTarget(Target("within_24h", ">=", 0.9))
    on = MixGround(
        modes=("bus", "own"), cost=np.tile([1.0, 2.0], (5, 1)), reached=np.ones((5, 2), bool), parcels=np.ones(5),
        given={fast: np.array([[1.0, 1.0]] * 3 + [[0.4, 1.0], [1.0, 1.0]])},
        rooms={("bus", "1"): np.array([[0.5, 0], [0.5, 0], [0.2, 0], [0, 0], [0, 0]])}, lines=(),
    )  # fmt: skip
    chosen = np.array([0, 0, 1, 1, 1])
    second, margin = seconds(on.cost, on.reached, chosen)
    assert against(on, chosen, second, margin) == ["", "", ROOM, TARGET, TOGETHER]
