from __future__ import annotations

import numpy as np
import pytest

from sim.service.hosts.roads import position_along, road_stops, sectors
from tests.service.small_county import county

NORTH = list(range(3, 9))
SEAT = 1


def test_position_along_a_polyline() -> None:
    path = np.array([(0.0, 0.0), (0.0, 10.0), (10.0, 10.0)])
    assert position_along(path, np.array([1.0, 4.0])) == pytest.approx((4.0, 1.0))
    assert position_along(path, np.array([5.0, 12.0])) == pytest.approx((15.0, 2.0))
    assert position_along(path, np.array([20.0, 10.0])) == pytest.approx((20.0, 10.0))


def test_sectors_split_by_bearing_at_the_widest_gap() -> None:
    xy = np.array([(0, 0), (0, 20), (0, -10), *[(np.cos(a), 20 + np.sin(a)) for a in (0.1, 0.2, 1.5, 1.6)]])
    assert sectors(xy, 1, [3, 4, 5, 6], 2) == [[3, 4], [5, 6]]
    assert sectors(xy, 1, [5, 3, 6, 4], 9) == [[3], [4], [5], [6]]
    assert sectors(xy, 1, [], 2) == []


def test_a_road_leads_through_the_seat_and_on_and_stops_near_it() -> None:
    (line,) = road_stops(county(), 0, NORTH, 1, 1.0, 1.2)
    assert line[0] == SEAT
    assert line[1:] == [3, 4, 5, 6] or set(line[1:]) <= set(NORTH)
    assert line == sorted(line, key=lambda p: county().road_km[0, p])


def test_a_winding_road_reaches_more() -> None:
    straight = road_stops(county(), 0, NORTH, 1, 0.5, 1.0)
    winding = road_stops(county(), 0, NORTH, 1, 0.5, 3.0)
    assert len(straight[0]) < len(winding[0]) == 7


def test_a_wider_walk_reaches_more() -> None:
    found = [len(road_stops(county(), 0, NORTH, 1, near, 1.0)[0]) for near in (0.1, 1.5, 20.0)]
    assert found == sorted(found)
    assert found[0] < found[-1] == 7


def test_without_a_bound_every_place_is_a_stop_of_one_line() -> None:
    lines = road_stops(county(), 0, NORTH, 2, None, 1.0)
    assert sorted(p for line in lines for p in line if p != SEAT) == NORTH
    assert len(lines) == 2
