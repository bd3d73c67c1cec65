"""The shape of the network of each column of a comparison: what was tried, what was taken, and the words for it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sim.proposal.comparison.shapes import (
    FAILED,
    OK,
    OVERLOADED,
    Shapes,
    ShapeTrial,
    asked_words,
    choice_words,
    labelled,
    others_words,
    shaped,
)
from sim.service.mode.mode import LegRule, Mode
from tests.proposal.made import prepared
from tests.proposal.sweeping import COST

TABLE = {
    "joint": Mode(
        key="joint", name_zh="快快合作", name_en="joint delivery",
        legs=(LegRule(leg="trunk", schedule="trunk"), LegRule(leg="village")),
    ),
    "straight": Mode(
        key="straight", name_zh="直达", name_en="straight", partner="joint", shape="direct",
        legs=(LegRule(leg="direct", schedule="direct"),),
    ),
    "other": Mode(
        key="other", name_zh="邮快合作", name_en="post carries",
        legs=(LegRule(leg="trunk", schedule="trunk"), LegRule(leg="village")),
    ),
}
VIA = ShapeTrial("joint", "joint", "township", OK, {COST: 2.0}, 0.9)
DIRECT = ShapeTrial("straight", "joint", "direct", OK, {COST: 3.0}, 0.8)


def test_trials_are_a_table_that_marks_the_columns() -> None:
    found = Shapes(("joint",), (VIA, replace(DIRECT, state=FAILED, cost={})), COST).table()
    assert found["chosen"].tolist() == [True, False]
    assert found[COST].tolist()[0] == 2.0
    assert math.isnan(found[COST].tolist()[1])
    assert Shapes(("joint",)).table().empty


def test_costs_are_of_what_was_tried_and_is_no_column() -> None:
    assert Shapes(("joint",), (VIA, DIRECT), COST).costs == {"straight": {COST: 3.0}}
    assert Shapes(("joint",), (VIA, replace(DIRECT, state=OVERLOADED)), COST).costs == {}


def test_the_choice_is_told_first_and_then_the_other_with_what_was_wrong() -> None:
    zh, en = choice_words(TABLE, ["straight"], [VIA, DIRECT], COST)
    assert (
        "joint delivery straight from the hub 3.00 yuan/parcel (80.0%), via the township 2.00 yuan/parcel (90.0%)."
    ) in en
    assert "快快合作县直达3.00元/件（80.0%），经乡镇2.00元/件（90.0%）。" in zh
    assert "straight from the hub (no plan possible)" in choice_words(
        TABLE, ["joint"], [VIA, replace(DIRECT, state=FAILED)], COST
    )[1]


@pytest.mark.parametrize(("shape", "said"), [("all", 0), ("direct", 1), ("township", 1)])
def test_one_shape_for_all_is_said(shape: str, said: int) -> None:
    found = asked_words(shape)
    assert len(found) == said
    assert all(f"shape={shape}" in text for pair in found for text in pair)


def test_a_mode_whose_partner_has_several_shapes_is_called_by_partner_and_shape() -> None:
    assert shaped(TABLE, "joint") == ("快快合作（经乡镇）", "joint delivery (via the township)")
    assert shaped(TABLE, "straight") == ("快快合作（县直达）", "joint delivery (straight from the hub)")
    assert shaped(TABLE, "other") is shaped(TABLE, "unknown") is None


def test_columns_have_their_shapes_in_their_names() -> None:
    found = labelled(replace(prepared(), modes=TABLE), (("注", "note"),))
    assert [s.name_en for s in found.scenarios] == ["joint delivery (via the township)", "post carries"]
    assert found.remarks == (("注", "note"),)


def test_columns_that_would_be_called_the_same_keep_their_own_names() -> None:
    twice = TABLE | {"other": TABLE["joint"].model_copy(update={"key": "other", "partner": "joint"})}
    assert [s.name_zh for s in labelled(replace(prepared(), modes=twice)).scenarios] == ["快快合作", "邮快合作"]


def test_modes_of_partners_that_no_column_has_are_told_with_how_to_ask() -> None:
    assert others_words(TABLE, list(TABLE)) == ()
    some = next(key for key, mode in TABLE.items() if not mode.partner)
    rest = [key for key, mode in TABLE.items() if not mode.partner and key != some]
    told = others_words(TABLE, [some])
    assert bool(told) == bool(rest)
    for text in told[0] if told else ():
        assert all(key in text for key in rest)
