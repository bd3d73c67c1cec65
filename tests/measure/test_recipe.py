"""Parts of the cost add up to it, and parts of a gap to the gap."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.recipes import recipes
from sim.inference.results import by_mode
from sim.measure.ledger import RESOURCE, TRANSFER
from sim.measure.measure import Measures, measure
from sim.measure.recipe import COSTS, PARTS, part_of, parts
from tests.measure import small


@pytest.fixture(scope="module")
def modes() -> dict[str, list[Measures]]:
    county, p = small.county(), small.parameters(cost={"host_basis": "full"})
    return by_mode(measure(*small.case(r + 10 * k, mode=mode), county, p, r) for k, mode in enumerate(("joint", "other")) for r in range(3))


def test_parts_add_up_to_the_cost(modes: dict[str, list[Measures]]) -> None:
    for found in modes.values():
        for m in found:
            assert sum(parts(m).values()) == pytest.approx(m.county["cost_system_parcel"])
            assert all(value >= 0 for value in parts(m).values())


def test_every_resource_has_a_part_and_most_parts_occur(modes: dict[str, list[Measures]]) -> None:
    found = {part_of(a) for m in modes["joint"] for a in m.ledger.accounts if a.kind == RESOURCE}
    assert found <= set(PARTS)
    assert {"vehicles", "drivers", "host", "crews", "points", "rooms", "residents"} <= found


def test_of_the_brands_outlay_fees_are_a_part(modes: dict[str, list[Measures]]) -> None:
    for m in modes["joint"]:
        found = parts(m, kpi="cost_brands_parcel")
        assert sum(found.values()) == pytest.approx(m.county["cost_brands_parcel"])
        assert found["fees"] != 0
        assert parts(m)["fees"] == 0
    assert {part_of(a) for m in modes["joint"] for a in m.ledger.accounts if a.kind == TRANSFER} == {"fees"}


def test_the_table_of_parts_adds_up(modes: dict[str, list[Measures]]) -> None:
    table = recipes(modes)
    for kpi in COSTS:
        cost = {k: np.mean([m.county[kpi] for m in v]) for k, v in modes.items()}
        assert table[table["kpi"] == kpi].groupby("mode")["yuan_parcel"].sum().to_dict() == pytest.approx(cost)
