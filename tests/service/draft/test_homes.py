"""Fewer vehicles than bases are shared by neighbours: every number given makes a plan of its own."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sim.clock import HOUR
from sim.plan.depot import Depot
from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.service.draft.homes import homes
from tests.service.small_county import build, county, parameters


def line_km(*at: float) -> np.ndarray:
    return np.abs(np.subtract.outer(at, at))


def depots(plan: ServicePlan) -> list[Depot]:
    return [g for g in plan.depots if g.key.startswith("village/")]


def test_with_vehicles_enough_each_base_is_home() -> None:
    assert homes(3, [5, 1, 9], line_km(0, 1, 5)) == [0, 1, 2]
    assert homes(7, [5, 1, 9], line_km(0, 1, 5)) == [0, 1, 2]


def test_the_least_joins_its_neighbour_until_all_have_a_vehicle() -> None:
    km = line_km(0, 10, 12, 40)
    assert homes(3, [5, 3, 4, 1], km) == [0, 1, 2, 2]
    assert homes(2, [5, 3, 4, 1], km) == [0, 2, 2, 2]
    assert homes(1, [5, 3, 4, 1], km) == [2, 2, 2, 2]


def test_there_are_as_many_homes_as_vehicles() -> None:
    rng = np.random.default_rng(1)
    for n, count in itertools.product(range(1, 9), range(1, 9)):
        found = homes(count, rng.random(n).tolist(), line_km(*rng.random(n)))
        assert len(set(found)) == min(n, count)
        assert all(found[home] == home for home in found)


def test_a_vehicle_of_two_townships_rides_between_them() -> None:
    alone, shared = (build("courier_courier", parameters(fleet__village__count=n)) for n in (2, 1))
    assert [len(depots(plan)) for plan in (alone, shared)] == [2, 1]
    (depot,) = depots(shared)
    lines = {line.key: line for line in shared.lines if line.leg == "village"}
    away = [line for line in lines.values() if line.base != depot.base]
    assert away
    km = 2 * county().road_km[1, 2]
    for line in away:
        straight = county().road_km[line.stops[-1].place, line.base]
        assert line.back_km == pytest.approx(straight + km)
        assert line.planned >= km / parameters().roads.trunk_kmh * HOUR
    for line in lines.values():
        if line.base == depot.base:
            assert line.back_km == pytest.approx(county().road_km[line.stops[-1].place, line.base])
    assert any("1 vehicles for 2 bases, shared by bei+nan" in str(note) for note in shared.notes)
    assert not any("bases" in str(note) for note in alone.notes)


def test_no_number_of_vehicles_is_taken_for_another() -> None:
    for n in (1, 2, 3, 5):
        assert sum(g.count for g in depots(build("courier_courier", parameters(fleet__village__count=n, demand__scale=4.0)))) == n
    relays = build("transport_courier", parameters(fleet__relay__count={"北镇": 1}, host__bus__near_km=0.5))
    north = [g for g in relays.depots if g.key.startswith("relay/") and relays.places[g.base].township == 0]
    assert sum(g.count for g in north) == 1


@pytest.mark.parametrize(("key", "value", "where"), [
    ("fleet__village__count", 0, "fleet.village.count"),
    ("fleet__trunk__count", 0, "fleet.trunk.count"),
    ("fleet__village__count", {"北镇": 0, "南镇": 2}, "fleet.village.count.北镇"),
])  # fmt: skip
def test_no_vehicle_at_all_is_refused(key: str, value: object, where: str) -> None:
    with pytest.raises(InputError) as error:
        build("courier_courier", parameters(**{key: value}))
    assert [(p.code, p.where) for p in error.value.problems] == [("plan.no_vehicle", where)]


def test_a_leg_that_a_mode_does_not_have_needs_no_vehicle() -> None:
    assert depots(build("township_pickup", parameters(fleet__village__count=0))) == []
