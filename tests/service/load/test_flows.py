"""What is expected to flow: every parcel of a way on each of its lines, kilograms and litres alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.demand.outlook import Size
from sim.service.load.flows import Flows, by_point
from tests.plan.small import plans
from tests.service.small_county import demand, parameters
from tests.service.small_plan import expected, plan


def test_parcels_of_a_way_ride_each_of_its_lines() -> None:
    base = plan()
    flows = Flows(base.ways, base.inbound, expected((100.0, 50.0)), len(base.lines))
    assert flows.way.tolist() == [100, 50]
    assert flows.line.tolist() == [150, 100, 50]
    assert by_point(base.ways, flows.way, 2).tolist() == [100, 50]


def test_villages_without_a_way_flow_nowhere() -> None:
    base = plan(way=np.array([[0, -1]])[None])
    flows = Flows(base.ways, base.inbound, expected((100.0, 50.0)), len(base.lines))
    assert flows.line.tolist() == [100, 100, 0]


def test_a_line_has_the_mean_parcel_of_what_rides_it() -> None:
    base, asked = plan(), replace(expected((100.0, 300.0)), kg=np.array([[1.0, 2.0]]), litres=np.array([[4.0, 8.0]]))
    assert Flows(base.ways, base.inbound, asked, 4).sizes() == [Size(1.75, 7.0), Size(1.0, 4.0), Size(2.0, 8.0), asked.mean]


def test_where_parcels_are_alike_every_line_has_the_countys() -> None:
    base = plan()
    assert set(Flows(base.ways, base.inbound, expected(), 3).sizes()) == {expected().mean}


def test_nothing_is_lost_in_any_mode() -> None:
    asked = demand(parameters())
    for of in plans():
        flows = Flows(of.ways, of.inbound, asked, len(of.lines))
        reached = asked.daily[of.inbound >= 0].sum()
        assert flows.way.sum() == pytest.approx(reached)
        assert by_point(of.ways, flows.way, len(of.points)).sum() == pytest.approx(reached)
