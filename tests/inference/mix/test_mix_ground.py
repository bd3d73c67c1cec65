"""What a mix is chosen from adds up to what each mode costs and gives the county."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.inference.by_mode import by_mode
from sim.inference.mix.mix_ground import BORNE, ground, yuan_year
from sim.inference.mix.mix_target import MixTarget
from sim.inference.mode_map.village_modes import Uniform
from sim.inference.target import Target
from sim.measure.ledger import RESOURCE
from sim.plan.note import Choice
from sim.problems import phrase
from sim.service.load.load import ResourceLoad
from sim.service.mode.mode import Mode
from sim.service.prepared import Prepared
from tests.measure import small
from tests.proposal import made

FULL = ResourceLoad("line_week", "post", "村线", 12.0, 10.0, 1.2, "overloaded", "镇1", "parcels")


def uniform(prepared: Prepared | None = None) -> Uniform:
    return Uniform(prepared or made.prepared(), by_mode(made.measures()), frozenset())


def test_villages_add_up_to_what_the_pools_parcels_cost() -> None:
    rows = by_mode(made.measures())["joint"]
    cents = np.mean([of.ledger.cells(lambda a: a.kind == RESOURCE)[0].sum() for of in rows])
    assert yuan_year(rows, "system", small.MEASURED).sum() == pytest.approx(cents / 100 * 365 / 7)
    parts = sum(yuan_year(rows, name, small.MEASURED).sum() for name in ("operators", "public", "residents"))
    assert parts == pytest.approx(yuan_year(rows, "system", small.MEASURED).sum())
    assert set(BORNE) == {"system", "brands", "operators", "public", "residents"}


def test_the_figure_of_a_uniform_choice_is_about_the_countys() -> None:
    target = MixTarget(Target("within_24h", ">=", 0.5))
    on, rows = ground(uniform(), [target], "system", added=True), by_mode(made.measures())["joint"]
    (bound,) = on.bounds({target: 0.1})
    assert bound.at_most == pytest.approx(-0.6)
    assert -bound.coefficients[:, 0].sum() == pytest.approx(np.mean([of.county["within_24h"] for of in rows]), abs=0.1)


def test_a_target_from_above_is_a_bound_as_it_stands() -> None:
    target = MixTarget(Target("in_hand_mean_h", "<=", 40.0))
    (bound,) = ground(uniform(), [target], "system", added=True).bounds({})
    assert bound.at_most == 40.0
    assert (bound.coefficients > 0).all()


def test_what_no_village_has_cannot_be_steered() -> None:
    assert ground(uniform(), [MixTarget(Target("vehicles", "<=", 3.0))], "system", added=True).given == {}


ROOM = {0: 0.4, 1: 0.6, 2: 0.5, 3: 7.0}


def pooled(prepared: Prepared) -> Prepared:
    """With modes by the names of the columns; the line of a host in the first holds two villages, and never the last."""
    trunk = {"leg": "trunk", "carrier": "own", "schedule": "trunk"}
    mode = Mode.model_validate({
        "key": "joint", "name_zh": "甲", "name_en": "a", "pooled": True, "legs": [trunk], "handover": "township",
        "point": "outlet", "hub": {"stages": ["sort"], "crew": "hub"},
    })  # fmt: skip
    first, other = prepared.scenarios
    short = replace(first, plan=replace(first.plan, host_rooms={"post": {"a": ROOM}}), loads=(FULL,))
    return replace(prepared, modes={"joint": mode, "other": mode}, scenarios=(short, other))


def test_a_host_has_room_for_what_its_lines_hold_and_a_full_line_for_what_fits() -> None:
    on = ground(uniform(pooled(made.prepared())), [], "system")
    part = on.rooms["post", "a"]
    assert part[:, 0].tolist() == [*ROOM.values()]
    assert not part[:, 1].any()
    assert on.hosted("post").sum() == 4
    assert not on.hosted("bus").any()
    assert on.allowed.tolist() == [[True, True]] * 3 + [[False, True]]
    (line,) = on.lines
    assert line[:, 0].sum() == pytest.approx(1.2 / 0.95)
    assert (line[:, 0] > 0).tolist() == [False, False, False, True]
    assert on.bounds({})[0].at_most == 1.0
    assert ground(uniform(pooled(made.prepared())), [], "system", added=True).rooms == {}


def test_where_a_points_shelf_never_clears_the_mode_is_not_allowed() -> None:
    prepared = made.prepared()
    first, other = prepared.scenarios
    code = first.plan.points[first.plan.ways[int(first.plan.inbound[0, 2])].point].code
    crowded = replace(FULL, kind="shelf_week", key=code)
    on = ground(uniform(replace(prepared, scenarios=(replace(first, loads=(crowded,)), other))), [], "system")
    there = [first.plan.points[first.plan.ways[int(first.plan.inbound[0, v])].point].code != code for v in range(4)]
    assert on.reached[:, 0].tolist() == there
    assert on.reached[:, 1].all()


def test_what_few_villages_cost_in_a_mode_is_told_of_the_others() -> None:
    on = ground(uniform(), [], "system")
    chosen, real = np.array([0, 1, 1, 1]), np.array([3.0, 1, 1, 1]) * on.cost[[0, 1, 2, 3], [0, 1, 1, 1]]
    likely = on.likely(chosen, real)
    assert likely[:, 0] == pytest.approx(3 * on.cost[:, 0])
    assert likely[:, 1] == pytest.approx(on.cost[:, 1])


def test_where_a_mode_does_not_reach_it_is_not_allowed() -> None:
    prepared = made.prepared()
    missed = [Choice(pool="ab", village=v, mode="" if v == 1 else "joint", rule="rest", reason=phrase("config.map")) for v in range(4)]
    first = replace(prepared.scenarios[0], plan=replace(prepared.scenarios[0].plan, choices=tuple(missed)))
    on = ground(uniform(replace(prepared, scenarios=(first, prepared.scenarios[1]))), [], "system", added=True)
    assert on.allowed[:, 0].tolist() == [True, False, True, True]
    assert on.allowed[:, 1].all()
