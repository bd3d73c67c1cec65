"""The hand-check table of PARAMETERS section 10, reproduced by simulating its loop and reading the ledger.

Eight villages on a loop of 45 km at 25 km/h, 8 minutes a stop, half an hour of loading, drivers and vehicles by the hour, unbounded
capacity, no staffed handling, no rent; a parcel's 0.40 yuan of commission. Numbers: brands' outlay a parcel, as printed there.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE
from sim.county.county import County, PointPlace, Seat, Village
from sim.demand.parcels import MarketTrips, Parcels
from sim.flow.draws import PPM, Draws
from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.parameters import Parameters
from sim.service.plan import (
    UNLIMITED,
    Fee,
    Garage,
    Handling,
    Hop,
    Itinerary,
    Line,
    Place,
    Point,
    ServicePlan,
    Stop,
    Timetable,
    VehicleType,
)

VILLAGES, WARM, MEASURED, DAYS = 8, 7, 35, 44
PRINTED = {
    2: ("9.6", "46.5", "4.3"),
    5: ("4.1", "18.8", "2.0"),
    10: ("2.2", "9.6", "1.2"),
    20: ("1.3", "5.0", "0.79"),
    50: ("0.77", "2.2", "0.56"),
    100: ("0.58", "1.3", "0.48"),
}
"""Parcels a village and day: joint daily, five brands' own loops, joint three times a week."""


def _county() -> County:
    seat = Seat("hub", "中心", "hub", 0, 0, 0, 0, "real")
    villages = tuple(Village(f"v{i}", f"村{i}", f"v{i}", 0, 500, None, 0, 0, 1, 1, i, "real", "real") for i in range(VILLAGES))
    points = tuple(PointPlace(f"p{i}", f"点{i}", 0, 1, 1) for i in range(VILLAGES))
    return County("hand", "手算县", "Hand", 1, 2.6, "hill", 1.4, 0.5, 1, seat, (seat,), villages, points, np.ones((10, 10)), (), True)


def _parameters() -> Parameters:
    p = Parameters()
    return p.model_copy(
        update={
            "horizon": p.horizon.model_copy(update={"warmup_days": WARM, "measured_days": MEASURED, "drain_days": DAYS - WARM - MEASURED}),
            "cost": p.cost.model_copy(update={"driver_pay": "hour", "hub_rent": 0.0, "township_rent": 0.0}),
        }
    )


def _plan(brands: int, pooled: bool, weekdays: tuple[int, ...], host: bool = False, fees: tuple[Fee, ...] = (Fee("operator", "keeper", "commission_yuan"),)) -> ServicePlan:
    names = tuple(f"b{i}" for i in range(brands))
    operators = ["pool:all"] if pooled else [f"brand:{b}" for b in names]
    always = ((0, DAYS * DAY),)
    stops = tuple(Stop(2 + i, 5.0, 12 * MINUTE, 8 * MINUTE) for i in range(VILLAGES))
    lines = tuple(
        Line(f"loop{i}", "", "direct", "host:x" if host else op, host, "van", 0, stops, 5.0, 12 * MINUTE, UNLIMITED, UNLIMITED, UNLIMITED, -1 if host else i, 172 * MINUTE, 0)
        for i, op in enumerate(operators)
    )
    runs = [(d * DAY + 9 * HOUR, i, d) for d in range(DAYS) if d % 7 in weekdays for i in range(len(lines))]
    table = Timetable(*(np.array(c, dtype=np.int64) for c in ([r[1] for r in runs], [r[2] for r in runs], [0] * len(runs), [r[0] for r in runs])))
    points = tuple(Point(f"p{i}", 2 + i, "shop", always, UNLIMITED, None, (), 30 * DAY, False, "keeper") for i in range(VILLAGES))
    ways = tuple(Itinerary((Hop(i, i, v),), v, 0, "hand", "all" if pooled else "") for i in range(len(lines)) for v in range(VILLAGES))
    way = np.arange(len(ways)).reshape(len(lines), VILLAGES)
    return ServicePlan(
        "hand", DAYS * DAY, (Place("hub", "", "hub", -1, 0, 0), Place("t", "", "township", 0, 0, 0), *(Place(f"p{i}", "", "village", 0, 1, 1) for i in range(VILLAGES))),
        {"van": VehicleType("van", "", "", UNLIMITED, UNLIMITED, UNLIMITED, 0.7, 35.0, 0.173)}, tuple(Handling(op, 0, op) for op in operators),
        () if host else tuple(Garage(f"g{i}", op, 0, "van", 1, 0, DAY) for i, op in enumerate(operators)), lines, table, points, ways,
        np.repeat(way, brands, axis=0) if pooled else way, names, tuple(f"v{i}" for i in range(VILLAGES)), fees={"hand": fees},
    )  # fmt: skip


def _draws(plan: ServicePlan, a_day: int) -> Draws:
    """``a_day`` parcels a village and day at 06:00; with five brands each has a fifth of them, day by day or every fifth day."""
    brands = len(plan.brands)
    rows = [(d, v, (k + (d if a_day < brands else 0) * a_day) % brands) for d in range(DAYS) for v in range(VILLAGES) for k in range(a_day)]
    day, village, brand = (np.array(c) for c in zip(*rows, strict=True))
    n, runs = len(rows), len(plan.timetable.line)
    none = np.zeros(n, np.int64)
    parcels = Parcels(
        village.astype(np.int32), brand.astype(np.int16), day * DAY + 6 * HOUR, np.zeros(n, np.int8), day.astype(np.int16), np.full(n, 1200, np.int32), np.full(n, 6000, np.int32),
        np.zeros(n, bool), np.full(n, 1000, np.int16), none, none, np.arange(n, dtype=np.int32),
    )  # fmt: skip
    free = np.zeros(runs, np.int64)
    return Draws(parcels, MarketTrips(np.zeros((n, 0), np.int64)), np.full(runs, PPM), np.zeros(runs, bool), free, free, free)


def outlay(a_day: int, plan: ServicePlan) -> float:
    draws = _draws(plan, a_day)
    return measure(plan, draws, simulate(plan, draws), _county(), _parameters()).county["cost_brands_parcel.all"]


EVERY_DAY = tuple(range(7))


@pytest.mark.parametrize("a_day", PRINTED)
def test_loops_cost_what_the_table_prints(a_day):
    got = (
        outlay(a_day, _plan(1, True, EVERY_DAY)),
        outlay(a_day, _plan(5, False, EVERY_DAY)),
        outlay(a_day, _plan(1, True, (0, 2, 4))),
    )
    for value, printed in zip(got, PRINTED[a_day], strict=True):
        digits = len(printed.partition(".")[2])
        assert value == pytest.approx(float(printed), abs=0.5 * 10**-digits + 0.001), a_day


def test_fees_are_flat_and_are_not_the_cost():
    county, p = _county(), _parameters()
    for a_day in (2, 50):
        plan = _plan(1, True, EVERY_DAY, host=True, fees=(Fee("operator", "host:x", "post_yuan"), Fee("host:x", "keeper", "commission_yuan")))
        draws = _draws(plan, a_day)
        got = measure(plan, draws, simulate(plan, draws), county, p).county
        assert got["cost_brands_parcel"] == pytest.approx(0.80)
        assert got["cost_host_parcel"] == pytest.approx(-0.40)
        assert got["cost_keeper_parcel"] == pytest.approx(2 / 60 * 12 - 0.40)
        assert got["cost_system_full_parcel"] > got["cost_system_marginal_parcel"]
        plan = _plan(1, True, EVERY_DAY, host=True, fees=(Fee("operator", "host:x", "bus_yuan", "direct"), Fee("operator", "keeper", "commission_yuan")))
        draws = _draws(plan, a_day)
        assert measure(plan, draws, simulate(plan, draws), county, p).county["cost_brands_parcel"] == pytest.approx(0.80), "freight and commission"
