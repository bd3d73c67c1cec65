"""What is ready to be simulated: scenarios with what overloads them, and whose parcels their figures are of."""

from __future__ import annotations

from sim.service.load.load import ResourceLoad
from sim.service.prepared import Scenario, pooled
from tests.service.small_county import POOL, build
from tests.service.small_plan import plan


def test_only_what_never_clears_is_an_overload() -> None:
    loads = tuple(ResourceLoad("shelf", str(i), "n", 1.0, 1.0, 1.0, state, "w", "parcels") for i, state in enumerate(("ok", "tight", "piled", "overloaded", "aside")))
    assert [x.key for x in Scenario("m", plan(), loads).overloads] == ["3"]


def test_the_pools_brands_are_those_with_a_way_in_it() -> None:
    assert set(pooled(build("courier_courier"))) == set(POOL)
    assert pooled(build("courier_courier", pool=())) == ()
