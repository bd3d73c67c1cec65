"""What tables of a plan have in common."""

from __future__ import annotations

import pytest

from sim.proposal.plan.plan_view import PlanReader, of_places
from tests.policy.plan_made import plan_case

NONE = float("nan")


@pytest.mark.parametrize(
    ("count", "places", "text"),
    [(24, 25, "24/25, 96.0%"), (23.5, 25, "23/25, 92.0%"), (2447.99, 2467, "2,447/2,467, 99.2%"), (24.9999999, 25, "25/25, 100.0%"), (3, NONE, "3"), (NONE, 4, ""), (1234, 2000, "1,234/2,000, 61.7%")],
)
def test_a_share_has_numerator_and_denominator(count: float, places: float, text: str) -> None:
    assert of_places(count, places) == text


def test_places_are_called_in_the_readers_language() -> None:
    case = plan_case()
    zh, en = (PlanReader(None, case.prepared, lang) for lang in ("zh", "en"))
    assert (zh.place("小县"), en.place("小县")) == ("小县", "Small")
    assert zh.modes["joint"] == "快快合作"


def test_what_differs_by_replication_is_told_from_the_fewest_to_the_most() -> None:
    assert of_places(2447, 2467, 2448) == "2,447–2,448/2,467, 99.2%–99.2%"
    assert of_places(23, 25, 23) == "23/25, 92.0%"
