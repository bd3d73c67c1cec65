"""What parcels waited for adds up to their time, on random plans."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from sim.clock import HOUR, NEVER
from sim.flow.model import simulate
from sim.measure.chain import chain, in_hand_of, mean_chain, passed_by
from sim.measure.times import COMPONENTS
from tests.measure import small
from tests.oracles.scenarios import Scenario, scenarios


@settings(max_examples=40, deadline=None)
@given(scenarios)
def test_the_steps_of_every_parcel_follow_each_other_and_add_up(scenario: Scenario) -> None:
    outcome = simulate(scenario.plan, scenario.draws)
    parcels, m = scenario.draws.parcels, outcome.milestones
    steps = chain(scenario.plan, scenario.draws, outcome, np.arange(len(parcels)))
    for number, mine in steps.groupby("parcel"):
        begins, ends = mine["begins"].to_numpy(), mine["ends"].to_numpy()
        assert begins[0] == parcels.entered_hub[number]
        assert (begins[1:] == ends[:-1]).all()
        if m.in_hand[number] < NEVER:
            assert (ends - begins).sum() == m.in_hand[number] - parcels.entered_hub[number]
    done = steps[steps["parcel"].isin(np.flatnonzero(m.at_point < NEVER))]
    spent = (done["ends"] - done["begins"]).groupby([done["parcel"], done["part"]]).sum().unstack(fill_value=0)
    spent = spent.reindex(columns=COMPONENTS, fill_value=0)
    of = spent.index.to_numpy()
    assert (spent["handling"] == m.handling[of] + m.shelved[of] - m.dropped[of]).all()
    assert (spent["waiting"] == m.waiting[of]).all()
    assert (spent["travel"] == m.travel[of]).all()


@settings(max_examples=15, deadline=None)
@given(scenarios)
def test_the_mean_of_parcels_is_the_sum_of_what_they_waited_for(scenario: Scenario) -> None:
    outcome = simulate(scenario.plan, scenario.draws)
    m = outcome.milestones
    some = np.flatnonzero(m.in_hand < NEVER)
    steps = chain(scenario.plan, scenario.draws, outcome, some)
    if len(steps):
        mean = (m.in_hand[some] - scenario.draws.parcels.entered_hub[some])[np.isin(some, steps["parcel"])].mean() / HOUR
        assert mean_chain(scenario.plan, steps)["hours"].sum() == pytest.approx(mean)
        ridden = steps[(steps["run"] >= 0) & (steps["part"] == "waiting")]
        for run, since in ridden[["run", "begins"]].to_numpy()[:20].tolist():
            assert min(passed_by(scenario.plan, outcome, run, since)) >= 0


def test_parcels_of_a_village_are_of_the_pool_and_of_measured_days() -> None:
    case = small.measured()
    found = in_hand_of(case, 0)
    assert (case.draws.parcels.village[found] == 0).all()
    assert case.in_cohort[found].all()
    assert case.in_pool[found].all()
