"""What line-haul takes, out of the county and into it."""

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


class TruckIn(Section):
    """What a truck of line-haul into the county brings of its brand's parcels. It brings all unless told."""

    parcels: int | None = param(
        None, "parcels", (
            "进县干线每车（每品牌每批）可装件数，装不下的随该品牌下一车到；留空：不限",
            "parcels that a brand's truck of a wave brings; the rest comes with its next one; empty: all",
        ), source="J", low=300, high=3000, ge=1, le=1_000_000, moves="-line_haul_wait_mean_h.all",
    )
    kg: float | None = param(
        None, "kg", ("进县干线每车可装重量；留空：不限", "weight that it brings; empty: all"), source="J", low=1000,
        high=10_000, gt=0, le=1_000_000, moves="-line_haul_wait_mean_h.all",
    )
    litres: float | None = param(
        None, "litre", ("进县干线每车可装体积；留空：不限", "volume that it brings; empty: all"), source="J", low=5000,
        high=50_000, gt=0, le=10_000_000, moves="-line_haul_wait_mean_h.all",
    )


def limits_of(truck: TruckSpace | TruckIn) -> tuple[int | None, int | None, int | None]:
    """What a truck takes: parcels, grams, ml; None where it is not limited."""
    grams, ml = (None if most is None else round(1000 * most) for most in (truck.kg, truck.litres))
    return truck.parcels, grams, ml
