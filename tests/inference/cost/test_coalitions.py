"""Shares of a common cost: the Shapley value is the mean of what each member adds, over all orders of joining."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from sim.inference.cost.coalitions import Costs, by_weight, coalitions, shapley

FIVE = ("a", "b", "c", "d", "e")


def drawn(seed: int, members: tuple[str, ...] = FIVE) -> Costs:
    """Any costs at all, in whole cents: no coalition has to be cheaper than its parts."""
    rng = np.random.default_rng(seed)
    return {group: int(rng.integers(0, 10**9)) for group in coalitions(members)}


def brute_force(members: tuple[str, ...], costs: Costs) -> dict[str, Fraction]:
    added = dict.fromkeys(members, Fraction(0))
    orders = list(permutations(members))
    for order in orders:
        before: frozenset[str] = frozenset()
        for member in order:
            added[member] += Fraction(costs[before | {member}]) - costs.get(before, 0)
            before |= {member}
    return {member: total / len(orders) for member, total in added.items()}


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_mean_over_all_orders_of_five(seed: int) -> None:
    assert shapley(FIVE, drawn(seed)) == brute_force(FIVE, drawn(seed))


def test_all_of_the_cost_is_shared() -> None:
    assert sum(shapley(FIVE, drawn(1)).values()) == drawn(1)[frozenset(FIVE)]


def test_who_adds_the_same_pays_the_same() -> None:
    """Costs of the size of the group and of whether c is in it: a, b, d and e are alike."""
    costs = {group: 1000 + 70 * len(group) ** 2 + 400 * ("c" in group) for group in coalitions(FIVE)}
    found = shapley(FIVE, costs)
    assert found["a"] == found["b"] == found["d"] == found["e"] != found["c"]


def test_who_adds_nothing_pays_nothing() -> None:
    without = drawn(2, FIVE[:4])
    costs = {group: without.get(group - {"e"}, 0) for group in coalitions(FIVE)}
    found = shapley(FIVE, costs)
    assert found["e"] == 0
    assert found == shapley(FIVE[:4], without) | {"e": 0}


def test_costs_that_add_up_are_paid_by_who_causes_them() -> None:
    own = dict(zip(FIVE, (3, 5, 7, 11, 13), strict=True))
    assert shapley(FIVE, {g: sum(own[m] for m in g) for g in coalitions(FIVE)}) == own


def test_five_have_thirty_one_coalitions_the_whole_one_first() -> None:
    groups = list(coalitions(FIVE))
    assert (len(groups), len(set(groups)), groups[0]) == (31, 31, frozenset(FIVE))


def test_weights_share_everything_and_none_shares_evenly() -> None:
    assert by_weight(100, {"a": 3, "b": 1}) == {"a": 75, "b": 25}
    assert by_weight(Fraction(100), {"a": 0, "b": 0}) == {"a": 50, "b": 50}
