"""The lines of every cost add up to it, to the cent."""

from __future__ import annotations

import pytest

from sim.measure.measure import measure
from sim.measure.recipe_lines import COSTS, recipe_lines
from tests.measure import small


@pytest.mark.parametrize("kpi", COSTS)
@pytest.mark.parametrize("mode", ["joint", "other"])
def test_lines_add_up_to_the_cost_to_the_cent(kpi: str, mode: str) -> None:
    county, p = small.county(), small.parameters()
    m = measure(*small.case(3, mode=mode), county, p, 0)
    cells = m.ledger.cells(COSTS[kpi])[0]
    for village in (None, *range(m.rural)):
        lines = recipe_lines(m, kpi, village)
        cost = m.county[kpi] if village is None else m.villages[kpi][village]
        if len(lines):
            assert lines["cents"].sum() == (cells[: m.rural].sum() if village is None else cells[village])
            assert lines["yuan_parcel"].sum() == pytest.approx(cost, abs=1e-9)
