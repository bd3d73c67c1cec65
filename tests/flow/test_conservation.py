"""Parcels counted by what moved them and by their own rides are as many, as long, everywhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR, NEVER
from sim.flow.conservation import Movements, sums
from sim.flow.draws import Draws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from tests.flow import busy

Case = tuple[ServicePlan, Draws, Outcome]


@pytest.fixture(scope="module")
def case() -> Case:
    plan = busy.plan()
    draws = busy.draws(plan, busy.parcels(n=300))
    return plan, draws, simulate(plan, draws)


def test_places_hold_what_was_brought_less_what_was_taken(case: Case) -> None:
    assert Movements(*case).as_moved().tolist() == Movements(*case).as_stayed().tolist()
    assert Movements(*case).as_stayed().min() >= 0


def test_a_parcel_that_stays_longer_than_told_is_seen(case: Case) -> None:
    plan, draws, outcome = case
    row = int(np.flatnonzero(outcome.milestones.in_hand < NEVER)[0])
    late = outcome.milestones.in_hand.copy()
    late[row] += HOUR
    assert Movements(plan, draws, replace(outcome, milestones=replace(outcome.milestones, in_hand=late))).as_stayed().sum() == Movements(*case).as_stayed().sum() + HOUR


def test_rides_are_as_many_as_runs_loaded_and_stops_dropped(case: Case) -> None:
    outcome = case[2]
    by_run, by_stop = Movements(*case).rode()
    assert by_run.tolist() == outcome.runs.loaded.tolist()
    made = outcome.stops.departed < NEVER
    assert by_stop[made].tolist() == outcome.stops.dropped[made].tolist()


def test_the_ways_of_parcels_are_their_milestones(case: Case) -> None:
    m = case[2].milestones
    assert Movements(*case).dropped().tolist() == m.dropped.tolist()
    assert Movements(*case).first_run().tolist() == m.hub_run.tolist()
    waiting, riding = Movements(*case).spent()
    assert (waiting.tolist(), riding.tolist()) == (m.waiting.tolist(), m.travel.tolist())


def test_every_stop_of_every_run_is_a_call(case: Case) -> None:
    plan = case[0]
    calls = Movements(*case).called
    assert calls.run[-1] == -1
    assert len(calls.run) - 1 == sum(len(plan.lines[line].stops) for line in plan.timetable.line)
    assert (np.diff(calls.run[:-1]) >= 0).all()


def test_whole_numbers_are_summed_exactly() -> None:
    assert sums(np.array([1, 1, 0]), np.array([2**60, 1, 5]), 3).tolist() == [5, 2**60 + 1, 0]
