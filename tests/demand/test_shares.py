"""Shares are of one whole, or refused."""

from __future__ import annotations

import pytest

from sim.demand.shares import brand_shares, normed_shares
from sim.parameters.demand import Brand, Demand
from sim.problems import InputError


def test_shares_sum_to_one_in_their_proportion() -> None:
    assert normed_shares([1, 3, 0], "x").tolist() == [0.25, 0.75, 0]
    assert brand_shares(Demand(brands={"a": Brand(share=0.2), "b": Brand(share=0.2)})).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("shares", [[], [0.0, 0.0]])
def test_shares_without_weight_are_refused_where_they_stand(shares: list[float]) -> None:
    with pytest.raises(InputError, match=r"demand\.waves"):
        normed_shares(shares, "demand.waves")
