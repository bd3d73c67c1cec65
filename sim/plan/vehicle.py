"""Vehicle types."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
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

    @property
    def capacity(self) -> tuple[int, int, int]:
        """Parcels, grams and ml that fit into the empty one."""
        return self.parcels, self.grams, self.ml
