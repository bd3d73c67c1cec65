"""From an assignment to a service plan 服务方案: ways, lines, timetable, crews, points."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from sim.clock import DAY
from sim.county.county import County
from sim.demand.outlook import Expected, Size
from sim.parameters import Parameters
from sim.parameters.operation import Leg
from sim.plan.actor import Actor
from sim.plan.note import Aside
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.units import IntArray
from sim.plan.vehicle import VehicleType
from sim.plan.way import Hop, Way
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase
from sim.service.assignment import Assignment, Job, resolve
from sim.service.check import check_plan
from sim.service.crews import Hops, manned
from sim.service.draft import Draft
from sim.service.fleet import sized
from sim.service.flows import Flows
from sim.service.hostlines import HostNetwork
from sim.service.mode import Mode
from sim.service.points import PointMaker
from sim.service.reach import beyond_reach, notes
from sim.service.rounds import LineStop
from sim.service.routes import RouteCache, Router
from sim.service.timetable import build_timetable, clock_times
from sim.service.trunk import trunk
from sim.service.ways import LastStretch, last_stretch
from sim.table import Remark


def build_plan(
    county: County, parameters: Parameters, modes: dict[str, Mode], assignment: Assignment, expected: Expected, router: Router | None = None
) -> ServicePlan:
    """The service plan of an assignment; nothing in it is random, and equal inputs give equal plans.

    Raises:
        InputError: the assignment, a mode or a parameter names what does not exist: every fault.
    """
    router, aside = router or RouteCache(), dict[tuple[str, int], Aside]()
    while True:
        plan = _build(_begin(county, parameters, expected, router), modes, assignment, aside)
        beyond = {(a.pool, a.village): a for a in beyond_reach(plan) if (a.pool, a.village) not in aside}
        if not beyond:
            plan = replace(plan, aside=tuple(aside.values()), notes=(*plan.notes, *notes(aside.values(), county, parameters.fleet.duty_end)))
            check_plan(plan)
            return plan
        aside |= beyond


def _build(draft: Draft, modes: dict[str, Mode], assignment: Assignment, aside: Collection[tuple[str, int]]) -> ServicePlan:
    """The plan with some pools' villages set aside."""
    parameters, expected = draft.parameters, draft.expected
    remarks: list[Remark] = []
    jobs = resolve(assignment, draft.county, parameters, modes, expected, remarks, aside)
    for remark in remarks:
        draft.note("assignment.table", phrase("assignment.read", remark=remark))
    trunks = _trunks(draft, jobs)
    networks: dict[str, HostNetwork] = {}
    stretches = [last_stretch(draft, job, job.mode.last, networks) if job.mode.last else LastStretch() for job in jobs]
    way = np.full(expected.daily.shape, -1, np.int64)
    points = PointMaker(draft, jobs)
    for job, stretch in zip(jobs, stretches, strict=True):
        _lay_ways(draft, job, trunks, stretch, points, way)
    handlings = manned(draft, _hops(draft, way), Flows(draft.ways, way, expected, len(draft.lines)).sizes())
    horizon = parameters.horizon
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
        brands=expected.brands,
        villages=expected.villages,
        notes=tuple(draft.notes),
        fees={job.mode.key: job.mode.fees for job in jobs},
        host_share=_host_share(draft, jobs, stretches),
        skip=parameters.loading.skip,
    )


def _begin(county: County, parameters: Parameters, expected: Expected, router: Router) -> Draft:
    """A draft with the county's places and the vehicle types."""
    known = parameters.vehicles
    fleets = {leg: getattr(parameters.fleet, leg) for leg in ("trunk", "village", "direct", "relay", "brand_trunk")}
    asked = {f"fleet.{leg}.vehicle": of.vehicle for leg, of in fleets.items()} | {f"fleet.{leg}.allowed": kind for leg, of in fleets.items() for kind in of.allowed}
    for key, host in parameters.host.items():
        asked |= {f"host.{key}.vehicle": host.vehicle, f"host.{key}.added_vehicle": host.added_vehicle}
    if unknown := {where: name for where, name in asked.items() if name not in known}:
        raise InputError(Problem("plan.unknown_vehicle", where, name, one_of(known), did_you_mean(name, known)) for where, name in unknown.items())
    places = [Place(county.hub.code, county.hub.name, "hub", -1, county.hub.x_km, county.hub.y_km)]
    places += [Place(t.code, t.name, "township", i, t.x_km, t.y_km) for i, t in enumerate(county.townships)]
    places += [Place(p.code, p.name, "village", p.township, p.x_km, p.y_km) for p in county.points]
    types = {
        key: VehicleType(key, v.name_zh, v.name_en, v.parcels, round(v.kg * 1000), round(v.litres * 1000), v.yuan_km, v.yuan_day, v.co2_kg_km)
        for key, v in known.items()
    }
    spots = np.array([county.village_place(v) for v in county.villages], np.int64)
    return Draft(county, parameters, expected, router, tuple(places), types, spots)


def _trunks(draft: Draft, jobs: Sequence[Job]) -> dict[Actor, dict[int, LineStop]]:
    """Trunk lines by operator: one set for all its modes that have a trunk leg."""
    found: dict[Actor, dict[int, LineStop]] = {}
    for operator in dict.fromkeys(job.operator for job in jobs):
        mine = [job for job in jobs if job.operator == operator and job.mode.leg("trunk")]
        rule = mine[0].mode.leg("trunk") if mine else None
        if rule is None:
            continue
        daily: dict[int, dict[int, float]] = {}
        sizes: dict[int, Size] = {}
        for job in mine:
            load = job.daily(draft.expected)
            sizes |= {v: job.size(draft.expected, [v]) for v in job.villages}
            for t, villages in draft.township_villages(job).items():
                daily.setdefault(t, {}).update({v: float(load[v]) for v in villages})
        unloads = not any("unload" in job.mode.township.stages for job in mine)
        onward = tuple(sorted({time for job in mine for time in _onward(draft, job)}))
        found[operator] = trunk(draft, rule, operator, mine[0].mode.hub.crew, dict(sorted(daily.items())), sizes, unloads, onward)
    return found


def _onward(draft: Draft, job: Job) -> tuple[int, ...]:
    """Times of day at which a job's parcels leave townships for the villages."""
    rule = job.mode.leg("village")
    if rule is None:
        return ()
    if rule.departure == "host":
        return clock_times(draft.parameters.host[rule.carrier].depart)
    leg: Leg = getattr(draft.parameters.schedule, rule.schedule)
    return clock_times(leg.depart)


def _lay_ways(draft: Draft, job: Job, trunks: dict[Actor, dict[int, LineStop]], stretch: LastStretch, points: PointMaker, way: IntArray) -> None:
    """Fill in the way of each of a job's brands to each of its villages; villages no line reaches stay at -1."""
    mode = job.mode
    actor = Actor.host(mode.hub.by) if mode.hub.by != "own" else job.operator
    hub = draft.handling(f"hub/{actor}", 0, actor, mode.hub.stages, mode.hub.crew)
    for v in job.villages:
        hops = _way(draft, job, v, hub, trunks, stretch)
        if not hops:
            continue
        at_township = mode.handover == "township"
        point = points.at_township(draft.county.villages[v].township, job) if at_township else points.at_village(v)
        made: dict[int, int] = {}
        for b in job.brands:
            priority = 0 if not mode.first_brands or draft.expected.brands[b] in mode.first_brands else 1
            if priority not in made:
                made[priority] = len(draft.ways)
                draft.ways.append(Way(hops=hops, point=point, priority=priority, mode=mode.key, pool=job.pool))
            way[b, v] = made[priority]


def _way(draft: Draft, job: Job, village: int, hub: int, trunks: dict[Actor, dict[int, LineStop]], stretch: LastStretch) -> tuple[Hop, ...]:
    """The hops to a village; none where it is not reached."""
    mode = job.mode
    place = int(draft.spots[village])
    township = draft.county.villages[village].township
    hops: list[Hop] = []
    if mode.leg("trunk"):
        hops.append(_hop(hub, trunks[job.operator][village]))
        if mode.handover == "township" or draft.county.villages[village].point < 0:
            return tuple(hops)
        actor = Actor.host(mode.township.by) if mode.township.by != "own" else job.operator
        code = draft.county.townships[township].code
        hub = draft.handling(f"township/{actor}/{code}", draft.county.township_place(township), actor, mode.township.stages, mode.township.crew)
    if place not in stretch.ways:
        return ()
    line, stop = stretch.ways[place]
    hops.append(_hop(hub, (line, stop)))
    if place in stretch.relays:
        base = draft.lines[line].line.stops[stop].place
        relay = draft.lines[stretch.relays[place][0]].line
        handling = draft.handling(f"relay/{relay.operator}/{draft.places[base].code}", base, relay.operator, (), "township")
        hops.append(_hop(handling, stretch.relays[place]))
    return tuple(hops)


def _hop(handling: int, to: LineStop) -> Hop:
    """Handled, then carried to a stop of a line."""
    line, stop = to
    return Hop(handling=handling, line=line, alight=stop)


def _hops(draft: Draft, inbound: IntArray) -> dict[int, Hops]:
    """What passes each handling."""
    load = np.zeros(len(draft.ways))
    reached = inbound >= 0
    np.add.at(load, inbound[reached], draft.expected.daily[reached])
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


def _host_share(draft: Draft, jobs: Sequence[Job], stretches: Sequence[LastStretch]) -> dict[str, tuple[float, float]]:
    """Shares of the pools' villages and parcels that each host's existing lines carry under the target load."""
    villages: dict[str, int] = {}
    parcels: dict[str, float] = {}
    served = {(job.pool, v) for job in jobs if job.pool for v in job.villages}
    total = sum(float(job.daily(draft.expected).sum()) for job in jobs if job.pool)
    for job, stretch in zip(jobs, stretches, strict=True):
        if stretch.fitting is None or not job.pool or not job.mode.last:
            continue
        load = job.daily(draft.expected)
        carried = [v for v in job.villages if int(draft.spots[v]) in stretch.fitting]
        host = job.mode.last.carrier
        villages[host] = villages.get(host, 0) + len(carried)
        parcels[host] = parcels.get(host, 0.0) + float(load[carried].sum())
    return {host: (villages[host] / len(served), parcels[host] / total if total else 0.0) for host in villages}
