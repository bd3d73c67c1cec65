"""Keys of ``mode_map``: which mode is best where."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, Self

from pydantic import ValidationInfo, field_validator, model_validator

from sim.parameters.money import Tariff
from sim.parameters.quantity import Section, param
from sim.problems import RefusedError, did_you_mean, phrase

HOST_FEES = "hosts"


class ModeMap(Section):
    """Which mode is best where: on a stylised county by volume and distance, and on the county itself village by village."""

    parcels: tuple[float, ...] = param((2, 5, 10, 20, 50, 100), "parcels/day", ("图中的件量：联盟每村每天的件数；留空：不作图", "volumes of the map: parcels of the pool a village and day; empty: no map"), source="-", moves="")
    along: Literal["hub", "loop"] = param("hub", "-", ("图中变动的距离：hub 为县级中心至乡镇，loop 为经过 loop_villages 个村的环线", "which distance the map varies: hub (road from the hub to a township seat) or loop (round road over loop_villages villages)"), source="-", moves="")
    distance_km: tuple[float, ...] = param((), "km", ("图中的距离，含义见 along；留空：本县均值的 0.5、1、1.5、2 倍", "distances of the map, as along says; empty: half, once, one and a half and twice the county's mean"), source="-", moves="")
    fee: str = param(HOST_FEES, "-", ("图中变动的费用：hosts 为付给承运方的各项费用的倍数，或 tariff 下的一个键（元）", "which fee the map varies: hosts (a multiple of every fee paid to a host) or a key of tariff (yuan)"), source="-", moves="")
    fees: tuple[float, ...] = param((1.0,), "-", ("图中的费用档：倍数；fee 指某项费用时为元", "fee levels of the map: multiples, or yuan where fee names a tariff"), source="-", moves="")
    townships: int | None = param(None, "townships", ("示意县的乡镇数；留空：与本县相同", "townships of the stylised county; empty: as many as the county has"), source="-", moves="", ge=1, le=200)
    villages: int | None = param(None, "villages", ("示意县每乡镇的村数；留空：本县每乡镇服务点数的均值", "its villages a township; empty: the county's mean of points a township"), source="-", moves="", ge=1, le=1000)
    loop_villages: int = param(8, "villages", ("示意县一条环线上的村数", "its villages on a loop road"), source="J", moves="", ge=1, le=200)
    loop_km: float | None = param(None, "km", ("along 为 hub 时环线的长度；留空：按本县村庄分布", "its loop roads where along is hub; empty: as the county's villages lie"), source="-", moves="", gt=0, le=2000)
    hub_km: float | None = param(None, "km", ("along 为 loop 时至乡镇的里程；留空：本县均值", "its way to the township where along is loop; empty: the county's mean"), source="-", moves="", gt=0, le=1000)
    measured_days: int = param(7, "days", ("图中每格的统计天数，整周；本县自身用 horizon.measured_days", "measured days of a cell of the map, whole weeks; the county itself takes horizon.measured_days"), source="-", moves="", ge=7, le=364)
    by_village: bool = param(True, "-", ("同时找出本县每个村的最优模式", "also find the best mode of each village of the county"), source="-", moves="")
    mixture: bool = param(True, "-", ("同时模拟由各村最优模式组成的混合方案，检验其能否兑现", "simulate the mixture of the villages' best modes too, to see what becomes of what they promise"), source="-", moves="")

    @field_validator("parcels", "distance_km", "fees")
    @classmethod
    def _rises(cls, values: tuple[float, ...], info: ValidationInfo) -> tuple[float, ...]:
        if any(b <= a for a, b in pairwise(values)) or any(x < 0 or (x == 0 and info.field_name != "fees") for x in values):
            raise RefusedError(phrase("config.rising_from_zero" if info.field_name == "fees" else "config.rising_above_zero"))
        return values

    @field_validator("fee")
    @classmethod
    def _known_fee(cls, value: str) -> str:
        if value != HOST_FEES and value not in Tariff.model_fields:
            raise RefusedError(phrase("config.fee", names=tuple(Tariff.model_fields)), did_you_mean(value, [HOST_FEES, *Tariff.model_fields]))
        return value

    @field_validator("measured_days")
    @classmethod
    def _whole_weeks(cls, value: int) -> int:
        if value % 7:
            raise RefusedError(phrase("config.whole_weeks"))
        return value

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if not self.parcels and not self.by_village:
            raise RefusedError(phrase("config.map_idle"))
        if self.parcels and not self.fees:
            raise RefusedError(phrase("config.map_fees"))
        return self
