"""Roads, vehicles and handling: what comes with the project fits together, and a type of one's own is bounded."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters import Parameters, registry
from sim.parameters.network import VEHICLE_RANGES, HandlingRates, Roads, Vehicle, vehicles


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


def test_vehicles_have_a_name_in_both_languages() -> None:
    assert all(v.name_zh and v.name_en for v in vehicles().values())


def test_the_vehicles_that_run_on_a_charge_are_the_ones_with_a_range() -> None:
    assert {key for key, v in vehicles().items() if v.range_km is not None} == {"minivan_ev", "micro_van", "etrike"}


@pytest.mark.parametrize(
    ("section", "given"),
    [
        (Roads, {"trunk_kmh": 0}), (Roads, {"stop_min": -1}), (Vehicle, {"parcels": 0}), (Vehicle, {"kg": 0}), (HandlingRates, {"slots": 0}), (HandlingRates, {"discipline": "queue"}),
    ],
)  # fmt: skip
def test_what_no_road_or_vehicle_has_is_refused(section: type[Roads], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(given)
