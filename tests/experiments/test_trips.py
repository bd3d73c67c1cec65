"""Residents' trips at defaults bring home about as many parcels as is judged plausible, where parcels are many and where they are few."""

from __future__ import annotations

import pytest

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.measure import measure


@pytest.mark.parametrize("county", ["hangjin", "hoxud", "yiyuan"])
def test_a_trip_to_the_township_brings_about_as_many_parcels_as_judged(county: str) -> None:
    """PARAMETERS: 1.8 parcels a trip, 1.2 to 3; one replication tells the mean to a hundredth."""
    words = [f"county={county}", "modes=[township_pickup]", "horizon.measured_days=7"]
    _, jobs = configs(words, "compare", None, files(None))
    config = next(iter(jobs))
    prepared = prepare(config, config.run.modes)
    p, plan = prepared.parameters, prepared.scenarios[0].plan
    draws = draw(plan, *parcels_of(prepared.county, p, prepared.seed, 0), p, prepared.seed, 0)
    found = measure(plan, draws, simulate(plan, draws), prepared.county, p).county
    assert 1.55 < found["parcels_trip_township.all"] < 2.05
    assert found["parcels_trip_village.all"] < found["parcels_trip_township.all"]
