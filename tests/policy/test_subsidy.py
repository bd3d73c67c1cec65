"""What a plan pays, and thresholds of volume."""

from __future__ import annotations

from typing import Any

import pytest

from sim.measure.support import yuan_year
from sim.policy.case import PlanCase
from sim.policy.subsidy import subsidies, thresholds
from tests.policy.plan_made import plan_case
from tests.policy.shipped import shipped


def with_rule(**rule: Any) -> PlanCase:
    return plan_case(subsidies={"hub": {"fact": "D3-48", **rule}})


def test_a_threshold_a_year_is_one_a_day_rounded_up() -> None:
    for year, day in ((20_000_000, 54_795), (200_000, 548)):
        row = thresholds(with_rule(of="hub", from_parcels_year=year)).iloc[0]
        assert (row["threshold_day"], row["verdict"], row["fact"]) == (day, "gap", "D3-48")


@pytest.mark.parametrize(("extra", "verdict"), [(0, "met"), (1, "gap")])
def test_the_volume_is_that_of_365_days(extra: int, verdict: str) -> None:
    total = plan_case().prepared.expected.total
    row = thresholds(with_rule(of="hub", from_parcels_year=365 * total + extra)).iloc[0]
    assert row["year_villages_in"] == row["year_all"] == round(365 * total)
    assert row["verdict"] == verdict


def test_every_township_and_every_village_has_a_row() -> None:
    county = plan_case().county
    assert len(thresholds(with_rule(of="township", from_parcels_year=1))) == len(county.townships)
    assert len(thresholds(with_rule(of="village", from_parcels_year=1))) == len(county.rural)


def test_without_a_threshold_there_is_no_table() -> None:
    assert thresholds(with_rule(of="hub")).empty
    assert thresholds(plan_case()).empty


def test_nobody_pays_where_no_rule_does() -> None:
    assert list(subsidies(plan_case()).columns)[-2:] == ["yuan_year", "fact"]


def test_500_yuan_a_month_for_61_points_are_366_000_a_year() -> None:
    plan = shipped("hangjin")
    assert plan.targets["points_2024"].of == 61
    assert 61 * yuan_year(plan.subsidies["post"], 0.05) == 366_000


def test_20_million_a_year_are_54_795_a_day_and_200_000_are_548() -> None:
    rules = shipped("yicheng").subsidies
    table = thresholds(plan_case(subsidies={key: rules[key].model_dump() for key in ("hub", "centre")}))
    days = dict(zip(table["rule"], table["threshold_day"], strict=True))
    assert days == {"hub": 54_795, "centre": 548}
