"""What line-haul out of the county takes."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class TruckSpace(Section):
    """What one departure of line-haul out of the county takes, of all brands together. It takes all unless told."""

    parcels: int | None = param(
        None, "parcels",
        ("出县干线每班可装件数；留空：不限", "parcels that a departure of line-haul takes; empty: all"), source="J",
        low=300, high=3000, ge=1, le=1_000_000, moves="-out_county_mean_h.all",
    )
    kg: float | None = param(
        None, "kg", ("出县干线每班可装重量；留空：不限", "weight that it takes; empty: all"), source="J", low=1000,
        high=10_000, gt=0, le=1_000_000, moves="-out_county_mean_h.all",
    )
    litres: float | None = param(
        None, "litre", ("出县干线每班可装体积；留空：不限", "volume that it takes; empty: all"), source="J", low=5000,
        high=50_000, gt=0, le=10_000_000, moves="-out_county_mean_h.all",
    )
