"""Numbers given for a real county do not bind a stylised one."""

from __future__ import annotations

import math

import pytest

from sim.county.spec import Stylised
from sim.service.by_rule import by_rule, trunks
from tests.service.small_county import county, parameters


def test_given_numbers_give_way_to_rules_and_a_host_keeps_its_points_a_vehicle() -> None:
    p = by_rule(parameters(host__post__vehicles=3, host__bus__vehicles=0, fleet__village__count=5), county())
    assert p.host["post"].vehicles == "auto"
    assert p.host["post"].villages_per_vehicle == pytest.approx(len(county().points) / 3)
    assert p.host["bus"].vehicles == 0
    assert p.fleet.village.count == "auto"
    assert {c.crew for c in (*p.staffing.hub.values(), *p.staffing.township.values())} == {"auto"}


def test_as_many_trucks_as_townships_are_a_rule_fewer_a_tour() -> None:
    assert by_rule(parameters(fleet__trunk__count=2), county()).fleet.trunk.count == "auto"
    assert by_rule(parameters(fleet__trunk__count=1), county()).fleet.trunk.count == 1


def test_trucks_tour_townships_as_long_as_they_hold_their_heaviest_day() -> None:
    p = parameters(fleet__trunk__count=3)
    few, many = (Stylised(townships=7, villages=9, parcels_day=n) for n in (10.0, 200.0))
    assert trunks(p, few) == 3  # three trucks tour seven townships
    vehicle = p.vehicles[p.fleet.trunk.vehicle]
    for parcels in range(5, 200, 5):
        form = Stylised(townships=7, villages=9, parcels_day=float(parcels))
        if (count := trunks(p, form)) != "auto":
            assert math.ceil(7 / int(count)) * 9 * parcels <= vehicle.parcels * p.fleet.target_load  # type: ignore[arg-type]
    assert trunks(p, many) == "auto"
    assert trunks(parameters(), few) == "auto"
