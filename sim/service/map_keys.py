"""Keys of ``mode_map``: which mode is best where."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, Self

from pydantic import ValidationInfo, field_validator, model_validator

from sim.parameters.money import Tariff
from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.parameters.times import whole_weeks
from sim.problems import RefusedError, did_you_mean, phrase

HOST_FEES = "hosts"


class ModeMap(Section):
    """Which mode is best where: on a stylised county by volume and distance, and on the county itself village by
    village."""

    parcels: tuple[float, ...] = setting("mode_map.parcels", (2, 5, 10, 20, 50, 100), "parcels/day")
    along: Literal["hub", "loop"] = setting("mode_map.along", "hub")
    distance_km: tuple[float, ...] = setting("mode_map.distance_km", (), "km")
    fee: str = setting("mode_map.fee", HOST_FEES)
    fees: tuple[float, ...] = setting("mode_map.fees", (1.0,))
    townships: int | None = setting("mode_map.townships", None, "townships", ge=1, le=200)
    villages: int | None = setting("mode_map.villages", None, "villages", ge=1, le=1000)
    loop_villages: int = setting("mode_map.loop_villages", 8, "villages", source="J", ge=1, le=200)
    loop_km: float | None = setting("mode_map.loop_km", None, "km", gt=0, le=2000)
    hub_km: float | None = setting("mode_map.hub_km", None, "km", gt=0, le=1000)
    measured_days: int = setting("mode_map.measured_days", 7, "days", ge=7, le=364)
    by_village: bool = setting("mode_map.by_village", True)
    mixture: bool = setting("mode_map.mixture", True)

    @field_validator("parcels", "distance_km", "fees")
    @classmethod
    def _rises(cls, values: tuple[float, ...], info: ValidationInfo) -> tuple[float, ...]:
        if any(b <= a for a, b in pairwise(values)) or any(
            x < 0 or (x == 0 and info.field_name != "fees") for x in values
        ):
            raise RefusedError(
                phrase("config.rising_from_zero" if info.field_name == "fees" else "config.rising_above_zero")
            )
        return values

    @field_validator("fee")
    @classmethod
    def _known_fee(cls, value: str) -> str:
        if value != HOST_FEES and value not in Tariff.model_fields:
            raise RefusedError(
                phrase("config.fee", names=tuple(Tariff.model_fields)),
                did_you_mean(value, [HOST_FEES, *Tariff.model_fields]),
            )
        return value

    _weeks = field_validator("measured_days")(whole_weeks)

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if not self.parcels and not self.by_village:
            raise RefusedError(phrase("config.map_idle"))
        if self.parcels and not self.fees:
            raise RefusedError(phrase("config.map_fees"))
        return self
