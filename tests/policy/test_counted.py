"""Places are counted whole."""

from __future__ import annotations

import pytest

from sim.policy.counted import at_least, counted
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
    told = counted("villages_with_point", (), case, case.scenarios[0], case.measures["joint"])
    assert told.places == len(own)
    assert (told.counts <= told.places).all()


def test_townships_that_count_may_be_named() -> None:
    case = plan_case()
    town = case.county.townships[0]
    for what in ("centres", "centres_to_standard", "points_to_standard", "villages_reached", "villages_with_point"):
        asked = ((town.name,), (town.code,), ())
        named, coded, every = (counted(what, places, case, case.scenarios[0], case.measures["joint"]) for places in asked)
        assert 0 < named.places < every.places
        assert (named.counts <= named.places).all()
        assert (named.places, named.counts.tolist()) == (coded.places, coded.counts.tolist())


def test_a_hub_is_built_where_brands_share_it() -> None:
    case = plan_case()
    assert counted("hub", (), case, case.scenarios[0], case.measures["joint"]).counts.tolist() == [1, 1, 1]
