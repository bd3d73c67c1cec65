"""Every table of a plan is a sheet and a section of the page."""

from __future__ import annotations

import pytest

from sim.policy.tables import plan_tables
from sim.proposal.plan.plan_view import PlanReader
from sim.proposal.plan.plan_views import plan_sections, plan_sheets
from tests.policy.plan_made import target_case


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_and_a_section_each(lang: str) -> None:
    case = target_case(what="villages_reached", share=0.5)
    frames = plan_tables(case)
    reader = PlanReader(case.document, case.prepared, lang)
    sheets, sections = plan_sheets(frames, reader), plan_sections(frames, reader)
    assert [s.title for s in sheets] == [s.head for s in sections]
    assert all(section.html() for section in sections)
    assert not any(">nan<" in section.html() for section in sections)
