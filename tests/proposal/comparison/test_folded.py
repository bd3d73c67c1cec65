"""Long tables are on the page as they are in the workbook, closed until they are opened."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.proposal.comparison.folded import FOLDED, MOST, folded_sections
from sim.proposal.comparison.titles import SHEETS, title_of
from sim.proposal.money_sheets import TITLES
from sim.proposal.sheet import OutputSheet
from sim.words import say, word


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tables_stand_there_in_order_with_the_rest_named(lang: str) -> None:
    table = pd.DataFrame({"name": [f"<{i}>" for i in range(MOST + 3)], "share": 0.5, word("changed", lang): "x"})
    titles = [say(lang, *TITLES[name]) if name in TITLES else title_of(name, lang) for name in FOLDED]
    sheets = [OutputSheet(title, table, {"share": "0.0%"}) for title in reversed(titles)]
    found = folded_sections([*sheets, OutputSheet(title_of("loads", lang), table)], lang)
    assert [s.head.split(" (")[0] for s in found] == titles
    html = found[0].html()
    assert html.startswith("<details><summary><h3>")
    assert html.count("<tr>") == MOST + 1
    assert "&lt;0&gt;" in html
    assert "50.0%" in html
    assert ("另有3行" if lang == "zh" else "3 more rows") in html


def test_only_what_there_is_is_shown() -> None:
    assert folded_sections([], "zh") == []
    assert set(FOLDED) <= {*SHEETS, *TITLES}
