"""Who uses what: a row a hop of each brand and village, and for what nobody uses a row a village."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.users import outside_pool, shares, spread, users_of
from sim.plan.actor import Actor
from tests.measure import small

CASE = small.measured()
USERS = users_of(CASE)


def test_a_row_a_hop_of_every_brand_and_village() -> None:
    hops = sum(len(CASE.plan.ways[i].hops) for row in CASE.plan.inbound for i in row)
    assert (USERS.stop >= 0).sum() == hops
    assert USERS.cell.min() >= 0
    assert USERS.cell.max() < 2 * CASE.villages


def test_first_hops_count_what_enters_the_hub_and_last_ones_what_arrives() -> None:
    trunk = USERS.handling == 0
    assert USERS.arrived[trunk].sum() == CASE.entered[:2].sum()
    last = np.isin(USERS.line, (1, 2))
    assert USERS.carried[last].sum() == CASE.delivered[:2].sum()


def test_a_brand_outside_the_pool_is_outside() -> None:
    assert outside_pool(CASE, Actor.brand("c"))
    assert not outside_pool(CASE, Actor.brand("a"))
    assert not outside_pool(CASE, Actor.pool("ab"))
    assert not outside_pool(CASE, Actor.host("post"))


def test_shares_add_up_and_are_alike_where_nothing_weighs() -> None:
    group = np.array([0, 0, 1, 1, -1])
    found = shares(group, np.array([1.0, 3.0, 0.0, 0.0, 9.0]), 2)
    assert found.tolist() == [0.25, 0.75, 0.5, 0.5, 0.0]


def test_an_amount_is_spread_over_cells_whole() -> None:
    group = np.array([0, 0, 1, -1])
    found = spread(np.array([2, 0, 2, 1]), group, np.array([0.25, 0.75, 1.0, 1.0]), np.array([8.0, 5.0]), 3)
    assert found.tolist() == [6, 0, 7]
    assert found.sum() == pytest.approx(13)
