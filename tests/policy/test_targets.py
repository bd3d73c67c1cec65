"""Targets are counted in whole places."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sim.policy.targets import missing, required, targets
from sim.proposal.plan.plan_view import of_places
from tests.policy.plan_made import target_case
from tests.policy.shipped import shipped
from tests.proposal import made


def test_villages_reached_are_counted_in_every_replication() -> None:
    case = target_case(what="villages_reached", share=0.5)
    row = targets(case).iloc[0]
    reached = [float((m.villages["reach"] > 0.5).sum()) for m in case.measures["joint"]]
    assert row["required"] == len(case.county.rural) / 2
    assert row["simulated"] == round(sum(reached) / 3, 2)
    verdict = "gap" if max(reached) < row["required"] else "not_verified"
    assert row["verdict"] == ("met" if min(reached) >= row["required"] else verdict)
    assert (row["date"], row["fact"]) == ("2021-12-31", "D1-11")


def test_more_places_than_the_plan_knows_need_more() -> None:
    row = targets(target_case(what="villages_reached", share=1, of=2)).iloc[0]
    assert (row["required"], row["of"]) == (2, 2)
    assert row["needed"] == row["places"] > 2


def test_what_nothing_tells_is_not_verified() -> None:
    found = targets(target_case(what="points_to_standard", share=0.6, of=61))
    assert set(found["verdict"]) == {"not_verified"}
    assert set(found["required"]) == {37}
    assert (found["unknown"] == found["places"]).all()


@pytest.mark.parametrize(("asked", "verdict"), [
    ({"kpi": "undelivered_share", "at_most": 1.0}, "met"), ({"kpi": "vehicles", "at_least": 1e6}, "gap"),
])  # fmt: skip
def test_a_kpi_keeps_its_bound_or_not(asked: dict[str, object], verdict: str) -> None:
    assert set(targets(target_case(what="kpi", **asked))["verdict"]) == {verdict}


def test_an_overloaded_plan_verifies_nothing() -> None:
    case = target_case(what="kpi", kpi="undelivered_share", at_most=1.0)
    over = replace(case, prepared=made.prepared("joint"))
    assert targets(over)["verdict"].tolist() == ["not_verified", "met"]


def test_who_misses_what_another_holds_is_missing() -> None:
    rows = [
        ("now", "a", 10.0, 10.0, 4.0, 0.0, "gap"), ("plan", "a", 10.0, 10.0, 10.0, 0.0, "met"), ("mix", "a", 10.0, 10.0, 9.5, 0.0, "not_verified"),
        ("odd", "a", 10.0, 10.0, 9.0, 2.0, "not_verified"), ("plan", "b", 10.0, 10.0, 2.0, 0.0, "gap"), ("odd", "b", 10.0, 10.0, 1.0, 0.0, "gap"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["mode", "target", "of", "needed", "simulated", "unknown", "verdict"])
    assert missing(table) == {"now", "mix"}
    assert missing(table, ["plan"]) == frozenset()


@pytest.mark.parametrize(("plan", "target", "text"), [
    ("hoxud", "reached_2021", "24/25, 96.0%"), ("hangjin", "points_standard_2024", "37/61, 60.7%"),
    ("hangjin", "stations_2024", "4/6, 66.7%"),
])  # fmt: skip
def test_a_share_of_a_plan_is_so_many_places(plan: str, target: str, text: str) -> None:
    asked = shipped(plan).targets[target]
    assert asked.of is not None
    assert of_places(required(asked, asked.of), asked.of) == text
