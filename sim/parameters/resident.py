"""Parameters of residents 群众: when they fetch parcels, what it costs them, when their townships have a market."""

from __future__ import annotations

import datetime as dt

from sim.parameters.dates import Weekdays
from sim.parameters.quantity import Section, param


class Market(Section):
    """When a township has its market 集, where that is not as ``resident.market_cycle_days`` says."""

    date: dt.date | None = param(
        None, "date",
        ("某一个集日；其余每隔若干天一次", "a day on which there is one; the others follow every so many days"),
        source="J", moves="~in_hand_mean_h@township_pickup",
    )
    cycle_days: int | None = param(
        None, "days",
        ("集日间隔的天数；留空：同 resident.market_cycle_days", "days between them; empty: resident.market_cycle_days"),
        source="J", low=3, high=10, ge=1, le=30, moves="~in_hand_mean_h@township_pickup",
    )
    weekdays: Weekdays = param(
        (), "-",
        ("每周几有集（1 为周一，7 为周日），不按间隔", "weekdays that have one instead, 1 Monday to 7 Sunday"),
        source="J", moves="~in_hand_mean_h@township_pickup",
    )


class Resident(Section):
    """How residents 群众 fetch parcels and what it costs them."""

    dwell_point_median_h: float = param(14.0, "h", (
        "从通知到去村点取件的时间：中位数（对数正态）",
        "from notice to going to the village point: median (log-normal)",
    ), source="J", low=6, high=36, ge=0, le=1000, moves="+in_hand_mean_h")
    dwell_township_median_h: float = param(48.0, "h", (
        "从通知到去乡镇取件的时间：中位数（对数正态）",
        "from notice to going to the township for it: median (log-normal)"
    ), source="J", low=24, high=96, ge=0, le=1000, moves="+in_hand_mean_h@township_pickup")
    dwell_sd_log: float = param(
        0.7, "-", ("上述取件间隔取对数后的标准差", "sd of the log of both dwells"), source="J", low=0.3, high=1.0,
        ge=0, le=3, moves="+in_hand_p95_h",
    )
    households_together: float = param(
        3.0, "households",
        (
            "相互代取的户数（亲友邻里）：一人出行带回各户快件；指距乡镇5公里、人均日件量0.05件时的户数，"
            "按平方根随路程增加、随件量减少；按乡镇取件每趟约1.8件（1.2至3）设定",
            "households, of kin and neighbours, that fetch for one another: who goes brings the parcels of all; stated "
            "for 5 km from the township and 0.05 parcels a resident and day, it grows by the square root of the way "
            "and falls by that of the parcels; set so that a trip to the township brings about 1.8 parcels (1.2 to 3)"
        ),
        source="J", low=1.0, high=5.0, ge=1, le=50, moves="-cost_residents_parcel",
    )
    market_cycle_days: int = param(
        5, "days", ("乡镇集日的间隔天数", "a township's market day 集日 comes every so many days"), source="J", low=3,
        high=10, ge=1, le=30, moves="+in_hand_mean_h@township_pickup",
    )
    markets: dict[str, Market] = {}
    market_share: float = param(
        0.3, "-", ("集日赶集的户数比例", "share of households that go to market on a market day"), source="J", low=0.1,
        high=0.6, ge=0, le=1, moves="-in_hand_mean_h@township_pickup",
    )
    trip_share: float = param(0.5, "-", (
        "取件出行成本计入快件的比例，其余为顺路办事",
        "share of a trip's cost charged to parcels; the rest serves other errands",
    ), source="J", low=0.25, high=1.0, ge=0, le=1, moves="+cost_residents_parcel")
    time_yuan_h: float = param(
        12.0, "yuan/h", ("农村居民的时间价值", "value of rural time"), source="J", low=8, high=20, ge=0, le=1000,
        moves="+cost_residents_parcel",
    )
    vehicle_yuan_km: float = param(
        0.15, "yuan/km", ("群众骑电动车、摩托车或乘车的费用", "cost of the resident's e-bike, motorbike or bus fare"),
        source="J S57", low=0.05, high=0.5, ge=0, le=100, moves="+cost_residents_parcel",
    )
    speed_kmh: float = param(
        20.0, "km/h", ("群众出行速度", "speed of a resident's trip"), source="DER S62", low=12, high=30, gt=0, le=120,
        moves="-cost_residents_parcel",
    )
    errand_min: float = param(
        5.0, "min", ("每到一个网点在柜台的用时", "time at a counter, for each outlet visited on the trip"), source="J",
        low=2, high=15, ge=0, le=600, moves="+cost_residents_parcel",
    )
    point_km: float | None = param(
        None, "km",
        ("到村点的单程距离；留空：按县域数据", "one way to the village point; empty: the county's own value"),
        source="DER", low=0.2, high=10, ge=0, le=200, moves="+cost_residents_parcel",
    )
    co2_kg_km: float = param(
        0.03, "kg/km", ("群众出行的碳排放", "emissions of a resident's trip"), source="DER", low=0.0, high=0.1, ge=0,
        le=1, moves="+co2_kg_parcel.all",
    )
