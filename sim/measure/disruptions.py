"""What went wrong 意外: closed roads, who was away, runs that did not leave, and parcels held up by them."""

from __future__ import annotations

import numpy as np

from sim.arrays import Bools, Ints
from sim.clock import DAY
from sim.measure.case import Case, tally
from sim.measure.missed import held_up
from sim.measure.registry import DISRUPTIONS
from sim.parameters import Parameters

YEAR = 365


def disruption_kpis(case: Case) -> dict[str, float]:
    """KPIs of the county by key without suffix; NaN where nothing is to go wrong."""
    if not asked(case.parameters):
        return dict.fromkeys(DISRUPTIONS, float("nan"))
    cohort = case.in_cohort
    return {
        "roads_closed_days_year": _closed_days(case) * YEAR / case.days,
        "runs_off_day": float((case.outcome.runs.cancelled & case.run_measured).sum()) / case.days,
        "units_out_day": float(_dated(case, case.draws.disrupted.out[:, 2]).sum()) / case.days,
        "people_away_day": _people_away(case) / case.days,
        "points_shut_day": float(_dated(case, case.draws.disrupted.shut[:, 1]).sum()) / case.days,
        "held_up_share": float(held_up(case)[cohort].mean()) if cohort.any() else float("nan"),
    }


def asked(p: Parameters) -> bool:
    """Whether anything but drawn cancellations and slow roads may go wrong."""
    return p.disruption.on or any(host.cancelled_weekdays or host.cancelled_dates for host in p.host.values())


def _closed_days(case: Case) -> float:
    """Measured days on which some road to or in a township was closed, mean over townships without the county town."""
    _, township, day = case.draws.disrupted.roads.T
    townships = len(case.county.townships[: case.county.town])
    days = np.unique(np.stack([township, day])[:, _dated(case, day) & (township < townships)], axis=1)
    return float(tally(days[0], None, townships).mean())


def _dated(case: Case, day: Ints) -> Bools:
    """Which days are measured."""
    return np.asarray((day >= case.first_day) & (day < case.first_day + case.days))


def _people_away(case: Case) -> float:
    """People who are not there in the shifts that start on measured days."""
    rows = case.draws.disrupted.absent
    shifts = [case.plan.crews[crew].shifts[i].start // DAY for crew, i in rows[:, :2].tolist()]
    return float(rows[:, 2][_dated(case, np.array(shifts, np.int64))].sum())
