"""Parameters of roads, vehicles, handling and points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.quantity import Section, Span, near, param
from sim.parameters.times import ClockTime


class Roads(Section):
    """Speeds by class of road, and the length of a road against the crow's flight."""

    trunk_kmh: float = param(
        45.0, "km/h", ("县至乡公路车速", "county-township road"), source="J", low=30, high=60, gt=0, le=150,
        moves="-at_village_mean_h",
    )
    village_kmh: float = param(
        25.0, "km/h", ("乡至村线路车速", "township-village road on a round"), source="S39 J", low=20, high=40, gt=0,
        le=150, moves="-at_village_mean_h",
    )
    bus_kmh: float = param(
        25.0, "km/h", ("农村客运班车的运营车速", "commercial speed of a rural bus"), source="S39", low=20, high=32,
        gt=0, le=150, moves="-at_village_mean_h@transport_courier",
    )
    relay_kmh: float = param(
        18.0, "km/h", ("接驳三轮车车速", "e-tricycle on a relay"), source="S44 S45", low=15, high=25, gt=0, le=80,
        moves="-at_village_mean_h@transport_courier",
    )
    circuity: float | None = param(
        None, "-",
        ("公路里程与直线距离之比；留空：按县域地形", "road length over straight line; empty: by the county's terrain"),
        source="J", low=1.1, high=1.8, ge=1, le=5, moves="+km_day",
    )
    stop_min: float = param(
        6.0, "min", ("在村点或乡镇停靠的固定用时", "fixed time of a stop at a village point or township"), source="J",
        low=4, high=10, ge=0, le=240, moves="+at_village_mean_h",
    )
    stop_s_parcel: float = param(
        4.0, "s/parcel", ("每卸一件另加的停靠用时", "further time of a stop for each parcel dropped"), source="J",
        low=3, high=6, ge=0, le=600, moves="+at_village_mean_h",
    )
    bus_stop_min: float = param(
        2.0, "min", ("班车停靠卸包的用时", "time of a bus at a stop to set bags down"), source="J", low=1, high=3,
        ge=0, le=60, moves="+at_village_mean_h@transport_courier",
    )
    loading_min: float = param(
        30.0, "min", ("发车前的装车时间，计驾驶员工时", "loading of a vehicle before it leaves, paid driver time"),
        source="DER", low=10, high=45, ge=0, le=480, moves="+cost_system_parcel",
    )


def _spans(source: str, co2: float, /, **given: float | tuple[float, float]) -> dict[str, Span]:
    """Ranges of a vehicle type: low and high where the source gives them; else, from the base, as wide as those of the
    other types: 0.85 to 1.15 of a capacity or range, 0.7 to 1.4 of a cost, 0.8 to 1.25 of emissions."""
    spans = {
        name: (*x, source) if isinstance(x, tuple) else near(x, *((0.7, 1.4) if "yuan" in name else (0.85, 1.15)), "J")
        for name, x in given.items()
    }
    return {**spans, "co2_kg_km": near(co2, 0.8, 1.25, "DER")}


_VAN_SPACE = {"parcels": (300, 700), "kg": (600.0, 800.0), "litres": (4000.0, 5000.0)}
_VAN = _spans("J", 0.173, **_VAN_SPACE, yuan_km=(0.5, 0.9), yuan_day=(25.0, 50.0))

VEHICLE_RANGES: dict[str, dict[str, Span]] = {
    "truck": _spans(
        "J", 0.32, parcels=(1000, 1800), kg=1500.0, litres=(14000.0, 16000.0), yuan_km=(1.0, 1.6),
        yuan_day=(100.0, 180.0),
    ),
    "minivan": _VAN,
    "minivan_ev": _spans("J", 0.09, **_VAN_SPACE, range_km=300.0, yuan_km=(0.15, 0.3), yuan_day=(55.0, 95.0)),
    "micro_van": _spans(
        "S41 DER", 0.05, parcels=(100, 170), kg=200.0, litres=1700.0, range_km=150.0, yuan_km=0.1, yuan_day=20.0
    ),
    "etrike": _spans(
        "S42 S43 S44 J", 0.03, parcels=(90, 200), kg=180.0, litres=4200.0, range_km=(60.0, 100.0),
        yuan_km=(0.05, 0.15), yuan_day=(5.0, 12.0),
    ),
    "motorbike": _spans(
        "S46 J", 0.058, parcels=(20, 60), kg=(30.0, 60.0), litres=210.0, yuan_km=(0.2, 0.35), yuan_day=(5.0, 12.0)
    ),
    "postal_van": _VAN,
    "bus": _spans("J", 0.37, parcels=200, kg=250.0, litres=1600.0, yuan_km=(0.7, 1.4), yuan_day=(70.0, 150.0)),
    "shop_van": _VAN,
}
"""Plausible ranges of the vehicle types. A bus: 14 l of diesel on 100 km at 7 yuan and 2.64 kg CO2 a litre, with
upkeep; 250,000 yuan over seven years."""


class Vehicle(Section):
    """A vehicle type; capacities are of the empty vehicle. The ranges below are those of a van, for a type of one's
    own."""

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = VEHICLE_RANGES
    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="-", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="-", moves=""
    )
    parcels: int = param(
        500, "parcels", ("装载件数", "capacity in parcels"), source="J", low=300, high=700, ge=1, le=100_000,
        moves="-left_behind_share",
    )
    kg: float = param(
        700.0, "kg", ("载重", "payload"), source="J", low=600, high=800, gt=0, le=100_000, moves="-left_behind_share"
    )
    litres: float = param(
        4500.0, "litre", ("装载容积", "load space"), source="J", low=4000, high=5000, gt=0, le=1_000_000,
        moves="-left_behind_share",
    )
    range_km: float | None = param(
        None, "km",
        (
            "一次充电的最长里程：线路据此拆分，单个停靠点超出时给出提示；留空：不限",
            "longest round on one charge: rounds are split to keep it, and a single stop beyond it is noted; empty: "
            "no bound",
        ),
        source="S40 S41 S42", ge=1, le=10_000, moves="~km_day",
    )
    yuan_km: float = param(
        0.7, "yuan/km", ("能耗与维护", "energy and upkeep"), source="J", low=0.5, high=0.9, ge=0, le=100,
        moves="+cost_system_parcel",
    )
    yuan_day: float = param(
        35.0, "yuan/day", ("每车每天的固定成本", "fixed cost of a vehicle and day"), source="J", low=25, high=50, ge=0,
        le=10_000, moves="+cost_system_parcel",
    )
    co2_kg_km: float = param(
        0.173, "kg/km", ("碳排放", "emissions"), source="DER", low=0, high=0.4, ge=0, le=5, moves="+co2_kg_parcel"
    )


def vehicles() -> dict[str, Vehicle]:
    """The vehicle types that come with the project; ``VEHICLE_RANGES`` has the sources."""
    rows = (
        ("truck", "4.2 米厢货", "4.2 m truck", 1250, 1500, 15000, 1.25, 130, 0.32),
        ("minivan", "微型面包车", "minivan", 500, 700, 4500, 0.70, 35, 0.173),
        ("minivan_ev", "电动面包车", "electric minivan", 500, 700, 4500, 0.20, 75, 0.09),
        ("micro_van", "微型电动货车", "micro electric van", 150, 200, 1700, 0.10, 20, 0.05),
        ("etrike", "电动三轮车", "e-tricycle", 140, 180, 4200, 0.10, 8, 0.03),
        ("motorbike", "邮政摩托车", "postal motorbike", 35, 60, 210, 0.28, 8, 0.058),
        ("postal_van", "邮政厢式车", "postal van", 500, 700, 4500, 0.70, 35, 0.173),
        ("bus", "农村客车", "rural bus", 200, 250, 1600, 1.0, 100, 0.37),
        ("shop_van", "商超配送车", "shop van", 500, 700, 4500, 0.70, 35, 0.173),
    )
    charge = {"minivan_ev": 300.0, "micro_van": 150.0, "etrike": 60.0}
    return {
        k: Vehicle(
            name_zh=zh, name_en=en, parcels=n, kg=kg, litres=v, range_km=charge.get(k), yuan_km=ykm, yuan_day=yd,
            co2_kg_km=co2,
        )
        for k, zh, en, n, kg, v, ykm, yd, co2 in rows
    }


class HandlingRates(Section):
    """Work rates and rules of staffed handling."""

    unload_per_h: float = param(
        500.0, "parcels/worker-h", ("卸车效率", "unloading a truck or van"), source="J", low=350, high=800, gt=0,
        le=1e6, moves="-crew_utilisation",
    )
    sort_per_h: float = param(
        200.0, "parcels/worker-h", ("人工分拣一遍的效率", "manual sort, one pass"), source="J S33", low=120, high=300,
        gt=0, le=1e6, moves="-crew_utilisation",
    )
    slots: int = param(
        20, "destinations", ("分拣一遍能区分的去向数", "destinations that one pass of a sort can tell apart"),
        source="J", low=10, high=104, ge=1, le=10_000, moves="-crew_utilisation",
    )
    hand_over_per_h: float = param(
        600.0, "parcels/worker-h",
        ("企业间交接时点数、称重和扫描的效率", "counting, weighing and scanning at a handover between firms"),
        source="J", low=400, high=1000, gt=0, le=1e6, moves="-at_village_mean_h@postal_courier",
    )
    outlet_per_h: float = param(
        120.0, "parcels/worker-h", ("乡镇网点上架和通知的效率", "shelving and notice at a township outlet"),
        source="J", low=60, high=180, gt=0, le=1e6, moves="-at_township_mean_h.all@township_pickup",
    )
    hand_out_min: float = param(
        1.5, "min/customer",
        ("乡镇网点接待一位取件人的用时", "handing out at a township outlet to one who fetches, however many parcels"),
        source="J", low=0.7, high=3, ge=0, le=600, moves="+cost_operators_parcel.all@township_pickup",
    )
    shelve_per_h: float = param(
        120.0, "parcels/worker-h",
        ("村点一人上架和通知的效率", "shelving and notice at a village point, keeper alone"), source="J", low=60,
        high=180, gt=0, le=1e6, moves="-at_village_mean_h",
    )
    work_cv: float = param(0.0, "-", (
        "单件作业量的变异系数（对数正态系数）", "coefficient of variation of the work of a parcel (log-normal factor)"
    ), source="J", low=0, high=0.5, ge=0, le=3, moves="~at_village_p95_h")
    discipline: Literal["pooled", "servers"] = param(
        "pooled", "-",
        ("pooled：全班共同作业；servers：一人一件", "pooled: the crew works as one; servers: a worker a parcel"),
        source="J", moves="~at_township_mean_h@township_pickup",
    )
    shift_end: Literal["pause", "finish"] = param("pause", "-", (
        "下班时未完的作业：暂停，或在无人接班时计薪加班完成",
        "work left at a shift's end: paused, or finished on paid overtime where no crew follows",
    ), source="J", moves="~overtime_h_day")


class PointType(Section):
    """Village points and township outlets by type."""

    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="-", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="-", moves=""
    )
    hours: tuple[tuple[ClockTime, ClockTime], ...] = param(
        (("08:00", "20:00"),), "time", ("每天的营业时段", "opening intervals of a day"), source="J",
        moves="~in_hand_mean_h",
    )
    days_per_week: int = param(
        7, "days", ("每周营业天数，从星期一起", "days open a week, from Monday"), source="J", low=5, high=7, ge=1,
        le=7, moves="-in_hand_mean_h",
    )
    shelf_parcels: int | None = param(
        None, "parcels",
        ("服务点同时可存放的件数；留空：不限", "parcels that the point holds at once; empty: no bound"), source="J",
        low=30, high=1000, ge=1, le=1_000_000, moves="-left_behind_share",
    )
    missing_scan_share: float = param(0.0, "-", (
        "到站漏扫的快件比例；零：不考察", "share of parcels that are not scanned as they come in; 0: not asked about",
    ), source="J", low=0.0, high=0.05, ge=0, le=1, moves="+missing_scan_10k")
    false_sign_share: float = param(0.0, "-", (
        "未到站先签收（虚假签收）的快件比例；零：不考察",
        "share of parcels that are signed for before they are there; 0: not asked about",
    ), source="D2-63 J", low=0.0, high=0.1, ge=0, le=1, moves="+false_sign_10k")
    second_charge_share: float = param(0.0, "-", (
        "被二次收费的快件比例；零：不考察",
        "share of parcels for which the keeper charges once more; 0: not asked about",
    ), source="D2-63 J", low=0.0, high=0.3, ge=0, le=1, moves="+second_charge_10k")

    @property
    def goes_wrong(self) -> bool:
        """Whether anything can go wrong with a parcel here."""
        return max(self.missing_scan_share, self.false_sign_share, self.second_charge_share) > 0


def point_types() -> dict[str, PointType]:
    """The types of point that come with the project and their opening hours (engineering judgement)."""
    return {
        "shop": PointType(name_zh="商店", name_en="shop", shelf_parcels=300),
        "committee_room": PointType(
            name_zh="村委服务室", name_en="committee room", hours=(("09:00", "12:00"), ("14:00", "18:00"))
        ),
        "coop_store": PointType(
            name_zh="供销社门店", name_en="co-op store", hours=(("08:00", "18:00"),), shelf_parcels=400
        ),
        "post_office": PointType(name_zh="村邮站", name_en="post office", hours=(("09:00", "17:00"),)),
        "outlet": PointType(name_zh="乡镇网点", name_en="township outlet", hours=(("09:00", "18:00"),)),
    }


class Points(Section):
    """What holds at every point."""

    types: dict[str, PointType] = point_types()
    return_after_days: int = param(
        7, "days", ("通知后这么多天未取则退回", "uncollected so long after notice: returned"), source="S60", low=6,
        high=10, ge=1, le=60, moves="-returned_share",
    )
    false_sign_h: float = param(6.0, "h", (
        "虚假签收比真正到站提前的时间", "how long before it is there a falsely signed parcel is signed for",
    ), source="J", low=2, high=24, ge=0, le=240, moves="-signed_mean_h")
    second_charge_yuan: float = param(1.0, "yuan/parcel", (
        "二次收费每件金额", "what a keeper who charges once more takes for a parcel",
    ), source="S57", low=0, high=2, ge=0, le=100, moves="-cost_keeper_parcel")
    door_time: ClockTime = param(
        "17:00", "time",
        ("营业日站点经营者送货上门的时间", "when the keeper takes to-door parcels round, on open days"), source="J",
        moves="~in_hand_mean_h",
    )
    door_min: float = param(
        4.0, "min", ("每次送货上门的用时", "keeper's time for a door delivery"), source="J S53", low=2, high=8, ge=0,
        le=120, moves="+cost_system_parcel",
    )
    keeper_min: float = param(
        2.0, "min", ("每件上架和交付的用时", "keeper's time for a parcel, shelving and handing out"), source="DER",
        low=1, high=4, ge=0, le=120, moves="+cost_system_parcel",
    )
    keeper_yuan_h: float = param(
        12.0, "yuan/h", ("站点经营者的时间价值", "value of a keeper's time"), source="J", low=8, high=20, ge=0,
        le=1000, moves="+cost_system_parcel",
    )

    @property
    def goes_wrong(self) -> bool:
        """Whether anything can go wrong with a parcel at any type of point."""
        return any(kind.goes_wrong for kind in self.types.values())
