"""Whose working time is charged to the parcels: crews for their rostered hours, people who serve the town too for what
they work here."""

from __future__ import annotations

import numpy as np

from sim.arrays import Floats
from sim.clock import HOUR
from sim.measure.case import Case, tally


def outlet_hours(case: Case) -> Floats:
    """(brands, villages): worker-hours of township outlets' staff on the parcels of measured days.

    They shelve each that comes, and hand out to each resident who comes for some (``handling.hand_out_min``). The rest
    of their time is the town's, which needs its outlets in every mode, so it is charged in none.
    """
    points = case.plan.points
    staffed = [p.shelve.work / HOUR if p.remote and p.shelve is not None else 0.0 for p in points]
    shelving = case.delivered * np.array([*staffed, 0.0])[case.point]
    return np.asarray(shelving + _customers(case) * case.parameters.handling.hand_out_min / 60.0)


def _customers(case: Case) -> Floats:
    """(brands, villages): residents who come to outlets on measured days, each shared alike by what they take home."""
    trips, trip = case.outcome.trips, case.outcome.milestones.trip
    rows = np.flatnonzero(trip >= 0)
    rows = rows.compress(case.remote.ravel().take(case.cell.take(rows)))
    rows = rows.compress(case.measured(trips.time).take(trip.take(rows)))
    visit = trip.take(rows).astype(np.int64) * len(case.plan.points) + case.point_of.take(rows)
    _, which, parcels = np.unique(visit, return_inverse=True, return_counts=True)
    return tally(case.cell.take(rows), 1.0 / parcels[which.ravel()], case.point.size).reshape(case.point.shape)


def attended_hours(case: Case) -> Floats:
    """(brands, villages): the hours that points are open on measured days, of each divided among those whose parcels
    come to it, by their number, and equally where none came."""
    points, begin, end = len(case.plan.points), case.begin, case.end
    kept = {of.hours for of in case.plan.points}
    measured = {hours: sum(max(0, min(b, end) - max(a, begin)) for a, b in hours) for hours in kept}
    open_ms = [measured[of.hours] for of in case.plan.points]
    at = np.where(case.point >= 0, case.point, points).ravel()
    came = case.delivered.ravel()
    total = tally(at, came, points + 1)
    part = np.where(total[at] > 0, came, 1.0) / np.where(total > 0, total, tally(at, None, points + 1))[at]
    return np.asarray(np.array([*open_ms, 0])[at] / HOUR * part).reshape(case.point.shape)


def paid_hours(case: Case, outlets: Floats) -> Floats:
    """By stage of the roster, worker-hours charged here: those rostered, or those worked where its crew is ``by_work``;
    overtime apart.

    Args:
        outlets: see ``outlet_hours``.
    """
    roster = case.roster
    worked = case.by_stage(case.outcome.shifts.busy) / HOUR
    point = case.point.ravel()
    at_points = tally(
        np.where(point >= 0, point, len(case.plan.points)), outlets.ravel(), len(case.plan.points) + 1
    )[:-1]
    staffed = roster.outlet >= 0
    worked[roster.outlet[staffed]] = at_points[staffed]
    return np.where([stage.crew.by_work for stage in roster.stages], worked, roster.hours)
