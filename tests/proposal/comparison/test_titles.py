"""What sheets are called."""

from __future__ import annotations

from sim.proposal.comparison.titles import NAMES, SHEETS, title_of
from sim.proposal.plan.plan_views import VIEWS


def test_every_sheet_has_two_titles_of_its_own_that_a_workbook_can_have() -> None:
    for lang in ("zh", "en"):
        titles = [title_of(name, lang) for name in SHEETS]
        assert len(set(titles)) == len(titles)
    assert set(NAMES.values()) == set(SHEETS)
    assert set(VIEWS) <= set(SHEETS)


def test_each_title_is_short_enough_for_a_sheet_of_excel() -> None:
    assert [name for name, titles in SHEETS.items() if max(map(len, titles)) > 31] == []
