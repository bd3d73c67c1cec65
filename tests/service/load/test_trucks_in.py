"""What trucks of line-haul into the county are asked for."""

from __future__ import annotations

from typing import Any

import pytest

from sim.plan.actor import Actor
from sim.service.load.feasible import loads
from sim.service.load.load import ResourceLoad
from sim.service.load.trucks_in import PREFIX
from sim.service.tables import loads_table
from tests.service import small_county


def found(**over: Any) -> dict[str, ResourceLoad]:
    p = small_county.parameters(**over)
    plan = small_county.build("courier_courier", p)
    return {load.key: load for load in loads(plan, small_county.demand(p), p) if load.key.startswith(PREFIX)}


def test_nothing_is_asked_of_trucks_that_bring_all() -> None:
    assert found() == {}


def test_two_trucks_a_day_of_seven_parcels_bring_98_a_week() -> None:
    p = small_county.parameters()
    expected, load = small_county.demand(p), found(demand__truck={"parcels": 7})
    assert len(load) == len(expected.brands)
    brand = expected.brands[0]
    mine = load[f"{PREFIX}{Actor.brand(brand)}"]
    assert (mine.capacity, mine.unit) == (98, "parcels")
    assert mine.offered == pytest.approx(7 * expected.daily[0].sum())
    assert {x.state == "overloaded" for x in load.values()} == {x.offered > x.capacity for x in load.values()}
    half = found(demand__truck={"parcels": 7}, demand__forward_share=0.5)
    assert half[mine.key].offered == pytest.approx(mine.offered / 2)


def test_the_scarcest_of_its_limits_is_told_in_words() -> None:
    p = small_county.parameters(demand__truck={"parcels": 10_000, "kg": 1.0, "litres": 10_000.0})
    plan = small_county.build("courier_courier", p)
    rows = [load for load in loads(plan, small_county.demand(p), p) if load.key.startswith(PREFIX)]
    assert {load.unit for load in rows} == {"kg"}
    for lang, words in (("zh", "进县干线"), ("en", "line-haul into the county")):
        names = loads_table(rows, lang, plan, p)["name"]
        assert all(words in name for name in names)
        assert names.is_unique
