"""Milestones to delivery times: means, quantiles, shares in time, days a week, reach, and where the time goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Floats, Ints
from sim.clock import HOUR, NEVER
from sim.demand.parcels import FORWARD
from sim.flow.outcome import Milestones, Sent
from sim.measure.case import Case, per, tally
from sim.measure.grouped import ENDLESS, PARTS, Grouped, grouped
from sim.measure.kpi import ALL, POOL, WAVE0, WAVE1

GRID_H = 168
"""Last hour of the distribution of times to the point."""

COMPONENTS = ("handling", "waiting", "travel", "opening", "collection")
"""Where the time goes: staffed handling with its queue (shelving too), waiting for a departure, travel with unloading,
waiting for the point to open, and from the point into the hand. Every table and figure splits time into these."""

SHARES = (
    "within_24h", "within_48h", "within_72h", "to_village_share", "undelivered_share", "returned_share",
    "oversize_share",
)  # fmt: skip
"""KPIs that are a count of parcels by the parcels there are."""

HUB_COLUMNS = ("arrived", "ready", "backlog", "people")
"""What is told of each hour at the hub; see ``hub_hours``."""

Values = dict[str, Floats]
Durations = dict[str, Grouped]
Counts = dict[str, Floats]


SCOPE_PARTS = {POOL: (1, 2, 3), ALL: tuple(range(PARTS)), WAVE0: (2,), WAVE1: (3,)}
"""By suffix of scope, the parts of a cohort that it takes in: 0 are parcels outside the pool, then come the pool's, of
the first wave 2, of the second 3, of neither 1."""


@dataclass(frozen=True, eq=False)
class Cohort:
    """Parcels that entered on measured days, one row each.

    ``part`` is as in ``SCOPE_PARTS``. ``point_ms`` and ``hand_ms`` are milliseconds since the hub (``ENDLESS``: not
    reached); ``above``: time above the county came before it; ``held``: ms of it in wait for later line-haul;
    ``remote``: the point is an outlet at the township.
    """

    village: NDArray[np.int32]
    part: NDArray[np.int8]
    point_ms: Ints
    hand_ms: Ints
    held: Ints
    above: Bools
    remote: Bools
    returned: Bools
    oversize: Bools

    @property
    def village_ms(self) -> Ints:
        """``point_ms`` where the point stands in the village, else ``ENDLESS``."""
        return np.where(self.remote, ENDLESS, self.point_ms)


def cohort_of(case: Case) -> Cohort:
    """The measured parcels."""
    m, p, keep = case.outcome.milestones, case.draws.parcels, np.flatnonzero(case.in_cohort)
    entered, wave = p.entered_hub.take(keep), p.wave.take(keep)

    def since(time: Ints) -> Ints:
        time = time.take(keep)
        return np.where(time < NEVER, time - entered, ENDLESS)

    part = np.where((wave == 0) | (wave == 1), wave + np.int8(2), np.int8(1))
    part[~case.in_pool.take(keep)] = 0
    return Cohort(
        village=p.village.take(keep),
        part=part,
        point_ms=since(m.at_point),
        hand_ms=since(m.in_hand),
        held=p.held.take(keep),
        above=wave != FORWARD,
        remote=case.remote.ravel().take(case.cell.take(keep)),
        returned=m.returned.take(keep) < NEVER,
        oversize=m.oversize.take(keep),
    )


def durations(cohort: Cohort, villages: int) -> Durations:
    """The times since the hub by village: ``at_village`` and ``at_township`` until the point, by where it stands,
    ``in_hand`` of all."""
    here, there = np.flatnonzero(~cohort.remote), np.flatnonzero(cohort.remote)
    village, part, point_ms = cohort.village, cohort.part, cohort.point_ms
    return {
        "at_village": grouped(village.take(here), part.take(here), point_ms.take(here), villages),
        "at_township": grouped(village.take(there), part.take(there), point_ms.take(there), villages),
        "in_hand": grouped(village, part, cohort.hand_ms, villages),
    }


def counts(cohort: Cohort, villages: int) -> Counts:
    """How many parcels of a cohort there are, shape (parts, villages), and of how many of them something is true;
    ``held_h``: hours for which those in hand had waited for later line-haul."""
    cell = cohort.part * np.int64(villages) + cohort.village
    village_ms, in_hand = cohort.village_ms, cohort.hand_ms < ENDLESS
    true = {f"within_{h}h": village_ms <= h * HOUR for h in (24, 48, 72)} | {
        "to_village_share": village_ms < ENDLESS,
        "undelivered_share": cohort.point_ms >= ENDLESS,
        "returned_share": cohort.returned,
        "oversize_share": cohort.oversize,
        "in_hand": in_hand,
        "in_hand_from_above": in_hand & cohort.above,
    }
    cells = {"parcels": cell} | {name: cell.take(np.flatnonzero(mask)) for name, mask in true.items()}
    found = {name: tally(some, None, PARTS * villages) for name, some in cells.items()}
    held_h = np.where(in_hand, cohort.held / HOUR, 0.0) if cohort.held.any() else None
    found["held_h"] = np.zeros(PARTS * villages) if held_h is None else tally(cell, held_h, PARTS * villages)
    return {name: by_cell.reshape(PARTS, -1) for name, by_cell in found.items()}


def scope_counts(counted: Counts, suffix: str) -> Counts:
    """``counts`` by village, of a scope's parcels."""
    return {name: by_part[list(SCOPE_PARTS[suffix])].sum(axis=0) for name, by_part in counted.items()}


def time_kpis(counted: Counts, times: Durations, upstream_ms: int) -> Values:
    """Time KPIs of every group, by key without suffix.

    Args:
        counted, times: ``counts`` and ``durations`` of a scope by group.
        upstream_ms: time above the county, of those who come from there.
    """
    out: Values = {}
    for name, of in times.items():
        out[f"{name}_mean_h"] = of.mean_h()
        for q in (50, 90, 95):
            out[f"{name}_p{q}_h"] = of.quantile_h(q / 100)
    above = per(counted["in_hand_from_above"] * (upstream_ms / HOUR) + counted["held_h"], counted["in_hand"])
    out["whole_chain_mean_h"] = out["in_hand_mean_h"] + above
    return out | {name: per(counted[name], counted["parcels"]) for name in SHARES}


def service_kpis(case: Case, scope: str) -> Values:
    """Delivery days a week and reach by village, by key without suffix, for the pool or for all brands."""
    brands = case.pool if scope == POOL else np.ones_like(case.pool)
    s = case.parameters.service
    available = np.where(case.last_line >= 0, case.visit_days[case.last_line], 0.0) * ~case.remote
    cohort = case.matrix(case.in_cohort)
    came = case.matrix(case.in_cohort & (case.outcome.milestones.at_point < NEVER))
    available = np.where(came >= s.reach_share * cohort, available, 0.0)[brands]

    def reach(at_least: int, days: int) -> Floats:
        return np.asarray((available >= days - 1e-9).sum(axis=0) >= at_least, dtype=np.float64)

    def of_brands(pairs: Floats | Bools) -> Floats:
        return np.asarray(pairs.mean(axis=0) if len(pairs) else np.zeros(case.villages), dtype=np.float64)

    return {
        "brands_to_village": of_brands(((case.point >= 0) & ~case.remote)[brands]),
        "delivery_days_week": of_brands(available),
        "reach_brands": of_brands(available >= s.reach_days - 1e-9),
        "reach": reach(s.reach_brands, s.reach_days),
        "reach_1_3": reach(1, 3),
        "reach_5_5": reach(5, 5),
    }


def distribution(cohort: Cohort, urban: Bools) -> Floats:
    """Shares of the pool's parcels of villages within 0, 1 ... ``GRID_H`` hours, shape (2, hours); NaN where there are
    none: of all, those at a point in the village; of those whose point is an outlet at the township, those that are
    there.

    Args:
        urban: by village, whether it is a community.
    """
    mine = (cohort.part > 0) & ~urban.take(cohort.village)
    there = np.flatnonzero(mine & cohort.remote)
    return np.stack([
        _within(cohort.village_ms.take(np.flatnonzero(mine))), _within(cohort.point_ms.take(there))
    ])


def _within(times: Ints) -> Floats:
    """Share of some times, milliseconds, that are within each hour of the distribution."""
    hours = np.minimum(-(-times // HOUR), GRID_H + 1)
    counts = np.bincount(hours, minlength=GRID_H + 2)[: GRID_H + 1]
    return per(np.cumsum(counts).astype(float), np.array(len(hours)))


def decomposition(case: Case) -> Floats:
    """Mean hours of each of ``COMPONENTS`` over the pool's delivered parcels of villages (collection: over those in
    hand); NaN where none.

    The first four add up to the mean time until a parcel can be asked for, in the village or at the township's outlet.
    """
    m = case.outcome.milestones
    mask = case.in_cohort & case.in_pool & ~case.to_urban & (m.at_point < NEVER)
    if not mask.any():
        return np.full(len(COMPONENTS), np.nan)
    rows = np.flatnonzero(mask)
    *to_point, collection = components(m, rows)
    hand = m.in_hand.take(rows) < NEVER
    fetched = collection.compress(hand).mean() if hand.any() else np.nan
    return np.array([*(part.mean() for part in to_point), fetched]) / HOUR


def components(m: Milestones, chosen: Ints) -> tuple[Ints, ...]:
    """By parcel, ms of each of ``COMPONENTS``, which add up to its time from the hub into the hand.

    Args:
        chosen: numbers of inbound parcels that can be asked for; the last part is of those in hand alone.
    """
    dropped, shelved, at_point, in_hand = (x.take(chosen) for x in (m.dropped, m.shelved, m.at_point, m.in_hand))
    handling, waiting, travel = (x.take(chosen).astype(np.int64) for x in (m.handling, m.waiting, m.travel))
    return handling + shelved - dropped, waiting, travel, at_point - shelved, in_hand - at_point


def out_components(sent: Sent, offered: Ints, chosen: Ints) -> tuple[Ints, ...]:
    """By outbound parcel, ms of each of ``COMPONENTS``, which add up to its time from the sender out of the county.

    Args:
        offered: by outbound parcel. ``chosen``: numbers among them that have left the county.
    """
    opened, left, begun = (x.take(chosen) for x in (sent.opened, sent.left_county, offered))
    handling, waiting = sent.handling.take(chosen), sent.waiting.take(chosen)
    return handling, waiting, left - opened - handling - waiting, opened - begun, np.zeros_like(left)


def hub_hours(case: Case) -> Floats:
    """Shape (4, 24): parcels a measured day that arrived at the hub and became ready in each hour of the day, backlog
    at its end, and the worker-hours of handling that arrivals bring: so many people are done within the hour."""
    arrived, ready = case.outcome.hub_arrived, case.outcome.hub_ready
    rows = (arrived, ready, np.cumsum(arrived) - np.cumsum(ready), _brought(case, len(arrived)))
    first, last = case.first_day * 24, (case.first_day + case.days) * 24
    return np.stack([np.asarray(r[first:last], dtype=float).reshape(-1, 24).mean(axis=0) for r in rows])


def _brought(case: Case, hours: int) -> Floats:
    """Worker-hours of handling that inbound parcels bring to the hub, by the clock hour of the horizon in which they
    come."""
    plan, parcels = case.plan, case.draws.parcels
    each = [sum(stage.work for stage in handling.stages) for handling in plan.handlings]
    first = np.array([each[way.hops[0].handling] if way.hops else 0 for way in plan.ways] + [0], dtype=np.int64)
    work = first[plan.inbound].ravel().take(case.cell) * parcels.work
    until = parcels.entered_hub.searchsorted(np.arange(hours + 1) * HOUR)
    return np.diff(np.append(0, work.cumsum()).take(until)) / (1000 * HOUR)
