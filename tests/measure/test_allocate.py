"""Shares of a shared run: they add up to one a line, by whatever rule."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.measure.allocate import EXACT_STOPS, line_shares
from sim.measure.case import Case
from sim.measure.users import users_of
from tests.measure import small


def case(rule: str) -> Case:
    plan, draws, outcome = small.case(5)
    return Case(plan, draws, outcome, small.county(), small.parameters(cost={"sharing": rule}))


@pytest.mark.parametrize("rule", ["abc", "parcels", "litres", "shapley"])
def test_shares_of_a_line_add_up_to_one(rule: str) -> None:
    of = case(rule)
    users = users_of(of)
    found = line_shares(of, users)
    rows = users.line >= 0
    for share in (found.km, found.minutes):
        assert share.min() >= -1e-12
        assert np.bincount(users.line[rows], share[rows], len(of.plan.lines)) == pytest.approx(1)
        assert not share[~rows].any()


def test_by_parcels_each_village_has_the_share_of_its_parcels() -> None:
    of = case("parcels")
    users = users_of(of)
    mine = users.line == 1
    assert line_shares(of, users).km[mine] == pytest.approx(users.carried[mine] / users.carried[mine].sum())


@pytest.mark.parametrize("rule", ["abc", "shapley"])
def test_a_place_further_out_bears_more_km_a_parcel(rule: str) -> None:
    of = case(rule)
    users = users_of(of)
    found = line_shares(of, users).km
    per_parcel = [found[(users.line == 1) & (users.stop == stop)].sum() / users.carried[(users.line == 1) & (users.stop == stop)].sum() for stop in (0, 1)]
    assert per_parcel[1] > per_parcel[0]


def test_every_coalition_is_looked_at_while_there_are_few() -> None:
    assert 2**EXACT_STOPS < 10_000 < math.factorial(EXACT_STOPS)
