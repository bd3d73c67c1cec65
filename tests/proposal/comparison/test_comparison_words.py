"""A comparison in words: its title, whose parcels it is of, and what must stand beside the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.proposal.comparison.comparison_words import alarms, closing_lines, foot, headline, scope, title
from tests.proposal.made import NAMES, compared, prepared


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_title_and_foot_name_the_county(lang: str) -> None:
    name = "小县" if lang == "zh" else "Small"
    assert name in title(compared(), lang)
    assert name in foot(compared(), lang)
    assert "abcdef01" in foot(compared(), lang)


def test_the_scope_says_the_pools_share_of_the_parcels() -> None:
    assert "67%" in scope(compared(), "zh")
    assert "67%" in scope(compared(), "en")


def test_columns_of_different_pools_are_not_comparable() -> None:
    found = compared()
    alone = replace(
        found.prepared.scenarios[1].plan,
        ways=tuple(replace(i, pool="") for i in found.prepared.scenarios[1].plan.ways)
    )
    mixed = replace(found, prepared=replace(
        found.prepared, scenarios=(found.prepared.scenarios[0], replace(found.prepared.scenarios[1], plan=alone))
    ))
    assert "not comparable" in scope(mixed, "en")
    assert "不能跨列比较" in scope(mixed, "zh")


def test_remarks_and_overloads_stand_beside_the_answer() -> None:
    found = replace(compared(("other",)), prepared=prepared("other", remarks=(("注意", "mind"),)))
    told = [x.en for x in alarms(found, None)]
    assert told[0] == "mind"
    assert any(x.topic == "overloaded" for x in alarms(found, None))


def test_characters_that_the_charts_cannot_write_are_told_only_where_there_are_charts() -> None:
    found = compared()
    odd = replace(found, prepared=replace(found.prepared, county=replace(found.prepared.county, name="𓀀县")))
    assert [x.topic for x in alarms(odd, "zh")][-1] == "charts"
    assert all(x.topic != "charts" for x in alarms(odd, None))
    assert all(x.topic != "charts" for x in alarms(odd, "en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_closing_has_a_column_a_mode_and_every_answer(lang: str) -> None:
    shown = headline(compared(), lang)
    assert [
        c for c in shown.columns if c in {pair[lang == "en"] for pair in NAMES.values()}
    ] == [pair[lang == "en"] for pair in NAMES.values()]
    text = "\n".join(closing_lines(compared(), lang, None))
    assert text.count("• ") >= len(compared().card.answers)
    assert scope(compared(), lang) in text
