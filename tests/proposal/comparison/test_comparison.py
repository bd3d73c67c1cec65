"""A comparison's cover and page: the answer first, then what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.chart.info import ChartSpec
from sim.proposal.comparison.comparison import card_rows, charts, comparison_page, cover
from sim.proposal.comparison.comparison_words import title
from sim.words import minus
from tests.proposal.made import compared


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_cover_has_every_line_of_the_card(lang: str) -> None:
    rows, card = [*cover(compared(), lang), *card_rows(compared(), lang)], compared().card
    assert rows[0][0] == title(compared(), lang)
    assert [text for _, text in rows[2:]] == [x.zh if lang == "zh" else x.en for x in (*card.answers, *card.lines)]
    heads = [head for head, _ in rows[2:] if head]
    assert len(heads) == len(set(heads)), "a heading stands once"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_answers_before_it_shows(lang: str) -> None:
    text = comparison_page(compared(), ["summary.csv"], [], lang, None)
    answer = compared().card.answers[0]
    assert text.index(minus(answer.zh if lang == "zh" else answer.en)) < text.index("<table")
    assert 'href="summary.csv"' in text


def test_of_overloaded_plans_no_chart_is_drawn(tmp_path: Path) -> None:
    assert not charts(compared(("joint", "other")), ChartSpec(formats=("svg",)), tmp_path, "en")
    assert "Not drawn, since overloaded: post carries." in comparison_page(
        compared(("other",)), [], [Path("map_time.png")], "en", "en"
    )
