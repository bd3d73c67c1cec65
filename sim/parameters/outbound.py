"""Parameters of what goes out of the villages 上行: parcels, and farm produce in its season."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.dates import DayOfYear
from sim.parameters.once import Names
from sim.parameters.quantity import Section, Span, param
from sim.parameters.times import ClockTime, ClockTimes
from sim.parameters.truck import TruckSpace

CHERRIES, APPLES = "cherries", "apples"


class Product(Section):
    """A product of the county's farms 农产品 that goes out in its season.

    Without ``villages`` it is grown in a part of them, the same in every replication. The range below is that of a
    product of one's own.
    """

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = {}
    name_zh: str = param(
        "",
        "-",
        ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"),
        source="J",
        moves="",
    )
    name_en: str = param(
        "",
        "-",
        ("英文名称（仅用于显示）", "English name (a label, moves nothing)"),
        source="J",
        moves="",
    )
    parcels_day: float = param(
        30.0,
        "parcels/day",
        (
            "产地村产季平均每天上行件数",
            "parcels a day out of a village that grows it, mean of the season",
        ),
        source="S17 S18 J",
        low=10,
        high=300,
        ge=0,
        le=20_000,
        moves="+out_parcels_day.all",
    )
    first: DayOfYear = param(
        "09-01",
        "month-day",
        ("产季第一天", "first day of its season"),
        source="S30",
        moves="~out_parcels_day.all",
    )
    last: DayOfYear = param(
        "11-30",
        "month-day",
        (
            "产季最后一天（早于第一天：跨年）",
            "last day of its season (before the first: into the next year)",
        ),
        source="S30",
        moves="~out_parcels_day.all",
    )
    villages: Names = param(
        (),
        "-",
        (
            "产地：乡镇或村的名称或代码；留空：按比例取村",
            "where it is grown: names or codes of townships or villages; empty: a share of villages",
        ),
        source="J",
        moves="~out_parcels_day.all",
    )
    villages_share: float = param(
        0.05,
        "-",
        (
            "未列产地时，产地村所占比例",
            "where no villages are listed, the share of villages that grow it",
        ),
        source="J",
        low=0.02,
        high=0.3,
        ge=0,
        le=1,
        moves="+out_parcels_day.all",
    )
    kg: float = param(
        5.0,
        "kg",
        ("每件重量", "weight of a parcel of it"),
        source="J",
        low=2.5,
        high=10,
        gt=0,
        le=100,
        moves="~out_left_behind_share.all",
    )
    litres: float = param(
        12.0,
        "litre",
        ("每件体积", "volume of a parcel of it"),
        source="J",
        low=5,
        high=30,
        gt=0,
        le=1000,
        moves="~out_left_behind_share.all",
    )
    size_sd_log: float = param(
        0.2,
        "-",
        ("每件重量和体积取对数后的标准差", "sd of the log of the weight and of the volume of a parcel of it"),
        source="J",
        low=0.1,
        high=0.5,
        ge=0,
        le=3,
        moves="~out_left_behind_share.all",
    )
    fresh: bool = param(
        False,
        "-",
        (
            "鲜活：优先装车，计入时限和冷库",
            "does not keep: loaded first, has a time limit and wants the cold store",
        ),
        source="J",
        moves="~out_fresh_in_time.all",
    )

    def in_season(self, day: dt.date) -> bool:
        """Whether a day lies in its season."""
        first, last, text = self.first, self.last, f"{day:%m-%d}"
        return first <= text <= last if first <= last else text >= first or text <= last


def products() -> dict[str, Product]:
    """The two products of Yiyuan's plan (D2-57); they go out only where ``demand.outbound.harvest`` says so."""
    return {
        CHERRIES: Product(
            name_zh="樱桃",
            name_en="cherries",
            first="05-15",
            last="06-15",
            kg=2.5,
            litres=8.0,
            fresh=True,
        ),
        APPLES: Product(name_zh="苹果", name_en="apples"),
    }


class Outbound(Section):
    """What goes out of the villages. Nothing does by default: ``share``, ``replay`` or ``harvest`` turn it on."""

    share: float = param(
        0.0,
        "-",
        (
            "上行件数与下行件数之比（0：不模拟上行）",
            "parcels going out for each that comes in (0: none is simulated)",
        ),
        source="J S16",
        low=0.0,
        high=0.3,
        ge=0,
        le=10,
        moves="+out_parcels_day.all",
    )
    replay: bool = param(
        False,
        "-",
        (
            "按快件明细中的上行行（方向列）重放上行件，代替上行与下行件数之比",
            "outbound rows of the table of parcels (column direction) go out, in place of a share",
        ),
        source="J",
        moves="+out_parcels_day.all",
    )
    harvest: bool = param(
        False,
        "-",
        ("按产季模拟农产品上行", "farm produce goes out in its season"),
        source="D2-57",
        moves="~out_parcels_day.all",
    )
    products: dict[str, Product] = products()
    senders_from: ClockTime = param(
        "08:00",
        "time",
        ("寄件人最早到网点的时间", "when senders come from"),
        source="J",
        moves="~out_county_mean_h.all",
    )
    senders_to: ClockTime = param(
        "18:00",
        "time",
        ("寄件人最晚到网点的时间", "when senders come until"),
        source="J",
        moves="~out_county_mean_h.all",
    )
    one_keeper: bool = param(
        False, "-",
        (
            "上架与收寄由同一人依次办理（先到先办）；否则互不占用时间",
            "who shelves at a point accepts too, one parcel after another, first come, first served; else neither "
            "takes the other's time",
        ),
        source="J", moves="~out_county_mean_h.all",
    )
    accept_min: float = param(
        3.5,
        "min",
        (
            "每件收寄用时（实名、验视、贴单）",
            "accepting a parcel: real name, opening inspection, label",
        ),
        source="D1-43 J",
        low=2,
        high=6,
        gt=0,
        le=120,
        moves="+out_cost_parcel.all",
    )
    boarding_s: float = param(
        6.0,
        "s",
        ("沿途每装一件的用时", "time for each parcel that a run picks up on its way"),
        source="J",
        low=3,
        high=15,
        ge=0,
        le=600,
        moves="~out_county_mean_h.all",
    )
    line_haul: ClockTimes = param(
        ("19:00",),
        "time",
        ("出县干线发车时间", "when line-haul leaves the county"),
        source="J",
        moves="~out_county_mean_h.all",
    )
    truck: TruckSpace = TruckSpace()
    fresh_limit_h: float = param(
        24.0,
        "h",
        (
            "鲜活件从收寄到出县的时限",
            "limit of fresh produce from acceptance to leaving the county",
        ),
        source="S29 J",
        low=12,
        high=48,
        gt=0,
        le=1000,
        moves="+out_fresh_in_time.all",
    )
    cold_parcels: int = param(
        500,
        "parcels",
        ("县级中心冷库可存放的件数", "parcels that the cold store at the hub holds"),
        source="D4-60 J",
        low=0,
        high=3000,
        ge=0,
        le=1_000_000,
        moves="-out_warm_mean_h.all",
    )
    sharing: Literal["parcels", "marginal"] = param(
        "parcels",
        "-",
        (
            "上下行共用线路成本的分摊：按件数；或上行只计新增成本",
            "how both directions share lines and crews: by parcels; or what goes out bears only what it adds",
        ),
        source="J",
        moves="~out_cost_parcel.all",
    )

    @property
    def on(self) -> bool:
        """Whether anything goes out."""
        return self.share > 0 or self.replay or self.harvest
