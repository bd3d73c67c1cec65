"""Who uses what: for every line, stop, handling and point of a plan the (brand, village) pairs whose parcels pass it,
and how many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.measure.case import Case, Floats, Ints, tally
from sim.plan.actor import Actor, ActorKind


@dataclass(frozen=True, eq=False)
class Users:
    """One row for each hop of the way of each (brand, village), and one for each line or handling that nobody uses and
    village.

    Attributes:
        line, stop, handling: of the hop (-1 on rows that stand for an unused line or handling).
        cell: village, plus the number of villages where the brand is not in the pool.
        arrived, carried, litres: parcels that came to the hop's handling, that its line carried, and their litres, on
            measured days.
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
    plan, v = case.plan, case.villages
    hops = [(i, k, h.line, h.alight, h.handling) for i, it in enumerate(plan.ways) for k, h in enumerate(it.hops)]
    table = np.array(hops, dtype=np.int64).reshape(-1, 5)
    count = np.array([len(i.hops) for i in plan.ways], dtype=np.int64)
    start = np.concatenate(([0], np.cumsum(count)))
    brand, village = np.nonzero(plan.inbound >= 0)
    its = plan.inbound[brand, village]
    n = count[its]
    pair = np.repeat(np.arange(len(its)), n)
    row = table[np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n) + start[its][pair]]
    b, w, first = brand[pair], village[pair], row[:, 1] == 0
    litres = case.draws.parcels.ml / 1000.0
    litres_left = case.matrix(case.measured(case.outcome.milestones.left_hub), litres)
    litres_came = case.matrix(case.at_point_measured, litres)
    used = Users(
        line=row[:, 2],
        stop=row[:, 3],
        handling=row[:, 4],
        cell=w + np.where(case.pool[b], 0, v),
        arrived=np.where(first, case.entered[b, w], case.left_hub[b, w]),
        carried=np.where(first, case.left_hub[b, w], case.delivered[b, w]),
        litres=np.where(first, litres_left[b, w], litres_came[b, w]),
    )
    return _with_unused(case, used)


def _with_unused(case: Case, used: Users) -> Users:
    """Add rows for lines and handlings without users: their cost is everybody's, alike."""
    plan, v = case.plan, case.villages
    lines = np.setdiff1d(np.arange(len(plan.lines)), used.line)
    handlings = np.setdiff1d(np.arange(len(plan.handlings)), used.handling)
    if not len(lines) and not len(handlings):
        return used
    outside = np.array([outside_pool(case, plan.lines[i].operator) for i in lines] + [
        outside_pool(case, plan.handlings[i].operator) for i in handlings
    ])
    n = len(outside)
    none = np.full(len(lines) * v, -1), np.full(len(handlings) * v, -1)
    zero = np.zeros(n * v)
    return Users(
        line=np.concatenate((used.line, np.repeat(lines, v), none[1])),
        stop=np.concatenate((used.stop, np.full(n * v, -1))),
        handling=np.concatenate((used.handling, none[0], np.repeat(handlings, v))),
        cell=np.concatenate((used.cell, np.tile(np.arange(v), n) + np.repeat(np.where(outside, v, 0), v))),
        arrived=np.concatenate((used.arrived, zero)),
        carried=np.concatenate((used.carried, zero)),
        litres=np.concatenate((used.litres, zero)),
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
    """Spread an amount by group over cells; rows of group -1 take nothing."""
    mask = group >= 0
    return tally(cell[mask], amount[group[mask]] * share[mask], cells)
