"""Which column a heading names: of one line or several, and never parcels of the other direction."""

from __future__ import annotations

import pytest

from sim.table.fit import fit_of, fit_of_year, lined, without_year
from tests.table.tables import PLACES


@pytest.mark.parametrize(
    ("text", "key"),
    [("村名", "name"), ("人口（万人）", "population"), ("月件量", "parcels"), ("日均件量（下行）", "parcels"), ("日均件量（上行）", ""), ("件量(outbound)", ""), ("面积平方米", "area"), ("别的", "")],
)  # fmt: skip
def test_a_heading_names_a_column_or_none(text: str, key: str) -> None:
    fit = fit_of(text, PLACES)
    assert (fit.column.key if fit else "") == key


@pytest.mark.parametrize(
    ("lines", "heading"),
    [("人口、单位：百人", "人口（单位：百人）"), ("日均件量、（件/天）、不含退件", "日均件量（件/天）（不含退件）"), ("日均、件量", "日均件量"), ("别的、件/天", "别的件/天")],
)  # fmt: skip
def test_lines_of_a_heading_are_its_brackets_where_they_are_no_part_of_its_name(lines: str, heading: str) -> None:
    text = lines.replace("、", "")
    assert lined(text, {text: lines}, PLACES) == heading
    assert lined("件量", {}, PLACES) == "件量"


@pytest.mark.parametrize(
    ("text", "key", "units"),
    [
        ("2020年人口", "population", ()), ("人口2020", "population", ()), ("2020年末人口（万人）", "population", ()), ("2024年日均件量", "parcels", ("日",)), ("日均件量（件）2024年", "parcels", ("日",)),
        ("2024年件量", "parcels", ("年",)), ("2024年度件量", "parcels", ("年",)), ("2024年月均件量", "parcels", ("月",)), ("件量2024", "", ()), ("2024件量", "", ()),
        ("人口", "", ()), ("2024年日均件量（上行）", "", ()), ("2024年别的", "", ()),
    ],
)  # fmt: skip
def test_a_year_beside_a_heading_is_no_part_of_its_name(text: str, key: str, units: tuple[str, ...]) -> None:
    fit = fit_of_year(text, PLACES)
    assert (fit.column.key if fit else "") == key
    assert key == "" or (fit and fit.units == units)
    assert "20" not in without_year(text)
