"""Parameters of hosts: carriers that run anyway, and what their runs leave free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from sim.parameters.dates import Dates, Weekdays
from sim.parameters.host_timetable import HostTimetable
from sim.parameters.once import Names
from sim.parameters.quantity import Section, Span, param
from sim.parameters.times import ALIKE, ByMonth, ClockTimes
from sim.problems import RefusedError, phrase

FARM_INPUTS = (0.8, 1.0, 1.5, 1.6, 1.4, 1.0, 1.0, 0.9, 1.3, 1.1, 0.8, 0.8)
"""Fertiliser, seed and film for spring sowing, from March to May, and for autumn sowing, in September [J]."""


class Host(Section):
    """A carrier 承运方 that runs anyway; parcels use what its own load leaves free."""

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = {
        "post": {"free_parcels": (20, 60, "S46"), "speed_kmh": (18.0, 28.0, "S46 S48"), "coverage": (1.0, 1.0, "K")},
        "bus": {
            "free_parcels": (40, 200, "S12 S47 DER"), "speed_kmh": (20.0, 32.0, "S39"),
            "cancel_share": (0.005, 0.06, "J"),
        },
        "shop": {"free_parcels": (100, 250, "J")},
        "freight": {
            "free_parcels": (100, 600, "J"), "load_share": (0.5, 0.8, "J"), "cancel_share": (0.0, 0.1, "J"),
            "coverage": (0.2, 0.8, "J"), "villages_per_vehicle": (10, 40, "J"),
        },
        "coop": {"free_parcels": (100, 250, "J"), "load_share": (0.3, 0.7, "J"), "days_per_week": (2, 6, "J")},
    }
    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="-", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="-", moves=""
    )
    vehicle: str = param(
        "postal_van", "-", ("现有车次的车型", "vehicle type of its existing runs"), source="S46",
        moves="~left_behind_share",
    )
    vehicles: int | Literal["auto"] = param(
        "auto", "vehicles",
        (
            "现有车辆（邮政、商超）或线路（客运）数，不足时相邻乡镇按日轮流共用；auto：按每车村数，"
            "每乡镇至少一个",
            "vehicles (post, shop) or routes (bus) that it has, which neighbouring townships share, on days in turn, "
            "where they are fewer; auto: by the villages a vehicle, at least one a township",
        ),
        source="J", low=1, high=100, moves="~undelivered_share",
    )
    villages_per_vehicle: float = param(
        8.0, "villages",
        ("vehicles 为 auto 时每辆车或每条线路的村数", "villages for each vehicle or route where vehicles is auto"),
        source="J", low=4, high=20, gt=0, le=1000, moves="~undelivered_share",
    )
    free_parcels: int = param(35, "parcels", (
        "每车次最多捎带的件数，以车上余下的空间为限",
        "most parcels that the host takes along on a run, as far as its own load leaves room",
    ), source="S46", low=20, high=200, ge=1, le=100_000, moves="-undelivered_share")
    brands: Names = param(
        (), "brands",
        (
            "承运方自己的品牌；vehicles 为 auto 时，一条线路上同发的车辆至少够运它们的快件",
            "brands that are the host's own: where vehicles is auto, as many vehicles leave together on a round as "
            "their parcels ask for"
        ),
        source="J", moves="~undelivered_share",
    )
    load_share: float = param(0.3, "-", (
        "承运方自有货物平均占车辆空间和载重的比例",
        "mean share of the vehicle's space and payload that the host's own load takes",
    ), source="J", low=0.1, high=0.6, ge=0, lt=1, moves="~left_behind_share")
    load_sd: float = param(
        0.3, "-", ("承运方自有货物的标准差与均值之比", "sd of the host's own load, relative to its mean"), source="J",
        low=0, high=0.6, ge=0, le=3, moves="~left_behind_share",
    )
    market_load: float = param(
        1.0, "-", ("集日自有货物与平日之比", "host's own load on a market day, relative to others"), source="J",
        low=1.0, high=2.0, ge=0, le=10, moves="~left_behind_share",
    )
    load_by_month: ByMonth = param(ALIKE, "-", (
        "一月至十二月自有货物与 load_share 之比",
        "host's own load in each month, January first, relative to load_share",
    ), source="J", moves="~left_behind_share")
    cancel_share: float = param(
        0.0, "-", ("承运方取消的车次比例", "share of runs cancelled by the host"), source="J", low=0, high=0.06, ge=0,
        le=1, moves="+at_village_mean_h",
    )
    cancelled_weekdays: Weekdays = param(
        (), "weekdays", ("停开的星期（1 为星期一）", "weekdays on which its runs are called off, 1 for Monday"),
        source="J", moves="~at_village_mean_h",
    )
    cancelled_dates: Dates = param(
        (), "date", ("停开的日期", "dates on which its runs are called off"), source="J", moves="~at_village_mean_h"
    )
    days_per_week: int = param(
        6, "days", ("每周开行天数", "days of service a week"), source="S68", low=3, high=7, ge=1, le=7,
        moves="-at_village_mean_h",
    )
    depart: ClockTimes = param(
        ("09:00",), "time", ("开行日的发车时间", "departures of a service day"), source="J", moves="~at_village_mean_h"
    )
    visits_per_day: int | None = param(None, "-", (
        "一条线路在开行日的班次数，各线路分配到各发车时间；留空：每个发车时间都开",
        "departures of one route on a service day; routes are spread over the departure times; empty: every departure",
    ), source="J", low=1, high=8, ge=1, le=24, moves="~at_village_mean_h")
    speed_kmh: float = param(
        25.0, "km/h", ("线路车速", "speed on its round"), source="S39 S46", low=18, high=32, gt=0, le=150,
        moves="-at_village_mean_h",
    )
    near_km: float | None = param(None, "km", (
        "服务距其线路这一距离以内的村；留空：方案所列各村",
        "it serves villages within this distance of its road; empty: all that it is planned for"
    ), source="J", low=0.5, high=3, ge=0, le=100, moves="~at_village_mean_h")
    detour: float = param(1.8, "-", (
        "乡镇以下线路长度与至末站直线距离之比",
        "length of a road it serves beyond the township, relative to the straight way to its last stop",
    ), source="S39 J", low=1.2, high=2.5, ge=1, le=10, moves="~at_village_mean_h@transport_courier")
    coverage: float = param(
        1.0, "-", ("线路覆盖的村比例，人口多的优先", "share of villages on its rounds, most populous first"),
        source="J", low=0.1, high=1.0, gt=0, le=1, moves="~at_village_mean_h",
    )
    added_vehicle: str = param(
        "postal_van", "-",
        ("加开车辆的车型，成本全额计入", "vehicle type added where fleets are sized, charged in full"), source="J",
        moves="~cost_system_parcel",
    )
    feed: str | None = param(None, "path", (
        "承运方的 GTFS 时刻表（zip 或文件夹），代替按规则生成的线路、班期和发车时刻，见 docs/roads.md",
        "GTFS feed of the host (zip or folder), in place of lines, days and departures made by rule, see docs/roads.md",
    ), source="-", moves="~at_village_mean_h")
    feed_space: str | None = param(None, "path", (
        "GTFS 各车次（或线路）最多捎带件数的表；留空：每车次 free_parcels",
        "table of the most parcels taken along by trip (or route) of the feed; empty: free_parcels on every run",
    ), source="-", moves="~at_village_mean_h")
    feed_near_km: float = param(1.0, "km", (
        "GTFS 站点与县级中心、乡镇或村相距不超过此值即视为停靠该处",
        "a stop of the feed this near to the hub, a township or a village serves it",
    ), source="J", low=0.3, high=3, gt=0, le=20, moves="~at_village_mean_h")
    stop_caused: float = param(0.5, "-", (
        "停靠固定用时中由快件引起的比例；没有快件就不停的为1",
        "share of a stop's fixed time that parcels cause: 1 where it would not stop there without them",
    ), source="J", low=0.0, high=1.0, ge=0, le=1, moves="+cost_host_parcel")
    passengers: float = param(
        0.0, "people", ("平均在车乘客，停靠卸件时一同等候", "mean people aboard, who wait at stops made for parcels"),
        source="J", low=0, high=20, ge=0, le=200, moves="+passenger_delay_min_parcel",
    )
    marginal_yuan_km: float = param(
        0.02, "yuan/km", ("已有车次捎带快件的边际成本", "marginal cost of carrying parcels on a run that goes anyway"),
        source="DER J", low=0.0, high=0.1, ge=0, le=10, moves="+cost_host_parcel",
    )

    timetables: dict[str, HostTimetable] = {}

    @property
    def departures(self) -> tuple[str, ...]:
        """The times at which any of its lines leaves, unless a feed says so."""
        own = (time for timetable in self.timetables.values() for time in timetable.depart or ())
        return tuple(sorted({*self.depart, *own}))

    @model_validator(mode="after")
    def _of_a_feed(self) -> Self:
        if self.feed_space is not None and self.feed is None:
            raise RefusedError(phrase("feed.space_without_feed"), found=self.feed_space, keys=("feed_space",))
        if self.feed is not None and self.timetables:
            raise RefusedError(phrase("feed.has_timetables"), found=", ".join(self.timetables), keys=("timetables",))
        return self

    @model_validator(mode="after")
    def _runs_on_some_day(self) -> Self:
        if set(range(1, 8)) == set(self.cancelled_weekdays):
            some, hint = phrase("schedule.some_weekday"), phrase("schedule.host_out")
            days = ", ".join(map(str, self.cancelled_weekdays))
            raise RefusedError(some, hint, found=days, keys=("cancelled_weekdays",))
        return self


def hosts() -> dict[str, Host]:
    """The hosts that come with the project; sources stand with their vehicles (``vehicle_types``) and ranges, the rest
    is engineering judgement."""
    return {
        "post": Host(
            name_zh="邮政", name_en="post", vehicle="motorbike", brands=("post",), villages_per_vehicle=7.3,
            speed_kmh=22.0, depart=("10:45", "14:00"), visits_per_day=1,
        ),
        "bus": Host(
            name_zh="客运公司", name_en="bus company", vehicle="bus", villages_per_vehicle=15.0, free_parcels=80,
            load_share=0.5, market_load=1.4, cancel_share=0.02, days_per_week=7,
            depart=("07:30", "10:30", "13:30", "16:30"), near_km=1.0, added_vehicle="minivan", stop_caused=1.0,
            passengers=10.0,
        ),
        "shop": Host(
            name_zh="商超配送", name_en="shop supplier", vehicle="shop_van", villages_per_vehicle=15.0,
            free_parcels=200, load_share=0.6, days_per_week=5, depart=("10:45",), coverage=0.3,
            added_vehicle="shop_van",
        ),
        "freight": Host(
            name_zh="货运班线", name_en="freight line", vehicle="truck", villages_per_vehicle=25.0, free_parcels=400,
            load_share=0.65, cancel_share=0.02, days_per_week=5, depart=("09:30",), speed_kmh=30.0, coverage=0.4,
            added_vehicle="truck",
        ),
        "coop": Host(
            name_zh="供销社", name_en="supply co-op", vehicle="minivan", villages_per_vehicle=15.0, free_parcels=200,
            load_share=0.5, load_by_month=FARM_INPUTS, days_per_week=4, depart=("10:45",), coverage=0.3,
            added_vehicle="minivan",
        ),
    }
