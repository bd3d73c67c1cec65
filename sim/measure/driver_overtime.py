"""What drivers employed by the month work beyond their paid hours of a day."""

from __future__ import annotations

import numpy as np

from sim.arrays import Floats, Ints
from sim.measure.case import Case, per, tally
from sim.service.draft.price import is_rider


def overtime_hours(case: Case, run: Ints, hours: Floats) -> Floats:
    """By run, its part of the hours beyond ``cost.hours_day`` that its vehicle is out on that day; 0 where drivers are
    hired by the hour.

    Args:
        run: runs of our own vehicles.
        hours: of each, loading included.
    """
    plan, cost = case.plan, case.parameters.cost
    line = plan.timetable.line[run]
    employed = np.array([not is_rider(ln.leg, ln.operator) for ln in plan.lines])[line] & (cost.driver_pay == "month")
    days = np.stack([plan.depot_of_line[line], case.outcome.runs.unit[run], plan.timetable.day[run]])
    vehicle_day = np.unique(days, axis=1, return_inverse=True)[1].ravel()
    worked = tally(vehicle_day, hours, int(vehicle_day.max(initial=-1)) + 1)
    beyond = per(np.maximum(worked - cost.hours_day, 0.0), worked)
    return np.asarray(np.where(employed, hours * beyond[vehicle_day], 0.0))
