"""From an assignment to a service plan 服务方案: ways, lines, timetable, crews, points."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.arrays import Ints
from sim.clock import DAY
from sim.county.county import County, PointPlace, Seat
from sim.demand.outlook import Expected
from sim.parameters import Parameters
from sim.parameters.network import Vehicle
from sim.parameters.operation import LegVehicles
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.note import Aside
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.stage import Handling
from sim.plan.vehicle import VehicleType
from sim.plan.way import Hop, Way
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase
from sim.service.assignment.assignment import Assignment, Resolved, resolve
from sim.service.assignment.chosen import Tried
from sim.service.assignment.job import Job
from sim.service.assignment.traits import Passed
from sim.service.backstop import off_every_line, told
from sim.service.both_ways import both_ways
from sim.service.check import check_plan
from sim.service.draft.draft import Draft
from sim.service.draft.fleet import sized
from sim.service.draft.routes import RouteCache, Router
from sim.service.draft.timetable import build_timetable
from sim.service.host_share import host_full, host_share
from sim.service.hosts.host_rooms import host_rooms
from sim.service.hosts.hostlines import HostNetwork, passing
from sim.service.load.flows import Flows, returning
from sim.service.load.reach import beyond_reach
from sim.service.mode.mode import Mode
from sim.service.outlets import outlets_by_place, outlets_told
from sim.service.points import PointMaker
from sim.service.rounds.rounds import LineStop
from sim.service.staffing.crews import Hops
from sim.service.staffing.manning import manned
from sim.service.trunk.trunks import Trunks, trunk_ways, trunks
from sim.service.ways import LastStretch, last_stretch
from sim.table import Remark


def build_plan(
    county: County, parameters: Parameters, modes: dict[str, Mode], assignment: Assignment, expected: Expected,
    router: Router | None = None,
) -> ServicePlan:
    """The service plan of an assignment; nothing in it is random, and equal inputs give equal plans.

    Raises:
        InputError: the assignment, a mode or a parameter names what does not exist: every fault.
    """
    router, tried = router or RouteCache(), dict[Tried, Aside | None]()
    passed = passing(_begin(county, parameters, expected, router), modes)
    while True:
        plan = _build(_begin(county, parameters, expected, router), modes, assignment, tried, passed)
        beyond = {(a.pool, a.village, a.mode): a for a in beyond_reach(plan)}
        missed = dict.fromkeys(off_every_line(plan, assignment.backstop)) | beyond
        if not missed.keys() - tried.keys():
            plan = both_ways(told(plan, county, parameters, modes, tried), parameters.demand.outbound, expected.going[0].sum(axis=0))
            check_plan(plan)
            return plan
        tried = missed | tried


def _build(
    draft: Draft, modes: dict[str, Mode], assignment: Assignment, tried: Collection[Tried], passed: Passed
) -> ServicePlan:
    """The plan with some pools' villages served in another mode, or set aside."""
    remarks: list[Remark] = []
    resolved = resolve(assignment, draft.county, draft.parameters, modes, draft.expected, remarks, tried, passed)
    for remark in remarks:
        draft.note("assignment.table", phrase("assignment.read", remark=remark))
    for told_of_town in outlets_told(draft.county, draft.outlets):
        draft.note("towns.outlets_10k", told_of_town)
    jobs, networks = resolved.jobs, dict[str, HostNetwork]()
    over_trunk = trunks(draft, jobs, networks)
    stretches = [last_stretch(draft, job, job.mode.last, networks) if job.mode.last else LastStretch() for job in jobs]
    way = _laid(draft, jobs, over_trunk, stretches)
    handlings = _handlings(draft, way)
    shares = host_share(draft, jobs, over_trunk, stretches)
    rooms = host_rooms(draft, jobs, networks)
    full = host_full(draft, jobs, over_trunk, stretches, rooms)
    made = _plan(draft, assignment, resolved, way, handlings)
    return replace(made, host_share=shares, host_full=full, host_rooms=rooms)


def _laid(draft: Draft, jobs: Sequence[Job], over_trunk: Trunks, stretches: Sequence[LastStretch]) -> Ints:
    """The way of each brand to each village, -1 where no line reaches it."""
    way = np.full(draft.expected.daily.shape, -1, np.int64)
    points = PointMaker(draft, jobs)
    for job, stretch in zip(jobs, stretches, strict=True):
        _Carried(draft, job, trunk_ways(over_trunk, job), stretch).lay(points, way)
    return way


def _handlings(draft: Draft, way: Ints) -> tuple[Handling, ...]:
    """The handlings with the crews that the planned parcels need."""
    sizes = Flows(draft.ways, way, draft.expected, len(draft.lines)).sizes()
    return manned(draft, _hops(draft, way), sizes, returning(draft.ways, way, draft.expected))


def _plan(
    draft: Draft, assignment: Assignment, resolved: Resolved, way: Ints, handlings: tuple[Handling, ...]
) -> ServicePlan:
    """The plan that a finished draft comes to."""
    horizon = draft.parameters.horizon
    return ServicePlan(
        name=assignment.name or assignment.mode,
        horizon=horizon.days * DAY,
        places=draft.places,
        vehicles=draft.vehicles,
        handlings=handlings,
        depots=sized(draft),
        lines=tuple(of.line for of in draft.lines),
        timetable=build_timetable([of.service for of in draft.lines], horizon.days, horizon.start_date),
        points=tuple(draft.points),
        ways=tuple(draft.ways),
        way=way[None],
        brands=draft.expected.brands,
        villages=draft.expected.villages,
        notes=(*draft.notes, *resolved.notes),
        choices=resolved.choices,
        fees={job.mode.key: job.mode.fees for job in resolved.jobs},
        skip=draft.parameters.loading.skip,
    )


def _begin(county: County, parameters: Parameters, expected: Expected, router: Router) -> Draft:
    """A draft with the county's places and the vehicle types."""
    _refuse_unknown_vehicles(parameters)
    types = {key: _vehicle_type(key, spec) for key, spec in parameters.vehicles.items()}
    spots = np.array([county.village_place(v) for v in county.villages], np.int64)
    outlets = outlets_by_place(county, parameters.towns)
    return Draft(county, parameters, expected, router, tuple(_places(county)), types, spots, outlets)


def _places(county: County) -> Iterator[Place]:
    """The hub, the townships, the points."""
    yield _place(county.hub, Level.HUB, -1)
    for number, seat in enumerate(county.townships):
        yield _place(seat, Level.TOWNSHIP, number)
    for point in county.points:
        yield _place(point, Level.VILLAGE, point.township)


def _place(at: Seat | PointPlace, level: Level, township: int) -> Place:
    return Place(code=at.code, name=at.name, level=level, township=township, x_km=at.x_km, y_km=at.y_km)


def _vehicle_type(key: str, spec: Vehicle) -> VehicleType:
    """A type of vehicle in the units of a plan: grams and ml."""
    return VehicleType(
        key=key, name_zh=spec.name_zh, name_en=spec.name_en, parcels=spec.parcels, grams=round(spec.kg * 1000),
        ml=round(spec.litres * 1000), yuan_km=spec.yuan_km, yuan_day=spec.yuan_day, co2_kg_km=spec.co2_kg_km,
    )  # fmt: skip


def _refuse_unknown_vehicles(parameters: Parameters) -> None:
    asked: list[tuple[str, str]] = []
    for leg in ("trunk", "village", "direct", "relay", "carrier", "brand_trunk", "urban"):
        fleet: LegVehicles = getattr(parameters.fleet, leg)
        asked += [(f"fleet.{leg}.vehicle", fleet.vehicle), *((f"fleet.{leg}.allowed", kind) for kind in fleet.allowed)]
    for key, host in parameters.host.items():
        asked += [(f"host.{key}.vehicle", host.vehicle), (f"host.{key}.added_vehicle", host.added_vehicle)]
    known = parameters.vehicles
    if unknown := [(where, kind) for where, kind in asked if kind not in known]:
        allowed = one_of(known)
        raise InputError(Problem("plan.unknown_vehicle", where, kind, allowed, did_you_mean(kind, known)) for where, kind in unknown)


@dataclass(frozen=True, eq=False)
class _Carried:
    """How a job's parcels come to its villages: the line and stop of the trunk by village, and the last stretch."""

    draft: Draft
    job: Job
    trunk: dict[int, LineStop]
    stretch: LastStretch

    def lay(self, points: PointMaker, inbound: Ints) -> None:
        """Fill in the way of each brand to each village; villages no line reaches stay at -1."""
        for village in self.job.villages:
            hops = self._hops(village)
            if hops:
                point = self._point(points, village)
                made: dict[int, int] = {}
                for brand in self.job.brands:
                    priority = self._priority(brand)
                    if priority not in made:
                        made[priority] = self._add(hops, point, priority)
                    inbound[brand, village] = made[priority]

    def _add(self, hops: tuple[Hop, ...], point: int, priority: int) -> int:
        """Index of a new way."""
        job = self.job
        return self.draft.add_way(Way(hops=hops, point=point, priority=priority, mode=job.mode.key, pool=job.pool))

    def _point(self, points: PointMaker, village: int) -> int:
        if self.job.mode.handover == "township":
            return points.at_township(self.draft.county.villages[village].township, self.job)
        return points.at_village(village, self.job)

    def _priority(self, brand: int) -> int:
        first = self.job.mode.first_brands
        return int(bool(first) and self.draft.expected.brands[brand] not in first)

    def _hops(self, village: int) -> tuple[Hop, ...]:
        """The hops to a village; none where it is not reached."""
        mode, here = self.job.mode, self.draft.county.villages[village]
        hub = self._hub
        if not mode.leg(Leg.TRUNK):
            return self._beyond(village, hub)
        if village not in self.trunk:
            return ()
        first = _hop(hub, self.trunk[village])
        if mode.handover == "township" or here.point < 0:
            return (first,)
        rest = self._beyond(village, self._township(here.township))
        return (first, *rest) if rest else ()

    @cached_property
    def _hub(self) -> int:
        """Handling at the hub."""
        spec = self.job.mode.hub
        actor = spec.actor(self.job.operator)
        return self.draft.handling(f"hub/{actor}", 0, actor, spec.stages, spec.crew)

    def _township(self, township: int) -> int:
        """Handling at a township."""
        spec, county = self.job.mode.township, self.draft.county
        actor = spec.actor(self.job.operator)
        key = f"township/{actor}/{county.townships[township].code}"
        return self.draft.handling(key, county.township_place(township), actor, spec.stages, spec.crew)

    def _beyond(self, village: int, handling: int) -> tuple[Hop, ...]:
        """The last stretch, and the relay beyond it where there is one."""
        place, draft = int(self.draft.spots[village]), self.draft
        if place not in self.stretch.ways:
            return ()
        line, stop = self.stretch.ways[place]
        hop = _hop(handling, (line, stop))
        if place not in self.stretch.relays:
            return (hop,)
        base = draft.lines[line].line.stops[stop].place
        operator = draft.lines[self.stretch.relays[place][0]].line.operator
        relay = draft.handling(f"relay/{operator}/{draft.places[base].code}", base, operator, (), "township")
        return hop, _hop(relay, self.stretch.relays[place])


def _hop(handling: int, to: LineStop) -> Hop:
    """Handled, then carried to a stop of a line."""
    line, stop = to
    return Hop(handling=handling, line=line, alight=stop)


def _hops(draft: Draft, inbound: Ints) -> dict[int, Hops]:
    """What passes each handling."""
    reached = inbound >= 0
    load = np.bincount(inbound[reached], draft.expected.daily[reached], len(draft.ways))
    found: dict[int, Hops] = {}
    for number, way in enumerate(draft.ways):
        line, stop = -1, -1
        end = draft.points[way.point].place
        for hop in way.hops:
            row = found.setdefault(hop.handling, {})
            key = (line, stop, hop.line, end)
            row[key] = row.get(key, 0.0) + float(load[number])
            line, stop = hop.line, hop.alight
    return found
