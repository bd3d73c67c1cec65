"""What people read of a run: words in both languages, the workbook, the page, the chart config."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import compose_tree
from experiments.settings.config import Config
from experiments.settings.schema import PARTNERS
from experiments.studies.compare import report
from sim.inference.results import combine
from sim.plan.actor import actor_of
from sim.plan.note import PlanNote
from sim.problems import Joined, phrase, said
from sim.proposal import tables
from sim.proposal.comparison.compared import Compared
from sim.proposal.names import overload_texts
from sim.proposal.plan_lines import plan_lines
from sim.proposal.trust import GROUPS, trust_card
from sim.service.prepared import Prepared
from sim.service.tables import crews_table, fleet_table, loads_table, operator_text, point_text, timetable_table, vehicle_text
from sim.words import word
from tests.experiments.county_files import Configs, write_county
from tests.replicate import replicate

CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEY = re.compile(r"[a-z]+_[a-z_]+")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("words") / "small", each=2)


@pytest.fixture(scope="module")
def config(county: Path) -> Config:
    horizon = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 3}
    return Configs(county).config({**horizon, "fleet.route_iterations": 5, "replications": 3, "charts": False})


@pytest.fixture(scope="module")
def prepared(config: Config) -> Prepared:
    return prepare(config, (*PARTNERS, "by_volume"))


@pytest.fixture(scope="module")
def result(config: Config, prepared: Prepared) -> Compared:
    measures = [m for n in range(3) for m in replicate(prepared, n).measures.values()]
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    names = {s.name: (zh[s.name], en[s.name]) for s in prepared.scenarios}
    over = {s.name: overload_texts(prepared, s) for s in prepared.scenarios if s.overloads}
    card = trust_card(measures, prepared.county, prepared.parameters, overloaded=over, names=names, status_quo=tables.status_quo(prepared))
    digests = {s.name: ["d"] * 3 for s in prepared.scenarios}
    return Compared(prepared, combine(measures, prepared.county, list(over)), card, digests, "k" * 16, {"simulated": 3, "found": 0}, None, None)


def test_every_word_of_the_plans_has_both_languages(prepared: Prepared) -> None:
    p = prepared.parameters
    for s in prepared.scenarios:
        plan = s.plan
        found = {(x.name, "") for h in plan.handlings for x in h.stages} | {(pt.shelve.name, "") for pt in plan.points if pt.shelve}
        found |= {(line.leg, "leg") for line in plan.lines} | {(place.level, "level") for place in plan.places}
        found |= {(load.kind, "") for load in s.loads} | {(load.unit, "") for load in s.loads} | {(load.state, "") for load in s.loads}
        for key, context in found:
            assert CHINESE.search(word(key, "zh", context)), key
            assert word(key, "en", context) != key or "_" not in key
        for kind in plan.vehicles:
            assert CHINESE.search(vehicle_text(kind, p, "zh"))
            assert not CHINESE.search(vehicle_text(kind, p, "en"))
        for point in plan.points:
            assert CHINESE.search(point_text(point.type, p, "zh"))
            assert not CHINESE.search(point_text(point.type, p, "en"))


def test_every_entry_of_the_ledger_has_a_word(result: Compared, prepared: Prepared) -> None:
    ledger = result.frames.ledger
    for category in ledger["category"].unique():
        key = category.partition("_")[2] if category.startswith(("staff_", "overtime_")) and category != "staff_outlet" else category
        assert CHINESE.search(word(key, "zh", "category")), category
    for column in ("kind", "place"):
        for key in ledger[column].unique():
            assert CHINESE.search(word(key, "zh", "leg" if key in ("trunk", "village", "direct", "relay") else "level")), key
    for actor in {*ledger["actor"], *ledger["counterparty"]}:
        assert CHINESE.search(operator_text(actor_of(actor), prepared.parameters, "zh")), actor


def test_english_tables_have_no_chinese_but_names_without_pinyin(prepared: Prepared) -> None:
    c = prepared.county
    pinyin = {t.name: f"Town {i}" for i, t in enumerate(c.townships)} | {v.name: f"Village {i}" for i, v in enumerate(c.villages)}
    named = replace(
        c, townships=tuple(replace(t, pinyin=pinyin[t.name]) for t in c.townships), villages=tuple(replace(v, pinyin=pinyin[v.name]) for v in c.villages)
    )  # fmt: skip
    places, p = tables.place_names(named, "en"), prepared.parameters
    for s in prepared.scenarios:
        for table in (
            timetable_table(s.plan, p, "en", places), fleet_table(s.plan, p, "en", places), crews_table(s.plan, p, "en", places),
            loads_table(s.loads, "en", s.plan, p, places),
        ):  # fmt: skip
            text = table.to_csv(index=False)
            assert not CHINESE.search(text), CHINESE.search(text)
        assert timetable_table(s.plan, p, "en", places)["name"].is_unique or timetable_table(s.plan, p, "en", places).groupby("name")["line"].nunique().max() == 1


def test_the_answer_is_short_has_units_and_sets_today_apart(result: Compared) -> None:
    answers = result.card.answers
    assert 5 <= len(answers) <= 8
    assert [a.topic for a in answers][-3:] == ["status_quo", "to_village", "who_pays"]
    for line in (*answers, *result.card.lines):
        assert CHINESE.search(line.zh)
        assert not KEY.search(re.sub(r"\S+\.csv|placement_seed", "", line.zh)), line.zh
        assert line.group in GROUPS
    costs = next(a for a in answers if a.topic == "cost_system_parcel")
    assert "元/件" in costs.zh
    assert "yuan/parcel" in costs.en
    assert "%" in next(a for a in answers if a.topic == "within_24h").zh
    assert not any(CHINESE.search(a.en) for a in answers)
    today = next(a for a in answers if a.topic == "status_quo")
    assert "现状自取" in today.zh
    over, names = result.frames.overloaded, tables.mode_names(result.prepared, "zh")
    if "township_pickup" in over:
        assert "不与它比较" in today.zh
    else:
        assert all((name in today.zh) == (mode not in over) for mode, name in names.items())
    assert any("下行" in x.zh for x in result.card.lines if x.group == "limits")


def test_notes_are_in_the_readers_language(prepared: Prepared, capsys: pytest.CaptureFixture[str]) -> None:
    for note in prepared.county.notes:
        assert CHINESE.search(said(note.what, "zh"))
        assert not re.search(r"[a-z]{3,}", re.sub(r"\S*[/\\.]\S*|placement_seed", "", said(note.source, "zh"))), note.source
        assert not CHINESE.search(said(note.what, "en"))
    base, first, second = prepared.county.townships[0].code, prepared.county.called(1), prepared.county.called(2)
    shared = PlanNote(f"village/brand:zto/{base}", phrase("plannote.shared_vehicles", vehicles=3, bases=6, together=(Joined((first, second)),)))
    noted = replace(prepared, scenarios=tuple(replace(s, plan=replace(s.plan, notes=(shared,))) for s in prepared.scenarios))
    zh, en = (said(first, lang) + "+" + said(second, lang) for lang in ("zh", "en"))
    assert f"  * 乡至村 中通 {said(first, 'zh')}：6 个驻地只有 3 辆车，共用车辆：{zh}\n" in "\n".join(plan_lines(noted, "zh"))
    assert f"3 vehicles for 6 bases, shared by {en}" in "\n".join(plan_lines(noted, "en"))


def test_an_assignment_has_a_name_as_a_mode_has(config: Config, prepared: Prepared) -> None:
    assert [tables.mode_names(prepared, lang)["by_volume"] for lang in ("zh", "en")] == ["按件量分模式", "mixed by volume"]
    assert all(a.name_zh and a.name_en for a in config.assignment_table.values())


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_the_workbook_reads_without_keys(monkeypatch: pytest.MonkeyPatch, config: Config, result: Compared, tmp_path: Path, lang: str) -> None:
    told = config.model_copy(update={"run": config.run.model_copy(update={"lang": lang})})
    monkeypatch.setattr(report, "save_frames", lambda *_: None)  # for programs, not read here
    report.write(told, result, tmp_path, {})
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert len(book.sheetnames) >= 12
    assert "小县" in str(book.worksheets[0]["A1"].value) or lang == "en"
    for sheet in book.worksheets[1:]:
        heads = [str(c.value) for c in sheet[1]]
        assert len(heads) == len(set(heads)), sheet.title
        assert sheet.freeze_panes == "B2"
        assert all(bool(CHINESE.search(h)) for h in heads if "P" not in h and lang == "zh"), heads
        assert not any(KEY.search(h) for h in heads), heads
        if sheet.title not in ("输入参数", "Inputs"):
            cells = {str(c.value) for row in sheet.iter_rows(min_row=2) for c in row if isinstance(c.value, str)}
            assert not [c for c in cells if KEY.search(c)], sheet.title
    wide = book.worksheets[1]
    shares = [row for row in wide.iter_rows(min_row=2) if row[1].value == "%"]
    assert shares
    assert all(row[2].number_format == "0.0%" for row in shares if row[2].value is not None)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "http" not in page
    assert "@page{size:A4" in page


def test_the_chart_config_is_read_and_fixes_the_colours(county: Path) -> None:
    tree, _ = compose_tree([], None)
    assert tree["chart"]["order"][0] == "township_pickup"
    configs = Configs(county)
    assert configs.config().chart.order[0] == "township_pickup"
    assert configs.config({"chart.formats": ["svg"]}).chart.formats == ("svg",)
