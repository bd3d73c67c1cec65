"""What tables of a plan have in common."""

from __future__ import annotations

import pytest

from sim.proposal.plan.plan_view import PlanReader, of_places
from tests.policy.plan_made import plan_case

NONE = float("nan")


@pytest.mark.parametrize(
    ("count", "places", "text"),
    [(24, 25, "24/25, 96.0%"), (23.5, 25, "23.5/25, 94.0%"), (3, NONE, "3"), (NONE, 4, ""), (1234, 2000, "1,234/2,000, 61.7%")],
)
def test_a_share_has_numerator_and_denominator(count: float, places: float, text: str) -> None:
    assert of_places(count, places) == text


def test_places_are_called_in_the_readers_language() -> None:
    case = plan_case()
    zh, en = (PlanReader(None, case.prepared, lang) for lang in ("zh", "en"))
    assert (zh.place("小县"), en.place("小县")) == ("小县", "Small")
    assert zh.modes["joint"] == "快快合作"
