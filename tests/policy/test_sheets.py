"""A plan goes into the sheets of a workbook and comes out of them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from experiments.settings.compose import configs, files
from experiments.settings.config import Config
from sim.county.columns import SHEETS as COUNTY
from sim.policy.host_sheets import _sheets
from sim.policy.plan_book import add_sheets
from sim.policy.sheets import SHEETS as PLAN
from sim.policy.sheets import _day, _month, read_plan
from sim.problems import InputError
from sim.service.hosts.feed_space import SHEET as SPACE
from sim.table import Findings, Sheet


def config(*texts: str) -> Config:
    return next(configs(texts, "compare", None, files(None))[1])


def workbook(folder: Path) -> Path:
    path = folder / "own.xlsx"
    openpyxl.Workbook().save(path)
    return path


def test_a_shipped_plan_comes_back_as_it_was(tmp_path: Path) -> None:
    for name in ("hangjin", "yicheng"):
        path = tmp_path / f"{name}.xlsx"
        plan = config(f"plan={name}").plan
        assert plan is not None
        made = openpyxl.Workbook()
        add_sheets(made, document=plan)
        made.save(path)
        own = config(f"county={path}", "plan=own")
        assert own.plan is not None
        for key in ("targets", "subsidies", "facilities", "rollout"):
            before = list(getattr(plan, key).values())
            after = list(getattr(own.plan, key).values())
            assert [(x.zh, x.fact) for x in after] == [(x.zh, x.fact) for x in before]
        lines = zip(plan.targets.values(), own.plan.targets.values(), strict=True)
        assert all((a.what, a.share, a.count, a.of, a.by, a.places) == (b.what, b.share, b.count, b.of, b.by, b.places) for a, b in lines)
        paid = [(s.yuan, s.every, s.of, s.payee, s.from_parcels_year, s.shared) for s in plan.subsidies.values()]
        assert [(s.yuan, s.every, s.of, s.payee, s.from_parcels_year, s.shared) for s in own.plan.subsidies.values()] == paid
        assert set(own.plan.subsidies) <= set(own.parameters.subsidy)
        assert [s.villages for s in own.plan.rollout.values()] == [s.villages for s in plan.rollout.values()]


def test_a_cell_at_fault_is_told_with_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("目标")
    page.append(["名称", "对象", "占比", "期限"])
    page.append(["全通", "通达村", 95, "2021-12-31"])
    book.save(path)
    findings = Findings()
    read_plan(path, findings)
    assert [p.where.row for p in findings.problems if not isinstance(p.where, str)] == [2]


def test_a_workbook_without_a_plan_is_told(tmp_path: Path) -> None:
    for county in (f"county={workbook(tmp_path)}", "county=hangjin"):
        with pytest.raises(InputError) as fault:
            config(county, "plan=own")
        assert fault.value.problems[0].code == "plan.no_sheets"


def test_a_subsidy_is_for_what_brands_share_unless_the_sheet_says_otherwise(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("补助")
    for row in (["名称", "金额", "仅补共配"], ["甲", 500, None], ["乙", 500, "否"]):
        page.append(row)
    book.save(path)
    given = read_plan(path, Findings())["subsidies"].values()
    assert [line["shared"] for line in given] == [True, False]


@pytest.mark.parametrize("text", ["2026-12-31", "2026/12/31", "2026年12月31日", "2026.12.31", "2026-12-31 00:00:00"])
def test_a_day_may_be_written_as_people_do(text: str) -> None:
    assert _day(text) == "2026-12-31"
    assert _month(text) == "2026-12"


def test_a_month_too_and_what_is_none_stays_as_it_is() -> None:
    assert {_month(x) for x in ("2026-06", "2026/6", "2026年6月", "202606")} == {"2026-06"}
    assert (_month("六月"), _day("十二月"), _day("2026-13"), _day("年底")) == ("六月", "十二月", "2026-13", "年底")


def test_the_last_day_of_a_month_or_a_year_is_its_end() -> None:
    assert {_day(x) for x in ("2026年底", "2026年", "2026年12月", "2026-12", "2026/12", "202612", "2026年12月底前", "2026年末")} == {"2026-12-31"}
    assert (_day("2026年2月"), _day("2026年2月28日前")) == ("2026-02-28", "2026-02-28")


def lines_of(folder: Path, sheet: str, *rows: tuple[object, ...]) -> tuple[dict[str, dict[str, object]], Findings]:
    """What a sheet of some rows says of a plan, and what was found at fault."""
    path = workbook(folder)
    book = openpyxl.load_workbook(path)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(row)
    book.save(path)
    findings = Findings()
    return next(iter(read_plan(path, findings).values()), {}), findings


def test_units_of_headings_and_of_cells_are_read(tmp_path: Path) -> None:
    paid, _ = lines_of(tmp_path, "补助", ("名称", "金额（万元）", "年件量门槛（万件）"), ("建站", 3, 2000), ("岗位", "500元", None))
    assert [(line["yuan"], line.get("from_parcels_year")) for line in paid.values()] == [(30_000, 2e7), (500, None)]
    asked, _ = lines_of(tmp_path, "目标", ("名称", "对象", "占比（%）", "期限"), ("一", "通达村", 95, "2021-12-31"))
    assert [line["share"] for line in asked.values()] == [0.95]
    asked, _ = lines_of(tmp_path, "目标", ("名称", "对象", "占比", "期限"), ("一", "通达村", "95％", "2021-12-31"))
    assert [line["share"] for line in asked.values()] == [0.95]


def test_a_unit_that_is_not_known_is_a_fault(tmp_path: Path) -> None:
    _, findings = lines_of(tmp_path, "补助", ("名称", "金额（美元）"), ("建站", 3))
    assert [p.code for p in findings.problems] == ["plan.unknown_unit"]


def test_a_row_of_sums_is_no_line_of_a_plan(tmp_path: Path) -> None:
    paid, _ = lines_of(tmp_path, "补助", ("名称", "金额"), ("建站", 3), ("岗位", 500), ("合计", 503))
    assert [line["zh"] for line in paid.values()] == ["建站", "岗位"]


@pytest.mark.parametrize("places", ["东镇、西乡", "东镇，西乡", "东镇, 西乡", "东镇；西乡", "东镇 西乡"])
def test_townships_of_a_cell(tmp_path: Path, places: str) -> None:
    asked, _ = lines_of(tmp_path, "目标", ("名称", "对象", "占比", "期限", "乡镇"), ("一", "通达村", 1, "2021-12-31", places))
    assert [line["places"] for line in asked.values()] == [["东镇", "西乡"]]


@pytest.mark.parametrize("sheet", [*COUNTY, *PLAN, *_sheets((), ()), SPACE], ids=lambda s: s.key)
def test_every_number_of_a_table_says_what_it_counts(sheet: Sheet) -> None:
    assert [c.key for c in sheet.columns if c.kind in ("number", "whole") and c.unit is None] == []
