"""A paper as a web page."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
from PIL import Image

from sim.proposal.paper.paper import Figure, Grid, Mention, Paper, PaperHeading, Passage
from sim.proposal.paper.paper_page import paper_page


def test_it_asks_for_nothing_and_writes_what_names_say(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "p.png")
    table = pd.DataFrame({"村<b>": ["<i>甲"], "n": [2.0]})
    blocks = (PaperHeading("A & B"), Passage("x<y"), Mention("见{g}、{f}"), Grid("g", "表<", table), Figure("f", "图", tmp_path / "p.png"))
    html = paper_page(Paper("题<目", "下", blocks, "zh"))
    assert not re.search(r"(src|href)=\"(?!data:|#)", html)
    assert "http" not in html
    assert '<a href="#g">表1</a>' in html
    assert "<i>甲" not in html
    assert "&lt;i&gt;甲" in html
    assert '<td class="n">2</td>' in html
