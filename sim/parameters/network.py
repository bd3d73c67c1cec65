"""Parameters of roads, vehicles and handling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.quantity import Section, Span, near, param


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
    screened_share: float = param(
        0.0, "-",
        (
            "不经地市级中心、须在县级中心过机安检的快件比例（上下行）；其余在上级安检，县以下一律不安检",
            "share of parcels that do not pass the prefecture's hub and go through a machine at the county's, both "
            "ways, as they are unloaded; the others are screened above, and none is below",
        ),
        source="D1-44 D1-45 J", low=0.0, high=1.0, ge=0, le=1, moves="+crew_utilisation",
    )
    screen_per_h: float = param(
        900.0, "parcels/worker-h", ("过机安检效率", "screening by machine, one person at it"), source="J", low=600,
        high=1500, gt=0, le=1e6, moves="-crew_utilisation",
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
