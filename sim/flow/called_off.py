"""Which runs their hosts call off: a share of them, and all on some weekdays and dates."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from sim.parameters import Parameters
from sim.parameters.hosts import Host
from sim.plan.line import Line
from sim.plan.plan import ServicePlan

Bools = NDArray[np.bool_]


def host_of(line: Line) -> str:
    """Key of the host that runs a line anyway; empty where we run it."""
    return line.operator.key if line.hosted else ""


def called_off(plan: ServicePlan, parameters: Parameters, luck: NDArray[np.float64]) -> Bools:
    """By run, whether its host calls it off; ``luck`` is uniform by run."""
    host, table, days = parameters.host, plan.timetable, plan.days
    dates = [parameters.horizon.start_date + dt.timedelta(days=day) for day in range(days)]
    share = np.array([host[name].cancel_share if (name := host_of(line)) else 0.0 for line in plan.lines])
    dated = {name: days_off(of, dates) for name, of in host.items()}
    off = [dated[name] if (name := host_of(line)) else np.zeros(days, np.bool_) for line in plan.lines]
    return np.asarray((luck < share[table.line]) | np.reshape(off, (-1, days))[table.line, table.day])


def days_off(host: Host, dates: list[dt.date]) -> Bools:
    """Which of some dates a host does not run at all."""
    return np.array(
        [date.isoweekday() in host.cancelled_weekdays or date in host.cancelled_dates for date in dates], np.bool_
    )
