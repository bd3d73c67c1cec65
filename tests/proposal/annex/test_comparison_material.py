"""What documents are made of, from a comparison."""

from __future__ import annotations

from pathlib import Path

from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.proposal.annex.comparison_material import save_material
from sim.proposal.annex.material import Material
from sim.proposal.comparison.comparison_words import title
from tests.proposal.made import compared


def test_both_languages_say_the_same_in_as_many_sheets(tmp_path: Path) -> None:
    save_material(compared(), CountySpec(slug="made"), {}, ChartSpec(), tmp_path)
    found = Material.read(tmp_path, "folder")
    zh, en = found.words("zh"), found.words("en")
    assert (zh.title, en.title) == (title(compared(), "zh"), title(compared(), "en"))
    assert len(zh.sheets) == len(en.sheets) > 5
    assert len(zh.statements) == len(en.statements) >= len(compared().card.lines)
