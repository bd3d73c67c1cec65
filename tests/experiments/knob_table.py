"""How each parameter is turned so that it binds: the mode, what else is set, and the two values; the first pattern that fits holds.

What a parameter moves, and which way, is not said here: it stands in the registry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

COURIER, POSTAL, BUS, SHOP, PICKUP = "courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup"
DIRECT, FREIGHT, COOP, CARRIER = "courier_direct", "freight_courier", "coop_courier", "village_carrier"
ATTENDED = [[1, "09:00", "11:00"], [4, "15:00", "17:00"]]
MODES = {"post": POSTAL, "bus": BUS, "shop": SHOP, "freight": FREIGHT, "coop": COOP}


@dataclass(frozen=True)
class Turn:
    """``low`` and ``high`` default to the parameter's own; ``also`` sets other keys on both sides; ``mode`` to the one after @ in the registry."""

    pattern: str
    low: Any = None
    high: Any = None
    mode: str = ""
    also: dict[str, Any] = field(default_factory=dict)


HEAVY = {"demand.scale": 4.0}
NO_SLACK = {"demand.scale": 3.0, "fleet.target_load": 1.0, "staffing.target_load": 1.0}
ONE_EACH = {"demand.scale": 4.0, **{f"staffing.{k}.crew": 1 for k in ("hub.unload", "hub.sort", "township.unload", "township.sort")}}
LOAD = {
    ("hub", "unload"): 3.0, ("hub", "sort"): 1.4, ("hub", "sort_village"): 0.7, ("township", "unload"): 7.0, ("township", "sort"): 2.5, ("township", "hand_over"): 8.0,
    ("brand_hub", "unload"): 2.5, ("brand_hub", "sort"): 5.0,
}  # fmt: skip
"""Demand, relative to the small county's own, at which one worker of a stage has about as much to do as he can."""

ROOMY_POST = {"host.post.free_parcels": 5000, "vehicles.motorbike.parcels": 9000, "vehicles.motorbike.kg": 9000.0, "vehicles.motorbike.litres": 90_000.0}
POST_ALONE = {"demand.scale": 2.0, "handling.unload_per_h": 100.0, "handling.sort_per_h": 100.0, "demand.brands.post.share": 1.0, **ROOMY_POST}
GOING = {"demand.outbound.share": 0.3}
ALL_GROW = {f"demand.outbound.products.{key}.villages_share": 1.0 for key in ("cherries", "apples")}
CHERRY_SEASON = {"demand.outbound.harvest": True, "horizon.start_date": "2026-05-11", **ALL_GROW}
APPLE_SEASON = {"demand.outbound.harvest": True, "horizon.start_date": "2026-09-07", **ALL_GROW}
"""Horizons in the season of a product that every village grows."""

FRESH = {
    key: {f"demand.outbound.products.{key}.{name}": value for name, value in (("fresh", True), ("first", "01-01"), ("last", "12-31"))}
    for key in ("cherries", "apples")
}
"""Another product in season that does not keep."""

ROOMY = {"demand.scale": 0.1, "fleet.sizing": "existing"}
SCARCE = {"demand.scale": 2.0, "fleet.village.count": 3, "schedule.village.visits_per_day": 2, "schedule.village.depart": ["10:45", "11:30"], "roads.stop_min": 15.0}
FEED = str(Path(__file__).with_name("bus_feed"))
FEED_SPACE = str(Path(__file__).with_name("bus_space.csv"))
"""Buses from the hub over each township to a stop beside it."""
TABLE = str(Path(__file__).with_name("both_ways.csv"))
"""Parcels of ten days that come into each village, and out of one in each township."""

def november(**also: Any) -> dict[str, Any]:
    """A horizon in which Double 11 lies, its peak on a measured day."""
    return {"horizon.start_date": "2026-11-02", "demand.calendar": ["double11"], **also}


NOVEMBER = november()
JUNE = {"horizon.start_date": "2026-06-01", "demand.calendar": ["mid_year"]}
FEBRUARY = {"horizon.start_date": "2027-02-01", "demand.calendar": ["migrants_home", "spring_festival"]}
OCCASIONS = {"double11": NOVEMBER, "mid_year": JUNE, "spring_festival": FEBRUARY, "migrants_home": FEBRUARY}
"""Horizons in which an occasion of the calendar lies."""

DAYS = {"double11": ("11-01", "11-11", "11-07"), "mid_year": ("06-01", "06-20", "06-05"), "spring_festival": ("NY-3", "NY+6", "NY-1"), "migrants_home": ("NY-7", "NY+6", "NY-1")}
"""First and last day of an occasion, and one between."""


def _occasion(name: str) -> list[Turn]:
    """Turns of an occasion of the calendar."""
    key, (first, last, between), also = f"demand.occasions.{name}", DAYS[name], OCCASIONS[name]
    more = {f"{key}.factor": 1.8, **also}
    return [
        Turn(f"{key}.first", first, between, also=more | {f"{key}.peak_day": None}),
        Turn(f"{key}.last", between, last, also=more | {f"{key}.peak_day": None}),
        Turn(f"{key}.factor", 1.2, 1.7, also=also),
        Turn(f"{key}.peak_day", first, between, also=more | {f"{key}.peak": 3.0}),
        Turn(f"{key}.peak", 1.0, 3.0, also=more | {f"{key}.peak_day": between}),
        Turn(f"{key}.residents", 1.0, 1.5, also=also),
    ]


TOWN = {"county.communities": True}
"""The communities of the county town are served too."""

WAITING = {"schedule.village.leaves": "threshold"}
EXISTING = {"fleet.sizing": "existing"}
FIVE = {"joint": ["zto", "yto", "yunda", "sto", "jt"]}
"""A pool without the post, which has points in villages of its own."""

SUBSIDY = (
    ("every", "month", "once", {}), ("years", 3.0, 10.0, {"subsidy.post.every": "once"}), ("of", "township", "point", {}), ("payee", "keeper", "resident", {}),
    ("from_parcels_year", 0.0, 1e9, {}), ("point_share", 0.0, 1.0, {"subsidy.post.point_types": ["committee_room"], "subsidy.station.point_types": ["committee_room"], "subsidy.post.of": "township", "subsidy.station.of": "township"}),
    ("point_types", [], ["committee_room"], {}),
)  # fmt: skip
INVESTMENT = (("years", 3.0, 10.0), ("of", "township", "point"), ("payer", "operator", "public"), ("public_share", 0.0, 0.5), ("point_types", [], ["committee_room"]))
OWN_LINES = {"fleet.trunk.count": 3}
"""A truck for each township, so that the trunk does not tour."""


CLOSED = {"disruption.closures.village.share": 0.5, "disruption.closures.trunk.share": 0.5}
"""Roads that are closed every other day."""


def on_road(host: str, shape: str = "road") -> dict[str, Any]:
    """The joint mode changed so that a host carries it straight from the hub, along roads or on rounds, with a relay for the rest."""
    legs = [{"leg": "direct", "carrier": host, "departure": "host", "shape": shape}, {"leg": "relay", "carrier": host, "schedule": "relay"}]
    return {"mode.legs": legs, "host." + host + ".near_km": 1.0, "host." + host + ".days_per_week": 7}


def _vehicle(name: str) -> list[Turn]:
    """Turns of a vehicle type: the pool's village rounds are driven with it."""
    own = {"fleet.village.vehicle": name, "fleet.village.count": 3, "demand.scale": 2.0}
    return [
        Turn(f"vehicles.{name}.parcels", 15, 400, COURIER, own),
        Turn(f"vehicles.{name}.kg", 30.0, 800.0, COURIER, own),
        Turn(f"vehicles.{name}.litres", 150.0, 5000.0, COURIER, own),
        Turn(f"vehicles.{name}.range_km", 5.0, 500.0, COURIER, {"fleet.village.vehicle": name, "demand.scale": 0.1}),
        Turn(f"vehicles.{name}.*", 0.1, 0.9, COURIER, {"fleet.village.vehicle": name}),
    ]


TURNS: tuple[Turn, ...] = (
    Turn("horizon.start_date", "2026-03-02", "2026-03-05"),
    Turn("horizon.warmup_days", 3, 10),
    Turn("horizon.measured_days", 7, 14),
    Turn("horizon.drain_days", 0, 4),
    Turn("demand.weekday", [1.1, 1.05, 1.02, 1.0, 0.98, 0.95, 0.9], [2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.2]),
    Turn("demand.growth_a_year", 0.05, 0.3, also={"demand.years_ahead": 3}),
    Turn("demand.years_ahead", 0, 5),
    Turn("demand.calendar", [], ["double11"], also={"horizon.start_date": "2026-11-02"}),
    Turn("demand.sized_for", "normal", "peak", also=november(**{"demand.scale": 3.0})),
    *_occasion("double11"), *_occasion("mid_year"), *_occasion("spring_festival"), *_occasion("migrants_home"),
    Turn("demand.weight_*", also={**NO_SLACK, "vehicles.minivan.kg": 200.0, "demand.noise_sd": 1.0}),
    Turn("demand.volume_*", also={**NO_SLACK, "vehicles.minivan.litres": 1000.0, "demand.noise_sd": 1.0}),
    Turn("demand.without", [], ["yto", "sto"]),
    Turn("demand.upstream_h", 30.0, 80.0),
    *(Turn(f"demand.truck.{key}", low, high) for key, low, high in (("parcels", 20, 1000), ("kg", 20.0, 9000.0), ("litres", 100.0, 90000.0))),
    Turn("demand.forward_share", 0.0, 0.3),
    Turn("demand.orders_from", "06:00", "16:00", also={"demand.forward_share": 0.5}),
    Turn("demand.orders_to", "10:00", "22:00", also={"demand.forward_share": 0.5}),
    Turn("demand.outbound.share", 0.05, 0.5),
    Turn("demand.outbound.replay", False, True, also={**CHERRY_SEASON, "demand.parcels_file": TABLE}),
    Turn("demand.outbound.harvest", False, True, also={**GOING, **ALL_GROW, "horizon.start_date": "2026-05-11"}),
    Turn("demand.outbound.senders_from", "08:00", "14:00", also=GOING),
    Turn("demand.outbound.senders_to", "10:00", "18:00", also=GOING),
    Turn("demand.outbound.accept_min", 2.0, 60.0, also=GOING),
    Turn("demand.outbound.one_keeper", False, True, also={**GOING, "demand.outbound.accept_min": 60.0}),
    Turn("demand.outbound.boarding_s", 0.0, 20.0, also=GOING),
    Turn("demand.outbound.line_haul", ["19:00"], ["23:30"], also=GOING),
    *(Turn(f"demand.outbound.truck.{key}", low, high, also={**GOING, "demand.outbound.line_haul": ["19:00", "19:30"]}) for key, low, high in (("parcels", 20, 1000), ("kg", 5.0, 9000.0), ("litres", 10.0, 90000.0))),
    Turn("demand.outbound.fresh_limit_h", 6.0, 96.0, also=CHERRY_SEASON),
    Turn("demand.outbound.cold_parcels", 0, 5, also=CHERRY_SEASON),
    Turn("demand.outbound.sharing", "parcels", "marginal", also=GOING),
    Turn("demand.outbound.products.cherries.parcels_day", 5.0, 50.0, also=CHERRY_SEASON),
    Turn("demand.outbound.products.cherries.first", "05-15", "05-17", also=CHERRY_SEASON),
    Turn("demand.outbound.products.cherries.last", "06-15", "05-16", also=CHERRY_SEASON),
    Turn("demand.outbound.products.cherries.villages", ["东镇"], ["西乡", "东镇"], also=CHERRY_SEASON),
    Turn("demand.outbound.products.cherries.kg", 1.0, 90.0, also={**CHERRY_SEASON, "vehicles.minivan.kg": 300.0}),
    Turn("demand.outbound.products.cherries.litres", 3.0, 800.0, also={**CHERRY_SEASON, "vehicles.minivan.litres": 2500.0}),
    Turn("demand.outbound.products.cherries.size_sd_log", 0.0, 1.5, also={**CHERRY_SEASON, "demand.outbound.products.cherries.kg": 40.0, "vehicles.minivan.kg": 300.0}),
    Turn("demand.outbound.products.cherries.fresh", False, True, also=CHERRY_SEASON | FRESH["apples"]),
    Turn("demand.outbound.products.cherries.*", 0.2, 0.9, also=CHERRY_SEASON),
    Turn("demand.outbound.products.apples.parcels_day", 5.0, 50.0, also=APPLE_SEASON),
    Turn("demand.outbound.products.apples.first", "09-01", "09-11", also=APPLE_SEASON),
    Turn("demand.outbound.products.apples.last", "09-11", "11-30", also=APPLE_SEASON),
    Turn("demand.outbound.products.apples.villages", ["东镇"], ["西乡", "东镇"], also=APPLE_SEASON),
    Turn("demand.outbound.products.apples.kg", 1.0, 90.0, also={**APPLE_SEASON, "vehicles.minivan.kg": 300.0}),
    Turn("demand.outbound.products.apples.litres", 3.0, 800.0, also={**APPLE_SEASON, "vehicles.minivan.litres": 2500.0}),
    Turn("demand.outbound.products.apples.size_sd_log", 0.0, 1.5, also={**APPLE_SEASON, "demand.outbound.products.apples.kg": 40.0, "vehicles.minivan.kg": 300.0}),
    Turn("demand.outbound.products.apples.fresh", False, True, also=APPLE_SEASON | FRESH["cherries"]),
    Turn("demand.outbound.products.apples.*", 0.2, 0.9, also=APPLE_SEASON),
    Turn("demand.brands.post.alone", "postal_own", "township_pickup", PICKUP),
    Turn("demand.brands.*.alone", "township_pickup", "postal_own", PICKUP),
    Turn("demand.waves.0.time", "06:00", "08:00"),
    Turn("demand.waves.1.time", "13:00", "10:00"),
    Turn("resident.point_km", 0.5, 5.0),
    Turn("roads.trunk_kmh", 30.0, 60.0, DIRECT, {"fleet.direct.count": 3}),
    Turn("roads.village_kmh", also={**OWN_LINES, "fleet.village.count": 4}),
    Turn("roads.stop_min", also=OWN_LINES),
    Turn("handling.screen_per_h", also={"handling.screened_share": 1.0}),
    Turn("handling.sort_per_h", also={"staffing.township.sort.crew": 2}),
    Turn("roads.circuity", 1.1, 1.8),
    Turn("handling.slots", 4, 30, BUS, {"staffing.hub.sort_village.crew": 6}),
    Turn("handling.hand_over_per_h", 40.0, 1000.0, POSTAL, {**ONE_EACH, "staffing.township.hand_over.crew": 1}),
    Turn("handling.discipline", "pooled", "servers", PICKUP, {**HEAVY, "staffing.outlet.outlet.crew": 3}),
    Turn("handling.shift_end", "pause", "finish", COURIER, ONE_EACH),
    Turn("points.types.shop.hours", [["08:00", "20:00"]], [["08:00", "12:00"]], also={"points.door_time": "11:00", "schedule.village.depart": ["10:45"]}),
    Turn("subsidy.*.yuan", 0.0, 500.0, COURIER),
    *(Turn(f"subsidy.*.{key}", low, high, COURIER, {"subsidy.post.yuan": 500.0, "subsidy.station.yuan": 1000.0, **also}) for key, low, high, also in SUBSIDY),
    Turn("subsidy.*.shared", False, True, PICKUP, {"subsidy.post.yuan": 500.0, "subsidy.station.yuan": 1000.0, "assignment.pools": FIVE}),
    Turn("investment.*.yuan", 0.0, 3000.0, COURIER),
    *(Turn(f"investment.*.{key}", low, high, COURIER, {"investment.station.yuan": 3000.0}) for key, low, high in INVESTMENT),
    Turn("cost.discount_rate", 0.0, 0.08, COURIER, {"investment.station.yuan": 3000.0}),
    Turn("points.types.committee_room.hours", [["09:00", "12:00"], ["14:00", "18:00"]], [["09:00", "12:00"]], COURIER, {"mode.point": "committee_room", "points.door_time": "11:00", "schedule.village.depart": ["10:45"]}),
    Turn("points.types.post_office.hours", [["09:00", "17:00"]], [["09:00", "13:00"]], POSTAL, {"points.door_time": "12:00", "host.post.depart": ["10:45"], "schedule.village.depart": ["10:45"]}),
    Turn("points.own_paid", "hours", "work"),
    Turn("points.types.coop_store.hours", [["08:00", "18:00"]], [["08:00", "13:00"]], COOP, {"points.door_time": "12:00", "host.coop.depart": ["10:45"], "schedule.direct.depart": ["10:45"], "schedule.relay.depart": ["11:30"]}),
    Turn("points.types.stationed.hours", [["09:00", "18:00"]], [["09:00", "12:00"]], COURIER, {"mode.point": "stationed", "points.door_time": "11:00", "schedule.village.depart": ["10:45"]}),
    Turn("points.types.outlet.hours", [["09:00", "18:00"]], [["09:00", "12:00"]], PICKUP, {"schedule.brand_trunk.depart": ["08:30"], "host.post.depart": ["10:45"]}),
    Turn("points.types.shop.shelf_parcels", 20, 300),
    Turn("points.types.committee_room.shelf_parcels", 20, 300, COURIER, {"mode.point": "committee_room"}),
    Turn("points.types.post_office.shelf_parcels", 20, 300, POSTAL),
    Turn("points.types.coop_store.shelf_parcels", 20, 400, COOP),
    Turn("points.types.stationed.shelf_parcels", 20, 300, COURIER, {"mode.point": "stationed"}),
    Turn("points.types.outlet.shelf_parcels", 20, 1000, PICKUP),
    Turn("points.locker.small", 0, 4, also={"points.types.shop.lockers": 1, "points.locker.medium": 1, "points.locker.large": 1}),
    Turn("points.locker.medium", 0, 4, also={"points.types.shop.lockers": 1, "points.locker.small": 1, "points.locker.large": 1}),
    Turn("points.locker.large", 0, 4, also={"points.types.shop.lockers": 1, "points.locker.small": 1, "points.locker.medium": 1}),
    Turn("points.locker.small_l", 2.0, 15.0, also={"points.types.shop.lockers": 1, "points.locker.medium": 1, "points.locker.large": 1}),
    Turn("points.locker.medium_l", 13.0, 32.0, also={"points.types.shop.lockers": 1, "points.locker.small": 0, "points.locker.large": 0, "demand.volume_mean_l": 20.0}),
    Turn("points.locker.large_l", 30.0, 60.0, also={"points.types.shop.lockers": 1, "demand.volume_mean_l": 20.0}),
    Turn("points.locker.keeper_min", 0.5, 2.0, also={"points.types.shop.lockers": 1}),
    Turn("points.types.shop.missing_scan_share", 0.01, 0.05),
    Turn("points.types.shop.false_sign_share", 0.01, 0.1),
    Turn("points.types.shop.second_charge_share", 0.03, 0.3),
    Turn("points.types.committee_room.missing_scan_share", 0.01, 0.05, COURIER, {"mode.point": "committee_room"}),
    Turn("points.types.committee_room.false_sign_share", 0.01, 0.1, COURIER, {"mode.point": "committee_room"}),
    Turn("points.types.committee_room.second_charge_share", 0.03, 0.3, COURIER, {"mode.point": "committee_room"}),
    Turn("points.types.post_office.missing_scan_share", 0.01, 0.05, POSTAL),
    Turn("points.types.post_office.false_sign_share", 0.01, 0.1, POSTAL),
    Turn("points.types.post_office.second_charge_share", 0.03, 0.3, POSTAL),
    Turn("points.types.coop_store.missing_scan_share", 0.01, 0.05, COOP),
    Turn("points.types.coop_store.false_sign_share", 0.01, 0.1, COOP),
    Turn("points.types.coop_store.second_charge_share", 0.03, 0.3, COOP),
    Turn("points.types.stationed.missing_scan_share", 0.01, 0.05, COURIER, {"mode.point": "stationed"}),
    Turn("points.types.stationed.false_sign_share", 0.01, 0.1, COURIER, {"mode.point": "stationed"}),
    Turn("points.types.stationed.second_charge_share", 0.03, 0.3, COURIER, {"mode.point": "stationed"}),
    Turn("points.types.outlet.missing_scan_share", 0.01, 0.05, PICKUP),
    Turn("points.types.outlet.false_sign_share", 0.01, 0.1, PICKUP),
    Turn("points.types.outlet.second_charge_share", 0.03, 0.3, PICKUP),
    Turn("points.false_sign_h", 2.0, 24.0, also={"points.types.shop.false_sign_share": 0.1}),
    Turn("points.second_charge_yuan", 0.0, 2.0, also={"points.types.shop.second_charge_share": 0.3}),
    Turn("points.types.shop.attended", [], ATTENDED),
    Turn("points.types.committee_room.attended", [], ATTENDED, COURIER, {"mode.point": "committee_room"}),
    Turn("points.types.stationed.attended", [], ATTENDED, COURIER, {"mode.point": "stationed"}),
    Turn("points.types.post_office.attended", [], ATTENDED, POSTAL),
    Turn("points.types.coop_store.attended", [], ATTENDED, COOP),
    Turn("points.types.outlet.attended", [], ATTENDED, PICKUP),
    Turn("points.types.community_outlet.attended", [], ATTENDED, also=TOWN),
    Turn("points.types.committee_room.*", mode=COURIER, also={"mode.point": "committee_room"}),
    Turn("points.types.post_office.*", mode=POSTAL),
    Turn("points.types.coop_store.*", mode=COOP),
    Turn("points.types.stationed.*", mode=COURIER, also={"mode.point": "stationed"}),
    Turn("points.types.outlet.*", mode=PICKUP),
    Turn("points.return_after_days", 2, 7),
    Turn("points.door_time", "17:00", "12:00"),
    Turn("demand.urban_per_resident_day", also=TOWN),
    Turn("towns.point", "community_outlet", "post_office", also={**TOWN, "schedule.urban.depart": ["16:30"]}),
    Turn("towns.outlets_10k", 2.0, 6.0, also=TOWN),
    Turn("towns.*", also=TOWN),
    Turn("points.types.community_outlet.hours", [["08:00", "21:00"]], [["08:00", "12:00"]], also={**TOWN, "points.door_time": "11:00", "schedule.urban.depart": ["08:30"]}),
    Turn("points.types.community_outlet.shelf_parcels", 20, 1000, also={**TOWN, "schedule.urban.depart": ["08:30"]}),
    Turn("points.types.community_outlet.lockers", 0, 4, also=TOWN),
    Turn("points.types.community_outlet.missing_scan_share", 0.01, 0.05, also=TOWN),
    Turn("points.types.community_outlet.false_sign_share", 0.01, 0.1, also=TOWN),
    Turn("points.types.community_outlet.second_charge_share", 0.03, 0.3, also=TOWN),
    Turn("points.types.community_outlet.*", also=TOWN),
    Turn("schedule.urban.depart", ["08:30", "14:30", "16:00"], ["10:30"], also=TOWN),
    Turn("schedule.urban.visits_per_day", 1, 3, also=TOWN),
    Turn("schedule.urban.*", also=TOWN),
    Turn("fleet.urban.vehicle", "minivan", "truck", also=TOWN),
    Turn("fleet.urban.count", 1, 3, also={**TOWN, "fleet.urban.allowed": []}),
    Turn("fleet.urban.allowed", [], ["micro_van"], also=TOWN),
    Turn("schedule.trunk.depart", ["08:30", "15:30"], ["10:30"]),
    Turn("schedule.trunk.visits_per_day", 1, 2),
    Turn("schedule.village.visits_per_day", 1, 2, also=HEAVY),
    Turn("schedule.village.depart", ["10:45", "14:00"], ["14:00", "16:00"]),
    Turn("schedule.direct.depart", ["08:30", "13:30"], ["13:30", "15:30"]),
    Turn("fleet.direct.count", 3, 6, DIRECT, {**HEAVY, "schedule.direct.visits_per_day": 2}),
    Turn("schedule.relay.depart", ["11:30", "16:00"], ["16:00"]),
    Turn("schedule.relay.visits_per_day", 1, 2),
    Turn("schedule.threshold.parcels", 5, 100, also={**WAITING, "schedule.threshold.most_a_day": 4}),
    Turn("schedule.threshold.wait_h", 0.5, 6.0, also={**WAITING, "schedule.threshold.parcels": 500}),
    Turn("schedule.threshold.start", "08:00", "14:00", also=WAITING),
    Turn("schedule.threshold.end", "11:00", "17:00", also=WAITING),
    Turn("schedule.threshold.most_a_day", 1, 4, also={**WAITING, "schedule.threshold.parcels": 5}),
    Turn("schedule.*.leaves", "timetable", "threshold"),
    Turn("schedule.carrier.depart", ["10:45"], ["14:00"]),
    Turn("schedule.carrier.visits_per_day", 1, 2, also={"schedule.carrier.depart": ["10:45", "14:00"]}),
    Turn("schedule.carrier.market_days", False, True),
    Turn("fleet.carrier.vehicle", "motorbike", "etrike"),
    Turn("fleet.carrier.allowed", [], ["etrike"], also={"fleet.carrier.vehicle": "micro_van"}),
    Turn("fleet.carrier.villages", 1, 4, also={"demand.scale": 0.2}),
    Turn("schedule.brand_trunk.depart", ["08:30", "15:30"], ["10:30"]),
    Turn("schedule.brand_trunk.visits_per_day", 1, 2),
    Turn("fleet.sizing", "existing", "sized", POSTAL),
    Turn("fleet.target_load", 0.4, 1.0, COURIER, HEAVY),
    Turn("fleet.trunk.vehicle", "minivan", "truck", also={"fleet.trunk.allowed": []}),
    Turn("fleet.*.vehicle", "minivan", "truck"),
    Turn("fleet.trunk.count", 1, 3),
    Turn("fleet.village.count", 3, 6, COURIER, {**HEAVY, "schedule.village.visits_per_day": 2}),
    Turn("fleet.relay.count", 6, 40, BUS, {"demand.scale": 0.3, "schedule.relay.depart": ["11:30"], "host.bus.near_km": 0.2}),
    Turn("fleet.route_iterations", 2, 300, DIRECT, HEAVY),
    Turn("fleet.brand_trunk.count", 1, 3, PICKUP, {"demand.scale": 3.0, "fleet.brand_trunk.vehicle": "micro_van", "host.post.free_parcels": 5000}),
    Turn("disruption.lost_share", 0.01, 0.1),
    Turn("disruption.lost_yuan", 30.0, 300.0, also={"disruption.lost_share": 0.1}),
    Turn("disruption.closures.*.share", 0.0, 0.4),
    Turn("disruption.breakdown_share", 0.0, 0.4),
    Turn("disruption.driver_absent_share", 0.0, 0.4),
    Turn("disruption.crew_absent_share", 0.0, 0.6),
    Turn("disruption.keeper_absent_share", 0.0, 0.3),
    Turn("disruption.closures.*.road", "village", "trunk", also=CLOSED),
    Turn("disruption.closures.*.first", "03-02", "03-06", also=CLOSED),
    Turn("disruption.closures.*.last", "03-04", "03-12", also=CLOSED),
    Turn("disruption.closures.*.townships", ["东镇"], ["东镇", "西乡"], also=CLOSED),
    Turn("disruption.closures.*.dates", [], ["2026-03-05", "2026-03-06"]),
    Turn("fleet.max_round_h", 2.0, 8.0),
    Turn("fleet.max_delay_min", 0.0, 240.0, COURIER, SCARCE),
    Turn("fleet.duty_start", "06:00", "08:00", COURIER, {**SCARCE, "fleet.max_delay_min": 1440.0, "fleet.duty_end": "14:30", "schedule.trunk.depart": ["08:30"], "schedule.brand_trunk.depart": ["08:30"], "schedule.relay.depart": ["11:30"], "schedule.urban.depart": ["08:30"]}),
    Turn("fleet.duty_end", "13:30", "20:00", COURIER, {**SCARCE, "schedule.urban.depart": ["08:30"], "schedule.carrier.depart": ["08:30"], "schedule.direct.depart": ["08:30"], "schedule.trunk.depart": ["08:30"], "schedule.brand_trunk.depart": ["08:30"], "schedule.relay.depart": ["11:30"]}),
    Turn("staffing.brand_township.*.also.0.crew", 1, 8, PICKUP, {**POST_ALONE, "demand.scale": 2.6, "staffing.brand_township.unload.crew": 1, "staffing.brand_township.sort.crew": 1}),
    Turn("staffing.*.crew", 1, 8),
    Turn("staffing.*.unload.crew_of", "", "sort", also=HEAVY),
    Turn("staffing.*.crew_of", "", "unload", also=HEAVY),
    Turn("staffing.*hub.*.also.0.start", "13:00", "15:00"),
    Turn("staffing.*hub.*.also.0.end", "13:30", "16:00"),
    Turn("staffing.*.also.0.start", "16:00", "17:30"),
    Turn("staffing.*.also.0.end", "16:15", "18:00"),
    Turn("staffing.*hub.*.start", "05:30", "08:00"),
    Turn("staffing.*hub.*.end", "07:00", "09:30"),
    Turn("staffing.outlet.outlet.start", "09:00", "12:00"),
    Turn("staffing.outlet.outlet.end", "13:00", "18:00"),
    Turn("staffing.*.start", "09:00", "10:30"),
    Turn("staffing.*.end", "10:00", "12:00"),
    Turn("staffing.target_load", 0.5, 1.0, COURIER, {"demand.scale": 8.0}),
    Turn("loading.skip", 0, 50, also={**NO_SLACK, "demand.weight_sd_log": 1.5, "vehicles.minivan.kg": 200.0}),
    Turn("host.post.brands", [], ["post", "zto", "yto"], POSTAL, {**HEAVY, **EXISTING, "host.post.vehicles": "auto"}),
    Turn("host.*.brands", [], ["zto", "yto", "yunda", "sto", "jt"], also={**HEAVY, **EXISTING}),
    Turn("host.bus.vehicles", 1, 6, BUS, {**HEAVY, **EXISTING}),
    Turn("host.*.vehicles", 1, 6, also=EXISTING),
    Turn("host.shop.free_parcels", 10, 200, also=EXISTING),
    Turn("host.post.villages_per_vehicle", 4.0, 20.0, also={**HEAVY, **EXISTING, "host.post.brands": []}),
    Turn("host.freight.villages_per_vehicle", 4.0, 20.0, also={**HEAVY, **EXISTING}),
    Turn("host.*.villages_per_vehicle", also={**HEAVY, **EXISTING}),
    Turn("host.post.free_parcels", 10, 200, also={**HEAVY, **EXISTING, "host.post.brands": []}),
    Turn("host.*.free_parcels", 10, 200, also={**HEAVY, **EXISTING}),
    Turn("host.*.load_by_month", [1.0] * 12, [2.0] * 12, also={**HEAVY, **EXISTING}),
    Turn("host.*.load_*", also={**HEAVY, **EXISTING}),
    Turn("host.post.speed_kmh", 18.0, 32.0, also=ROOMY),
    Turn("host.*.speed_kmh", 18.0, 32.0),
    Turn("host.*.market_load", 1.0, 2.0, also={**HEAVY, **EXISTING}),
    Turn("host.*.cancel_share", 0.0, 0.3, also=ROOMY),
    Turn("host.*.cancelled_weekdays", [], [2, 4], also=ROOMY),
    Turn("host.*.cancelled_dates", [], ["2026-03-03", "2026-03-05"], also=ROOMY),
    Turn("host.*.marginal_yuan_km", also=ROOMY),
    Turn("host.*.stop_caused", also=ROOMY),
    Turn("host.*.passengers", also=ROOMY),
    Turn("host.*.days_per_week", also=EXISTING),
    *(Turn(f"host.{h}.{k}", low, high, COURIER, {**on_road(h), "demand.scale": 0.2}) for h in MODES for k, low, high in (("near_km", 0.0, 3.0), ("detour", 1.0, 2.5))),
    *(Turn(f"host.{h}.coverage", 0.3, 1.0, COURIER, {**on_road(h, "round"), "demand.scale": 0.2}) for h in MODES),
    *(Turn(f"host.{h}.feed_near_km", 0.3, 4.0, COURIER, {**on_road(h), "demand.scale": 0.2, f"host.{h}.feed": FEED}) for h in MODES),
    Turn("host.*.depart", ["10:45"], ["14:00"], also=EXISTING),
    Turn("host.*.visits_per_day", 1, 2, also={"demand.scale": 0.2, **{f"host.{h}.depart": ["10:45", "14:00"] for h in MODES}}),
    Turn("fleet.relay.allowed", [], ["etrike"], BUS, {"fleet.relay.vehicle": "micro_van"}),
    Turn("fleet.brand_trunk.allowed", [], ["minivan"], also={"fleet.brand_trunk.vehicle": "truck"}),
    Turn("fleet.*.allowed", [], ["micro_van"], also={"demand.scale": 0.1}),
    Turn("host.*.added_vehicle", "minivan", "truck", also=HEAVY),
    Turn("host.*.vehicle", "motorbike", "postal_van", also={**HEAVY, **EXISTING}),
    Turn("cost.driver_overtime", 0.0, 1.5, COURIER, {"cost.hours_day": 1.0}),
    Turn("cost.overtime", 1.0, 2.0, COURIER, {**ONE_EACH, "handling.shift_end": "finish"}),
    Turn("cost.host_basis", "marginal", "full", BUS),
    Turn("service.reach_brands", 1, 5, PICKUP),
    Turn("service.reach_days", 3, 7, POSTAL, EXISTING),
    Turn("service.reach_share", 0.1, 1.0, POSTAL, {**EXISTING, "demand.scale": 0.5}),
    *(t for name in ("truck", "minivan", "minivan_ev", "micro_van", "etrike", "motorbike", "postal_van", "bus", "shop_van") for t in _vehicle(name)),
)


def turn_of(key: str) -> Turn:
    """The turn of a parameter."""
    return next((t for t in TURNS if fnmatchcase(key, t.pattern)), Turn(key))


def mode_of(key: str) -> str:
    """The mode in which a parameter shows, where neither registry nor table names one."""
    part = key.split(".")
    if part[0] == "host":
        return MODES[part[1]]
    if part[:2] in (["schedule", "relay"], ["fleet", "relay"]) or "sort_village" in part:
        return BUS
    if part[:2] in (["schedule", "carrier"], ["fleet", "carrier"]):
        return CARRIER
    if part[:2] in (["schedule", "direct"], ["fleet", "direct"]):
        return DIRECT
    if "hand_over" in part:
        return POSTAL
    if part[1] in ("brand_trunk", "brand_hub", "brand_township", "outlet"):
        return PICKUP
    return COURIER


def also_of(key: str) -> dict[str, Any]:
    """What is set besides, where the table says nothing: few hands, so that a crew's size and hours bind."""
    part = key.split(".")
    if part[0] != "staffing" or len(part) < 3:
        return {}
    few = {".".join((*part[:3], "crew")): 1, ".".join((*part[:3], "also.0.crew")): 1}
    if part[1] == "outlet":
        return {"demand.scale": 8.0}
    if part[1] == "brand_township":
        return {**POST_ALONE, **few}
    slow = {"handling.unload_per_h": 100.0} if part[1:3] == ["brand_hub", "unload"] else {}
    return {"demand.scale": LOAD[part[1], part[2]], **slow, **few}
