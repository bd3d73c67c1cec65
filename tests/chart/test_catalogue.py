"""The list of figures."""

from __future__ import annotations

from sim.chart.catalogue import CATALOGUE, CHARTS, ON_PAGE


def test_each_figure_has_a_name_of_its_own_and_says_what_it_shows_in_both_languages() -> None:
    assert len({kind.name for kind in CATALOGUE}) == len(CATALOGUE) == len(CHARTS)
    assert all(zh and en and zh != en for zh, en in CHARTS.values())


def test_those_of_the_page_are_some_of_all() -> None:
    assert set(ON_PAGE) <= set(CHARTS)
    assert "cost_lines" in ON_PAGE
