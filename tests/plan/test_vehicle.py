"""Vehicles of a plan: named in both languages, with room, at costs that are none below nothing."""

from __future__ import annotations

from sim.plan.vehicle import VehicleType
from tests.plan.small import plans


def types() -> list[tuple[str, VehicleType]]:
    """Every type of every plan."""
    return [(key, v) for plan in plans() for key, v in plan.vehicles.items()]


def test_a_type_goes_by_its_key_and_has_both_names() -> None:
    assert all(v.key == key and v.name_zh and v.name_en for key, v in types())


def test_capacities_are_grams_and_millilitres() -> None:
    assert all(v.parcels > 0 and v.grams > 10_000 and v.ml > 100_000 for _, v in types())


def test_no_cost_is_below_nothing() -> None:
    assert all(min(v.yuan_km, v.yuan_day, v.co2_kg_km) >= 0 for _, v in types())
