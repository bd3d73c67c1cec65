"""What goes wrong at points: missing scans 漏扫, false sign-offs 虚假签收 and second charges 二次收费."""

from __future__ import annotations

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.clock import HOUR
from sim.demand.parcels import INCIDENTS
from sim.measure import registry
from sim.measure.case import Case, per

RATE = 10_000
"""Incidents are told per so many parcels."""


def incident(case: Case, what: str) -> Bools:
    """By parcel: it reached its point on a measured day and that went wrong with it.

    Args:
        what: one of ``INCIDENTS``.
    """
    luck = case.draws.parcels.luck
    if not luck.size:
        return np.zeros(len(case.cell), dtype=bool)
    share = np.array([getattr(t, f"{what}_share") for t in case.parameters.points.types.values()] + [0.0])
    return np.asarray(case.at_point_measured & (luck[:, INCIDENTS.index(what)] < share[case.point_type]))


def charged_yuan(case: Case) -> Floats:
    """(brands, villages): what residents pay once more on measured days."""
    return case.matrix(incident(case, "second_charge")) * case.parameters.points.second_charge_yuan


def incident_kpis(case: Case, pool_only: bool, group: Ints, groups: int) -> dict[str, Floats]:
    """Incidents per ``RATE`` parcels and the time until signed for, of each group of villages; NaN where nothing can go
    wrong.

    Args:
        pool_only: of the pool's parcels; else of all.
        group: by village. groups: their number.
    """
    if not case.draws.parcels.luck.size:
        return {key: np.full(groups, np.nan) for key in registry.INCIDENTS}
    brands = case.pool if pool_only else np.ones_like(case.pool)

    def summed(matrix: Floats) -> Floats:
        return np.bincount(group, matrix[brands].sum(axis=0), groups).astype(np.float64)

    parcels = summed(case.delivered)
    found = {f"{what}_10k": per(RATE * summed(case.matrix(incident(case, what))), parcels) for what in INCIDENTS}
    return found | {"signed_mean_h": per(summed(case.matrix(case.at_point_measured, _signed_h(case))), parcels)}


def _signed_h(case: Case) -> Floats:
    """By parcel: hours from the hub until it is signed for, at its point or falsely before, never before the hub."""
    hours = (case.outcome.milestones.at_point - case.draws.parcels.entered_hub) / HOUR
    early = np.where(incident(case, "false_sign"), case.parameters.points.false_sign_h, 0.0)
    return np.maximum(hours - early, 0.0)
