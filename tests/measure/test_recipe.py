"""Parts of the cost add up to it, and parts of a gap to the gap."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.ledger import RESOURCE
from sim.measure.measure import Measures, measure
from sim.measure.recipe import PARTS, gaps, part_of, parts, recipes
from sim.measure.results import by_mode
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


def test_parts_of_a_gap_add_up_to_it(modes: dict[str, list[Measures]]) -> None:
    gap, cost = gaps(modes), {k: np.mean([m.county["cost_system_parcel"] for m in v]) for k, v in modes.items()}
    assert list(gap["part"]) == list(PARTS)
    assert gap["difference"].sum() == pytest.approx(cost["joint"] - cost["other"])
    table = recipes(modes)
    assert table.groupby("mode")["yuan_parcel"].sum().to_dict() == pytest.approx(cost)
