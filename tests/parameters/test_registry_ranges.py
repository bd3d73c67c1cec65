"""Every quantity has its default inside its plausible range, and the range inside its bounds."""

from __future__ import annotations

import math

import pytest

from experiments.settings.schema import quantities
from sim.parameters import Parameters, Quantity, registry
from sim.parameters.network import VEHICLE_RANGES, Vehicle

EVERY = quantities(Parameters())


def numbers(base: object) -> list[float]:
    return [float(base)] if isinstance(base, (int, float)) and not isinstance(base, bool) else []


@pytest.mark.parametrize("q", EVERY, ids=[q.key for q in EVERY])
def test_low_base_high_in_order_and_within_bounds(q: Quantity) -> None:
    assert (q.low is None) == (q.high is None)
    lower = max((x for x in (q.ge, q.gt) if x is not None), default=-math.inf)
    upper = min((x for x in (q.le, q.lt) if x is not None), default=math.inf)
    ordered = [lower, *([] if q.low is None else [q.low]), *numbers(q.base), *([] if q.high is None else [q.high]), upper]
    assert ordered == sorted(ordered)
    for x in (q.low, q.high):
        assert x is None or ((q.gt is None or x > q.gt) and (q.lt is None or x < q.lt))
    assert q.source


def test_ranges_tell_vehicles_apart() -> None:
    found = {q.key: q for q in registry(Parameters())}
    assert set(VEHICLE_RANGES) == set(Parameters().vehicles)
    assert (found["vehicles.truck.parcels"].low, found["vehicles.truck.parcels"].high) == (1000, 1800)
    assert (found["vehicles.etrike.yuan_km"].low, found["vehicles.etrike.yuan_km"].high) == (0.05, 0.15)
    assert "S46" in found["vehicles.motorbike.kg"].source
    for key, ranges in VEHICLE_RANGES.items():
        assert set(ranges) <= set(Vehicle.model_fields), key


def test_a_type_of_ones_own_has_the_ranges_of_its_kind() -> None:
    p = Parameters.model_validate({**Parameters().model_dump(), "vehicles": {**Parameters().model_dump()["vehicles"], "drone": {"parcels": 400}}})
    (own,) = (q for q in registry(p) if q.key == "vehicles.drone.parcels")
    assert (own.low, own.base, own.high) == (300, 400, 700)


def test_a_brands_share_is_varied_in_proportion_to_it() -> None:
    shares = [q for q in EVERY if q.key.startswith("demand.brands.") and q.key.endswith(".share")]
    assert len(shares) == len(Parameters().demand.brands)
    for q in shares:
        assert (q.low, q.high) == pytest.approx((0.5 * q.base, 1.5 * q.base)), q.key
