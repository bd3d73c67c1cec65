"""Which runs their hosts call off: a share of them, and all on some weekdays and dates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.flow.dated import dates_of, falls_on
from sim.parameters import Parameters
from sim.plan.line import Line
from sim.plan.plan import ServicePlan

Bools = NDArray[np.bool_]


def host_of(line: Line) -> str:
    """Key of the host that runs a line anyway; empty where we run it."""
    return line.operator.key if line.hosted else ""


def called_off(plan: ServicePlan, parameters: Parameters, luck: NDArray[np.float64]) -> Bools:
    """By run, whether its host calls it off; ``luck`` is uniform by run."""
    host, table, days = parameters.host, plan.timetable, plan.days
    dates = dates_of(parameters.horizon.start_date, days)
    share = np.array([host[name].cancel_share if (name := host_of(line)) else 0.0 for line in plan.lines])
    dated = {name: falls_on(dates, of.cancelled_weekdays, of.cancelled_dates) for name, of in host.items()}
    off = [dated[name] if (name := host_of(line)) else np.zeros(days, np.bool_) for line in plan.lines]
    return np.asarray((luck < share[table.line]) | np.reshape(off, (-1, days))[table.line, table.day])
