"""The planner's hand table, cost per parcel by mode and volume, reproduced by running the model.

Eight villages stand on a ring road of 45 km with the place their vans start from. A van drives 25 km/h, stops 8 minutes at a village and is
loaded for half an hour; drivers are paid by the hour, the vehicle's fixed cost by the hours of its day; hub, trunk and township are left out,
and nothing is bounded. What the brands pay is then a line of arithmetic, written here as ``by_hand``.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import DAY
from sim.county.county import County, PointPlace, Seat, Village
from sim.demand.draw import draw_parcels
from sim.demand.expected import expected
from sim.demand.offers import NO_OFFERS
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.parameters import Parameters
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.mode.mode import Mode

VILLAGES, RING_KM, KMH, STOP_MIN, LOADING_MIN = 8, 45.0, 25.0, 8.0, 30.0
WAGE_H = 5000 / 26 / 8 * 1.25
HOURS = RING_KM / KMH + VILLAGES * STOP_MIN / 60 + LOADING_MIN / 60
LOOP = HOURS * WAGE_H + RING_KM * 0.70 + 35 * HOURS / 8
COMMISSION, POST, BUS, TOWNSHIP = 0.40, 0.80, 0.40, 0.10
FIVE = ("zto", "yto", "yunda", "sto", "jt")

OWN = {
    "name_zh": "自营",
    "name_en": "own rounds",
    "hub": {},
    "legs": [{"leg": "direct"}],
    "prices": [{"payer": "operator", "payee": "keeper", "tariff": "commission_yuan"}],
}


def host(key: str, *tariffs: str) -> dict[str, object]:
    """A mode whose last leg a host carries for a fee."""
    return {
        "name_zh": "搭载",
        "name_en": "hosted",
        "hub": {},
        "legs": [{"leg": "direct", "carrier": key, "departure": "host"}],
        "prices": [{"payer": "operator", "payee": f"host:{key}", "tariff": t} for t in tariffs],
    }


MODES = {
    "five": {**OWN, "pooled": False},
    "joint": OWN,
    "post": host("post", "post_yuan"),
    "bus": host("bus", "bus_yuan", "commission_yuan", "relay_yuan"),
}


def by_hand(mode: str, parcels: float, days_per_week: int) -> float:
    """Yuan a parcel that the brands pay, at ``parcels`` a village and day."""
    if mode == "post":
        return POST
    if mode == "bus":
        return BUS + COMMISSION + TOWNSHIP
    loops_day = (5 if mode == "five" else 1) * days_per_week / 7
    return LOOP * loops_day / (VILLAGES * parcels) + COMMISSION


def ring(parcels: float) -> County:
    """Eight villages and their base on a ring road, the base doubling as hub and township."""
    base = Seat("H", "县城", "", 0, 0, 0.0, 0.0, "user")
    town = Seat("T", "镇", "", 0, 0, 0.0, 0.0, "user")
    villages = tuple(Village(f"V{i}", f"村{i}", "", 0, 1000, parcels, 0, 0, float(i), 0.0, i, "user", "user") for i in range(VILLAGES))
    points = tuple(PointPlace(f"P{i}", f"点{i}", 0, float(i), 0.0) for i in range(VILLAGES))
    n = VILLAGES + 1
    at = np.array([0, 0, *range(1, n)])
    apart = np.abs(at[:, None] - at[None, :])
    road = np.minimum(apart, n - apart) * RING_KM / n
    return County("ring", "环", "Ring", 100.0, 2.6, "plain", 1.0, 0.5, 1, base, (town,), villages, points, road, (), True)


def parameters(days_per_week: int) -> Parameters:
    """Defaults of the hand table, nothing random, nothing bounded."""
    data = Parameters().model_dump()
    data["horizon"] |= {"measured_days": 28, "drain_days": 7}
    data["demand"] |= {"weekday": (1,) * 7, "noise_sd": 0.0, "poisson": False, "truck_delay_mean_min": 0.0, "to_door_share": 0.0}
    data["demand"]["waves"] = [{"time": "06:00", "share": 1.0}]
    for key, brand in data["demand"]["brands"].items():
        brand |= {"share": 0.2 if key in FIVE else 0.0, "alone": "five"}
    data["roads"] |= {"village_kmh": KMH, "trunk_kmh": KMH, "stop_min": STOP_MIN, "stop_s_parcel": 0.0, "loading_min": LOADING_MIN}
    data["vehicles"]["minivan"] |= {"parcels": 100_000, "kg": 100_000.0, "litres": 1_000_000.0, "yuan_km": 0.70, "yuan_day": 35.0}
    data["schedule"]["village"] |= {"days_per_week": days_per_week, "depart": ("10:45",), "visits_per_day": 1}
    data["fleet"]["sizing"] = "existing"
    data["fleet"]["village"]["allowed"] = ()
    data["cost"] |= {"driver_pay": "hour", "relief": 1.0, "hub_rent": 0.0, "township_rent": 0.0}
    data["disruption"] |= {"travel_cv": 0.0}
    data["tariff"] |= {"relay_yuan": TOWNSHIP}
    for name in ("post", "bus"):
        data["host"][name] |= {"vehicles": 1, "free_parcels": 100_000, "load_share": 0.0, "cancel_share": 0.0, "days_per_week": 7, "depart": ("09:00",), "near_km": None, "vehicle": "minivan"}
    return Parameters.model_validate(data)


def simulated(mode: str, parcels: float, days_per_week: int) -> float:
    """The brands' outlay a parcel, from plan, simulation and ledger."""
    county, p = ring(parcels), parameters(days_per_week)
    modes = {key: Mode.model_validate({"key": key, **content}) for key, content in MODES.items()}
    assignment = Assignment(name=mode, mode=mode, pools={"five": FIVE})
    plan = build_plan(county, p, modes, assignment, expected(county, p))
    drawn, market = draw_parcels(county, p, 1, 0)
    draws = draw(plan, drawn, market, NO_OFFERS, p, 1, 0)
    outcome = simulate(plan, draws)

    return measure(plan, draws, outcome, county, p).county["cost_brands_parcel"]


@pytest.mark.parametrize("parcels", [2, 5, 10, 20, 50, 100])
@pytest.mark.parametrize(("mode", "days_per_week"), [("five", 7), ("joint", 7), ("joint", 3), ("post", 7), ("bus", 7)])
def test_the_hand_table_comes_out_of_the_model(mode: str, days_per_week: int, parcels: float) -> None:
    assert simulated(mode, parcels, days_per_week) == pytest.approx(by_hand(mode, parcels, days_per_week), rel=2e-4, abs=2e-4)


def test_the_hand_table_is_the_published_one() -> None:
    table = {(m, d, v): round(by_hand(m, v, d), 1) for m, d in (("five", 7), ("joint", 7), ("joint", 3)) for v in (2, 10, 100)}
    assert table == {
        ("five", 7, 2): 46.5, ("five", 7, 10): 9.6, ("five", 7, 100): 1.3,
        ("joint", 7, 2): 9.6, ("joint", 7, 10): 2.2, ("joint", 7, 100): 0.6,
        ("joint", 3, 2): 4.3, ("joint", 3, 10): 1.2, ("joint", 3, 100): 0.5,
    }  # fmt: skip
    assert round(LOOP / VILLAGES / (POST - COMMISSION)) == 46
    assert DAY == 86_400_000
