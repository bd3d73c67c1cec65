"""Shares are of one whole, or refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.county.county import County
from sim.demand.draw import draw_parcels
from sim.demand.shares import brand_shares, door_share, door_shares, normed_shares
from sim.parameters import Parameters
from sim.parameters.demand import Brand, Demand
from sim.problems import InputError


def test_shares_sum_to_one_in_their_proportion() -> None:
    assert normed_shares([1, 3, 0], "x").tolist() == [0.25, 0.75, 0]
    assert brand_shares(Demand(brands={"a": Brand(share=0.2), "b": Brand(share=0.2)})).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("shares", [[], [0.0, 0.0]])
def test_shares_without_weight_are_refused_where_they_stand(shares: list[float]) -> None:
    with pytest.raises(InputError, match=r"demand\.waves"):
        normed_shares(shares, "demand.waves")


def test_a_village_has_its_own_share_to_the_door_or_the_countys(county: County) -> None:
    demand = Parameters().demand
    villages = (replace(county.villages[0], to_door_share=0.5), *county.villages[1:])
    own, daily = replace(county, villages=villages), np.ones(len(villages))
    assert door_shares(own, demand).tolist() == [0.5] + [demand.to_door_share] * (len(villages) - 1)
    assert door_share(county, demand, daily) == demand.to_door_share
    assert door_share(own, demand, daily) == pytest.approx((0.5 + demand.to_door_share * (len(villages) - 1)) / len(villages))
    drawn, plain = (draw_parcels(c, Parameters(), 1, 0)[0] for c in (own, county))
    first = drawn.village == 0
    assert drawn.to_door[first].mean() == pytest.approx(0.5, abs=0.15)
    assert np.array_equal(drawn.to_door[~first], plain.to_door[~first])
