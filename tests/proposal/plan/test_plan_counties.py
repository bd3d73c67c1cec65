"""A prefecture in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.policy import prefecture
from sim.proposal.plan.plan_counties import COUNTIES, Prefecture, county_line, prefecture_page, write_prefecture
from sim.proposal.plan.plan_view import PlanReader
from tests.policy.test_prefecture import CASE, FOUND

NAMES = {"a": "Apple", "b": "Birch"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_the_counties_and_their_targets(lang: str) -> None:
    assert CASE.document is not None
    document = CASE.document.model_copy(update={"name_zh": "规划", "name_en": "scheme"})
    reader = PlanReader(document, CASE.prepared, lang)
    made = Prefecture(document, FOUND, NAMES, 1, "k" * 8)
    frames = {"counties": prefecture.counties(FOUND), "targets": prefecture.targets(document, "规划", FOUND)}
    frames["counties"] = frames["counties"].assign(workers=13.2419)
    html = prefecture_page(made, frames, reader)
    assert ("Apple" in html) == (lang == "en")
    assert html.index('<a href="a/index.html">') < html.index('<a href="b/index.html">') < html.index("<table")
    assert "county=a" in html, "where what is left out is to be had"
    assert ("8 villages" if lang == "en" else "建制村8") in html
    assert len(made.answer(frames, reader)) == 4
    assert "4/8, 50.0%" in made.answer(frames, reader)[0]
    assert len(made.cover(frames, reader)) == 5
    assert not [c for c in COUNTIES.shown(frames["counties"], reader).columns if "_" in c]
    assert ("（共配池）" if lang == "zh" else "(pool)") in COUNTIES.shown(frames["counties"], reader).columns[5]
    assert "2026" in html, "which days are measured"
    assert ("3次重复" if lang == "zh" else "3 replications") in html
    assert ("本方案未涉及" if lang == "zh" else "not in this plan") in made.answer(frames, reader)[-1]
    assert re.search(r">13\.2<", html), "no number has more places than count"
    assert county_line(FOUND[0], reader, NAMES).startswith("a" if lang == "zh" else "Apple")


def test_the_page_of_a_county_leads_back_to_the_prefectures(tmp_path: Path) -> None:
    assert CASE.document is not None
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<h1>A</h1>", encoding="utf-8")
    document = CASE.document.model_copy(update={"name_zh": "规划", "name_en": "scheme"})
    write_prefecture(tmp_path, Prefecture(document, FOUND, NAMES, 1, "k" * 8), PlanReader(document, CASE.prepared, "en"))
    assert '<a href="../index.html">scheme</a>' in (tmp_path / "a" / "index.html").read_text(encoding="utf-8")
    assert not (tmp_path / "b" / "index.html").exists()
