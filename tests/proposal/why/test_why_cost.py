"""The recipe of a cost in words: rows add up to their last, to the cent."""

from __future__ import annotations

import pytest

from sim.measure.recipe_lines import COSTS
from sim.proposal.why.why_cost import cost_told
from tests.proposal.tracing import traced


@pytest.mark.parametrize("kpi", COSTS)
def test_lines_add_up_to_the_cost(kpi: str) -> None:
    line, sheet = cost_told(traced(), 0, kpi, "en")
    yuan, each = sheet.table.iloc[:, 5], sheet.table.iloc[:, 6]
    assert round(yuan.iloc[:-1].sum() * 100) == round(yuan.iloc[-1] * 100)
    assert each.iloc[-1] == pytest.approx(traced().measures.villages[kpi][0])
    assert f"{each.iloc[-1]:.2f} yuan" in line


def test_lines_are_in_words() -> None:
    _, sheet = cost_told(traced(), 0, "cost_system_parcel", "zh")
    assert not [cell for column in sheet.table for cell in sheet.table[column] if isinstance(cell, str) and "_" in cell]
