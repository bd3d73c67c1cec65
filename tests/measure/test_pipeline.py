"""One replication from its draws to what is kept of it."""

from __future__ import annotations

from dataclasses import replace

from sim.demand.source import parcels_of
from sim.measure.part import check_part
from sim.measure.pipeline import STEPS, StepClock, replication
from sim.service.prepared import Prepared, Scenario
from tests.service import small_county

MODE = "courier_courier"


def test_a_replication_is_the_same_again_traced_or_not() -> None:
    p = small_county.parameters(horizon__warmup_days=1, horizon__measured_days=7, horizon__drain_days=1)
    plan = replace(small_county.build(MODE, p), name=MODE)
    prepared = Prepared(small_county.county(), p, small_county.demand(p), {}, (Scenario(MODE, plan, ()),), 1)
    demand, clock = parcels_of(prepared.county, prepared.parameters, prepared.seed, 0), StepClock()
    part, none = replication(prepared, 0, demand, clock)
    again, tables = replication(prepared, 0, demand, clock, traced=True)
    check_part(part, MODE, 0)
    assert again.digest == part.digest
    assert (none, sorted(tables)) == ({}, ["parcels", "rides", "runs", "stages", "stops"])
    assert len(clock.take()) == len(STEPS)
    assert clock.take() == (0.0, 0.0, 0.0, 0.0)
