"""Parameters of when the clock runs and of parcels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from pydantic import field_validator, model_validator

from sim.parameters.occasions import Occasion, occasions
from sim.parameters.once import Names
from sim.parameters.outbound import Outbound
from sim.parameters.quantity import Section, Span, near, param
from sim.parameters.times import ClockTime
from sim.parameters.truck import TruckIn
from sim.problems import RefusedError, phrase

FIRST_YEAR, LAST_YEAR = 1990, 2200
"""A start outside of these is a slip."""


class Horizon(Section):
    """The simulated days: warm-up, measured, drain. Demand flows on all of them."""

    start_date: dt.date = param(
        dt.date(2026, 3, 2), "date",
        ("预热期的第一天（取星期一可保持整周）", "first day of the warm-up (a Monday keeps weeks whole)"), source="J",
        moves="~at_village_mean_h",
    )
    warmup_days: int = param(
        7, "days", ("开始统计以前模拟的天数", "days simulated before measuring begins"), source="J", low=7, high=14,
        ge=0, le=365, moves="~at_village_mean_h",
    )
    measured_days: int = param(
        28, "days", ("统计天数，整周", "days whose parcels are measured; whole weeks"), source="J", low=14, high=56,
        ge=7, le=364, moves="~at_village_mean_h",
    )
    drain_days: int = param(
        7, "days",
        ("统计期以后继续跟踪送达的天数", "days after the measured ones in which their parcels may still arrive"),
        source="J", low=7, high=14, ge=0, le=60, moves="~in_hand_mean_h",
    )

    @field_validator("start_date")
    @classmethod
    def _of_these_times(cls, value: dt.date) -> dt.date:
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise RefusedError(phrase("config.years", first=FIRST_YEAR, last=LAST_YEAR))
        return value

    @property
    def days(self) -> int:
        """All days of the horizon."""
        return self.warmup_days + self.measured_days + self.drain_days

    @property
    def dates(self) -> list[dt.date]:
        """Their dates."""
        return [self.start_date + dt.timedelta(days=day) for day in range(self.days)]

    @property
    def last_date(self) -> dt.date:
        """The last of them."""
        return self.dates[-1]


_BRANDS = (
    ("zto", 0.22, "中通", "ZTO", "township_pickup", ("中通快递", "ZTO Express")),
    ("yto", 0.16, "圆通", "YTO", "township_pickup", ("圆通速递", "YTO Express")),
    ("yunda", 0.14, "韵达", "Yunda", "township_pickup", ("韵达快递", "Yunda Express", "YD")),
    ("sto", 0.13, "申通", "STO", "township_pickup", ("申通快递", "STO Express")),
    ("jt", 0.115, "极兔", "J&T", "township_pickup", ("极兔速递", "J&T Express", "JTSD", "J and T")),
    (
        "post", 0.105, "中国邮政", "China Post", "postal_own",
        ("邮政", "邮政快递", "EMS", "邮政EMS", "邮政小包", "邮政包裹", "邮政电商标快", "邮政快包", "YZPY"),
    ),
    ("sf", 0.07, "顺丰", "SF", "township_pickup", ("顺丰速运", "SF Express")),
    ("jd", 0.045, "京东", "JD", "township_pickup", ("京东物流", "京东快递", "JDL", "JD Logistics")),
    ("deppon", 0.015, "德邦", "Deppon", "township_pickup", ("德邦快递", "德邦物流", "Deppon Express", "DBL")),
)
"""The nine brands of Hangjin's plan (D4-07) with national inbound shares: key, share, names, mode outside a pool, what
else tables call it."""

BRAND_RANGES: dict[str, dict[str, Span]] = {
    key: {"share": near(share, 0.5, 1.5, "S21 S22 K J")} for key, share, *_ in _BRANDS
}
"""Plausible ranges of the brands' shares: half to one and a half times the national share, which is judgement (J)."""


class Brand(Section):
    """A courier brand 快递品牌. The range below is that of a brand of one's own."""

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = BRAND_RANGES
    share: float = param(
        0.1, "-", ("占下行件的份额；各份额按合计归一", "share of the inbound parcels; shares are normed to 1"),
        source="J", low=0.05, high=0.15, ge=0, le=1, moves="~cost_system_parcel.all",
    )
    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="D4-07", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="D4-07", moves=""
    )
    aliases: Names = param(
        (), "-", ("快件表中的其他叫法（仅用于识别）", "what else tables of parcels call it (labels, moves nothing)"),
        source="K", moves="",
    )
    alone: str = param(
        "township_pickup", "-", ("品牌不在共配池时采用的合作模式", "mode by which the brand works outside a pool"),
        source="D4-08", moves="~cost_system_parcel.all",
    )


def brands() -> dict[str, Brand]:
    """The brands of Hangjin's plan."""
    return {
        key: Brand(share=share, name_zh=zh, name_en=en, alone=alone, aliases=aliases)
        for key, share, zh, en, alone, aliases in _BRANDS
    }


class Wave(Section):
    """An arrival of line-haul trucks 干线到达 from the prefecture, one truck a brand."""

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = {"1": {"share": (0.0, 0.5, "J")}}
    time: ClockTime = param(
        "06:00", "time", ("计划到达县级中心的时间", "planned arrival at the hub"), source="S12",
        moves="~at_village_mean_h",
    )
    share: float = param(0.7, "-", (
        "随该批到达的当日件量份额；各份额按合计归一",
        "share of the day's parcels that come with it; shares are normed to 1",
    ), source="J", low=0.5, high=1.0, ge=0, le=1, moves="~at_village_mean_h")


class Demand(Section):
    """Inbound parcels 下行快件."""

    parcels_per_resident_day: float = param(
        0.05, "parcels/resident/day", ("每位村民每天的下行件数", "inbound parcels a village resident gets a day"),
        source="DER S10 S11 S12 S13", low=0.01, high=0.12, gt=0, le=5, moves="~cost_system_parcel",
    )
    urban_per_resident_day: float = param(
        0.15, "parcels/resident/day", (
            "每位社区居民每天的下行件数（county.communities 为 true 时）",
            "inbound parcels a resident of a community gets a day, where county.communities is true; the national mean "
            "of all residents was 0.34 in 2024",
        ), source="J", low=0.06, high=0.35, gt=0, le=5, moves="~cost_system_parcel.urban",
    )
    scale: float = param(
        1.0, "-", ("总件量系数（增长、高峰）", "multiplies all demand (growth, peak)"), source="S23", low=0.7,
        high=1.87, gt=0, le=100, moves="~cost_system_parcel",
    )
    growth_a_year: float = param(
        0.12, "-", ("农村件量年增长率", "growth of rural parcels a year"), source="S14 S15 J", low=0.05, high=0.3,
        ge=-0.5, le=1, moves="~cost_system_parcel",
    )
    years_ahead: int = param(
        0, "years", (
            "按年增长率推算到几年以后；方案按那一年的平日配置",
            "so many years of that growth are added; a plan is sized for normal weeks of that year",
        ), source="J", ge=0, le=30, moves="~cost_system_parcel",
    )
    calendar: tuple[str, ...] = param((), "-", (
        "计入哪些节令（demand.occasions 的键）；空：各周相同",
        "occasions that happen (keys of demand.occasions); empty: all weeks are alike",
    ), source="J", moves="~in_hand_mean_h.all")
    occasions: dict[str, Occasion] = occasions()
    sized_for: Literal["normal", "peak"] = param("normal", "-", (
        "未给定数量的车辆和班组按什么配置：平日，或统计期日历中件量最多的一天",
        "what fleets and crews without a number are sized for: normal weeks, or the heaviest day of the calendar in "
        "the horizon",
    ), source="J", moves="~workers.all")
    weekday: tuple[float, float, float, float, float, float, float] = param(
        (1.10, 1.05, 1.02, 1.00, 0.98, 0.95, 0.90), "-", ("周一至周日的件量系数", "factors Monday to Sunday"),
        source="J", moves="~at_village_mean_h",
    )
    noise_sd: float = param(0.25, "-", (
        "一个村件量的日波动：在泊松波动以外，均值为 1 的系数取对数后的标准差",
        "day-to-day noise of a village: sd of the log of a factor of mean 1, on top of Poisson",
    ), source="J", low=0.15, high=0.4, ge=0, le=2, moves="~at_village_p95_h")
    poisson: bool = param(True, "-", (
        "按泊松分布抽取件数；false：取期望值，小数结转",
        "draw Poisson counts; false: the expected number, carried over in fractions",
    ), source="J", moves="~at_village_p95_h")
    weight_mean_kg: float = param(
        1.2, "kg", ("平均件重（对数正态）", "mean weight of a parcel (log-normal)"), source="J", low=0.6, high=2.0,
        gt=0, le=100, moves="~left_behind_share",
    )
    weight_sd_log: float = param(
        0.9, "-", ("件重取对数后的标准差", "sd of the log of the weight"), source="J", low=0.5, high=1.2, ge=0, le=3,
        moves="~left_behind_share",
    )
    volume_mean_l: float = param(
        6.0, "litre", ("平均体积（对数正态）", "mean volume of a parcel (log-normal)"), source="J", low=4, high=10,
        gt=0, le=1000, moves="~left_behind_share",
    )
    volume_sd_log: float = param(
        0.8, "-", ("体积取对数后的标准差", "sd of the log of the volume"), source="J", low=0.5, high=1.2, ge=0, le=3,
        moves="~left_behind_share",
    )
    to_door_share: float = param(
        0.05, "-", ("需要送货上门的快件比例", "share of parcels that need delivery to the door"), source="D2-25 J",
        low=0.02, high=0.12, ge=0, le=1, moves="~in_hand_mean_h",
    )
    brands: dict[str, Brand] = brands()
    without: Names = param((), "-", (
        "不计这些品牌的快件（demand.brands 的键），其余品牌的快件不变",
        "brands whose parcels stay away (keys of demand.brands); those of the others are as they were",
    ), source="J", moves="~cost_system_parcel")
    outbound: Outbound = Outbound()
    waves: tuple[Wave, ...] = (Wave(), Wave(time="13:00", share=0.3))
    upstream_h: float = param(45.0, "h", (
        "到达县级中心以前的平均时间（寄出至到县）：计入全程时间；前置仓快件为零",
        "mean time above the county, from being sent to the hub: part of the whole-chain time; nought from a forward "
        "warehouse",
    ), source="DER J", low=30, high=80, ge=0, le=1000, moves="+whole_chain_mean_h")
    forward_share: float = param(0.0, "-", (
        "由县级前置仓就地发出的下行快件比例：下单时即在县级中心（按表重放的快件不适用）",
        "share of inbound parcels from a forward warehouse at the hub, which are there as they are ordered "
        "(not of those of a table)",
    ), source="D1-59 J", low=0.0, high=0.3, ge=0, le=1, moves="-whole_chain_mean_h")
    orders_from: ClockTime = param(
        "08:00", "time", ("前置仓快件每天下单的开始时间（时段内均匀）",
        "orders from a forward warehouse come evenly from this time of day"), source="J", moves="~in_hand_mean_h",
    )
    orders_to: ClockTime = param(
        "22:00", "time",
        ("前置仓快件每天下单的结束时间", "orders from a forward warehouse come until this time of day"),
        source="J", moves="~in_hand_mean_h",
    )
    truck_delay_mean_min: float = param(15.0, "min", (
        "干线车平均晚点（指数分布，按品牌、批次和日抽取）",
        "mean delay of a line-haul truck (exponential, by brand, wave and day)",
    ), source="J", low=0, high=60, ge=0, le=600, moves="+at_village_mean_h")
    truck: TruckIn = TruckIn()
    parcels_file: str | None = param(None, "path", (
        "真实快件明细表，按表重放而不抽取（CSV、xlsx 或 parquet）",
        "table of real parcels to replay instead of drawing (CSV, xlsx or parquet)",
    ), source="-", moves="~at_village_mean_h")

    @model_validator(mode="after")
    def _replayed_of_a_table(self) -> Self:
        if self.outbound.replay and self.parcels_file is None:
            raise RefusedError(phrase("parcels.replay_without_table"), found="true", keys=("outbound.replay",))
        return self
