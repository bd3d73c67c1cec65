"""Why modes differ in cost, in words: by how much, and what of that is the shape."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.inference.cost.gaps import against_least
from sim.measure.recipe import PARTS
from sim.proposal.comparison.gap_words import gap_lines, gap_shown
from tests.proposal.made import NAMES, compared

FOUND = compared().costs["gaps"]
KPI = str(FOUND["kpi"].iloc[0])


def test_a_line_a_mode_with_its_gap() -> None:
    least, table = against_least(FOUND, KPI)
    ((zh, en),) = gap_lines(FOUND, KPI, NAMES)
    other = next(m for m in NAMES if m != least)
    assert en.startswith(
        f"{NAMES[other][1]} costs {table.loc[other, 'total']:.2f} yuan a parcel more than {NAMES[least][1]}"
    )
    assert zh.startswith(f"{NAMES[other][0]}比{NAMES[least][0]}高")
    assert "cannot be compared" in en, "neither has a partner known in both shapes"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_a_mode_and_no_part_that_no_gap_has(lang: str) -> None:
    shown = gap_shown(FOUND, KPI, {m: pair[lang == "en"] for m, pair in NAMES.items()}, lang)
    assert len(shown) == 1
    assert shown.shape[1] <= 4 + len(PARTS)
    assert shown.map(lambda x: isinstance(x, str)).all(axis=None)


def test_where_nothing_is_compared_there_is_nothing_to_say() -> None:
    assert gap_shown(FOUND[:0], KPI, {}, "en").empty
    assert gap_lines(FOUND[:0], KPI, NAMES) == []
    assert isinstance(FOUND, pd.DataFrame)
