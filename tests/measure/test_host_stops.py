"""Stops that parcels cause on a host's runs: drivers' time on both bases, passengers' delay on the full one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.flow.outcome import Stops
from sim.measure.accounts import Accounts, write_ledger
from sim.measure.case import Case
from sim.measure.host_stops import host_stops
from tests.measure import small

DRIVER_HOUR = 5000 * 1.25 / 26 / 8


def with_drops(basis: str, caused: float = 0.5, passengers: float = 0.0) -> Case:
    """The small case whose host's runs drop three parcels at every stop."""
    plan, draws, outcome = small.case(1)
    made = [(run, s) for run, line in enumerate(plan.timetable.line.tolist()) if plan.lines[line].hosted for s in range(len(plan.lines[line].stops))]
    run, sequence = (np.array(column) for column in zip(*made, strict=True))
    zero = np.zeros(len(run), np.int64)
    outcome = replace(outcome, stops=Stops(run.astype(np.int32), sequence.astype(np.int16), zero, zero, np.full(len(run), 3, np.int32)))
    parameters = small.parameters(cost={"host_basis": basis})
    post = parameters.host["post"].model_copy(update={"stop_caused": caused, "passengers": passengers})
    parameters = parameters.model_copy(update={"host": {**parameters.host, "post": post}})
    return Case(plan, draws, outcome, small.county(), parameters)


def by_hand(case: Case, caused: float) -> float:
    """Hours that parcels cause at the stops of the host's measured runs."""
    hours = 0.0
    for run, sequence in zip(case.outcome.stops.run, case.outcome.stops.sequence, strict=True):
        line = case.plan.lines[case.plan.timetable.line[run]]
        if line.hosted and case.run_departed[run]:
            hours += (caused * line.stops[sequence].service + 3 * line.stops[sequence].service_parcel) / HOUR
    return hours


@pytest.mark.parametrize("caused", [0.0, 0.5, 1.0])
def test_hours_like_a_loop(caused: float) -> None:
    case = with_drops("marginal", caused)
    assert host_stops(case).hours.sum() == pytest.approx(by_hand(case, caused))
    assert by_hand(case, caused) > 0


def test_a_stop_without_parcels_costs_nothing() -> None:
    plan, draws, outcome = small.case(1)
    case = Case(plan, draws, replace(outcome, stops=replace(outcome.stops, dropped=0 * outcome.stops.dropped)), small.county(), small.parameters())
    assert host_stops(case).hours.sum() == 0


def yuan(found: Accounts, category: str) -> float:
    return sum(int(found.ledger.cents[found.ledger.account == i].sum()) for i, a in enumerate(found.ledger.accounts) if a.category == category) / 100


def test_drivers_time_is_paid_on_both_bases_and_passengers_wait_on_the_full_one() -> None:
    still, waiting = (write_ledger(with_drops("full", passengers=people)) for people in (0.0, 10.0))
    delay = 10 * by_hand(with_drops("full"), 0.5) * 12.0
    assert yuan(waiting, "delay") == pytest.approx(delay, abs=0.05)
    assert (waiting.host_full.sum() - still.host_full.sum()) / 100 == pytest.approx(delay, abs=0.05)
    assert (waiting.host_marginal == still.host_marginal).all()
    none = write_ledger(with_drops("marginal", passengers=10.0))
    assert yuan(none, "delay") == 0
    stopping, driving = none.host_marginal.sum() / 100, write_ledger(with_drops("marginal", caused=0.0)).host_marginal.sum() / 100
    assert stopping - driving == pytest.approx((by_hand(with_drops("marginal"), 0.5) - by_hand(with_drops("marginal"), 0.0)) * DRIVER_HOUR, abs=0.05)


def test_to_users_keeps_the_sum_and_goes_by_parcels() -> None:
    found = write_ledger(case := with_drops("full", passengers=10.0))
    stops = host_stops(case)
    rows = stops.to_users(found.users, stops.hours)
    assert rows.sum() == pytest.approx(stops.hours.sum())
    assert (rows[~np.isin(found.users.line, stops.line)] == 0).all()
