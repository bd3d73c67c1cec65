"""Sharing a common cost among those who cause it, from what every group of them would cost: exact, in fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

Group = frozenset[str]
Costs = Mapping[Group, int | Fraction]
"""What each group costs by itself; nobody costs nothing."""


def coalitions(members: Sequence[str]) -> Iterator[Group]:
    """Every group with somebody in it, the largest first."""
    for size in range(len(members), 0, -1):
        yield from map(frozenset, combinations(members, size))


def shapley(members: Sequence[str], costs: Costs) -> dict[str, Fraction]:
    """The Shapley value: what a member adds to those who came before, mean over all orders of joining.

    Args:
        costs: of every group of ``coalitions``.
    """
    share = dict.fromkeys(members, Fraction(0))
    for group in coalitions(members):
        orders = factorial(len(group) - 1) * factorial(len(members) - len(group))
        for member in group:
            share[member] += orders * (Fraction(costs[group]) - costs.get(group - {member}, 0))
    return {member: total / factorial(len(members)) for member, total in share.items()}


def by_weight(total: int | Fraction, weights: Mapping[str, int | float | Fraction]) -> dict[str, Fraction]:
    """Shares of a total in proportion to weights; even ones where no weight is above nought."""
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if not whole:
        return {member: Fraction(total) / len(weights) for member in weights}
    return {member: Fraction(total) * Fraction(weight) / whole for member, weight in weights.items()}
