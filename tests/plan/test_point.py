"""Points: opening hours in their order, alike at one place; remote ones stand at a township."""

from __future__ import annotations

from itertools import pairwise

from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from tests.plan.small import plans


def points() -> list[tuple[ServicePlan, Point]]:
    return [(plan, point) for plan in plans() for point in plan.points]


def test_hours_are_in_order_and_do_not_overlap() -> None:
    for plan, point in points():
        assert all(start < end for start, end in point.hours)
        assert all(end <= start for (_, end), (start, _) in pairwise(point.hours))
        assert point.hours[-1][0] < plan.horizon


def test_points_of_one_place_have_the_same_hours() -> None:
    for plan in plans():
        by_place: dict[int, set[tuple[tuple[int, int], ...]]] = {}
        for point in plan.points:
            by_place.setdefault(point.place, set()).add(point.hours)
        assert all(len(hours) == 1 for hours in by_place.values())


def test_only_a_point_at_a_township_is_remote() -> None:
    remote = {(plan.places[point.place].level, point.remote) for plan, point in points()}
    assert ("village", True) not in remote
    assert any(is_remote for _, is_remote in remote)


def test_a_shelf_has_room_and_parcels_are_not_returned_at_once() -> None:
    assert all(point.shelf > 0 and point.return_after > 0 for _, point in points())


def test_door_times_lie_in_opening_hours() -> None:
    for _, point in points():
        assert list(point.door_times) == sorted(point.door_times)
        assert all(any(start <= t <= end for start, end in point.hours) for t in point.door_times)
