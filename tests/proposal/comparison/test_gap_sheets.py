"""Sheets on why columns differ in cost: parts that add up, words for every head."""

from __future__ import annotations

import pytest

from sim.measure.recipe import PARTS
from sim.proposal.comparison.gap_sheets import GAP, gap_sheet
from sim.proposal.sheet import TWO
from sim.words import say
from tests.proposal.made import NAMES, compared


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_parts_of_a_gap_add_up_to_the_whole(lang: str) -> None:
    sheet = gap_sheet(compared().costs["gaps"], {m: pair[lang == "en"] for m, pair in NAMES.items()}, lang)
    whole = sheet.table[say(lang, *GAP)]
    parts = sheet.table[[say(lang, *pair) for pair in PARTS.values()]].sum(axis=1)
    assert whole.tolist() == pytest.approx(parts.tolist())
    assert list(sheet.rows) == [TWO] * len(sheet.table)
    assert set(sheet.table.iloc[:, 1]) | set(sheet.table.iloc[:, 2]) == {pair[lang == "en"] for pair in NAMES.values()}
