"""Why modes differ in cost, in words: by how much, and what of that is the shape."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.inference.cost.gaps import against_least
from sim.measure.recipe import PARTS
from sim.proposal.comparison.gap_words import gap_lines, gap_shown
from tests.proposal.made import NAMES, compared


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """The gaps of the two plans."""
    return compared().costs["gaps"]


@pytest.fixture(scope="module")
def kpi(found: pd.DataFrame) -> str:
    return str(found["kpi"].iloc[0])


def test_a_line_a_mode_with_its_gap(found: pd.DataFrame, kpi: str) -> None:
    least, table = against_least(found, kpi)
    ((zh, en),) = gap_lines(found, kpi, NAMES)
    other = next(m for m in NAMES if m != least)
    assert en.startswith(
        f"{NAMES[other][1]} costs {table.loc[other, 'total']:.2f} yuan a parcel more than {NAMES[least][1]}"
    )
    assert zh.startswith(f"{NAMES[other][0]}比{NAMES[least][0]}高")
    assert "cannot be compared" in en, "neither has a partner known in both shapes"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_a_mode_and_no_part_that_no_gap_has(found: pd.DataFrame, kpi: str, lang: str) -> None:
    shown = gap_shown(found, kpi, {m: pair[lang == "en"] for m, pair in NAMES.items()}, lang)
    assert len(shown) == 1
    assert shown.shape[1] <= 4 + len(PARTS)
    assert shown.map(lambda x: isinstance(x, str)).all(axis=None)


def test_where_nothing_is_compared_there_is_nothing_to_say(found: pd.DataFrame, kpi: str) -> None:
    assert gap_shown(found[:0], kpi, {}, "en").empty
    assert gap_lines(found[:0], kpi, NAMES) == []


def test_what_costs_the_same_is_not_said_to_cost_more(found: pd.DataFrame, kpi: str) -> None:
    ((zh, en),) = gap_lines(found.assign(difference=0.0), kpi, NAMES)
    assert "costs as much as" in en
    assert "相同" in zh
