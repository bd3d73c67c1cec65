"""The modes that come with the project, on a county of two townships: the engine equals the slow reference there too."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.clock import NEVER
from sim.county.county import County, PointPlace, Seat, Village
from sim.demand.expected import expected
from sim.demand.source import parcels_of
from sim.flow.draws import Draws, draw
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.parameters import Parameters
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.mode.mode import Mode
from tests.oracles.branches import branches
from tests.oracles.compare import differences
from tests.oracles.reference import reference
from tests.service.small_county import modes as shipped_modes

MODES = tuple(shipped_modes())
POOL = ("zto", "yto", "yunda", "sto", "jt", "post")


def tiny_county() -> County:
    """A hub, two townships 15 and 20 km away, and nine villages around them, one of which shares its neighbour's point."""
    seats = {"hub": (0.0, 0.0), "north": (0.0, 15.0), "east": (20.0, 0.0)}
    villages = [(0, 1, 16), (0, 2, 19), (0, -3, 15), (0, -1, 21), (1, 22, 1), (1, 25, -3), (1, 20, 4), (1, 28, 0), (1, 23, 2)]
    points = [(t, float(x), float(y)) for t, x, y in villages[:-1]]
    positions = np.array([*seats.values(), *((x, y) for _, x, y in points)])
    road = 1.3 * np.hypot(*(positions[:, None, :] - positions[None, :, :]).transpose(2, 0, 1))
    hub, *townships = (Seat(key, key, key, 0, 0, x, y, "user") for key, (x, y) in seats.items())
    rows = tuple(
        Village(f"v{i}", f"v{i}", "", t, 60 + 40 * i, None, 0, 0, float(x), float(y), min(i, len(points) - 1), "user", "user")
        for i, (t, x, y) in enumerate(villages)
    )
    spots = tuple(PointPlace(f"p{i}", f"p{i}", t, x, y) for i, (t, x, y) in enumerate(points))
    return County("tiny", "小县", "Tiny", 900.0, 2.6, "hill", 1.3, 0.5, 1, hub, tuple(townships), rows, spots, road, (), False)


def parameters(**overrides: object) -> Parameters:
    """Defaults with a short horizon; a key's dots are written as double underscores."""
    tree = Parameters().model_dump()
    given = {"horizon__warmup_days": 0, "horizon__measured_days": 7, "horizon__drain_days": 2, "fleet__route_iterations": 20, **overrides}
    for key, value in given.items():
        *path, last = key.split("__")
        node = tree
        for part in path:
            node = node[part]
        assert last in node
        node[last] = value
    return Parameters.model_validate(tree)


STRAINED = {
    "demand__weight_mean_kg": 6.0,
    "fleet__sizing": "existing",
    "fleet__village__count": 1,
    "fleet__trunk__vehicle": "micro_van",
    "handling__work_cv": 0.4,
    "handling__sort_per_h": 12.0,
    "staffing__hub__sort__crew": 1,
    "handling__discipline": "servers",
    "handling__shift_end": "finish",
    "host__bus__cancel_share": 0.2,
    "host__bus__free_parcels": 8,
    "host__shop__free_parcels": 30,
    "host__freight__cancel_share": 0.2,
    "host__coop__free_parcels": 20,
    "disruption__carrier_absent_share": 0.2,
    "disruption__keeper_absent_share": 0.1,
    "schedule__carrier__market_days": True,
    "points__return_after_days": 2,
    "points__types__shop__shelf_parcels": 6,
    "points__types__shop__lockers": 1,
    "points__types__outlet__attended": ((1, "09:00", "12:00"), (2, "15:00", "18:00"), (5, "08:00", "12:00")),
    "points__locker__small": 3,
    "points__locker__medium": 1,
    "points__locker__large": 1,
    "disruption__lost_share": 0.03,
}
"""Small vehicles, heavy parcels, slow crews, short shelves, short lockers, lost parcels, and all that the defaults leave out."""


CROWDED = {"demand__scale": 3.0, "vehicles__minivan__parcels": 12, "vehicles__truck__parcels": 30, "horizon__drain_days": 0}
"""So many parcels, and vehicles so small, that several leave together for one village."""

THREE_HOPS = "three_hops"


def three_hops() -> Mode:
    """Rural buses to the township and from there on, our trunk left out."""
    on = shipped_modes()["transport_township"]
    trunk = {"leg": "trunk", "carrier": "bus", "departure": "host", "shape": "road"}
    legs = [trunk, *(leg.model_dump() for leg in on.legs[1:])]
    return Mode.model_validate(on.model_dump() | {"key": THREE_HOPS, "legs": legs})


WAITING = {f"schedule__{leg}__leaves": "threshold" for leg in ("village", "direct", "relay", "carrier")} | {
    "schedule__threshold__parcels": 12, "schedule__threshold__wait_h": 3.0, "fleet__village__count": 1,
}
"""Rounds that leave as soon as enough is there."""

INPUTS = {"usual": {}, "strained": STRAINED, "crowded": CROWDED, "waiting": WAITING}


def cases() -> Iterator[Any]:
    """Every mode under every input, of those with the same partners one where it is crowded. Strained inputs bind most: they are tried at once,
    in one of those with the same partners; the others are a slow study, but for one."""
    for mode, inputs in itertools.product(MODES, ("usual", "strained", "crowded")):
        if inputs != "crowded" or not shipped_modes()[mode].partner:
            at_once = (inputs == "strained" and not shipped_modes()[mode].partner) or (mode, inputs) == ("transport_courier", "usual")
            yield pytest.param(mode, inputs, marks=() if at_once else pytest.mark.slow)


@cache
def case(mode: str, inputs: str) -> tuple[ServicePlan, Draws, Outcome]:
    """A mode's plan and draws, and what the reference makes of them."""
    p, county = parameters(**INPUTS[inputs]), tiny_county()
    modes = {**shipped_modes(), THREE_HOPS: three_hops()}
    plan = build_plan(county, p, modes, Assignment(pools={"joint": POOL}, mode=mode), expected(county, p))
    demand = parcels_of(county, p, 5, 0)
    draws = draw(plan, *demand, p, 5, 0)
    return plan, draws, reference(plan, draws)


@pytest.mark.parametrize(("mode", "inputs"), list(cases()))
def test_engine_equals_reference(mode: str, inputs: str) -> None:
    plan, draws, outcome = case(mode, inputs)
    assert (outcome.milestones.in_hand < NEVER).sum() > 50
    assert differences(simulate(plan, draws), outcome) == []


@pytest.mark.parametrize(
    ("mode", "found"),
    [
        ("courier_courier", {"second unit", "trip for several", "overtime, servers"}),
        ("postal_courier", {"left behind", "priority", "inside at the horizon"}),
        ("transport_courier", {"drawn cancellation", "direct", "relay"}),
        ("commerce_courier", {"full shelf", "left behind"}),
        ("freight_courier", {"drawn cancellation", "relay"}),
        ("coop_courier", {"left behind", "relay"}),
        ("stationed_point", {"to the door unasked"}),
        ("village_carrier", {"drawn cancellation", "inside at the horizon"}),
        ("township_pickup", {"market trip", "trip to several points", "return"}),
    ],
)
def test_each_mode_works_by_its_own_mechanism(mode: str, found: set[str]) -> None:
    assert branches(*case(mode, "strained")) >= found


@pytest.mark.parametrize("inputs", ["usual", "strained"])
def test_a_host_on_the_trunk_with_a_relay_beyond_equals_the_reference(inputs: str) -> None:
    """Three hops: by bus to the township, by another on, and with a relay where that does not go."""
    plan, draws, outcome = case(THREE_HOPS, inputs)
    assert {len(way.hops) for way in plan.ways if way.pool} == {2, 3}
    assert (outcome.milestones.in_hand < NEVER).sum() > 50
    assert differences(simulate(plan, draws), outcome) == []


@pytest.mark.parametrize("mode", ["courier_courier", "village_carrier", *(pytest.param(mode, marks=pytest.mark.slow) for mode in ("courier_direct", "transport_township"))])
def test_lines_of_ours_may_wait_for_enough(mode: str) -> None:
    plan, draws, outcome = case(mode, "waiting")
    assert differences(simulate(plan, draws), outcome) == []
    found = branches(plan, draws, outcome)
    assert "leaves by threshold amid its hours" in found
    assert found & {"enough are ready", "the oldest has waited"}


@pytest.mark.parametrize("mode", ["courier_courier", pytest.param("commerce_courier", marks=pytest.mark.slow)])
def test_vehicles_leave_together_where_it_is_crowded(mode: str) -> None:
    plan, _, outcome = case(mode, "crowded")
    departures = np.stack([plan.timetable.line, plan.timetable.scheduled])
    _, first = np.unique(departures, axis=1, return_index=True)
    loaded = np.delete(outcome.runs.loaded, first)
    assert len(loaded) > 0
    assert (loaded > 0).any()
