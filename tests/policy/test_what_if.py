"""What is tried with a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.parameters import Parameters
from sim.plan.actor import Actor
from sim.policy.what_if import COLUMNS, KPIS, WhatIf, _vehicles, table, turns
from tests.policy.plan_made import plan_case

CASE = plan_case()
PLAN = CASE.scenarios[0].plan


def test_one_thing_at_a_time_is_otherwise() -> None:
    tried = list(turns(Parameters(), PLAN, CASE.county, {"double11": {"demand": {"calendar": ["double11"]}}}))
    assert tried[0] == WhatIf("as_planned", "", {})
    assert [t.keys["demand.scale"] for t in tried if t.what == "volume"] == pytest.approx([0.7, 1.3])
    assert [t.value for t in tried if t.what == "days"] == ["3", "5", "6", "7"]
    assert tried[-1].what == "double11"


def test_a_host_has_a_vehicle_more_and_less_whether_they_are_counted_or_not() -> None:
    county, host = CASE.county, Parameters().host["bus"]
    counted = host.model_copy(update={"vehicles": 2})
    assert [_vehicles("bus", counted, county, more) for more in (-1, 1, -2)] == [
        {"host.bus.vehicles": 1}, {"host.bus.vehicles": 3}, {},
    ]  # fmt: skip
    (key,) = _vehicles("bus", host, county, 1)
    assert key == "host.bus.villages_per_vehicle"
    post = host.model_copy(update={"brands": ("ems",)})
    assert _vehicles("post", post, county, -1) == {}, "its own parcels say how many leave together"


def test_people_of_each_stage_are_one_more_and_one_less() -> None:
    hub = next(h for h in PLAN.handlings if h.place == 0)
    crew = replace(hub.stages[0].crew, shifts=tuple(replace(s, people=3) for s in hub.stages[0].crew.shifts))
    of = replace(hub, operator=Actor.pool("joint"), stages=(replace(hub.stages[0], name="sort", crew=crew),))
    plan = replace(PLAN, handlings=(of,))
    people = [t for t in turns(Parameters(), plan, CASE.county, {}) if t.what == "worker"]
    assert [t.value for t in people] == ["hub.sort -1", "hub.sort +1"]
    assert [t.keys["staffing.hub.sort.crew"] for t in people] == [2, 4]


def test_a_row_without_figures_says_why() -> None:
    made = table([(WhatIf("worker", "-1", {}), "impossible", [np.nan] * len(KPIS))])
    assert list(made.columns) == COLUMNS
    assert made.loc[0, "state"] == "impossible"
