"""What went wrong 意外: closed roads, who was away, runs that did not leave, and parcels held up by them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, NEVER
from sim.flow.legs import legs_of
from sim.measure.case import Bools, Case, Ints, tally
from sim.measure.registry import DISRUPTIONS
from sim.parameters import Parameters

YEAR = 365


def disruption_kpis(case: Case) -> dict[str, float]:
    """KPIs of the county by key without suffix; NaN where nothing is to go wrong."""
    if not _asked(case.parameters):
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


def _asked(p: Parameters) -> bool:
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


def held_up(case: Case) -> Bools:
    """By inbound parcel, whether it was ready on some hop as a run of its line did not leave or left out its stop, and
    left later."""
    plan, rides, parcels = case.plan, case.outcome.rides, case.draws.parcels
    legs, gone = legs_of(plan), np.append(case.outcome.runs.departed, NEVER)
    way = plan.inbound[parcels.brand, parcels.village]
    hops = np.array([len(of.hops) for of in plan.ways], np.int64)[way]
    missed, run_of_call = _Missed(case), _run_of_call(case)
    found = np.zeros(len(parcels), np.bool_)
    for hop in range(len(rides.call)):
        mine = np.flatnonzero(hop < hops)
        leg = legs.first[way[mine]] + hop
        left = gone[run_of_call[rides.call[hop, mine]]]
        ready = rides.ready[hop, mine]
        for stop in (-1, legs.alight[leg]):
            found[mine] |= missed.between(legs.line[leg], stop, ready, left)
    return found


def _run_of_call(case: Case) -> Ints:
    """The run of each numbered stop of a run, -1 for none at its end."""
    line = case.plan.timetable.line
    stops = np.array([of.end + of.picks_up for of in case.plan.lines], np.int64)
    return np.append(np.repeat(np.arange(len(line)), stops[line]), -1)


class _Missed:
    """When runs did not leave, or left without a stop, by line and stop (-1: all of them)."""

    def __init__(self, case: Case) -> None:
        plan, closed = case.plan, case.draws.disrupted.closed
        self._stops = max((line.end for line in plan.lines), default=0) + 1
        self._horizon = plan.horizon + 1
        off = np.flatnonzero(case.outcome.runs.cancelled)
        departed = case.outcome.runs.departed[closed[:, 0]]
        line, stop = plan.timetable.line, np.full(len(off), -1)
        times = [
            self._key(line[off], stop, plan.timetable.scheduled[off]),
            self._key(line[closed[:, 0]], closed[:, 1], departed),
        ]
        self._times = np.append(np.sort(np.concatenate(times)), NEVER)

    def _key(self, line: NDArray[np.integer], stop: NDArray[np.integer] | int, time: Ints) -> Ints:
        """A time of a line and a stop as one number; all after the horizon's end are alike."""
        place = line.astype(np.int64) * (self._stops + 1) + stop + 1
        return np.asarray(place * self._horizon + np.minimum(time, self._horizon - 1))

    def between(self, line: NDArray[np.integer], stop: NDArray[np.integer] | int, ready: Ints, left: Ints) -> Bools:
        """Whether there was one at ``ready`` or later, and before ``left``."""
        first = self._times[np.searchsorted(self._times, self._key(line, stop, ready))]
        return np.asarray(first < self._key(line, stop, left))
