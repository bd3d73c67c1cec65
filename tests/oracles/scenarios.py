"""Small random service plans with their draws, in five families that move parcels in five different ways.

Everything is built from the types of the service room directly, so that strange but lawful plans occur: crews that
overlap or change at midnight, vehicles that are never enough, points that hold three parcels. Times are mostly whole
quarters of an hour and travel factors mostly 1, since the ties are what goes wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np
from hypothesis import strategies as st

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.demand.offers import Direction, Offers
from sim.demand.parcels import Parcels
from sim.flow.draws import Draws
from sim.plan.crew import Crew
from sim.plan.departure import Hosted, Threshold
from sim.plan.depot import Depot
from sim.plan.line import Line
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Compartments, Point
from sim.plan.stage import Handling, Stage
from sim.plan.units import UNLIMITED
from sim.plan.way import BASE, Way
from tests import plans
from tests.oracles.disruptions import disrupted

QUARTER = 15 * MINUTE


@dataclass(frozen=True, eq=False)
class Scenario:
    """A plan and its draws; ``family`` says by which recipe."""

    family: str
    plan: ServicePlan
    draws: Draws


@dataclass
class Builder:
    """Collects the parts of a plan and hands out their numbers."""

    rng: Random
    days: int
    horizon: int
    townships: int
    villages: int
    brands: int
    places: tuple[Place, ...] = ()
    handlings: list[Handling] = field(default_factory=list)
    depots: list[Depot] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    table: dict[tuple[int, int, int], int] = field(default_factory=dict)
    outbound: bool = False
    runs: list[tuple[int, int]] = field(default_factory=list)
    hours: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = plans.places(self.townships, [self.township_of(v) for v in range(self.villages)], beyond=True)

    def township_of(self, village: int) -> int:
        return village % self.townships

    def township_place(self, township: int) -> int:
        return 1 + township

    def village_place(self, village: int) -> int:
        return 1 + self.townships + village

    @property
    def beyond(self) -> int:
        return len(self.places) - 1

    def villages_of(self, township: int) -> list[int]:
        return [v for v in range(self.villages) if self.township_of(v) == township]

    def clock(self, first: int, last: int) -> int:
        """A time of day on a quarter of an hour between two hours."""
        return self.rng.randint(4 * first, 4 * last) * QUARTER

    def stage(self, name: str) -> Stage:
        """A stage of random work and crews; shifts may touch, overlap, or pass midnight. One in three has hardly time for its work."""
        rng, strained = self.rng, self.rng.random() < 0.35
        start, length = self.clock(5, 9), rng.randint(1, 3) if strained else rng.randint(2, 24)
        pattern = [(start, start + length * QUARTER, rng.choice([1, 1, 2, 3]))]
        if strained or rng.random() < 0.6:
            a, b = pattern[0][:2]
            second = rng.choice([b, b + QUARTER, b + 2 * QUARTER] if strained else [b, b - QUARTER, self.clock(12, 20), a + QUARTER])
            pattern.append((second, second + rng.randint(1, 4 if strained else 24) * QUARTER, rng.choice([1, 2, 3])))
        on = [d for d in range(self.days) if rng.random() < 0.9]
        shifts = sorted((plans.shift(d * DAY + a, d * DAY + b, c) for d in on for a, b, c in pattern), key=lambda s: s.start)
        light, heavy = [0, MINUTE, MINUTE, 3 * MINUTE, 5 * MINUTE, 100_003], [5 * MINUTE, 5 * MINUTE, QUARTER, 40 * MINUTE, 500_009]
        work = rng.choice(heavy if strained else light)
        return plans.stage(work, *shifts, name=name, discipline=rng.choice(["pooled", "servers"]), shift_end=rng.choice(["pause", "finish"]))

    def handling(self, place: int, names: Iterable[str]) -> int:
        """A handling with some of the stages named."""
        stages = tuple(self.stage(n) for n in names if self.rng.random() < 0.8)
        self.handlings.append(plans.handling(place, *stages, key=f"handling{len(self.handlings)}"))
        return len(self.handlings) - 1

    def depot(self, base: int) -> int:
        """A depot of one or two units, on duty for all the day or for a part of it."""
        rng = self.rng
        start, end = rng.choice([(0, 24), (6, 20), (6, 20), (9, 14)])
        self.depots.append(plans.depot(base, rng.choice([1, 1, 2]), start=start, end=end, key=f"depot{len(self.depots)}"))
        return len(self.depots) - 1

    def threshold(self, depot: int) -> Threshold:
        """A rule that sends a unit off for so many, or after some time."""
        rng, start = self.rng, self.clock(5, 12)
        hours = {"start": start, "end": start + rng.choice([2, 6, 12]) * HOUR}
        if rng.random() < 0.3:
            self.depots[depot] = replace(self.depots[depot], count=3)
        return Threshold(depot=depot, parcels=rng.randint(1, 6), wait=rng.choice([QUARTER, HOUR, 3 * HOUR, DAY]), turnaround=rng.choice([0, QUARTER]), **hours)

    def line(
        self, leg: str, base: int, places: list[int], depot: int, days: int = 7, tight: str | None = None, picks_up: bool = False, threshold: bool = False
    ) -> int:
        """A line with its departures; one of its three capacities is small."""
        rng = self.rng
        service, per_parcel = rng.choice([0, 5 * MINUTE, QUARTER]), rng.choice([0, 0, MINUTE, 7_001])
        stops = [plans.stop(p, rng.choice([0, QUARTER, QUARTER, 30 * MINUTE]), service=service, each=per_parcel) for p in places]
        back = rng.choice([0, QUARTER, 45 * MINUTE])
        tight = tight or rng.choice(["parcels", "grams", "ml", "none"])
        planned = sum(s.drive + s.service for s in stops) + back + rng.choice([0, QUARTER])
        self.lines.append(
            plans.line(
                base, stops, back, depot=depot, key=f"line{len(self.lines)}", leg=leg, planned=planned, township=self.places[places[0]].township,
                capacity_parcels=rng.randint(3, 8) if tight == "parcels" else 0 if rng.random() < 0.03 else 40,
                capacity_grams=rng.randint(3, 9) * 1000 if tight == "grams" else 200_000,
                capacity_ml=rng.randint(3, 9) * 1000 if tight == "ml" else 200_000,
                max_delay=rng.choice([0, QUARTER, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR]),
                turnaround=rng.choice([0, 0, QUARTER]),
                most_parcels=rng.choice([1, 2, 5, UNLIMITED, UNLIMITED]) if depot < 0 else UNLIMITED,
            )
        )  # fmt: skip
        if picks_up:
            self.lines[-1] = replace(self.lines[-1], picks_up=True, boarding=rng.choice([0, 0, MINUTE, 7_001]))
        if threshold:
            self.lines[-1] = replace(self.lines[-1], departure=self.threshold(depot))
        self.departures(len(self.lines) - 1, days)
        return len(self.lines) - 1

    def departures(self, line: int, days: int) -> None:
        """A timetable of one to three departures on the days of service."""
        times = sorted({self.clock(7, 17) for _ in range(self.rng.randint(2, 4))})
        rule = self.lines[line].departure
        if isinstance(rule, Threshold):
            times = [rule.start] * self.rng.randint(1, 4)
        for day in range(self.days):
            if (day + line) * days // 7 != (day + line + 1) * days // 7:
                self.runs += [(day * DAY + t, line) for t in times]
        if isinstance(rule, Hosted) and line % 3 == 1:  # its own draws, so that all else stays as it was
            own = Random(f"{line} {len(self.runs)}")
            by_run = tuple(own.choice([0, 1, 3, 40]) for _, of in self.runs if of == line)
            self.lines[line] = replace(self.lines[line], departure=replace(rule, by_run=by_run))

    def point(self, place: int, remote: bool, shelf: int, door: bool = False) -> int:
        """A point of a place; all points of a place open at the same hours."""
        rng = self.rng
        if place not in self.hours:
            a, b = rng.choice([(8 * HOUR, 20 * HOUR), (9 * HOUR, 12 * HOUR), (0, DAY), (15 * HOUR, 18 * HOUR)])
            closed = rng.choice([-1, 2])
            self.hours[place] = tuple((d * DAY + a, d * DAY + b) for d in range(self.days + 1) if d % 7 != closed)
        shelve = self.stage("shelve") if rng.random() < 0.4 else None
        doors = tuple(d * DAY + 18 * HOUR for d in range(self.days) if d % 3 != 1) if door else ()
        after = rng.choice([4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 30 * DAY])
        code = f"p{len(self.points)}"
        own = Random(f"locker {len(self.points)} {place} {self.horizon} {after}")  # its own draws, so that all else stays as it was
        locker = tuple(Compartments(ml, own.randint(1, 2)) for ml in own.choice([(500,), (750, 1500), (500, 1000, 2500)])) if own.random() < 0.4 else ()
        rules = {"hours": self.hours[place], "shelf": shelf, "shelve": shelve, "door_times": doors, "return_after": after, "remote": remote, "locker": locker, "all_to_door": own.random() < 0.3}
        self.points.append(plans.point(place, code=code, **rules))
        return len(self.points) - 1

    def serve(self, brand: int, village: int, hops: list[tuple[int, int]], point: int, priority: int) -> None:
        """Sends a brand's parcels for a village along (handling, line), off where the line comes to the next base or the point."""
        places = [self.lines[line].base for _, line in hops[1:]] + [self.points[point].place]
        along = (
            plans.hop(handling, line, next(i for i, s in enumerate(self.lines[line].stops) if s.place == place))
            for (handling, line), place in zip(hops, places, strict=True)
        )
        self.table[Direction.INBOUND, brand, village] = len(self.ways)
        self.ways.append(plans.way(*along, point=point, priority=priority))

    def send(self, village: int, hops: list[tuple[int, int]], point: int) -> None:
        """Sends all brands' parcels of a village along (handling, line) out of the county, fresh ones first; a line that does not start where
        they are picks them up on its way."""
        places = [self.points[point].place] + [self.handlings[handling].place for handling, _ in hops[1:]] + [self.beyond]
        along = []
        for (handling, number), place, goal in zip(hops, places, places[1:], strict=False):
            line = self.lines[number]
            stops = [stop.place for stop in line.stops]
            along.append(plans.hop(handling, number, stops.index(goal) if goal in stops else line.end, board=BASE if place == line.base else stops.index(place)))
        for direction in (Direction.OUTBOUND, Direction.FRESH):
            for brand in range(self.brands):
                self.table[direction, brand, village] = len(self.ways)
            self.ways.append(plans.way(*along, point=point, priority=0 if direction == Direction.FRESH else 1))
        self.outbound = True

    def plan(self, name: str) -> ServicePlan:
        """The finished plan; in one of three, some crews do the work of others at their place too."""
        return self.shared(self.apart(name), Random(f"shared {self.horizon} {len(self.runs)} {len(self.points)}"))

    def shared(self, plan: ServicePlan, own: Random) -> ServicePlan:
        """The plan where at some places several crews are one; with draws of its own, so that all else stays as it was."""
        if own.random() < 0.67:
            return plan
        works = (stage for of in (*(h.stages for h in plan.handlings), *([p.shelve] if p.shelve else [] for p in plan.points)) for stage in of)
        idle = {stage.crew for stage in works if stage.work == 0}
        merged: dict[Crew, Crew] = {}
        for place in range(len(plan.places)):
            together = [crew for crew in plan.crews if crew.place == place and crew not in idle and own.random() < 0.8]
            merged |= dict.fromkeys(together, own.choice(together)) if len(together) > 1 else {}
        return plan.manned_by(lambda crew: merged.get(crew, crew))

    def apart(self, name: str) -> ServicePlan:
        """The plan with a crew a stage."""
        return plans.plan(
            name=name, horizon=self.horizon, places=self.places, handlings=tuple(self.handlings), depots=tuple(self.depots),
            lines=tuple(self.lines), runs=self.runs, points=tuple(self.points), ways=self.ways,
            served=[
                [[self.table[d, b, v] for v in range(self.villages)] for b in range(self.brands)] for d in (Direction if self.outbound else [Direction.INBOUND])
            ],
            skip=self.rng.choice([0, 1, 2, 20]),
        )  # fmt: skip


def own_rounds(b: Builder) -> None:
    """An own trunk to all townships, own rounds from there; a township's two rounds share a depot."""
    hub = b.handling(0, ["unload", "sort"])
    trunk = b.line("trunk", 0, [b.township_place(t) for t in range(b.townships)], b.depot(0))
    for t in range(b.townships):
        handling, depot = b.handling(b.township_place(t), ["sort"]), b.depot(b.township_place(t))
        villages = b.villages_of(t)
        for group in (villages[::2], villages[1::2]):
            if group:
                line = b.line("village", b.township_place(t), [b.village_place(v) for v in group], depot)
            for v in group:
                point = b.point(b.village_place(v), False, UNLIMITED, door=b.rng.random() < 0.7)
                for brand in range(b.brands):
                    b.serve(brand, v, [(hub, trunk), (handling, line)], point, 0)


def host_routes(b: Builder) -> None:
    """A host's routes with its own load, some days a week; its own brand goes first; two crews at the hub feed the same trunk."""
    own, others = b.handling(0, ["unload"]), b.handling(0, ["unload", "sort", "hand_over"])
    trunk = b.line("trunk", 0, [b.township_place(t) for t in range(b.townships)], b.depot(0))
    for t in range(b.townships):
        handling, villages = b.handling(b.township_place(t), ["hand_over", "sort"]), b.villages_of(t)
        line = b.line("village", b.township_place(t), [b.village_place(v) for v in villages], -1, days=b.rng.choice([3, 5]), tight="parcels")
        for v in villages:
            point = b.point(b.village_place(v), False, UNLIMITED)
            for brand in range(b.brands):
                hub = own if brand == 0 else b.rng.choice([own, others])
                b.serve(brand, v, [(hub, trunk), (handling, line)], point, int(brand > 0))


def direct_host(b: Builder) -> None:
    """A host's line from the hub to village stops; some villages lie off it and are reached by a relay from a stop or the township; one may lie in town."""
    hub = b.handling(0, ["sort"])
    for t in range(b.townships):
        villages = b.villages_of(t)
        near, far = villages[: (len(villages) + 1) // 2], villages[(len(villages) + 1) // 2 :]
        line = b.line("direct", 0, [b.township_place(t)] + [b.village_place(v) for v in near], -1)
        base = b.rng.choice([b.township_place(t), b.village_place(near[0])])
        relay_handling = b.handling(base, ["sort"])
        place = {v: b.village_place(v) for v in villages} | ({far[-1]: b.township_place(t)} if len(far) > 1 and base != b.township_place(t) else {})
        relay = b.line("relay", base, [place[v] for v in far], b.depot(base)) if far else -1
        for v in villages:
            point = b.point(place[v], False, b.rng.choice([UNLIMITED, 4]), door=b.rng.random() < 0.5)
            for brand in range(b.brands):
                hops = [(hub, line)] if v in near else [(hub, line), (relay_handling, relay)]
                b.serve(brand, v, hops, point, 0)


def host_rounds(b: Builder) -> None:
    """A host's rounds to shops with short shelves; neighbouring villages share a shop, the last one is reached by a relay from the first."""
    hub = b.handling(0, ["unload", "sort"])
    for t in range(b.townships):
        trunk = b.line("trunk", 0, [b.township_place(t)], b.depot(0) if b.rng.random() < 0.5 else -1)
        handling, villages = b.handling(b.township_place(t), ["hand_over"]), b.villages_of(t)
        far = villages.pop() if len(villages) > 1 else None
        line = b.line("village", b.township_place(t), [b.village_place(v) for v in villages], -1, days=b.rng.choice([2, 5, 7]))
        ways = {v: [(hub, trunk), (handling, line)] for v in villages}
        shops = {v: b.point(b.village_place(v), False, b.rng.randint(1, 4)) for v in villages[::2]}
        if far is not None:
            base = b.village_place(villages[0])
            ways[far] = [*ways[villages[0]], (b.handling(base, ["sort"]), b.line("relay", base, [b.village_place(far)], b.depot(base)))]
            shops[far] = b.point(b.village_place(far), False, b.rng.randint(1, 4))
        for i, v in enumerate(villages):
            shops[v] = shops[villages[i - i % 2]]
        for v, way in ways.items():
            for brand in range(b.brands):
                b.serve(brand, v, way, shops[v], b.rng.randint(0, 1))


def status_quo(b: Builder) -> None:
    """Each brand on its own to its outlets at the townships; residents fetch, on market days or on purpose."""
    for brand in range(b.brands):
        hub, depot = b.handling(0, ["unload", "sort"]), b.depot(0)
        outlets = [b.point(b.township_place(t), True, b.rng.choice([UNLIMITED, 5])) for t in range(b.townships)]
        line = b.line("trunk", 0, [b.township_place(t) for t in range(b.townships)], depot)
        for v in range(b.villages):
            b.serve(brand, v, [(hub, line)], outlets[b.township_of(v)], 0)


def both_ways(b: Builder) -> None:
    """Trunk and rounds bring parcels and pick others up on the way back; some villages' senders come to the outlet at the township."""
    hub, out = b.handling(0, ["unload", "sort"]), b.handling(0, ["sort"])
    towns = [b.township_place(t) for t in range(b.townships)]
    trunk = b.line("trunk", 0, towns, b.rng.choice([b.depot(0), -1]), picks_up=True)
    haul = b.line("trunk", 0, [b.beyond], -1)
    for t in range(b.townships):
        town, depot, villages = b.township_place(t), b.depot(b.township_place(t)), b.villages_of(t)
        handling, back = b.handling(town, ["sort"]), b.handling(town, ["hand_over"])
        back = b.rng.choice([handling, back])
        line = b.line("village", town, [b.village_place(v) for v in villages], depot, picks_up=True, threshold=b.rng.random() < 0.3)
        for v in villages:
            remote = b.rng.random() < 0.2
            place = town if remote else b.village_place(v)
            point = b.point(place, remote, b.rng.choice([UNLIMITED, 3]))
            hops = [(hub, trunk)] if remote else [(hub, trunk), (handling, line)]
            for brand in range(b.brands):
                b.serve(brand, v, hops, point, 1)
            accept = b.handling(place, b.rng.choice([["accept"], []]))
            b.send(v, [(accept, trunk), (out, haul)] if remote else [(accept, line), (back, trunk), (out, haul)], point)


def carriers(b: Builder) -> None:
    """A carrier a village or two, who fetches from the township when it is worth it and takes along what is to go out; a host's trunk."""
    hub = b.handling(0, ["unload"])
    trunk = b.line("trunk", 0, [b.township_place(t) for t in range(b.townships)], -1, picks_up=True)
    haul = b.line("trunk", 0, [b.beyond], b.depot(0), threshold=b.rng.random() < 0.5)
    for t in range(b.townships):
        town, villages = b.township_place(t), b.villages_of(t)
        handling, shared = b.handling(town, ["sort", "hand_over"]), b.depot(town)
        for group in (villages[:2], villages[2:3], villages[3:]):
            if not group:
                continue
            depot = b.rng.choice([shared, b.depot(town)])
            line = b.line("village", town, [b.village_place(v) for v in group], depot, picks_up=b.rng.random() < 0.7, threshold=True)
            for v in group:
                point = b.point(b.village_place(v), False, b.rng.choice([UNLIMITED, 2]))
                for brand in range(b.brands):
                    b.serve(brand, v, [(hub, trunk), (handling, line)], point, b.rng.randint(0, 1))
                if b.lines[line].picks_up:
                    b.send(v, [(b.handling(b.village_place(v), b.rng.choice([["accept"], []])), line), (handling, trunk), (hub, haul)], point)
                else:
                    outlet = b.point(town, True, UNLIMITED)
                    b.send(v, [(b.handling(town, ["accept"]), trunk), (hub, haul)], outlet)


FAMILIES: dict[str, Callable[[Builder], None]] = {f.__name__: f for f in (own_rounds, host_routes, direct_host, host_rounds, status_quo, both_ways, carriers)}


def draw_parcels(b: Builder) -> Parcels:
    """Parcels that arrive in waves, many at the same instant, of the last days too."""
    rng, count = b.rng, b.rng.randint(20, 80)
    waves = [b.clock(5, 9), b.clock(10, 16)]
    entered = sorted(rng.randrange(b.days) * DAY + rng.choice([*waves, *waves, b.clock(0, 23)]) for _ in range(count))
    village = [rng.randrange(b.villages) for _ in range(count)]
    heavy, bulky = rng.choice([1000, 2000, 4000]), rng.choice([1000, 2000, 4000])
    return plans.parcels(
        entered,
        village=village,
        brand=[rng.randrange(b.brands) for _ in range(count)],
        grams=[rng.randint(1, heavy // 250) * 250 for _ in range(count)],
        ml=[rng.randint(1, bulky // 250) * 250 for _ in range(count)],
        to_door=[rng.random() < 0.3 for _ in range(count)],
        work=[rng.choice([1000, 1000, 1000, 500, 2000, 333, 0]) for _ in range(count)],
        dwell_point=[rng.choice([0, QUARTER, 4 * HOUR, 8 * HOUR, DAY, 40 * DAY]) for _ in range(count)],
        dwell_township=[rng.choice([0, HOUR, DAY, DAY, 3 * DAY]) for _ in range(count)],
        household=[3 * v + rng.randrange(3) for v in village],
        lost=draw_lost(count, b.horizon),
    )


def draw_lost(count: int, horizon: int) -> list[float]:
    """Where parcels are lost, in one scenario of two; with draws of its own, so that all else stays as it was."""
    own = Random(f"lost {count} {horizon}")
    share = own.choice([0.0, 0.1])
    return [own.choice([0.0, 0.25, 0.625, 0.75, 0.99]) if own.random() < share else np.inf for _ in range(count)]


def draw_offers(b: Builder) -> Offers:
    """What is offered in the villages by day and by night, much of it at the same instant."""
    rng, count = b.rng, b.rng.randint(10, 50) if b.outbound else 0
    offered = sorted(rng.randrange(b.days) * DAY + rng.choice([b.clock(6, 20), b.clock(0, 23), rng.randrange(DAY)]) for _ in range(count))
    return plans.offers(
        offered,
        village=[rng.randrange(b.villages) for _ in range(count)],
        brand=[rng.randrange(b.brands) for _ in range(count)],
        direction=[rng.choice([Direction.OUTBOUND, Direction.FRESH]) for _ in range(count)],
        grams=[rng.randint(1, 12) * 250 for _ in range(count)],
        ml=[rng.randint(1, 12) * 250 for _ in range(count)],
        work=[rng.choice([1000, 1000, 500, 2000, 0]) for _ in range(count)],
        lost=draw_lost(count, b.horizon + 1),
    )


def draw(b: Builder, plan: ServicePlan) -> Draws:
    """Everything random of a scenario."""
    rng, runs = b.rng, len(plan.timetable.line)
    cycle, market_hour = rng.choice([2, 3]), b.clock(7, 12)
    days = range(0, b.days, cycle)
    market = [[d * DAY + market_hour if rng.random() < 0.6 else NEVER for d in days] for _ in range(3 * b.villages)]
    hosts = [plan.lines[line].hosted for line in plan.timetable.line]
    capacity = [plan.lines[line].capacity_parcels for line in plan.timetable.line]

    def load(most: Callable[[int], int]) -> np.ndarray:
        return np.array([rng.randint(0, most(r)) if hosts[r] else 0 for r in range(runs)], np.int64)

    return plans.draws(
        plan,
        draw_parcels(b),
        offers=draw_offers(b),
        market=np.array(market, np.int64).reshape(3 * b.villages, len(days)),
        travel_ppm=[rng.choice([1_000_000, 1_000_000, 1_000_000, 1_333_333, 900_001]) for _ in range(runs)],
        cancelled=[rng.random() < 0.08 for _ in range(runs)],
        host_parcels=load(lambda r: capacity[r] // 2 if rng.random() < 0.8 else capacity[r] + 1),
        host_grams=load(lambda r: 4000),
        host_ml=load(lambda r: 4000),
        disrupted=disrupted(rng, plan),
    )


def scenario(rng: Random, family: str) -> Scenario:
    """A scenario of a family from a generator of random numbers."""
    days, townships = rng.randint(3, 8), rng.randint(1, 3)
    horizon = days * DAY - rng.choice([0, 0, 10 * HOUR, 5 * HOUR + 1])
    b = Builder(rng, days, horizon, townships, rng.randint(max(2, townships), 6), rng.randint(2, 3))
    FAMILIES[family](b)
    plan = b.plan(family)
    return Scenario(family, plan, no_idle_hands(plan, draw(b, plan)))


def sharing(plan: ServicePlan) -> set[Crew]:
    """Crews that do several stages."""
    handled = Counter(stage.crew for handling in plan.handlings for stage in handling.stages)
    shelved = Counter(point.shelve.crew for point in plan.points if point.shelve)
    return {crew for crew, stages in (handled + shelved).items() if stages > 1}


def no_idle_hands(plan: ServicePlan, draws: Draws) -> Draws:
    """Where stages share a crew every parcel is some work: in which order those without any pass several of its stages at one instant is not
    said here."""
    if not sharing(plan):
        return draws
    parcels, offers = (replace(rows, work=np.maximum(rows.work, 1)) for rows in (draws.parcels, draws.offers))
    return replace(draws, parcels=parcels, offers=offers)


def seeded(seed: int) -> Scenario:
    """A scenario that a number names; the families take turns."""
    return scenario(Random(seed), list(FAMILIES)[seed % len(FAMILIES)])


scenarios = st.builds(scenario, st.randoms(use_true_random=False), st.sampled_from(list(FAMILIES)))
"""Hypothesis' strategy for the same scenarios."""
