"""Decisions, plans and verdicts as a planner reads them."""

from __future__ import annotations

from typing import Any

import pytest

from sim.inference.search.decisions import TOWNSHIPS
from sim.inference.search.grid import DecisionKey
from sim.proposal.optimise.optimise_words import decision, heading, plan_text, told, township_of, value, with_half
from tests.proposal.optimisation import AXES, COST, SHARE
from tests.proposal.told import about

TOWNS = tuple(DecisionKey(f"{TOWNSHIPS}.座{i}", ("joint", "other"), False) for i in (1, 2))


def test_a_key_of_the_assignment_names_its_township() -> None:
    assert [township_of(k) for k in (f"{TOWNSHIPS}.座1", "mode", "assignment")] == ["座1", "", ""]


@pytest.mark.parametrize(("key", "lang", "parts"), [
    ("mode", "en", ("mode",)), (f"{TOWNSHIPS}.座1", "en", ("mode", "in s1")),
    (f"{TOWNSHIPS}.座1", "zh", ("座1：", "模式")),
    ("no.such.key", "en", ("no.such.key",)),
])
def test_a_decision_has_a_name(key: str, lang: str, parts: tuple[str, ...]) -> None:
    assert all(part in decision(about(lang), key, lang) for part in parts)


def test_a_decision_has_its_unit_unless_that_is_not_wanted() -> None:
    key = "demand.household_size"
    bare, whole = (decision(about(), key, "en", unit) for unit in (False, True))
    assert whole.startswith(bare)
    assert decision(about(), "schedule.village.depart", "en") == decision(
        about(), "schedule.village.depart", "en", unit=False
    )


@pytest.mark.parametrize(("key", "chosen", "text"), [
    ("mode", "joint", "joint delivery"), ("mode", "unnamed", "unnamed"), (f"{TOWNSHIPS}.座1", "other", "post carries"),
    ("schedule.village.depart", ("08:00", "14:00"), "08:00 14:00"), ("x", 0.5, "0.5"), ("x", 3, "3"),
    ("x", "joint", "joint"),
])
def test_values_are_told_as_people_say_them(key: str, chosen: Any, text: str) -> None:
    assert value(about(), key, chosen, "en") == text


def test_a_plan_leaves_out_what_is_fixed_or_idle() -> None:
    fixed = DecisionKey("seed", (1,), False)
    text = plan_text(about(), (*AXES, fixed), (0, 1, 0), [], "en")
    assert "joint delivery" in text
    assert text.endswith(" 7")
    assert plan_text(about(), AXES, (0, 1), ["mode", AXES[1].key], "en") == ""


def test_townships_of_one_mode_stand_together() -> None:
    assert plan_text(about(), TOWNS, (0, 0), [], "en") == "joint delivery in every township"
    assert plan_text(about("zh"), TOWNS, (0, 1), [], "zh") == "快快合作（座1）；邮快合作（座2）"
    assert plan_text(about(), TOWNS, (1, 1), [], "en") == "post carries in every township"


def test_a_heading_has_the_unit_which_a_share_does_without() -> None:
    assert heading(COST, "en").endswith("(yuan/parcel)")
    assert heading(COST, "zh").endswith("（元/件）")
    assert "(" not in heading(SHARE, "en")


def test_half_an_interval_is_left_out_where_it_prints_as_nothing() -> None:
    assert with_half(2.0, 1.5, 2.5, "yuan/parcel") == "2.00 ±0.50"
    assert with_half(2.0, 2.0, 2.0001, "yuan/parcel") == "2.00"
    assert with_half(2.0, float("nan"), float("nan"), "yuan/parcel") == "2.00"


def test_a_kpi_is_told_with_its_interval_if_that_has_a_width() -> None:
    row = {COST: 2.0, f"{COST}_low": 1.9, f"{COST}_high": 2.1}
    assert told(row, COST, "en").endswith("2.00 yuan/parcel (1.90–2.10)")
    assert told(row | {f"{COST}_low": 2.0, f"{COST}_high": 2.0}, COST, "zh").endswith("2.00元/件")
