"""Facilities in words."""

from __future__ import annotations

import pytest

from sim.policy.facility import facilities, standards
from sim.proposal.plan.plan_facilities import FACILITIES, STANDARDS
from sim.proposal.plan.plan_view import PlanReader
from tests.policy.plan_made import plan_case
from tests.policy.test_facility import ASKED

CASE = plan_case(facilities=ASKED)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_key_is_shown(lang: str) -> None:
    reader = PlanReader(CASE.document, CASE.prepared, lang)
    listed = facilities(CASE)
    for view, table in ((FACILITIES, listed), (STANDARDS, standards(listed))):
        shown = view.shown(table, reader)
        texts = [*map(str, shown.columns), *(v for c in shown for v in shown[c] if isinstance(v, str))]
        assert not [t for t in texts if "_" in t]


def test_counts_have_their_places() -> None:
    reader = PlanReader(CASE.document, CASE.prepared, "en")
    shown = STANDARDS.shown(standards(facilities(CASE)), reader)
    assert shown["not verified"].tolist()[2] == "3/3, 100.0%"
