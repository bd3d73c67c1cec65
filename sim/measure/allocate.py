"""Rules by which the cost of a shared run goes to villages: ``abc``, ``parcels``, ``litres``, ``shapley``.

A rule gives each user row (line, stop, village) its share of the line's kilometres and of its minutes over the measured
days. What falls to a stop is split among the villages of that stop by parcels. Shares of a line add up to 1.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.clock import MINUTE
from sim.measure.case import Case, tally
from sim.measure.users import Users, shares
from sim.plan.line import Line

EXACT_STOPS = 12
"""Up to so many stops the Shapley value runs through every coalition of them; beyond, through ``ORDERS`` drawn orders.
"""
ORDERS = 400
"""Orders drawn for a Shapley value that is not exact."""
_KEY = 20260302
"""Of the stream of these orders: the same in every run, as a way to share is no chance."""


@dataclass(frozen=True, eq=False)
class LineShares:
    """By user row: share of its line's kilometres and of its minutes; 0 on rows without line."""

    km: Floats
    minutes: Floats


def line_shares(case: Case, users: Users) -> LineShares:
    """Shares by ``cost.sharing`` of the case's parameters."""
    rule, lines = case.parameters.cost.sharing, len(case.plan.lines)
    if rule == "parcels":
        share = shares(users.line, users.carried, lines)
        return LineShares(share, share)
    if rule == "litres":
        share = shares(users.line, users.litres, lines)
        return LineShares(share, share)
    return _by_stops(case, users, _abc if rule == "abc" else _shapley)


Split = tuple[list[float], list[float]]
"""Parts of the kilometres and of the minutes of a round: the stem's (last item), then of each stop."""


def _by_stops(case: Case, users: Users, rule: Callable[[Case, Line, Floats, NDArray[np.bool_]], Split]) -> LineShares:
    lines = case.plan.lines
    most = max((len(line.stops) for line in lines), default=0) + 1
    at_stop = np.where((users.line >= 0) & (users.stop >= 0), users.line * most + users.stop, -1)
    dropped, used = _dropped(users, at_stop, (len(lines), most))
    km, minutes = np.zeros(used.shape), np.zeros(used.shape)
    for i, line in enumerate(lines):
        n = len(line.stops)
        a_visit = dropped[i, :n] / max(int(case.visits[i]), 1)
        for table, parts in zip((km, minutes), rule(case, line, a_visit, used[i, :n]), strict=True):
            table[i, :n], table[i, -1] = parts[:-1], parts[-1]
            table[i] = _normed(table[i], used[i])
    by_stop = shares(at_stop, users.carried, used.size)
    by_line = shares(users.line, users.carried, len(lines))
    return LineShares(*(_rows(table, users, at_stop, by_stop, by_line) for table in (km, minutes)))


def _dropped(users: Users, at_stop: NDArray[np.int64], shape: tuple[int, int]) -> tuple[Floats, NDArray[np.bool_]]:
    """By line and stop, parcels dropped, and whether anybody uses it; ``at_stop``: the stop of each user, -1 for none.
    """
    seen, size = at_stop >= 0, shape[0] * shape[1]
    dropped = tally(at_stop[seen], users.carried[seen], size)
    used = np.bincount(at_stop[seen], minlength=size) > 0
    return dropped.reshape(shape), used.reshape(shape)


def _normed(parts: Floats, used: NDArray[np.bool_]) -> Floats:
    """Parts that add up to 1: what falls to a stop that nobody uses goes to the stem, which is everybody's."""
    out = np.where(used, parts, 0.0)
    out[-1] = parts[-1] + parts[:-1][~used[:-1]].sum()
    total = out.sum()
    if total <= 0:
        out[-1] = total = 1.0
    return np.asarray(out / total, dtype=np.float64)


def _rows(table: Floats, users: Users, at_stop: NDArray[np.int64], by_stop: Floats, by_line: Floats) -> Floats:
    """Each user row's part of its line: of its stop's by parcels dropped there, of the stem's by parcels carried."""
    own = np.where(at_stop >= 0, table.ravel()[np.maximum(at_stop, 0)] * by_stop, 0.0)
    return np.where(users.line >= 0, own + table[np.maximum(users.line, 0), -1] * by_line, 0.0)


def _minutes(case: Case, line: Line, a_visit: Floats) -> tuple[list[float], list[float]]:
    """Planned driving minutes to each stop and minutes of service at it, with the mean number of parcels dropped."""
    drive = [s.drive / MINUTE for s in line.stops]
    service = [(s.service + s.service_parcel * n) / MINUTE for s, n in zip(line.stops, a_visit, strict=True)]
    return drive, service


def _abc(case: Case, line: Line, a_visit: Floats, used: NDArray[np.bool_]) -> Split:
    """The stem (to the first stop, back from the last, and loading) by parcels; each further leg, and each stop's time,
    to its stop."""
    drive, service = _minutes(case, line, a_visit)
    loading = 0.0 if line.hosted else case.parameters.roads.loading_min
    km = [0.0, *(s.km for s in line.stops[1:]), line.stops[0].km + line.back_km]
    minutes = [d + s for d, s in zip([0.0, *drive[1:]], service, strict=True)]
    return km, [*minutes, drive[0] + line.back_drive / MINUTE + loading]


def _shapley(case: Case, line: Line, a_visit: Floats, used: NDArray[np.bool_]) -> Split:
    """The players are the stops that somebody uses; a coalition costs the round that calls at its stops only, in the
    line's order.

    Road distances between stops come from the county's table; their minutes are at the line's own mean speed.
    """
    players = np.flatnonzero(used)
    n = len(line.stops)
    if len(players) == 0:
        return [0.0] * n + [1.0], [0.0] * n + [1.0]
    _, service = _minutes(case, line, a_visit)
    loading = 0.0 if line.hosted else case.parameters.roads.loading_min
    pace = (sum(s.drive for s in line.stops) / MINUTE + line.back_drive / MINUTE) / max(line.km, 1e-9)
    among = np.append(0, players + 1)
    km, minutes = np.zeros(n), np.zeros(n)
    km[players] = np.maximum(shapley(_legs(case, line)[np.ix_(among, among)]), 0.0)
    minutes[players] = km[players] * pace + np.array(service)[players] + loading / len(players)
    return [*km.tolist(), 0.0], [*minutes.tolist(), 0.0]


def shapley(legs: Floats) -> Floats:
    """Shapley value of each stop in the length of a round.

    Exact up to ``EXACT_STOPS`` stops; beyond, the mean over ``ORDERS`` orders from a fixed key.

    Args:
        legs: distances among base (0) and stops (1..); a coalition calls at its stops in their order.
    """
    n = len(legs) - 1
    if n > EXACT_STOPS:
        return _sampled(legs)
    cost, count = _coalitions(legs)
    weight = np.array([math.factorial(k) * math.factorial(n - k - 1) / math.factorial(n) for k in range(n)] + [0.0])
    coalition = np.arange(1 << n)
    out = np.zeros(n)
    for i in range(n):
        without = coalition[(coalition >> i) & 1 == 0]
        out[i] = (weight[count[without]] * (cost[without | (1 << i)] - cost[without])).sum()
    return out


def _coalitions(legs: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """By coalition, whose bits are its stops: the length of its round, and how many stops it has."""
    n = len(legs) - 1
    there, cost = np.zeros(1 << n), np.zeros(1 << n)
    count, last = np.zeros(1 << n, dtype=np.int64), np.zeros(1 << n, dtype=np.int64)
    for i in range(n):  # the coalitions whose last stop is i, each one without it coming before
        low, bit = slice(0, 1 << i), slice(1 << i, 2 << i)
        there[bit] = there[low] + legs[last[low], i + 1]
        cost[bit] = there[bit] + legs[i + 1, 0]
        last[bit], count[bit] = i + 1, count[low] + 1
    return cost, count


def _sampled(legs: Floats) -> Floats:
    n = len(legs) - 1
    draw = np.random.Generator(np.random.Philox(key=_KEY))
    out = np.zeros(n)
    for _ in range(ORDERS):
        inside: list[int] = []
        length = 0.0
        for player in draw.permutation(n).tolist():
            insort(inside, player)
            longer = sum(legs[a, b] for a, b in pairwise((0, *(s + 1 for s in inside), 0)))
            out[player] += (longer - length) / ORDERS
            length = longer
    return out


def _legs(case: Case, line: Line) -> Floats:
    """Road km among base (0) and stops (1..); along the line as its own legs say."""
    places = [line.base, *(s.place for s in line.stops)]
    road = case.county.road_km
    known = max(places) < len(road)
    legs = road[np.ix_(places, places)].copy() if known else np.zeros((len(places), len(places)))
    for i, stop in enumerate(line.stops):
        legs[i, i + 1] = stop.km
    legs[-1, 0] = line.back_km
    if len(line.stops) == 1:
        return legs
    return np.asarray(np.minimum(legs, _along(line)))


def _along(line: Line) -> Floats:
    """Km among base and stops when one keeps to the line: never less than a short cut, so no coalition costs more than
    the whole."""
    n = len(line.stops)
    at = np.concatenate(([0.0], np.cumsum([s.km for s in line.stops])))
    out = np.abs(at[:, None] - at[None, :])
    out[:, 0] = [0.0, *(at[n] - at[i] + line.back_km for i in range(1, n + 1))]
    return np.asarray(out)
