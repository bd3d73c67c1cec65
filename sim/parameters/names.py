"""Short names of the parameters that have a range or are often varied, in Chinese and English, for the axes of charts;
``meaning`` says more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.parameters.outbound_names import OUTBOUND
from sim.parameters.pattern import Patterns
from sim.parameters.tree import Parameters
from sim.words import say, word

Names = dict[str, tuple[str, str]]

_DEMAND: Names = {
    **OUTBOUND,
    "horizon.warmup_days": ("预热天数", "warm-up days"),
    "horizon.measured_days": ("统计天数", "measured days"),
    "horizon.drain_days": ("收尾天数", "drain days"),
    "demand.urban_per_resident_day": ("城区人均日件量", "parcels a resident of the town a day"),
    "demand.parcels_per_resident_day": ("人均日件量", "parcels a resident a day"),
    "demand.scale": ("总件量系数", "all demand, times"),
    "demand.growth_a_year": ("年增长率", "growth a year"),
    "demand.years_ahead": ("推算年数", "years ahead"),
    "demand.occasions.*.factor": ("{}期间件量倍数", "parcels in {}, times normal"),
    "demand.occasions.*.peak": ("{}高峰日倍数", "peak day of {}, times normal"),
    "demand.occasions.*.residents": ("{}期间在家人口倍数", "residents at home in {}, times normal"),
    "demand.noise_sd": ("村件量日波动", "day-to-day noise of demand"),
    "demand.weight_mean_kg": ("平均件重", "mean weight of a parcel"),
    "demand.weight_sd_log": ("件重离散度", "spread of weights"),
    "demand.volume_mean_l": ("平均体积", "mean volume of a parcel"),
    "demand.volume_sd_log": ("体积离散度", "spread of volumes"),
    "demand.to_door_share": ("送货上门比例", "share delivered to the door"),
    "demand.truck_delay_mean_min": ("干线车平均晚点", "mean delay of line-haul"),
    "demand.truck.parcels": ("进县干线每车件数", "parcels a truck of line-haul in brings"),
    "demand.truck.kg": ("进县干线每车载重", "weight a truck of line-haul in brings"),
    "demand.truck.litres": ("进县干线每车容积", "volume a truck of line-haul in brings"),
    "demand.upstream_h": ("县以上时间", "time above the county"),
    "demand.without": ("不计的品牌", "brands left out"),
    "demand.forward_share": ("前置仓件占比", "from a forward warehouse"),
    "demand.waves.0.share": ("首批到件占比", "share of the first wave"),
    "demand.waves.1.share": ("次批到件占比", "share of the second wave"),
    "resident.dwell_point_median_h": ("到村点取件间隔", "time until fetched at the point"),
    "resident.dwell_township_median_h": ("到乡镇取件间隔", "time until fetched at the township"),
    "resident.dwell_sd_log": ("取件间隔离散度", "spread of times until fetched"),
    "resident.households_together": ("结伴代取户数", "households that fetch together"),
    "resident.market_cycle_days": ("集日间隔", "days between market days"),
    "resident.market_share": ("赶集户比例", "share of households at market"),
    "resident.trip_share": ("取件出行分摊比例", "share of trips charged to parcels"),
    "resident.time_yuan_h": ("群众时间价值", "value of residents' time"),
    "resident.vehicle_yuan_km": ("群众出行每公里费用", "residents' cost a km"),
    "resident.speed_kmh": ("群众出行速度", "residents' speed"),
    "resident.errand_min": ("柜台取件用时", "time at the counter"),
    "resident.point_km": ("到村点距离", "distance to the point"),
    "resident.co2_kg_km": ("群众出行每公里碳排放", "residents' CO2 a km"),
}

_NETWORK: Names = {
    "towns.outlets_10k": ("城区每万人网点数", "outlets for 10,000 of the town"),
    "towns.vehicles": ("城区用车", "vehicles of the town"),
    "towns.kmh": ("城区配送车速", "speed in the town"),
    "towns.walk_km": ("居民到社区网点距离", "way to an outlet of the town"),
    "roads.trunk_kmh": ("县乡公路车速", "speed, county to township"),
    "roads.village_kmh": ("乡村公路车速", "speed, township to village"),
    "roads.bus_kmh": ("农村客车车速", "speed of rural buses"),
    "roads.relay_kmh": ("接驳三轮车速", "speed of the relay"),
    "roads.circuity": ("道路绕行系数", "road length over straight line"),
    "roads.stop_min": ("每站停靠时间", "time of a stop"),
    "roads.stop_s_parcel": ("每件卸货时间", "time of a stop for each parcel"),
    "roads.bus_stop_min": ("客车停靠时间", "time of a bus stop"),
    "roads.loading_min": ("装车时间", "loading time"),
    "vehicles.*.parcels": ("{}载件数", "{}: parcels"),
    "vehicles.*.kg": ("{}载重", "{}: payload"),
    "vehicles.*.litres": ("{}容积", "{}: load space"),
    "vehicles.*.range_km": ("{}续航里程", "{}: range on a charge"),
    "vehicles.*.yuan_km": ("{}每公里费用", "{}: cost a km"),
    "vehicles.*.yuan_day": ("{}每日固定费用", "{}: fixed cost a day"),
    "vehicles.*.co2_kg_km": ("{}每公里碳排放", "{}: CO2 a km"),
    "handling.unload_per_h": ("卸车效率", "unloading rate"),
    "handling.screened_share": ("县级安检比例", "screened at the county"),
    "handling.screen_per_h": ("安检效率", "screening rate"),
    "handling.sort_per_h": ("分拣效率", "sorting rate"),
    "handling.slots": ("分拣格口数", "destinations of a sort"),
    "handling.hand_out_min": ("乡镇网点取件接待用时", "hand-out at an outlet"),
    "handling.hand_over_per_h": ("交接效率", "handover rate"),
    "handling.outlet_per_h": ("乡镇网点上架效率", "shelving rate, township"),
    "handling.shelve_per_h": ("村点上架效率", "shelving rate, village"),
    "handling.work_cv": ("单件作业波动", "spread of the work of a parcel"),
    "points.types.*.days_per_week": ("{}每周开门天数", "{}: days open a week"),
    "points.types.*.shelf_parcels": ("{}货架件数", "{}: shelf"),
    "points.types.*.attended": ("{}兼职在岗时段", "{}: attended"),
    "points.types.*.lockers": ("{}快件箱组数", "{}: lockers"),
    "points.locker.small": ("小格口数", "small compartments"),
    "points.locker.medium": ("中格口数", "medium compartments"),
    "points.locker.large": ("大格口数", "large compartments"),
    "points.locker.small_l": ("小格口容积", "size of small compartments"),
    "points.locker.medium_l": ("中格口容积", "size of medium compartments"),
    "points.locker.large_l": ("大格口容积", "size of large compartments"),
    "points.locker.keeper_min": ("每件投箱用时", "keeper's time to fill a compartment"),
    "points.types.*.missing_scan_share": ("{}漏扫比例", "{}: missing scans"),
    "points.types.*.false_sign_share": ("{}虚假签收比例", "{}: false sign-offs"),
    "points.types.*.second_charge_share": ("{}二次收费比例", "{}: second charges"),
    "points.false_sign_h": ("虚假签收提前时间", "signed too early by"),
    "points.second_charge_yuan": ("二次收费金额", "second charge"),
    "points.return_after_days": ("逾期退回天数", "days until returned"),
    "points.door_min": ("上门每件用时", "keeper's time to a door"),
    "points.keeper_min": ("站点每件用时", "keeper's time a parcel"),
    "points.keeper_yuan_h": ("站点人工时价", "value of keepers' time"),
}

_OPERATION: Names = {
    "schedule.*.leaves": ("{}发车规则", "{}: rule of departure"),
    "schedule.threshold.parcels": ("发车件数", "parcels that a departure waits for"),
    "schedule.threshold.wait_h": ("发车前最长等待", "longest wait for a departure"),
    "schedule.threshold.start": ("攒件最早发车", "earliest departure by threshold"),
    "schedule.threshold.end": ("攒件最晚发车", "latest departure by threshold"),
    "schedule.threshold.most_a_day": ("攒件每日最多班次", "departures a day by threshold"),
    "schedule.*.market_days": ("{}只在集日", "{}: market days alone"),
    "schedule.*.days_per_week": ("{}每周班期", "{}: days a week"),
    "schedule.*.depart": ("{}发车时刻", "{}: departures"),
    "schedule.*.visits_per_day": ("{}每日班次", "{}: departures a day"),
    "schedule.*.groups.*.days_per_week": ("{}组每周班期", "{}: days a week"),
    "schedule.*.groups.*.depart": ("{}组发车时刻", "{}: departures"),
    "schedule.*.groups.*.visits_per_day": ("{}组每日班次", "{}: departures a day"),
    "schedule.*.groups.*.townships": ("{}组乡镇", "{}: townships"),
    "schedule.*.groups.*.villages": ("{}组村", "{}: villages"),
    "loading.skip": ("装车跳过件数", "parcels stepped over"),
    "fleet.target_load": ("车辆装载上限", "planned load of vehicles"),
    "fleet.*.count": ("{}车辆数", "{}: vehicles"),
    "fleet.*.villages": ("{}每人村数", "{}: villages each"),
    "fleet.*.allowed": ("{}可选车型", "{}: types allowed"),
    "fleet.*.vehicle": ("{}车型", "{}: vehicle type"),
    "fleet.sizing": ("车队配置", "fleet sizing"),
    "fleet.max_round_h": ("最长往返时间", "longest round"),
    "fleet.max_delay_min": ("最长候车时间", "longest wait for a vehicle"),
    "fleet.route_iterations": ("线路优化迭代次数", "iterations of the route solver"),
    "staffing.*.*.crew": ("{}班组人数", "{}: crew"),
    "staffing.*.*.crew_of": ("{}由哪一环节兼做", "{}: done by the crew of"),
    "staffing.*.*.also.*.crew": ("{}后续班人数", "{}: crew of a later shift"),
    "staffing.target_load": ("班组负荷上限", "planned load of crews"),
    "host.*.vehicles": ("{}车辆（线路）数", "{}: vehicles or routes"),
    "host.*.villages_per_vehicle": ("{}每车村数", "{}: villages a vehicle"),
    "host.*.free_parcels": ("{}每班余量件数", "{}: free space a run"),
    "host.*.load_share": ("{}自有装载率", "{}: own load"),
    "host.*.load_sd": ("{}自有装载波动", "{}: spread of own load"),
    "host.*.load_by_month": ("{}各月装载系数", "{}: own load by month"),
    "host.*.market_load": ("{}集日装载系数", "{}: own load on market days"),
    "host.*.cancel_share": ("{}停班率", "{}: runs cancelled"),
    "host.*.timetables.*.townships": ("{}线路所到乡镇", "{}: townships of lines"),
    "host.*.timetables.*.depart": ("{}部分线路发车时刻", "{}: departures of some lines"),
    "host.*.timetables.*.weekdays": ("{}部分线路开行星期", "{}: weekdays of some lines"),
    "host.*.timetables.*.cancelled_dates": ("{}部分线路停开日期", "{}: dates off of some lines"),
    "host.*.cancelled_weekdays": ("{}停开星期", "{}: weekdays off"),
    "host.*.cancelled_dates": ("{}停开日期", "{}: dates off"),
    "host.*.days_per_week": ("{}每周班期", "{}: days a week"),
    "host.*.depart": ("{}发车时刻", "{}: departures"),
    "host.*.visits_per_day": ("{}每日班次", "{}: departures a day"),
    "host.*.feed": ("{}时刻表文件", "{}: timetable file"),
    "host.*.feed_space": ("{}余量表文件", "{}: file of free space"),
    "host.*.feed_near_km": ("{}站点匹配距离", "{}: distance of a stop"),
    "host.*.stop_caused": ("{}停站归因比例", "{}: stops caused by parcels"),
    "host.*.passengers": ("{}车上乘客数", "{}: people aboard"),
    "host.*.speed_kmh": ("{}车速", "{}: speed"),
    "host.*.near_km": ("{}沿线服务距离", "{}: distance it serves"),
    "host.*.detour": ("{}线路绕行系数", "{}: detour of its road"),
    "host.*.coverage": ("{}覆盖村比例", "{}: villages covered"),
    "host.*.marginal_yuan_km": ("{}每公里边际费用", "{}: marginal cost a km"),
    "demand.brands.*.share": ("{}件量占比", "{}: share of parcels"),
}

_MONEY: Names = {
    "cost.driver_yuan_month": ("驾驶员月薪", "drivers' wage"),
    "cost.sorter_yuan_month": ("分拣员月薪", "sorters' wage"),
    "cost.relay_yuan_h": ("接驳时薪", "relay riders' pay"),
    "cost.on_cost": ("社保等附加率", "on-cost of wages"),
    "cost.days_month": ("月计薪天数", "paid days a month"),
    "cost.hours_day": ("日计薪工时", "paid hours a day"),
    "cost.relief": ("驾驶员配备系数", "drivers a vehicle"),
    "cost.overtime": ("加班费倍数", "overtime pay"),
    "cost.driver_overtime": ("驾驶员加班费倍数", "drivers' overtime pay"),
    "cost.discount_rate": ("年金利率", "rate of annuities"),
    "cost.hub_m2_parcel": ("县中心每件面积", "hub area a parcel"),
    "cost.township_m2_parcel": ("乡镇每件面积", "township area a parcel"),
    "cost.hub_rent": ("县中心租金", "rent at the hub"),
    "cost.township_rent": ("乡镇租金", "rent at the township"),
    "tariff.post_yuan": ("邮政代投费", "fee to the post"),
    "tariff.bus_yuan": ("客运代运费", "fee to the bus company"),
    "tariff.shop_yuan": ("商超代运费", "fee to the shop supplier"),
    "tariff.freight_yuan": ("货运班线运费", "rate of the freight line"),
    "tariff.coop_yuan": ("供销社代理费", "fee to the supply co-op"),
    "tariff.relay_yuan": ("接驳费", "relay fee"),
    "tariff.carrier_yuan": ("公益性岗位补贴", "pay of the carrier's post"),
    "tariff.commission_yuan": ("村点代办费", "point commission"),
    "subsidy.*.yuan": ("补贴“{}”金额", "subsidy {}"),
    "subsidy.*.years": ("补贴“{}”分摊年数", "subsidy {}: years"),
    "subsidy.*.every": ("补贴“{}”发放方式", "subsidy {}: how often"),
    "subsidy.*.of": ("补贴“{}”补给对象", "subsidy {}: for what"),
    "subsidy.*.payee": ("补贴“{}”收款方", "subsidy {}: payee"),
    "subsidy.*.from_parcels_year": ("补贴“{}”年件量门槛", "subsidy {}: parcels a year"),
    "subsidy.*.point_share": ("补贴“{}”设点比例门槛", "subsidy {}: villages with a point"),
    "subsidy.*.shared": ("补贴“{}”只补共配", "subsidy {}: pools alone"),
    "investment.*.yuan": ("投资“{}”金额", "investment {}"),
    "investment.*.years": ("投资“{}”使用年限", "investment {}: years of use"),
    "investment.*.public_share": ("投资“{}”财政补贴比例", "investment {}: public share"),
    "disruption.travel_cv": ("行车时间波动", "spread of driving times"),
    "disruption.carrier_absent_share": ("村级取件缺岗比例", "days the carrier is away"),
    "disruption.lost_share": ("丢失率", "parcels lost"),
    "disruption.lost_yuan": ("每件丢失赔付", "cost of a lost parcel"),
    "disruption.breakdown_share": ("车辆故障日比例", "days a vehicle is out of order"),
    "disruption.driver_absent_share": ("驾驶员缺勤日比例", "days a driver is away"),
    "disruption.crew_absent_share": ("班组缺勤比例", "people of crews away"),
    "disruption.keeper_absent_share": ("站点经营者缺岗日比例", "days a keeper is away"),
    "disruption.away.*.people": ("缺勤人数（{}）", "people away ({})"),
    "disruption.closures.*.share": ("封路日比例（{}）", "days of closed roads ({})"),
    "service.reach_brands": ("通达要求品牌数", "reach: brands"),
    "service.reach_share": ("通达要求到村比例", "reach: share that arrives"),
    "service.reach_days": ("通达要求天数", "reach: days"),
}

NAMES: Names = {**_DEMAND, **_NETWORK, **_OPERATION, **_MONEY}
"""By key, or by a pattern of keys in which ``*`` stands for one word; ``{}`` in a name is what the stars stand for."""
_PATTERNS = Patterns(NAMES)

_PLACES = {
    "brand_hub": ("各品牌县中心", "brands' hub"), "brand_township": ("各品牌乡镇", "brands' township"),
    "urban": ("城区", "town"),
    "brand_trunk": ("各品牌县乡", "brands' trunk"), "carrier": ("村级取件", "village carrier"),
    "outlet": ("乡镇网点", "outlet"),
}


def name_of(key: str, parameters: Parameters, lang: str = "zh") -> str:
    """What a chart calls a parameter; the key itself where it has no name."""
    if (found := _PATTERNS.of(key)) is None:
        return key
    names, stars = found
    return say(lang, *names).format(_who(key.partition(".")[0], stars, parameters, lang))


def _who(section: str, stars: Sequence[str], p: Parameters, lang: str) -> str:
    """What the stars of a pattern stand for: a vehicle type, a host, a brand, a kind of point, a leg, or place and
    stage."""
    if not stars:
        return ""
    tables: dict[str, Mapping[str, Any]] = {
        "vehicles": p.vehicles, "host": p.host, "points": p.points.types,
        "demand": {**p.demand.brands, **p.demand.outbound.products, **p.demand.occasions},
        "subsidy": {key: s for key, s in p.subsidy.items() if s.name_zh or s.name_en},
    }
    kind = tables.get(section, {}).get(stars[0])
    if kind is not None:
        return say(lang, kind.name_zh, kind.name_en) or stars[0]
    context = _CONTEXTS.get(section, "level")
    return say(lang, "", " ").join(_place(w, lang, context) for w in dict.fromkeys(stars))


_CONTEXTS = {"schedule": "leg", "fleet": "leg", "disruption": "leg", "subsidy": "support", "investment": "support"}
"""Of a section's words, where it is not a level of places."""


_UNITS = {
    "yuan": "元", "h": "小时", "min": "分钟", "s": "秒", "km": "公里", "kg": "千克", "litre": "升", "m2": "平方米",
    "parcel": "件", "parcels": "件", "resident": "人",
    "day": "天", "days": "天", "week": "周", "month": "月", "worker-h": "工时", "workers": "人", "people": "人",
    "month-day": "月-日",
    "households": "户", "villages": "个村", "vehicles": "辆", "brands": "家", "destinations": "个去向",
    "departures": "个班次",
    "keys": "个键", "plans": "个方案", "replications": "次重复", "runs": "次模拟", "share": "比例",
    "years": "年", "year": "年",
    "townships": "个乡镇", "residents": "人", "outlets": "个网点",
    "10,000 residents": "万人", "customer": "位", "dots": "点", "inch": "英寸",
    "weekday times": "星期与钟点", "lockers": "组", "compartments": "格",
    "weekdays": "星期",
    "path": "路径", "date": "日期", "time": "钟点", "keys or ranges": "键或范围", "keys and values": "键与取值",
}  # fmt: skip


def unit_of(unit: str, lang: str = "zh") -> str:
    """A parameter's unit for a reader; nothing for a plain number."""
    if unit == "-":
        return ""
    return unit if lang == "en" else "/".join(_UNITS.get(part, part) for part in unit.split("/"))


@dataclass(frozen=True)
class Unit:
    """A parameter's unit, said in either language."""

    unit: str

    def text(self, lang: str) -> str:
        """See ``unit_of``."""
        return unit_of(self.unit, lang)


def _place(name: str, lang: str, context: str) -> str:
    return say(lang, *_PLACES[name]) if name in _PLACES else word(name, lang, context)
