"""What the public purse gives for places that qualify, and what is bought once for them, by the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.measure.case import Case, tally
from sim.measure.ledger import Book
from sim.measure.standing import divided, places
from sim.parameters.support import Subsidy
from sim.plan.actor import KEEPER, PUBLIC, Actor, actor_of
from sim.plan.together import brands_together

DAYS_YEAR = 365
BOUGHT, GIVEN, SHARED = "equipment_", "subsidy_", "investment_"
"""How categories begin before the name of the entry: what is bought, what the public purse gives, and its share of what
is bought."""

A_YEAR = {"month": 12.0, "year": 1.0}


def enter_support(case: Case, book: Book, operators: Mapping[Actor, Bools]) -> None:
    """Enter every subsidy and investment that has an amount.

    Args:
        operators: (brands, villages) masks by who works the way.
    """
    for name, subsidy in case.parameters.subsidy.items():
        if subsidy.yuan:
            _give(case, book, operators, name)
    for name, investment in case.parameters.investment.items():
        if investment.yuan:
            _buy(case, book, operators, name)


def annuity(yuan: float, years: float, rate: float) -> float:
    """What a sum paid now comes to a year, over so many years at a rate."""
    return yuan * rate / (1.0 - (1.0 + rate) ** -years) if rate else yuan / years


def yuan_year(subsidy: Subsidy, rate: float) -> float:
    """What a subsidy comes to a year for each place that qualifies, at a rate of interest."""
    if subsidy.every == "once":
        return annuity(subsidy.yuan, subsidy.years, rate)
    return subsidy.yuan * A_YEAR[subsidy.every]


def _give(case: Case, book: Book, operators: Mapping[Actor, Bools], name: str) -> None:
    subsidy = case.parameters.subsidy[name]
    group = places(case, subsidy.of)
    each = yuan_year(subsidy, case.parameters.cost.discount_rate) * (case.days / DAYS_YEAR)
    count = np.asarray(qualifies(case, subsidy, group) * each, dtype=np.float64)
    yuan = divided(case, group, count, _there(case, group, subsidy.of, subsidy.point_types))
    for payee, mask in _parties(case, subsidy.payee, operators):
        book.pay(PUBLIC, payee, GIVEN + name, subsidy.of, case.cells(yuan * mask))


def _buy(case: Case, book: Book, operators: Mapping[Actor, Bools], name: str) -> None:
    bought = case.parameters.investment[name]
    group = places(case, bought.of)
    each = annuity(bought.yuan, bought.years, case.parameters.cost.discount_rate) * (case.days / DAYS_YEAR)
    count = np.full(int(group.max(initial=-1)) + 1, each)
    yuan = divided(case, group, count, _there(case, group, bought.of, bought.point_types))
    for payer, mask in _parties(case, bought.payer, operators):
        cells = case.cells(yuan * mask)
        book.use(payer, BOUGHT + name, bought.of, cells)
        if bought.public_share:
            book.pay(PUBLIC, payer, SHARED + name, bought.of, cells * bought.public_share)


def qualifies(case: Case, subsidy: Subsidy, group: Ints) -> Bools:
    """By number of the place, whether it qualifies for a subsidy.

    Args:
        group: (brands, villages), from ``places``.
    """
    size = int(group.max(initial=-1)) + 1
    inside = (group >= 0) & (case.plan.inbound >= 0)
    parcels = tally(group[inside], (case.delivered + case.accepted)[inside], size) * DAYS_YEAR / case.days
    village = np.broadcast_to(np.arange(case.villages), group.shape)
    served = _distinct(group[inside], village[inside], size)
    at_point = inside & ~case.remote & _there(case, case.point, "point", subsidy.point_types)
    with_point = _distinct(group[at_point], village[at_point], size)
    enough = with_point >= subsidy.point_share * served - 1e-9
    return np.asarray((parcels >= subsidy.from_parcels_year) & enough & _meant(case, subsidy, group, inside))


def _meant(case: Case, subsidy: Subsidy, group: Ints, inside: Bools) -> Bools:
    """By number of the place, whether a subsidy is for it: for all, or for those at which a pool's brands work
    together: their parcels come to a village there, or share a handling at the hub or a township."""
    count = int(group.max(initial=-1)) + 1
    if not subsidy.shared:
        return np.ones(count, dtype=bool)
    joint = ~case.remote if subsidy.of in ("village", "point") else _handled_together(case, subsidy.of)
    return np.asarray(np.bincount(group[inside & case.pool[:, None] & joint], minlength=count) > 0)


def _handled_together(case: Case, of: str) -> Bools:
    """By village, whether several brands of a pool share a handling at the hub, or at its township."""
    most = brands_together(case.plan)
    if of == "hub":
        return np.full(case.villages, most.get(0, 0) > 1)
    return np.array([most.get(case.county.township_place(v.township), 0) > 1 for v in case.county.villages])


def _distinct(group: Ints, village: Ints, size: int) -> Floats:
    """How many different villages each group has."""
    pairs = np.unique(np.stack([group, village]), axis=1)
    return tally(pairs[0], None, size)


def _there(case: Case, group: Ints, of: str, types: tuple[str, ...]) -> Bools:
    """(brands, villages): cells that are served and belong to a place; where places are points, one of those types."""
    right = np.array([not types or point.type in types for point in case.plan.points] + [False])
    return np.asarray((group >= 0) & (case.plan.inbound >= 0) & (right[case.point] if of == "point" else True))


def _parties(case: Case, word: str, operators: Mapping[Actor, Bools]) -> Iterator[tuple[Actor, Bools]]:
    """Who a word stands for, with (brands, villages) masks of where."""
    actor = actor_of(word)
    if actor is None:
        yield from operators.items()
    elif actor == KEEPER:
        for keeper in sorted({point.keeper for point in case.plan.points}):
            yield keeper, np.array([point.keeper == keeper for point in case.plan.points] + [False])[case.point]
    else:
        yield actor, np.ones(case.point.shape, dtype=bool)
