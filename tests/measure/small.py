"""A county of four villages with everything that the measures look at, and random outcomes of it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.county.county import County, Note, PointPlace, Seat, Village
from sim.flow.draws import Draws
from sim.flow.outcome import Milestones, Outcome, PickUps, Rides, Runs, Sent, Shifts, Stops, Trips
from sim.measure.accounts import Accounts, write_ledger
from sim.measure.case import Case
from sim.parameters import Parameters
from sim.plan.actor import KEEPER, Actor
from sim.plan.fee import Fee, Rate
from sim.plan.line import Line
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Stage
from sim.plan.vehicle import VehicleType
from tests import plans

WARM, MEASURED, DRAIN = 2, 7, 2
DAYS = WARM + MEASURED + DRAIN
HORIZON = DAYS * DAY
BRANDS = ("a", "b", "c")
HUB, T0, T1, P0, P1, P2 = range(6)
SPACE = {"capacity_parcels": 50, "capacity_grams": 60_000, "capacity_ml": 300_000}


def parameters(**sections: dict[str, object]) -> Parameters:
    """Defaults with a short horizon; each keyword replaces fields of a section."""
    p = Parameters()
    horizon = p.horizon.model_copy(update={"warmup_days": WARM, "measured_days": MEASURED, "drain_days": DRAIN})
    p = p.model_copy(update={"horizon": horizon})
    return p.model_copy(update={name: getattr(p, name).model_copy(update=fields) for name, fields in sections.items()})


def county() -> County:
    """Two townships; villages 0 and 1 share the point P0."""
    seats = [Seat(f"s{i}", f"座{i}", f"s{i}", 0, 0, 10.0 * i, 0, "real") for i in range(3)]
    villages = tuple(
        Village(f"v{i}", f"村{i}", f"v{i}", t, 400 + i, None, 0, 0, 10.0 + i, 5, point, "real", "synthetic") for i, (t, point) in enumerate([(0, 0), (0, 0), (0, 1), (1, 2)])
    )
    points = tuple(PointPlace(f"p{i}", f"点{i}", t, 10.0 + i, 5) for i, t in enumerate([0, 0, 1]))
    xy = np.array([(0, 0), (10, 0), (20, 0), (12, 4), (8, 6), (25, 3)], dtype=float)
    road = 1.4 * np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1))
    return County(
        "small", "小县", "Small", 100.0, 2.6, "hill", 1.4, 0.5, 1, seats[0], (seats[1], seats[2]), villages, points, road, (), True, (Note("villages", "synthetic", 4, "rule"),)
    )  # fmt: skip


def _stage(name: str, crew: int, start: int, end: int, by_work: bool = False) -> Stage:
    return plans.stage(18_000, *plans.daily(start, end, crew, DAYS), name=name, by_work=by_work)


def _line(key: str, leg: str, operator: Actor, base: int, at: list[int], depot: int, vehicle: str = "van") -> Line:
    stops = [plans.stop(p, (10 + 4 * i) * MINUTE, km=5.0 + 2 * i, service=6 * MINUTE, each=4_000) for i, p in enumerate(at)]
    return plans.line(
        base, stops, 20 * MINUTE, depot=depot, key=key, leg=leg, operator=operator, vehicle=vehicle, back_km=9.0, planned=90 * MINUTE,
        max_delay=120 * MINUTE, township=-1, **SPACE,
    )  # fmt: skip


def _places() -> tuple[Place, ...]:
    towns = (plans.place("township", t, township=t, name=f"镇{t}", x_km=10 * (1 + t)) for t in range(2))
    points = (plans.place("village", code=pt.code, name=pt.name, township=pt.township, x_km=pt.x_km, y_km=pt.y_km) for pt in county().points)
    return (plans.place("hub", code="hub", name="集散中心"), *towns, *points)


def _points() -> tuple[Point, ...]:
    """Shops at the villages, outlets of brand c at the townships."""
    rules = {"hours": plans.opening(8, 20, DAYS), "return_after": 5 * DAY}
    doors = tuple(plans.at(17, d) for d in range(DAYS))
    shops = (plans.point(P0 + i, code=f"p{i}", door_times=doors, **rules) for i in range(3))
    outlet = {"type": "outlet", "shelve": _stage("outlet", 1, 9, 18, True), "remote": True, "keeper": Actor.brand("c")} | rules
    return (*shops, *(plans.point(T0 + t, code=f"c{t}", **outlet) for t in range(2)))


def _vehicle(key: str, zh: str, en: str, yuan_km: float, yuan_day: float, co2: float) -> VehicleType:
    room = {name.removeprefix("capacity_"): value for name, value in SPACE.items()}
    return plans.vehicle(key, name_zh=zh, name_en=en, yuan_km=yuan_km, yuan_day=yuan_day, co2_kg_km=co2, **room)


def plan(mode: str = "joint") -> ServicePlan:
    """Brands a and b are pooled: a trunk to both townships, an own round to points 0 and 1, the post's round to point 2. Brand c stops at its outlets."""
    handlings = (
        plans.handling(HUB, _stage("unload", 2, 6, 9), _stage("sort", 3, 6, 10), key="pool-hub", operator=Actor.pool("ab")),
        plans.handling(T0, _stage("sort", 2, 9, 12), key="pool-t0", operator=Actor.pool("ab")),
        plans.handling(T1, _stage("hand_over", 1, 9, 12), key="post-t1", operator=Actor.host("post")),
        plans.handling(HUB, _stage("sort", 1, 6, 9), key="c-hub", operator=Actor.brand("c")),
    )
    lines = (
        _line("trunk", "trunk", Actor.pool("ab"), HUB, [T0, T1], 0),
        _line("round", "village", Actor.pool("ab"), T0, [P0, P1], 1),
        _line("post", "village", Actor.host("post"), T1, [P2], -1, "moto"),
        _line("c-trunk", "trunk", Actor.brand("c"), HUB, [T0, T1], 2),
    )
    duty = {"start": 6, "end": 20}
    depots = (
        plans.depot(HUB, key="g0", operator=Actor.pool("ab"), **duty),
        plans.depot(T0, 2, key="g1", operator=Actor.pool("ab"), **duty),
        plans.depot(HUB, key="g2", operator=Actor.brand("c"), **duty),
    )
    to_t0, to_t1, alone = plans.hop(0, 0, 0), plans.hop(0, 0, 1), {"mode": "alone", "pool": ""}
    pooled = {"mode": mode, "pool": "ab"}
    ways = (
        plans.way(to_t0, plans.hop(1, 1, 0), point=0, **pooled),
        plans.way(to_t0, plans.hop(1, 1, 1), point=1, **pooled),
        plans.way(to_t1, plans.hop(2, 2, 0), point=2, **pooled),
        plans.way(plans.hop(3, 3, 0), point=3, **alone),
        plans.way(plans.hop(3, 3, 1), point=4, **alone),
    )
    return plans.plan(
        name=mode, horizon=HORIZON, places=_places(), handlings=handlings, lines=lines, depots=depots, points=_points(), brands=BRANDS,
        vehicles={"van": _vehicle("van", "面包车", "van", 0.7, 35.0, 0.173), "moto": _vehicle("moto", "摩托", "motorbike", 0.28, 8.0, 0.058)},
        runs=[(plans.at(clock, d), line) for d in range(DAYS) for line, clock in enumerate((9, 12, 13, 9))],
        ways=ways, served=[[0, 0, 1, 2], [0, 0, 1, 2], [3, 3, 3, 4]], host_share={"post": (0.25, 0.2)},
        fees={mode: (Fee(name="commission", payer=None, payee=KEEPER, rate=Rate(tariff="commission_yuan")), Fee(name="post", payer=None, payee=Actor.host("post"), rate=Rate(tariff="post_yuan"), leg="village", free_brands=("b",)))},
    )  # fmt: skip


def case(seed: int, count: int = 600, lost: float = 0.1, mode: str = "joint") -> tuple[ServicePlan, Draws, Outcome]:
    """A random outcome with milestones in order; ``lost``: share that never reaches its point. Village 2 gets nothing from brand b."""
    rng = np.random.default_rng(seed)
    pl = plan(mode)
    day = np.sort(rng.integers(0, DAYS, count))
    wave = rng.integers(0, 2, count)
    entered = day * DAY + (6 + 7 * wave) * HOUR
    order = np.argsort(entered, kind="stable")
    day, wave, entered = day[order], wave[order], entered[order]
    brand, village = rng.integers(0, 3, count), rng.integers(0, 4, count)
    village[(brand == 1) & (village == 2)] = 0
    parcels = plans.parcels(
        entered, village=village, brand=brand, wave=wave, grams=rng.integers(100, 5000, count), ml=rng.integers(500, 20000, count),
        to_door=rng.random(count) < 0.1, household=village * 10 + rng.integers(0, 10, count),
    )  # fmt: skip
    runs = len(pl.timetable.line)
    cancelled = rng.random(runs) < 0.05
    own = {name: rng.integers(0, n, runs) for name, n in (("host_parcels", 20), ("host_grams", 20_000), ("host_ml", 100_000))}
    draws = plans.draws(pl, parcels, market=np.zeros((40, 0)), cancelled=cancelled, **own)
    return pl, draws, _outcome(pl, draws, rng, lost)


def _outcome(pl: ServicePlan, draws: Draws, rng: np.random.Generator, lost: float) -> Outcome:
    p, n = draws.parcels, len(draws.parcels)
    alone = p.brand == 2
    handling, waiting, travel = (rng.integers(1, 10, n) * 20 * MINUTE for _ in range(3))
    dropped = p.entered_hub + handling + waiting + travel
    shelved = dropped + rng.integers(0, 30, n) * MINUTE
    at_point = shelved + rng.integers(0, 20, n) * HOUR
    left_hub = p.entered_hub + handling
    entered_township = left_hub + MINUTE
    left_township = np.where(alone, NEVER, entered_township + MINUTE)
    stuck = rng.random(n) < lost
    in_hand = at_point + rng.integers(0, 60, n) * HOUR
    gone = rng.random(n) < 0.05
    returned = np.where(gone, at_point + 5 * DAY, NEVER)
    in_hand = np.where(gone, NEVER, in_hand)

    def until(time: np.ndarray, also: np.ndarray | None = None) -> np.ndarray:
        missing = time >= HORIZON if also is None else (time >= HORIZON) | also
        return np.where(missing, NEVER, time)

    never = stuck | (at_point >= HORIZON)
    in_hand, returned = until(in_hand, never), until(returned, never)
    trip, trips = _trips(pl, draws, in_hand)
    stones = Milestones(
        until(left_hub), until(entered_township), until(left_township, left_township >= NEVER), until(dropped, stuck), until(shelved, stuck), until(at_point, never),
        in_hand, returned, handling, waiting, travel, np.full(n, -1, np.int32), np.full(n, -1, np.int32), stuck & (rng.random(n) < 0.2), trip,
    )  # fmt: skip
    hours = DAYS * 24
    arrived = np.bincount(p.entered_hub // HOUR, minlength=hours)
    ready = np.bincount(left_hub[left_hub < HORIZON] // HOUR, minlength=hours)
    rides = Rides(np.full((1, n), -1, np.int32), np.full((1, n), NEVER))
    none = np.empty(0, np.int64)
    sent, pick_ups = Sent(*[none] * 10, none.astype(bool), none), PickUps(*[none] * 5)
    return Outcome(
        rides, stones, sent, _runs(pl, draws, rng), _stops(pl), pick_ups, _shifts(pl, rng), trips, np.full(n, -1, np.int8), np.full(n, NEVER), arrived, ready, 0
    )


def _trips(pl: ServicePlan, draws: Draws, in_hand: np.ndarray) -> tuple[np.ndarray, Trips]:
    p = draws.parcels
    place = np.array([pl.points[i.point].place for i in pl.ways])[pl.inbound[p.brand, p.village]]
    door = p.to_door & (place >= P0)
    key = np.stack([p.household.astype(np.int64), place, in_hand])
    goes = (in_hand < NEVER) & ~door
    found, number, count = np.unique(key[:, goes], axis=1, return_inverse=True, return_counts=True)
    trip = np.full(len(p), -1, np.int32)
    trip[goes] = number.ravel()
    return trip, Trips(found[0].astype(np.int32), found[1].astype(np.int32), found[2], count.astype(np.int32))


def _runs(pl: ServicePlan, draws: Draws, rng: np.random.Generator) -> Runs:
    t = pl.timetable
    n = len(t.line)
    departed = np.where(draws.cancelled, NEVER, t.scheduled + rng.integers(0, 2, n) * 5 * MINUTE)
    host = np.array([ln.hosted for ln in pl.lines])[t.line]
    free = [50 - draws.host_parcels * host, 60_000 - draws.host_grams * host, 300_000 - draws.host_ml * host]
    loaded = np.where(draws.cancelled, 0, rng.integers(0, 25, n))
    return Runs(
        departed, np.where(draws.cancelled, NEVER, departed + rng.integers(80, 100, n) * MINUTE), np.where(host, -1, 0).astype(np.int32), loaded.astype(np.int32),
        loaded * 1200, loaded * 6000, np.where(draws.cancelled, 0, rng.integers(0, 4, n)).astype(np.int32), np.zeros(n, np.int32), draws.cancelled.copy(), *(f.astype(np.int64) for f in free),
    )  # fmt: skip


def _stops(pl: ServicePlan) -> Stops:
    none = np.zeros(0, np.int64)
    return Stops(none.astype(np.int32), none.astype(np.int16), none, none, none.astype(np.int32))


def _shifts(pl: ServicePlan, rng: np.random.Generator) -> Shifts:
    rows = [(h, k, s.start, s.end, s.people) for h, hd in enumerate(pl.handlings) for k, st in enumerate(hd.stages) for s in st.crew.shifts]
    h, k, start, end, crew = (np.array(x) for x in zip(*rows, strict=True))
    busy = (rng.random(len(rows)) * crew * (end - start)).astype(np.int64)
    return Shifts(
        h.astype(np.int32), k.astype(np.int16), start, end, crew.astype(np.int32), busy, rng.integers(0, HOUR, len(rows)), np.ones(len(rows), np.int32), np.zeros(len(rows), np.int32)
    )


@cache
def measured(seed: int = 5, **sections: Any) -> Case:
    """A case of a random outcome, made once; nobody writes to it."""
    pl, draws, outcome = case(seed)
    return Case(pl, draws, outcome, county(), parameters(**{name: dict(fields) for name, fields in sections.items()}))


@cache
def accounts(seed: int = 5) -> Accounts:
    """The ledger of such a case."""
    return write_ledger(measured(seed))
