"""Places are counted whole."""

from __future__ import annotations

import pytest

from sim.policy.counted import COUNTERS, at_least
from tests.policy.plan_made import plan_case


@pytest.mark.parametrize(
    ("share", "places", "count"),
    [(0.95, 25, 24), (0.6, 61, 37), (0.6, 6, 4), (1, 61, 61), (0.1, 30, 3), (0.07, 100, 7)],
)
def test_a_share_is_rounded_up_to_places(share: float, places: int, count: int) -> None:
    assert at_least(share, places) == count


def test_points_are_counted_where_villages_have_one() -> None:
    case = plan_case()
    own = [v for v in case.county.rural if v.point >= 0]
    counted = COUNTERS["villages_with_point"](case, case.scenarios[0], case.measures["joint"])
    assert counted.places == len(own)
    assert (counted.counts <= counted.places).all()
