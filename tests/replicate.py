"""Replications in this process, for tests and measurements that look into them."""

from __future__ import annotations

from dataclasses import replace

from sim.demand.source import parcels_of
from sim.measure.part import Replication
from sim.measure.pipeline import StepClock, replication
from sim.service.prepared import Prepared


def replicate(prepared: Prepared, number: int) -> Replication:
    """Every scenario on the same parcels."""
    demand = parcels_of(prepared.county, prepared.parameters, prepared.seed, number)
    alone = {s.name: replace(prepared, scenarios=(s,)) for s in prepared.scenarios}
    return Replication.of({name: replication(one, number, demand, StepClock())[0] for name, one in alone.items()})
