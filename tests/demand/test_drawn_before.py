from __future__ import annotations

from typing import Any

from sim.county.county import County
from sim.demand.drawn_before import DrawnBefore
from sim.parameters import Parameters

SHORT: dict[str, Any] = {"horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 0}}


def test_the_same_demand_is_drawn_once_as_long_as_there_is_room(county: County) -> None:
    p, other = Parameters.model_validate(SHORT), Parameters.model_validate({**SHORT, "cost": {"relief": 1.3}})
    kept = DrawnBefore(10**9)
    first = kept.get(county, p, 1, 0)
    assert kept.get(county, other, 1, 0) is first, "a price draws no other parcels"
    assert kept.get(county, p, 1, 1) is not first
    assert kept.get(county, p, 1, 0) is first
    small = DrawnBefore(1)
    again = small.get(county, p, 1, 0)
    assert small.get(county, p, 1, 0) is again, "the last ones stay"
    small.get(county, p, 1, 1)
    assert small.get(county, p, 1, 0) is not again
