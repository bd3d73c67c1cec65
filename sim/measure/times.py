"""Milestones to delivery times: means, quantiles, shares in time, days a week, reach, and where the time goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR, NEVER
from sim.demand.parcels import FORWARD
from sim.measure.case import Bools, Case, Floats, Ints, per, tally
from sim.measure.grouped import ENDLESS, Grouped, grouped
from sim.measure.kpi import ALL, POOL, WAVE0, WAVE1

GRID_H = 168
"""Last hour of the distribution of times to the village."""

COMPONENTS = ("handling", "waiting", "travel", "opening", "collection")
"""Where the time goes: staffed handling with its queue (shelving too), waiting for a departure, travel with unloading,
waiting for the point to open, and from the point into the hand."""

Values = dict[str, Floats]
Durations = dict[str, Grouped]


@dataclass(frozen=True, eq=False)
class Cohort:
    """Parcels of a scope that entered on measured days, one row each.

    ``point_ms`` and ``hand_ms`` are milliseconds since the hub (``ENDLESS``: not reached), ``above_ms`` those above the
    county before it; ``remote``: the point is an outlet at the township.
    """

    village: NDArray[np.int32]
    point_ms: Ints
    hand_ms: Ints
    above_ms: Ints
    remote: Bools
    returned: Bools
    oversize: Bools

    @property
    def village_ms(self) -> Ints:
        """``point_ms`` where the point stands in the village, else ``ENDLESS``."""
        return np.where(self.remote, ENDLESS, self.point_ms)

    @property
    def chain_ms(self) -> Ints:
        """From being sent, above the county, until in hand, else ``ENDLESS``."""
        return np.where(self.hand_ms < ENDLESS, self.hand_ms + self.above_ms, ENDLESS)

    def only(self, mask: Bools) -> Cohort:
        """The rows under a mask."""
        return Cohort(*(getattr(self, f)[mask] for f in self.__dataclass_fields__))


def cohorts(case: Case) -> dict[str, Cohort]:
    """The measured parcels by suffix of scope."""
    m, p, keep = case.outcome.milestones, case.draws.parcels, case.in_cohort
    entered, village = p.entered_hub[keep], p.village[keep]

    def since(time: Ints) -> Ints:
        time = time[keep]
        return np.where(time < NEVER, time - entered, ENDLESS)

    everyone = Cohort(
        village=village,
        point_ms=since(m.at_point),
        hand_ms=since(m.in_hand),
        above_ms=np.where(p.wave[keep] == FORWARD, 0, round(case.parameters.demand.upstream_h * HOUR)),
        remote=case.remote.ravel()[case.cell[keep]],
        returned=m.returned[keep] < NEVER,
        oversize=m.oversize[keep],
    )
    in_pool, wave = case.in_pool[keep], p.wave[keep]
    return {
        POOL: everyone.only(in_pool),
        ALL: everyone,
        WAVE0: everyone.only(in_pool & (wave == 0)),
        WAVE1: everyone.only(in_pool & (wave == 1)),
    }


def durations(cohort: Cohort, group: NDArray[np.integer], groups: int) -> Durations:
    """The times since the hub by group: ``at_village`` and ``at_township`` until the point, by where it stands,
    ``in_hand`` of all.

    Args:
        group: by row of the cohort.
    """
    here = ~cohort.remote
    return {
        "at_village": grouped(group[here], cohort.point_ms[here], groups),
        "at_township": grouped(group[cohort.remote], cohort.point_ms[cohort.remote], groups),
        "in_hand": grouped(group, cohort.hand_ms, groups),
    }


def time_kpis(cohort: Cohort, group: NDArray[np.integer], groups: int, times: Durations) -> Values:
    """Time KPIs of every group, by key without suffix.

    Args:
        group: by row of the cohort.
        groups: number of groups; each value has that length.
        times: ``durations`` of these groups.
    """
    count = np.bincount(group, minlength=groups)

    def share(mask: Bools) -> Floats:
        return per(tally(group[mask], None, groups), count)

    out: Values = {}
    village_ms = cohort.village_ms
    for name, of in times.items():
        out[f"{name}_mean_h"] = of.mean_h()
        for q in (50, 90, 95):
            out[f"{name}_p{q}_h"] = of.quantile_h(q / 100)
    out["whole_chain_mean_h"] = grouped(group, cohort.chain_ms, groups).mean_h()
    for h in (24, 48, 72):
        out[f"within_{h}h"] = share(village_ms <= h * HOUR)
    out["to_village_share"] = share(village_ms < ENDLESS)
    out["undelivered_share"] = share(cohort.point_ms >= ENDLESS)
    out["returned_share"] = share(cohort.returned)
    out["oversize_share"] = share(cohort.oversize)
    return out


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


def distribution(cohort: Cohort) -> Floats:
    """Share of the cohort at a point in the village within 0, 1 ... ``GRID_H`` hours; NaN where the cohort is empty."""
    hours = np.minimum(-(-cohort.village_ms // HOUR), GRID_H + 1)
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
    hand = mask & (m.in_hand < NEVER)
    at_point = m.at_point[mask]
    collection = (m.in_hand[hand] - m.at_point[hand]).mean() if hand.any() else np.nan
    return np.array(
        [
            (m.handling[mask] + m.shelved[mask] - m.dropped[mask]).mean(),
            m.waiting[mask].mean(),
            m.travel[mask].mean(),
            (at_point - m.shelved[mask]).mean(),
            collection,
        ]
    ) / HOUR


def hub_hours(case: Case) -> Floats:
    """Shape (3, 24): parcels a measured day that arrived at the hub and became ready in each hour of the day, and
    backlog at its end."""
    arrived, ready = case.outcome.hub_arrived, case.outcome.hub_ready
    rows = (arrived, ready, np.cumsum(arrived) - np.cumsum(ready))
    first, last = case.first_day * 24, (case.first_day + case.days) * 24
    return np.stack([np.asarray(r[first:last], dtype=float).reshape(-1, 24).mean(axis=0) for r in rows])
