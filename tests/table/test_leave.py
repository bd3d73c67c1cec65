"""Rows that are no records: sums, lines below the table, headings again, examples of the template."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.table.header import match
from sim.table.leave import is_example, is_footer, is_sum, left_out, repeats_header
from tests.table.tables import PLACES, raw_of


@pytest.mark.parametrize("name", ["合计", "小 计", "东镇合计", "全县", "本镇", "合计（12个村）", "共12个行政村", "平均值", "Total", "Grand total", "East total", "sum", "累计："])
def test_a_sum_says_so(name: str) -> None:
    assert is_sum(name)


@pytest.mark.parametrize("name", ["合计村", "总部村", "全福村", "Totalville", "甲村", "", "计家村", "均安镇"])
def test_a_place_is_no_sum(name: str) -> None:
    assert not is_sum(name)


@pytest.mark.parametrize(
    ("cells", "is_one"), [(["注：数据来自统计局", "", ""], True), (["", "填表人：某"], True), (["note: x"], True), (["注家村", "5"], False), ([""], False), (["注：a", "b", "c", "d"], False)]
)
def test_a_line_below_the_table_is_short_and_begins_as_one(cells: list[str], is_one: bool) -> None:
    assert is_footer(cells) is is_one


@pytest.mark.parametrize(("cells", "is_one"), [(["", "示例：甲村"], True), (["Example: x"], True), (["例：甲村"], True), (["示例"], True), (["甲村", "示例"], False), ([""], False)])
def test_an_example_is_marked_in_its_first_filled_cell(cells: list[str], is_one: bool) -> None:
    assert is_example(cells) is is_one


def test_every_row_is_a_record_a_sum_a_line_or_an_example(tmp_path: Path) -> None:
    lines = ["村名,人口", "示例村,5", "甲村,7", "合计,7", "村名,人口", "乙村,8", "注：无,", "示例村,5"]
    raw, findings = raw_of(tmp_path / "a.csv", "\n".join(lines))
    assert raw is not None
    matched = match(raw, PLACES, findings)
    assert matched is not None
    assert left_out(*matched) == ([1, 4, 6], [2], [3, 5])
    assert [repeats_header(raw, i) for i in range(len(raw))] == [False, False, False, True, False, False, False]
