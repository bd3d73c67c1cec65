"""Which runs their hosts call off: a share of them, and all on some weekdays and dates."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools
from sim.flow.dated import dates_of, falls_on
from sim.parameters import Parameters
from sim.parameters.hosts import Host
from sim.plan.level import Level
from sim.plan.line import Line
from sim.plan.plan import ServicePlan


def host_of(line: Line) -> str:
    """Key of the host that runs a line anyway; empty where we run it."""
    return line.operator.key if line.hosted else ""


def called_off(plan: ServicePlan, parameters: Parameters, luck: NDArray[np.float64]) -> Bools:
    """By run, whether its host calls it off; ``luck`` is uniform by run."""
    host, table, days = parameters.host, plan.timetable, plan.days
    dates = dates_of(parameters.horizon.start_date, days)
    share = np.array([host[name].cancel_share if (name := host_of(line)) else 0.0 for line in plan.lines])
    dated = {name: falls_on(dates, of.cancelled_weekdays, of.cancelled_dates) for name, of in host.items()}
    off = [
        dated[name] | falls_on(dates, (), _own_dates(plan, line, host[name])) if (name := host_of(line)) else np.zeros(days, np.bool_)
        for line in plan.lines
    ]
    return np.asarray((luck < share[table.line]) | np.reshape(off, (-1, days))[table.line, table.day])


def _own_dates(plan: ServicePlan, line: Line, host: Host) -> list[dt.date]:
    """Dates on which a host calls off the runs of this line and not of all."""
    town = next((p for p in plan.places if p.level == Level.TOWNSHIP and p.township == line.township), None) if host.timetables else None
    words = (town.code, town.name) if town else ()
    return [date for own in host.timetables.values() if own.speaks_of((line.key, line.name), words) for date in own.cancelled_dates]
