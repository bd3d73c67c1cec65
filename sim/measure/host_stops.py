"""What stopping for parcels costs a host's runs: its drivers' time, and its passengers' delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.arrays import Floats, Ints
from sim.clock import HOUR
from sim.measure.case import Case, tally
from sim.measure.users import Users, shares
from sim.plan.line import Line


@dataclass(frozen=True, eq=False)
class HostStops:
    """Stops of hosts' runs of measured days at which parcels came off.

    Attributes:
        run: of each stop; ``line`` and ``sequence`` of it on its line.
        hours: of each stop, the time that parcels cause: ``host.<key>.stop_caused`` of its fixed time, and the time for
            each parcel.
        delay: of each stop, passenger-hours: those aboard (``host.<key>.passengers``) wait as long.
    """

    run: Ints
    line: Ints
    sequence: Ints
    hours: Floats
    delay: Floats

    def by_run(self, runs: int) -> Floats:
        """Hours of each of so many runs."""
        return tally(self.run, self.hours, runs)

    def to_users(self, users: Users, amount: Floats) -> Floats:
        """An amount of each stop, to the user rows of the stop by the parcels carried."""
        width = int(max(users.stop.max(initial=0), self.sequence.max(initial=0))) + 1
        at = np.where((users.line >= 0) & (users.stop >= 0), users.line * width + users.stop, -1)
        size = (int(users.line.max(initial=0)) + 1) * width
        total = np.zeros(max(size, int(self.line.max(initial=0) + 1) * width))
        np.add.at(total, self.line * width + self.sequence, amount)
        share = shares(at, users.carried, len(total))
        return np.where(at >= 0, total[np.maximum(at, 0)] * share, 0.0)


def host_stops(case: Case) -> HostStops:
    """The stops of a case that parcels caused on hosts' runs."""
    plan, stops = case.plan, case.outcome.stops
    line_of = plan.timetable.line
    hosted = np.array([line.hosted for line in plan.lines], dtype=bool)
    kept = np.flatnonzero((stops.dropped > 0) & hosted[line_of[stops.run]] & case.run_departed[stops.run])
    run, sequence = stops.run[kept].astype(np.int64), stops.sequence[kept].astype(np.int64)
    line = line_of[run].astype(np.int64)
    hosts = [case.parameters.host.get(of.operator.key) for of in plan.lines]
    caused = np.array([host.stop_caused if host else 0.0 for host in hosts])[line]
    aboard = np.array([host.passengers if host else 0.0 for host in hosts])[line]
    fixed, each = _service(plan.lines)
    hours = (caused * fixed[line, sequence] + each[line, sequence] * stops.dropped[kept]) / HOUR
    return HostStops(run, line, sequence, hours, hours * aboard)


def _service(lines: Sequence[Line]) -> tuple[Floats, Floats]:
    """By line and stop, the fixed time of a stop and the time for each parcel, ms."""
    most = max((len(line.stops) for line in lines), default=0)
    fixed, each = np.zeros((len(lines), most)), np.zeros((len(lines), most))
    for i, line in enumerate(lines):
        fixed[i, : len(line.stops)] = [stop.service for stop in line.stops]
        each[i, : len(line.stops)] = [stop.service_parcel for stop in line.stops]
    return fixed, each
