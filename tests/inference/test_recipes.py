"""What parcels cost by part over replications, and what each actor is left with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.inference.recipes import outlays, recipes
from sim.measure.measure import Measures, measure
from sim.measure.recipe import COSTS, PARTS
from sim.plan.actor import KEEPER, Actor
from tests.measure import small


@pytest.fixture(scope="module")
def rows() -> list[Measures]:
    found = []
    for n in range(3):
        plan, draws, outcome = small.case(n)
        found.append(replace(measure(plan, draws, outcome, small.county(), small.parameters()), replication=n))
    return found


def test_parts_of_a_cost_add_up_to_it(rows: list[Measures]) -> None:
    table = recipes({"joint": rows})
    assert len(table) == len(COSTS) * len(PARTS)
    for kpi in COSTS:
        total = table.loc[table["kpi"] == kpi, "yuan_parcel"].sum()
        assert total == pytest.approx(sum(m.county[kpi] for m in rows) / 3, abs=1e-6)


def test_intervals_hold_their_means(rows: list[Measures]) -> None:
    table = recipes({"joint": rows})
    assert (table["ci_low"] <= table["yuan_parcel"] + 1e-9).all()
    assert (table["yuan_parcel"] <= table["ci_high"] + 1e-9).all()
    assert set(table["n"]) == {3}


def test_what_actors_are_left_with_adds_up_to_the_system(rows: list[Measures]) -> None:
    found = outlays(rows)
    assert sum(found.values()) == pytest.approx(sum(m.county["cost_system_parcel"] for m in rows) / 3, abs=1e-6)
    assert found[KEEPER] < found[Actor.pool("ab")]
