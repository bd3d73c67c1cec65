"""The chapters name what there is."""

from __future__ import annotations

from sim.chart.render import CHARTS
from sim.proposal.chapters import CHAPTERS
from sim.proposal.trust import GROUPS


def test_groups_and_charts_are_known_and_nothing_stands_twice() -> None:
    assert {group for chapter in CHAPTERS for group in chapter.groups} == set(GROUPS)
    charts = [name for chapter in CHAPTERS for name in chapter.charts]
    tables = [title for chapter in CHAPTERS for title in chapter.tables]
    assert set(charts) <= set(CHARTS)
    assert len(set(charts)) == len(charts)
    assert len(set(tables)) == len(tables)
