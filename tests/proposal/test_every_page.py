"""Every page of a study, whatever it is of: nothing in it that a reader stumbles over, in either language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim.policy import prefecture
from sim.proposal.comparison.comparison import comparison_page
from sim.proposal.mode_map.map_page import CAPTIONS, map_page, sections
from sim.proposal.mode_map.map_words import answer
from sim.proposal.optimise.optimise_page import optimise_page
from sim.proposal.paper.paper import Grid, Mention, Paper, PaperHeading, Passage
from sim.proposal.paper.paper_page import paper_page
from sim.proposal.plan.plan_counties import Prefecture, prefecture_page
from sim.proposal.plan.plan_view import PlanReader
from sim.proposal.sensitivity.sensitivity_page import sensitivity_page
from sim.proposal.sweep.swept_page import swept_page
from tests.page_faults import page_faults
from tests.policy.test_prefecture import CASE, FOUND
from tests.proposal.driving import drivers
from tests.proposal.made import compared
from tests.proposal.mapping import mapped, villages
from tests.proposal.optimisation import optimised
from tests.proposal.sensitivity.test_sensitivity_page import DRAWN
from tests.proposal.sweep.test_swept_page import SELECTION
from tests.proposal.sweeping import swept
from tests.proposal.told import about


def _map(lang: str) -> str:
    found = mapped(lang, fees=(1.0, 2.0), villages=villages(), folder=Path("none"))
    return map_page(found, answer(found), sections(found), [Path(f"charts/{name}.png") for name in CAPTIONS])


def _paper(lang: str) -> str:
    table = pd.DataFrame({"村": ["甲"], "n": [2.0]} if lang == "zh" else {"village": ["a"], "n": [2.0]})
    blocks = (PaperHeading("A & B"), Passage("x"), Mention("{g}"), Grid("g", "T", table), PaperHeading("A & B", 2), Passage("y"))
    return paper_page(Paper("T", "u", blocks, lang))


def _prefecture(lang: str) -> str:
    assert CASE.document is not None
    document = CASE.document.model_copy(update={"name_zh": "规划", "name_en": "scheme"})
    frames = {"counties": prefecture.counties(FOUND), "targets": prefecture.targets(document, "规划", FOUND)}
    return prefecture_page(Prefecture(document, FOUND, {"a": "A", "b": "B"}, 1, "k" * 8), frames, PlanReader(document, CASE.prepared, lang))


PAGES: dict[str, Callable[[str], str]] = {
    "comparison": lambda lang: comparison_page(compared(), ["summary.csv", "tables.xlsx"], [Path("charts/map_time.png")], lang, None),
    "mode map": _map,
    "optimisation": lambda lang: optimise_page(optimised(lang), ["front.csv"], [Path("charts/front.png")], "parcelflow simulate --config plan.yaml"),
    "paper": _paper,
    "prefecture": _prefecture,
    "sensitivity": lambda lang: sensitivity_page(about(lang), drivers(), DRAWN, ["sensitivity.csv"]),
    "sweep": lambda lang: swept_page(swept(lang), [], SELECTION, [Path("charts/heat_map.png")], ["sweep.csv"]),
}


MADE = ("abcdef", "kkkkkkkk", "villages", "rule", "model", "broke", "at line", "strong")
"""What the made-up counties and studies call their parts, in any language."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_reader_stumbles_over_nothing(name: str, lang: str) -> None:
    assert page_faults(PAGES[name](lang), lang, MADE) == []


GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>T</title></head><body><h1>T</h1><p id="a">x <a href="#a">y</a> in a.csv, key demand.scale_of</p><img src="c.png" alt="c"></body></html>"""


@pytest.mark.parametrize(("old", "new", "fault"), [
    ('lang="en"', 'lang="zh-CN"', "lang is zh-CN"),
    ("<title>T</title>", "", "no title"),
    ('href="#a"', 'href="#b"', "#b leads nowhere"),
    ("<h1>T</h1>", "", "not one h1"),
    ("<p id", "<h2>Empty</h2><h2>H</h2><p id", "h2 over nothing"),
    ("<p id", "<h3>H</h3><p id", "h3 below h1"),
    (' alt="c"', "", "picture without words: c.png"),
    ("c.png", "https://x.org/c.png", "asks for https://x.org/c.png"),
    (">y<", ">cost_system_parcel<", "raw key cost_system_parcel: cost_system_parcel"),
    (">y<", ">nan<", "value of a program: nan"),
    (">y<", ">村<", "Chinese: 村"),
    (">y<", ">见mode_map一表<", "raw key mode_map: 见mode_map一表"),
    ("</p>", "</b></p>", "</b> closes nothing"),
])
def test_each_kind_of_fault_is_found(old: str, new: str, fault: str) -> None:
    assert page_faults(GOOD, "en") == []
    assert fault in page_faults(GOOD.replace(old, new), "en")


@pytest.mark.parametrize(("text", "faults"), [("按Holm校正（investment、a.csv、a.b=3）", []), ("见表map", ["English map: 见表map"])])
def test_a_chinese_page_has_no_english_words(text: str, faults: list[str]) -> None:
    assert page_faults(GOOD.replace('"en"', '"zh-CN"').replace("in a.csv, key demand.scale_of", text), "zh") == faults
