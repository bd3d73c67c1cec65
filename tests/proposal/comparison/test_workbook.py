"""The sheets of a comparison's workbook, in the reader's language: every column headed in words, titles that a workbook
can have."""

from __future__ import annotations

import pytest

from sim.county.spec import CountySpec
from sim.proposal import tables
from sim.proposal.comparison.titles import NAMES
from sim.proposal.comparison.workbook import sheets
from sim.proposal.sheet import OutputSheet
from tests.proposal.made import compared, prepared


def made(lang: str) -> list[OutputSheet]:
    """All sheets of the comparison."""
    own, found = tables.of_plans(prepared(), lang), compared().tables()
    use = {f"{name}_use": found[name] for name in ("crews", "fleet")}
    return sheets(
        {**found, **use, **own, "inputs": tables.inputs(CountySpec(slug="small", source="x"), prepared(), lang)},
        prepared(), lang,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_titles_are_short_and_none_is_twice(lang: str) -> None:
    titles = [sheet.title for sheet in made(lang)]
    assert len(titles) == len(set(titles)) > 3
    assert all(0 < len(title) <= 31 for title in titles)


def test_every_sheet_is_of_the_list() -> None:
    assert {sheet.title for sheet in made("en")} <= set(NAMES)


def test_formats_are_of_columns_that_there_are() -> None:
    for sheet in made("en"):
        assert set(sheet.formats) <= set(map(str, sheet.table.columns))
        assert len(sheet.rows) in (0, len(sheet.table))


def test_heads_are_words_of_the_reader() -> None:
    for sheet in made("zh"):
        heads = [str(c) for c in sheet.table.columns]
        assert not [h for h in heads if "_" in h], sheet.title


def test_public_money_that_no_plan_asks_for_is_in_words_everywhere() -> None:
    villages = next(sheet.table for sheet in made("zh") if sheet.title == "各村")
    (column,) = [c for c in villages.columns if "财政" in str(c)]
    assert set(villages[column]) == {"本方案未涉及"}
    wide = next(sheet.table for sheet in made("en") if sheet.title == "Comparison")
    assert "not in this plan" in set(wide.set_index("KPI").loc["public money a parcel"])


def test_differences_of_shares_are_in_percentage_points() -> None:
    found = compared().tables()["comparison"].set_index("kpi")["difference"]
    paired = next(sheet.table for sheet in made("en") if sheet.title == "Paired differences").set_index("KPI")
    own, told = found["within_24h"], paired.loc["at the village within 24 h"]
    assert told["unit"] == "points"
    assert told["difference A − B"] == pytest.approx(100 * own, nan_ok=True)
