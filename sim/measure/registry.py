"""Every KPI, defined once as an estimand: what it counts, over which cohort, how the unfinished counts, what nothing
gives.

Tables, charts, reports and docs/reference.md look names, units and meanings up here. A KPI's key may carry the suffix
of a scope: none for the parcels of the brands in the pool, ``.all`` for all parcels of the county, ``.wave0`` and
``.wave1`` for the pool's parcels of one line-haul wave: all of them parcels of villages. ``.urban`` is for all parcels
of the communities of the county town, NaN where these are not served (``county.communities``).
"""

from __future__ import annotations

import math
from functools import cache

from sim.measure.kpi import (
    _UNTIL,
    ALL,
    DATED,
    ENTERED,
    EVERY,
    INFINITE,
    LATE,
    LEFT_OUT,
    MONEY,
    NOTHING_OPEN,
    OUTLAYS,
    PER_VILLAGE,
    PLAN,
    POOL,
    POOLED,
    RATIO,
    URBAN,
    VILLAGES,
    Kpi,
    scoped,
)
from sim.measure.registry_points import incidents, line_haul, lockers, losses
from sim.measure.registry_weeks import backlog, disruptions
from sim.measure.shape import Shape
from sim.parameters.network import vehicles

TYPES = {
    f"vehicles_{key}": (f"{of.name_zh}数", f"{of.name_en}s" if of.name_en[-1] != "s" else f"{of.name_en}es")
    for key, of in vehicles().items()
} | {
    "vehicles_other": ("其他车型数", "vehicles of other types"),
}
"""KPIs of the vehicles by type: their Chinese and English names."""


def _times() -> list[Kpi]:
    rows = []
    for what, (zh, en, words, cohort) in _UNTIL.items():
        rows.append(
            Kpi(f"{what}_mean_h", f"{zh}时间均值", f"mean time {en}", "h", "low", cohort, LEFT_OUT, POOLED,
                f"mean hours from entering the hub to being {words}", "J", EVERY, True)
        )  # fmt: skip
        for q in (50, 90, 95):
            rows.append(
                Kpi(f"{what}_p{q}_h", f"{zh}时间P{q}", f"P{q} time {en}", "h", "low", cohort, INFINITE, POOLED,
                    f"{q}th percentile (linear between neighbours) of the hours from entering the hub to being {words}",
                    "J", EVERY, True, clumped=True)
            )  # fmt: skip
    chain = "mean hours from being sent, above the county (demand.upstream_h, nought from a forward warehouse, and the wait for later line-haul), to being in the resident's hands"
    return [*rows, Kpi("whole_chain_mean_h", "全程时间均值", "mean time of the whole chain", "h", "low", ENTERED, LEFT_OUT, POOLED, chain, "D1-59 J", EVERY, True)]


def _shares() -> list[Kpi]:
    return [
        Kpi("to_village_share", "送到村件占比", "brought to the village", "share", "high", ENTERED, LATE, POOLED,
            "parcels that came to a point in the village by the end of the horizon / all; an outlet at the township never counts", "S15 D4-08", EVERY, True),
        *(Kpi(f"within_{h}h", f"{h}小时进村率", f"at the village within {h} h", "share", "high", ENTERED, LATE, POOLED,
            f"parcels at a point in the village within {h} h of entering the hub / all; an outlet at the township never counts", "S15", EVERY, True)
        for h in (24, 48, 72)),
        Kpi("undelivered_share", "未送达率", "undelivered", "share", "low", ENTERED, "counted", POOLED,
            "parcels that had not reached their point by the end of the horizon / all", "J", EVERY, True),
        Kpi("returned_share", "退回率", "returned uncollected", "share", "low", ENTERED, LATE, POOLED,
            "parcels returned because nobody collected them in time / all", "S60", EVERY, True),
        Kpi("oversize_share", "超规件率", "too big for the vehicle", "share", "low", ENTERED, "counted among the undelivered too", POOLED,
            "parcels set aside because no run of their line could hold them / all", "J", EVERY, True),
    ]  # fmt: skip


def _reach() -> list[Kpi]:
    available = (
        "available on as many days a week as the line that brings the brand's parcels to a point in the village "
        "departs, and on none if less than service.reach_share of the "
        "brand's parcels for the village (if any) arrived there or they stop at the township"
    )
    villages = "villages where at least {b} of the scope are available on at least {f} days a week / all villages; {a}"
    pairs = "over brands and villages, each pair alike"
    short = "a brand of which too little arrived is not available"
    rows = (
        (
            "delivery_days_week", "每品牌周投递天数", "delivery days a week of a brand", "days/week", pairs,
            f"days a week on which a brand of the scope is available in a village, mean over brands; {available}",
            "D4-31",
        ),
        ("reach_brands", "品牌通达率（品牌×村）", "brands that reach the villages", "share", pairs,
         f"pairs of a brand of the scope and a village, the brand available on at least service.reach_days days a week / all pairs; {available}", "D0-10 D2-14 S71"),
        ("reach", "通达村占比（按设定家数日数）", "villages reached (brands and days as set)", "share", PER_VILLAGE, villages.format(b="service.reach_brands brands", f="service.reach_days", a=available), "D0-10 D2-14 S71"),
        ("reach_1_3", "通达村占比（至少1家3日）", "villages reached (at least 1 brand, 3 days)", "share", PER_VILLAGE, villages.format(b="1 brand", f="3", a=available), "D0-10 D2-14 S71"),
        ("reach_5_5", "通达村占比（至少5家5日）", "villages reached (at least 5 brands, 5 days)", "share", PER_VILLAGE, villages.format(b="5 brands", f="5", a=available), "D0-10 D2-14 S71"),
    )  # fmt: skip
    return [
        Kpi("brands_to_village", "按方案进村的品牌占比（品牌×村）", "brands that the plan brings to the villages", "share", "high", PLAN, NOTHING_OPEN, pairs,
            "pairs of a brand of the scope and a village whose parcels the plan brings to a point in the village / all pairs", "D4-08", VILLAGES, local=True, empty=0.0),
        *(Kpi(k, zh, en, unit, "high", DATED, short, a, f, s, VILLAGES, local=True, empty=0.0) for k, zh, en, unit, a, f, s in rows),
    ]  # fmt: skip


def _operation() -> list[Kpi]:
    rows = (
        ("load_factor", "车辆装载率", "load factor", "share", "high", DATED, RATIO,
         "mean over departed runs of the share of the space free for parcels that they fill: by number, kg or litres, whichever is fullest", "J"),
        ("left_waiting_share", "候当日下一班占比", "waits for the next departure of the day", "share", "low", DATED, RATIO,
         "parcels ready at a departure and not loaded, whose line departs again that day / parcels ready at departures (one that waits twice counts twice)", "J"),
        ("left_overnight_share", "隔夜滞留占比", "left overnight", "share", "low", DATED, RATIO,
         "parcels ready at the last departure of their line on a day and not loaded / parcels ready at departures (one left twice counts twice)", "J"),
        ("left_behind_share", "未装上车占比（合计）", "not loaded at a departure (both)", "share", "low", DATED, RATIO, "left_waiting_share + left_overnight_share", "J"),
        ("runs_cancelled_share", "班次取消率", "runs cancelled", "share", "low", DATED, RATIO, "runs cancelled / runs of the timetable", "J"),
        ("runs_late_share", "班次晚点率", "runs leaving late", "share", "low", DATED, RATIO, "departed runs that left after their scheduled time (by a threshold none has one) / departed runs", "J"),
        ("crew_utilisation", "班组忙碌率", "crew utilisation", "share", "none", DATED, RATIO, "worker-hours of work inside shifts / worker-hours rostered, all stages of the centres", "J"),
        ("vehicle_utilisation", "车辆在途率", "vehicle utilisation", "share", "none", DATED, RATIO, "hours of own vehicles on the road or loading / hours of their duty windows", "J"),
        ("overtime_h_day", "日加班工时", "overtime a day", "h/day", "low", DATED, RATIO, "worker-hours worked after shifts, a day", "J"),
        ("km_day", "日行驶里程", "vehicle km a day", "km/day", "low", DATED, RATIO, "km of own runs a day; a host's own run goes anyway and is not counted", "J"),
        ("driver_h_year", "驾驶员年工时", "driver hours a year", "h/year", "low", DATED, RATIO,
         "hours of own runs, loading included, x 365 / measured days; a host's own run goes anyway and is not counted",
         "S74"),
        ("passenger_delay_min_parcel", "单件乘客延误", "passengers' delay a parcel", "min/parcel", "low", MONEY, RATIO,
         "minutes that passengers aboard hosts' runs wait at stops made for parcels, per parcel; a cost on the full host basis", "S77"),
        ("co2_kg_parcel", "单件碳排放", "CO2 a parcel", "kg/parcel", "low", MONEY, RATIO,
         "kg CO2 of own runs and of residents' trips (x resident.trip_share), and on the full host basis the parcels' part of the hosts' runs, per parcel", "D2-42"),
    )  # fmt: skip
    plan = (
        ("vehicles", "车辆数", "vehicles", "vehicles",
         "vehicles that the plan keeps for parcels, a host's added ones included; one hired by the hour (cost.driver_pay, every relay) counts as its hours a day / cost.hours_day"),
        *((key, zh, en, "vehicles", "of vehicles, those of this type") for key, (zh, en) in TYPES.items()),
        ("drivers", "驾驶员数", "drivers", "people",
         "drivers and relay riders employed, full-time: kept vehicles x cost.relief, or by the hour: hours / (cost.hours_day x cost.days_month x 12 / 365); just these are paid"),
        ("workers", "分拣与网点人员", "workers", "people", "largest crew of each stage and staffed outlet; of those who serve the town too (outlets, brands' township crews) the share of their hours worked on village parcels"),
    )
    return [
        *(Kpi(k, zh, en, u, better, c, NOTHING_OPEN, a, f, s) for k, zh, en, u, better, c, a, f, s in rows),
        *(Kpi(k, zh, en, u, "none", PLAN, NOTHING_OPEN, "sum", f, "J", empty=0.0) for k, zh, en, u, f in plan),
        *_on_hosts(),
        *(Kpi(f"parcels_trip_{k}", f"每趟{zh}取件数", f"parcels a trip to {en}", "parcels/trip", "none", DATED, NOTHING_OPEN, RATIO, f"parcels that a resident's trip to {en} brings home, mean over trips", "J S62", (ALL,))
          for k, zh, en in (("township", "到乡镇", "the township"), ("village", "到村点", "the village point"))),
        Kpi("outlets_10k", "每万人末端网点数", "outlets for 10,000 residents", "outlets", "high", PLAN, NOTHING_OPEN, "over all communities",
            "outlets of the communities / their residents x 10,000; the plans ask for 4 to 5 of each", "D0-02 D1-02", (URBAN,)),
        Kpi("growing_share", "积压逐周增长的件量占比", "parcels held up by growing queues", "share", "low", "days after the warm-up, in whole weeks", "parcels still under way are the backlog",
            "over all places",
            "parcels bound for points, or passing lines and places, whose backlog grows from week to week beyond doubt in this run / all parcels", "J", (ALL,)),
    ]  # fmt: skip


def _on_hosts() -> list[Kpi]:
    hosts = (
        ("host_own_villages_share", "承运方既有运力覆盖村占比", "villages carried on what hosts have", "villages"),
        ("host_own_parcels_share", "承运方既有运力承运件占比", "parcels carried on what hosts have", "parcels"),
    )
    return [
        Kpi(k, zh, en, "share", "high", PLAN, NOTHING_OPEN, "sum over hosts", f"the pool's {what} that hosts' existing vehicles would carry within fleet.target_load / all of the pool's",
              "J", (POOL,)) for k, zh, en, what in hosts
    ]  # fmt: skip


def _outbound() -> list[Kpi]:
    offered, going = "outbound parcels offered on measured days, followed to the end of the horizon", "what has not left the county counts as not in time"
    rows = (
        ("out_parcels_day", "日上行件数", "outbound parcels a day", "parcels/day", "none", offered, NOTHING_OPEN, POOLED, "parcels offered a measured day", "J"),
        ("out_county_mean_h", "上行出县平均用时", "offered to out of the county, mean", "h", "low", offered, "what has not left is left out; out_inside_share says how much", POOLED,
         "mean hours from the offering to the departure of line-haul", "J"),
        ("out_within_24h", "上行24小时出县率", "out of the county within 24 h", "share", "high", offered, going, POOLED, "left the county within 24 h of the offering / all", "J"),
        ("out_inside_share", "上行未出县占比", "outbound parcels still inside", "share", "low", offered, "these are counted", POOLED, "not out of the county by the end / all", "J"),
        ("out_fresh_in_time", "鲜活件按时出县率", "fresh produce out in time", "share", "high", offered, going, POOLED,
         "fresh parcels out within demand.outbound.fresh_limit_h of their acceptance / all fresh parcels", "J"),
        ("out_fresh_at_hub", "鲜活件限时到县中心占比", "fresh produce at the hub in time", "share", "high", offered, going, POOLED,
         "fresh parcels at the hub within demand.outbound.fresh_limit_h of their acceptance / all fresh parcels; what is missing to out_fresh_in_time waits for line-haul", "J"),
        ("out_cutoff_h", "当日出县最晚寄件时刻", "cut-off for the same day", "h of the day", "high", offered, "villages from which nothing left on its day are left out", PER_VILLAGE,
         "hour of the latest offering of a village that left the county on the same day", "J"),
        ("out_warm_mean_h", "鲜活件脱冷时长", "warm hours of fresh produce", "h", "low", offered, "to the end of the horizon", POOLED,
         "hours that fresh parcels lie at the hub beyond what its cold store holds, mean over all fresh parcels", "D4-60"),
        ("out_left_behind_share", "上行未装上车占比", "outbound not picked up", "share", "low", DATED, NOTHING_OPEN, RATIO,
         "parcels ready at a stop of a run and not picked up / parcels ready at stops (one left twice counts twice); the same for every village", "J"),
        ("out_load_factor", "回程装载率", "load factor on the way back", "share", "high", DATED, NOTHING_OPEN, RATIO,
         "mean over runs that pick up of the share of the space free for parcels with which they come home, by number; the same for every village", "J"),
        ("out_cost_parcel", "单件上行成本", "cost of an outbound parcel", "yuan/parcel", "low", MONEY, NOTHING_OPEN, RATIO,
         "acceptance, and of lines and crews the part that demand.outbound.sharing gives to what goes out, per parcel that left the county", "J"),
        ("out_in_cost_parcel", "分摊后单件下行成本", "cost of an inbound parcel beside outbound ones", "yuan/parcel", "low", MONEY, NOTHING_OPEN, RATIO,
         "all resources used up less what is charged to outbound parcels, per parcel that reached its point", "J"),
    )  # fmt: skip
    return [Kpi(k, zh, en, u, better, c, open_, a, f, s, (ALL, URBAN), local=True) for k, zh, en, u, better, c, open_, a, f, s in rows]


def _money() -> list[Kpi]:
    rows = (
        (
            "cost_system_parcel", "单件社会总成本", "system cost a parcel",
            "all resources used up, whoever pays, hosts' runs on cost.host_basis, residents' trips at "
            "resident.trip_share",
        ),
        ("cost_system_marginal_parcel", "单件社会总成本（边际口径）", "system cost a parcel, hosts at marginal cost", "all resources used up, hosts' runs at their marginal cost, which includes their drivers' time at stops made for parcels"),
        ("cost_system_full_parcel", "单件社会总成本（完全口径）", "system cost a parcel, hosts at full share", "all resources used up, hosts' runs at the parcels' share, by space used, of their full cost, with stops made for parcels and passengers' delay"),
        ("cost_operators_parcel", "单件企业成本", "operators' outlay a parcel", "resources borne by brands, hosts and keepers, plus fees paid, less fees received; staff of township outlets by the time they work on village parcels, since the town needs its outlets in every mode"),
        ("cost_brands_parcel", "单件快递品牌支出", "brands' outlay a parcel", "resources borne by the brands and their pool, plus fees they pay, less fees they receive"),
        ("cost_host_parcel", "单件承运方净支出", "hosts' net outlay a parcel", "resources borne by hosts on cost.host_basis, less fees received; negative is their margin"),
        ("cost_keeper_parcel", "单件站点经营者净支出", "keepers' net outlay a parcel", "value of the point keepers' labour, less commission and second charges received; negative is their margin"),
        ("cost_public_parcel", "单件财政支出", "public money a parcel", "paid by the public purse: fees, subsidies, investment; not in this plan where nothing asks it to pay"),
        ("cost_residents_parcel", "单件群众成本", "residents' cost a parcel", "residents' travel, time and errands for collecting, times resident.trip_share, second charges at points, and on the full host basis passengers' delay"),
        ("cost_residents_025_parcel", "单件群众成本（分摊25%）", "residents' cost a parcel at trip share 0.25", "residents' travel, time and errands with a trip share of 0.25"),
        ("cost_residents_050_parcel", "单件群众成本（分摊50%）", "residents' cost a parcel at trip share 0.5", "residents' travel, time and errands with a trip share of 0.5"),
        ("cost_residents_100_parcel", "单件群众成本（全计）", "residents' cost a parcel at trip share 1", "residents' travel, time and errands with a trip share of 1"),
    )  # fmt: skip
    yearly = Kpi(
        "cost_village_year", "单村年社会总成本", "system cost of a village a year", "yuan/village/year", "low",
        "ledger entries dated on measured days", NOTHING_OPEN, PER_VILLAGE,
        "system cost of the village x 365 / measured days; leaves out line-haul to the county, start-up of points and "
        "hub that no investment says, management, peak season and harvest",
        "J", local=True, empty=0.0,
    )  # fmt: skip
    return [
        *(Kpi(
            k, zh, en, "yuan/parcel", "low", MONEY,
            "parcels that have not reached their point have cost and are not in the denominator", RATIO,
            f"{f}, per parcel", "J", local=True,
        )
          for k, zh, en, f in rows),
        yearly,
    ]  # fmt: skip


KPIS: dict[str, Kpi] = {
    k.key: k
    for k in (*_times(), *_shares(), *_reach(), *_operation(), *_money(), *_outbound(), *incidents(), *backlog(), *disruptions(), *losses(), *line_haul(), *lockers())
}
"""Every KPI by key, in the order in which tables show them."""


OPERATION = tuple(k.key for k in _operation() if POOL in k.scopes and URBAN in k.scopes)
"""The KPIs of runs, crews and vehicles that each scope has."""

OUTBOUND = tuple(k.key for k in _outbound())
"""The KPIs of what goes out; NaN where nothing does."""

INCIDENTS = tuple(k.key for k in incidents())
"""The KPIs of what goes wrong at points; NaN where nothing can."""

BACKLOG = tuple(k.key for k in backlog())
"""The KPIs of what a peak of the calendar leaves; NaN where there is none."""

DISRUPTIONS = tuple(k.key for k in disruptions())
"""The KPIs of closed roads and runs called off; NaN where nothing is to go wrong."""

LOSSES = tuple(k.key for k in losses())
"""The KPIs of what is lost; NaN where nothing can be."""

LINE_HAUL = tuple(k.key for k in line_haul())
"""The KPIs of line-haul into the county; NaN where its trucks take all."""

LOCKERS = tuple(k.key for k in lockers())
"""The KPIs of what lies in lockers; NaN where no point has any."""


@cache
def keys() -> tuple[str, ...]:
    """Every key with every suffix, in table order."""
    return tuple(k.key + s for k in KPIS.values() for s in k.scopes)


def kpi_of(key: str) -> Kpi:
    """The KPI of a key that may carry a suffix.

    Raises:
        KeyError: there is none, or not in that scope.
    """
    base, dot, scope = key.partition(".")
    kpi = KPIS[base]
    if dot + scope not in kpi.scopes:
        raise KeyError(key)
    return kpi


ENDS = {"share": (0.0, 1.0), "days/week": (0.0, 7.0)}
"""Range of what is measured in a unit."""


def shape_of(key: str) -> Shape:
    """What is known of a KPI before any value is seen."""
    kpi = kpi_of(key)
    return Shape(kpi.clumped, *ENDS.get(kpi.unit, (-math.inf if kpi.key in OUTLAYS else 0.0, math.inf)))


def name_of(key: str, lang: str = "zh") -> str:
    """Name of a key with its scope, e.g. ``到点时间均值（全县）``; no suffix, no bracket."""
    kpi, _, scope = kpi_of(key), *key.partition(".")[1:]
    name = kpi.name_zh if lang == "zh" else kpi.name_en
    return scoped(name, f".{scope}", lang) if scope else name
