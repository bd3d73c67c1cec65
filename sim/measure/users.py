"""Who uses what: for every line, stop, handling and point of a plan the (brand, village) pairs whose parcels pass it,
and how many."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sim.arrays import Floats, Ints
from sim.clock import NEVER
from sim.demand.offers import Direction
from sim.measure.case import Case, tally
from sim.plan.actor import Actor, ActorKind


@dataclass(frozen=True, eq=False)
class Users:
    """One row for each hop of the way of each (brand, village), one for each handling that only outbound parcels pass
    and (brand, village) from which they come, and one for each line or handling that nobody uses and village.

    Attributes:
        line, stop, handling: of the hop (-1 on rows that stand for an unused line or handling).
        cell: village, plus the number of villages where the brand is not in the pool.
        arrived, carried, litres: parcels that came to the hop's handling (of outbound ones those that were accepted),
            that its line carried, and their litres, on measured days.
    """

    line: Ints
    stop: Ints
    handling: Ints
    cell: Ints
    arrived: Floats
    carried: Floats
    litres: Floats


def users_of(case: Case) -> Users:
    """The users of a case. The first hop counts parcels as they enter and leave the hub, later ones as they leave it
    and reach their point."""
    brand, village = np.nonzero(case.plan.inbound >= 0)
    pair, hop = _hops(case, case.plan.inbound[brand, village])
    b, w, first = brand[pair], village[pair], hop[:, 0] == 0
    litres = case.draws.parcels.ml / 1000.0
    litres_left = case.matrix(case.measured(case.outcome.milestones.left_hub), litres)
    litres_came = case.matrix(case.at_point_measured, litres)
    used = Users(
        line=hop[:, 1],
        stop=hop[:, 2],
        handling=hop[:, 3],
        cell=w + np.where(case.pool[b], 0, case.villages),
        arrived=np.where(first, case.entered[b, w], case.left_hub[b, w]),
        carried=np.where(first, case.left_hub[b, w], case.delivered[b, w]),
        litres=np.where(first, litres_left[b, w], litres_came[b, w]),
    )
    outbound = range(Direction.INBOUND + 1, len(case.plan.way))
    return _with_unused(case, _joined(used, *(_senders(case, direction, used) for direction in outbound)))


def _joined(*parts: Users) -> Users:
    return Users(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Users)})


def _senders(case: Case, direction: int, used: Users) -> Users:
    """A row for each handling that no inbound parcel passes, as accepting at points is, and (brand, village) whose
    parcels of a direction pass it."""
    ways = case.plan.way[direction]
    brand, village = np.nonzero(ways >= 0)
    pair, hop = _hops(case, ways[brand, village])
    only = np.flatnonzero(~np.isin(hop[:, 3], used.handling))
    b, w, none = brand[pair[only]], village[pair[only]], np.full(len(only), -1)
    theirs = np.where(case.draws.offers.direction == direction, case.outcome.sent.accepted, NEVER)
    return Users(
        line=none,
        stop=none,
        handling=hop[only, 3],
        cell=w + np.where(case.pool[b], 0, case.villages),
        arrived=case.sent(theirs)[b, w],
        carried=np.zeros(len(only)),
        litres=np.zeros(len(only)),
    )


def _hops(case: Case, ways: Ints) -> tuple[Ints, Ints]:
    """The hops of some ways, one way after the other: to which of them each belongs, and its number, line, stop and
    handling."""
    each = [[(k, h.line, h.alight, h.handling) for k, h in enumerate(way.hops)] for way in case.plan.ways]
    table = np.array([hop for hops in each for hop in hops], dtype=np.int64).reshape(-1, 4)
    count = np.array([len(hops) for hops in each], dtype=np.int64)
    start = np.cumsum(count) - count
    n = count[ways]
    of = np.repeat(np.arange(len(ways)), n)
    within = np.arange(len(of)) - np.repeat(np.cumsum(n) - n, n)
    return of, table[start[ways][of] + within]


def _with_unused(case: Case, used: Users) -> Users:
    """Add rows for lines and handlings without users: their cost is everybody's, alike."""
    lines = np.setdiff1d(np.arange(len(case.plan.lines)), used.line)
    handlings = np.setdiff1d(np.arange(len(case.plan.handlings)), used.handling)
    if not len(lines) and not len(handlings):
        return used
    return _joined(used, _everybody(case, lines, handlings))


def _everybody(case: Case, lines: Ints, handlings: Ints) -> Users:
    """A row for each of some lines, then of some handlings, and each village, without parcels."""
    plan, v = case.plan, case.villages
    operators = [*(plan.lines[i].operator for i in lines), *(plan.handlings[i].operator for i in handlings)]
    outside = np.array([outside_pool(case, operator) for operator in operators])
    zero = np.zeros(len(operators) * v)
    return Users(
        line=np.concatenate((np.repeat(lines, v), np.full(len(handlings) * v, -1))),
        stop=np.full(len(zero), -1),
        handling=np.concatenate((np.full(len(lines) * v, -1), np.repeat(handlings, v))),
        cell=np.tile(np.arange(v), len(operators)) + np.repeat(np.where(outside, v, 0), v),
        arrived=zero,
        carried=zero,
        litres=zero,
    )


def outside_pool(case: Case, operator: Actor) -> bool:
    """Whether an operator is a brand outside the pool."""
    brands = case.plan.brands
    return operator.kind is ActorKind.BRAND and operator.key in brands and not case.pool[brands.index(operator.key)]


def shares(group: Ints, weight: Floats, groups: int) -> Floats:
    """Each row's share of its group by weight; alike where the group's weight is zero. Rows of group -1 get 0."""
    inside = group >= 0
    at = np.where(inside, group, 0)
    total = np.bincount(at, np.where(inside, weight, 0.0), groups)
    rows = np.bincount(at, inside, groups)
    equal = total[at] <= 0
    out = np.where(equal, 1.0 / np.maximum(rows[at], 1), weight / np.where(equal, 1.0, total[at]))
    return np.where(inside, out, 0.0)


def spread(cell: Ints, group: Ints, share: Floats, amount: Floats, cells: int) -> Floats:
    """Spread an amount by group over cells; rows of group -1 take nothing. Most groups have none of an amount: their
    rows are passed over."""
    some = np.flatnonzero(np.append(amount != 0, False).take(group))
    return tally(cell.take(some), amount.take(group.take(some)) * share.take(some), cells)
