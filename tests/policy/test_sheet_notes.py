"""What is remarked on the sheets of a plan and of hosts is told with the notes of the county."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from sim.policy.sheet_notes import noted_sheets

VILLAGES = [("村名", "乡镇"), *((f"{town}{i}村", f"{town}镇") for town in "东西" for i in range(1, 4))]
TARGETS = [("名称", "对象", "占比（%）", "期限", "责任单位"), ("一", "通达村", 95, "2026-12-31", "交通局"), ("二", "通达村", 100, "2027年底", ""), ("合计", "通达村", 95, "2027年底", "")]


def notes(folder: Path, sheets: dict[str, list[tuple[object, ...]]], *texts: str, hidden: int = 0) -> str:
    """The notes of a county whose workbook has some sheets more."""
    book = openpyxl.Workbook()
    book.active.title = "村庄"
    for title, rows in {"村庄": VILLAGES, **sheets}.items():
        page = book[title] if title in book.sheetnames else book.create_sheet(title)
        for row in rows:
            page.append(row)
    if hidden:
        book["目标"].row_dimensions[hidden].hidden = True
    path = folder / "own.xlsx"
    book.save(path)
    config = next(configs([f"county={path}", "modes=[courier_courier]", *texts], "check", None, files(None))[1])
    ready = noted_sheets(prepare(config, config.modes), config.county.source, config.plan)
    return "\n".join(n.source.text("zh") for n in ready.county.notes if not isinstance(n.source, str))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    return notes(tmp_path_factory.mktemp("own"), {"目标": TARGETS, "补助表": [("名称", "金额"), ("甲", 500)], "承运方": [("承运方", "车速（米/秒）"), ("bus", 10)]}, "plan=own", hidden=3)


@pytest.mark.parametrize("part", ["隐藏", "按“%”读取", "合计", "责任单位", "“补助”就改名", "按“米/秒”读取"])
def test_what_was_done_with_the_sheets_is_said(told: str, part: str) -> None:
    assert part in told


def test_sheets_of_a_plan_that_is_not_asked_for(tmp_path: Path) -> None:
    assert "加 plan=own" in notes(tmp_path, {"目标": TARGETS})


def test_tables_of_hosts_in_a_folder_are_read_and_not_said_to_be_left(tmp_path: Path) -> None:
    tables = {"村庄": VILLAGES, "承运方": [("承运方", "车速（米/秒）"), ("bus", 10)], "目标": TARGETS, "预算": [("年",), (2026,)], "班线表": [("承运方",), ("bus",)]}
    for title, rows in tables.items():
        with (tmp_path / f"{title}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    config = next(configs([f"county={tmp_path}", "modes=[courier_courier]"], "check", None, files(None))[1])
    ready = noted_sheets(prepare(config, config.modes), config.county.source, config.plan)
    told = [n.source.text("zh") for n in ready.county.notes if not isinstance(n.source, str)]
    assert config.parameters.host["bus"].speed_kmh == 36
    assert any("加 plan=own" in text for text in told)
    assert [text for text in told if "班线表" in text] == [text for text in told if "“班线”就改名" in text]
    assert [text for text in told if "不是县域表" in text] == [text for text in told if "预算" in text]
