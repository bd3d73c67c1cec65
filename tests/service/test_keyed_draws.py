"""Draws are keyed by name and entity: what is added elsewhere, used or not, changes nobody else's."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from sim.county.county import County, PointPlace
from sim.demand.draw import draw_parcels
from sim.demand.expected import expected
from sim.demand.offers import NO_OFFERS
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.streams import Stream, combine, entity_codes
from sim.flow.digest import digest
from sim.flow.draws import Draws, draw
from sim.flow.model import simulate
from sim.parameters import Parameters
from sim.parameters.demand import Brand
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from tests.service.small_county import CACHE, POOL, county, modes, parameters

SEED, REPLICATION = 3, 2
CHANCE: dict[str, Any] = {
    "horizon__warmup_days": 1, "horizon__measured_days": 7, "horizon__drain_days": 2, "handling__work_cv": 0.4, "disruption__closures": {"village": {"share": 0.1}},
    "host__bus__cancel_share": 0.2, "resident__market_share": 0.4,
}  # fmt: skip


def drawn(where: County, p: Parameters, mode: str = "transport_courier") -> tuple[ServicePlan, Draws]:
    plan = build_plan(where, p, modes(), Assignment(mode=mode, pools={"joint": POOL}), expected(where, p), CACHE)
    return plan, draw(plan, *draw_parcels(where, p, SEED, REPLICATION), NO_OFFERS, p, SEED, REPLICATION)


def columns(table: Parcels | MarketTrips | Draws) -> dict[str, np.ndarray]:
    found = {f.name: getattr(table, f.name) for f in fields(table)}
    return {name: x for name, x in found.items() if isinstance(x, np.ndarray)}


def test_an_unused_stream_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    p = parameters(**CHANCE)
    plan, before = drawn(county(), p)
    outcome = digest(simulate(plan, before))
    bits, extra = Stream.bits, []

    def and_an_unused_one(stream: Stream, entity: Any, *index: Any) -> Any:
        for name in ("unused", f"{stream.name}/unused"):
            extra.append(bits(Stream(stream.seed, stream.replication, name), entity, *index))
        found = bits(stream, entity, *index)
        extra.append(bits(Stream(stream.seed, stream.replication, "unused later"), entity, *index))
        return found

    monkeypatch.setattr(Stream, "bits", and_an_unused_one)
    Stream(SEED, REPLICATION, "unused first").normal(entity_codes(["N1"]), np.arange(1000))
    again_plan, after = drawn(county(), p)
    assert len(extra) > 30
    for a, b in ((before, after), (before.parcels, after.parcels), (before.market, after.market)):
        for name, column in columns(a).items():
            assert np.array_equal(column, columns(b)[name]), name
    assert digest(simulate(again_plan, after)) == outcome


def test_a_brand_that_nobody_orders_from_changes_nothing() -> None:
    p = parameters(**CHANCE)
    brands = {"newcomer": Brand(share=0.0, name_zh="新", name_en="new"), **p.demand.brands}
    more = p.model_copy(update={"demand": p.demand.model_copy(update={"brands": brands})})
    (plan, before), (other_plan, after) = drawn(county(), p), drawn(county(), more)
    assert np.array_equal(after.parcels.brand, before.parcels.brand + 1)
    for name in set(columns(before.parcels)) - {"brand"}:
        assert np.array_equal(columns(before.parcels)[name], columns(after.parcels)[name]), name
    assert digest(simulate(plan, before)) == digest(simulate(other_plan, after))


def with_village(where: County) -> County:
    """The county with one more village in the south, listed first."""
    last = where.villages[-1]
    village = replace(last, code="S9", name="新村", point=len(where.points), x_km=2.5, y_km=-15.0)
    points = (*where.points, PointPlace("PS9", "新点", 1, 2.5, -15.0))
    places = [where.hub, *where.townships, *points]
    xy = np.array([(place.x_km, place.y_km) for place in places])
    road = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) * 1.3
    return replace(where, villages=(village, *where.villages), points=points, road_km=road)


def test_a_new_village_leaves_the_parcels_and_the_luck_of_others_alone() -> None:
    p = parameters(**CHANCE)
    (plan, before), (other_plan, after) = drawn(county(), p), drawn(with_village(county()), p)
    mine = after.parcels.village > 0
    assert 0 < (~mine).sum() < len(mine)
    assert np.array_equal(after.parcels.village[mine] - 1, before.parcels.village)
    for name in set(columns(before.parcels)) - {"village", "household"}:
        assert np.array_equal(columns(before.parcels)[name], columns(after.parcels)[name][mine]), name
    assert luck(plan, before).keys() <= luck(other_plan, after).keys() | of_the_south(plan)
    same = luck(plan, before).keys() & luck(other_plan, after).keys()
    assert len(same) > 100
    assert all(luck(plan, before)[run] == luck(other_plan, after)[run] for run in same)


def luck(plan: ServicePlan, draws: Draws) -> dict[tuple[str, int, int], tuple[int, bool]]:
    """Travel factor and cancellation by (line, day, departure)."""
    table = plan.timetable
    runs = zip(table.line.tolist(), table.day.tolist(), table.number.tolist(), draws.travel_ppm.tolist(), draws.cancelled.tolist(), strict=True)
    return {(plan.lines[line].key, day, number): (travel, bool(gone)) for line, day, number, travel, gone in runs}


def of_the_south(plan: ServicePlan) -> set[tuple[str, int, int]]:
    table = plan.timetable
    runs = zip(table.line.tolist(), table.day.tolist(), table.number.tolist(), strict=True)
    return {(plan.lines[line].key, day, number) for line, day, number in runs if plan.lines[line].township in (1, -1)}


def test_a_line_more_leaves_the_luck_of_the_others_alone() -> None:
    p = parameters(**CHANCE)
    few, many = (drawn(county(), p, mode) for mode in ("township_pickup", "transport_courier"))
    same = luck(*few).keys() & luck(*many).keys()
    assert len(same) > 50
    assert len(luck(*many)) > len(same)
    assert all(luck(*few)[run] == luck(*many)[run] for run in same)


def test_an_entity_is_its_name_not_its_place_in_a_list() -> None:
    stream = Stream(SEED, REPLICATION, "any")
    names = [f"v{i}" for i in range(20)]
    alone = {name: stream.uniform(combine(entity_codes([name]), 5))[0] for name in names}
    assert stream.uniform(combine(entity_codes(names[::-1]), 5)).tolist() == [alone[name] for name in names[::-1]]
