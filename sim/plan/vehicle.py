"""Vehicle types, and the vehicles that belong to a base."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VehicleType:
    """A vehicle: what fits into the empty one, and what it costs.

    ``yuan_km`` energy and upkeep, ``yuan_day`` fixed, ``co2_kg_km`` emissions.
    """

    key: str
    name_zh: str
    name_en: str
    parcels: int
    grams: int
    ml: int
    yuan_km: float
    yuan_day: float
    co2_kg_km: float


@dataclass(frozen=True)
class Garage:
    """Vehicles with their drivers, one unit each, that belong to a base and run its lines in turn.

    A run starts only at a time t inside a daily duty window ``[duty_start, duty_end)`` (time of day) whose
    planned return ``t + line.planned`` lies inside the same window.
    """

    key: str
    operator: str
    base: int
    vehicle: str
    count: int
    duty_start: int
    duty_end: int
