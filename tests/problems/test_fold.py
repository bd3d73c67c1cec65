"""Faults of one kind are one line, with every place, what was found and what helps."""

from __future__ import annotations

import pickle

import pytest

from sim.problems import InputError, Problem, RefusedError, Where, did_you_mean, number_text, one_of, phrase, said
from sim.problems.fold import report


def cell(row: int | None, column: str, found: str, code: str = "table.value", allowed: str = "0", hint: str = "", sheet: str = "村庄") -> Problem:
    return Problem(code, Where(file="县.xlsx", sheet=sheet, row=row, column=column), found, allowed, hint)


def test_bad_cells_of_a_column_are_one_line_with_their_rows() -> None:
    assert report([cell(r, "人口", f"{r}x") for r in (3, 4, 5, 9)], "zh") == [
        "县.xlsx“村庄”表第 3-5、9 行“人口”列：现为“3x”、“4x”、“5x”、“9x”，应为：0。［table.value］"
    ]


def test_of_many_findings_the_first_are_told_and_how_many_there_are() -> None:
    (line,) = report([cell(r, "人口", f"{r}x") for r in range(3, 1003)], "zh")
    assert "第 3-1002 行" in line
    assert "等 1000 项" in line
    assert "“8x”" not in line


def test_faults_of_one_kind_in_several_columns_are_one_line() -> None:
    (line,) = report([cell(3, "人口", "九百"), cell(5, "件量", "很多"), cell(7, "件量", "")], "zh")
    assert line == "县.xlsx“村庄”表：第 3 行“人口”列现为“九百”；第 5、7 行“件量”列现为“很多”、空；应为：0。［table.value］"


def test_what_is_allowed_is_told_by_column_where_it_differs() -> None:
    (line,) = report([cell(3, "人口", "九百", allowed="1"), cell(5, "件量", "很多", allowed="2")], "zh")
    assert line == "县.xlsx“村庄”表：第 3 行“人口”列现为“九百”，应为：1；第 5 行“件量”列现为“很多”，应为：2。［table.value］"


def test_kinds_files_and_sheets_stand_apart() -> None:
    problems = [cell(3, "人口", "x"), cell(3, "人口", "x", code="table.other"), cell(3, "人口", "x", sheet="乡镇"), cell(4, "人口", "x")]
    assert len(report(problems, "zh")) == 3


def test_many_kinds_of_fault_in_few_columns_are_a_line_a_column() -> None:
    problems = [cell(r, c, f"{r}{c}", code=f"table.kind{r}") for c in ("人口", "经度") for r in (3, 4, 5, 6)]
    lines = report(problems, "zh")
    assert lines == [
        f"县.xlsx“村庄”表第 3-6 行“{c}”列：现为“3{c}”、“4{c}”、“5{c}”、“6{c}”，应为：0。［table.kind3、table.kind4、table.kind5、table.kind6］" for c in ("人口", "经度")
    ]


def test_ten_bad_cells_of_ten_kinds_in_ten_columns_are_one_line() -> None:
    problems = [cell(3 + i, c, f"x{i}", code=f"table.kind{i}", allowed=f"{i}") for i, c in enumerate("甲乙丙丁戊己庚辛壬癸")]
    (line,) = report(problems, "zh")
    assert all(f"“{c}”列现为“x{i}”，应为：{i}" in line for i, c in enumerate("甲乙丙丁戊己庚辛壬癸"))


def test_headings_of_a_title_row_are_one_line() -> None:
    problems = [cell(1, c, "", code="table.missing_column") for c in "甲乙丙丁戊己庚辛壬癸"]
    (line,) = report(problems, "zh")
    assert line == "县.xlsx“村庄”表第 1 行“甲”、“乙”、“丙”、“丁”、“戊”、“己”、“庚”、“辛”、“壬”、“癸”列：现为空，应为：0。［table.missing_column］"


def test_places_that_are_no_cells_come_together_where_they_say_the_same() -> None:
    rounds = [Problem("service.long", f"line {n}", f"{h}", "9", "shorten") for n, h in ((1, 10.2), (2, 11))]
    assert report(rounds, "en") == ["[service.long] line 1: found 10.2; line 2: found 11; allowed: 9. Hint: shorten."]
    apart = [Problem("config.unknown_key", key, key, "a key", did_you_mean(key, [near])) for key, near in (("replicatons", "replications"), ("sed", "seed"))]
    assert len(report(apart, "en")) == 2


def test_the_same_problem_twice_is_told_once() -> None:
    assert report([cell(3, "人口", "x")] * 3, "en") == ["[table.value] 县.xlsx, sheet 村庄, row 3, column 人口: found x; allowed: 0."]


def test_each_finding_has_its_own_hint() -> None:
    known = ["后沟村", "北坡村", "东里村"]
    problems = [Problem("t.unknown", Where(file="a.csv", row=r, column="村"), w, one_of(known), did_you_mean(w, known)) for r, w in ((2, "后沟 村"), (3, "北坡"), (4, "qqq"))]
    (line,) = report(problems, "zh")
    assert "提示：“后沟 村”：是不是“后沟村”？“北坡”：是不是“北坡村”？［t.unknown］" in line
    assert "“qqq”：" not in line


def test_hints_are_sought_for_the_lines_that_are_told_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr("sim.problems.hint.nearest", lambda word, known: looked.append(word) or "")
    report([Problem("t.unknown", Where(file="a.csv", row=r, column="村"), f"村{r}", "x", did_you_mean(f"村{r}", ["a"])) for r in range(1000)], "zh")
    assert len(looked) <= 10


def test_a_missing_suffix_is_one_problem_with_all_its_villages() -> None:
    known = [f"{c}家村" for c in "赵钱孙李"]
    problems = [Problem("t.unknown", Where(file="a.csv", row=r, column="村"), w.removesuffix("村"), one_of(known), phrase("hint.did_you_mean", word=w)) for r, w in enumerate(known)]
    (line,) = report(problems, "zh")
    assert all(f"“{w}”" in line for w in known)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2e7, "20,000,000"), (0.05, "0.05"), (1e-5, "0.00001"), (3.0, "3"), (0.1 + 0.2, "0.3"), (12345.678, "12,345.678"), (-2e7, "-20,000,000"), (9999.0, "9999"), (0.0, "0")],
)
def test_numbers_stand_as_people_write_them(value: float, text: str) -> None:
    assert number_text(value) == text == said(value, "zh")


def test_long_lists_are_told_by_their_first() -> None:
    villages = [f"村{i}" for i in range(446)]
    assert said(one_of(villages), "zh") == "其中之一：村0、村1、村2、村3、村4、村5、村6、村7 等 446 项"
    assert said(one_of(villages[:12]), "en").count(",") == 11


def test_a_place_names_its_key_row_and_column() -> None:
    assert Where(file="a.csv", row=3, column="km").text("zh") == "a.csv 第 3 行“km”列"
    assert Where(file="a.csv", row=3, column="km").text("en") == "a.csv, row 3, column km"
    assert Where(key="fleet.count").text("zh") == "fleet.count"


def test_errors_cross_processes_whole() -> None:
    error = pickle.loads(pickle.dumps(InputError([cell(3, "人口", "x"), cell(4, "人口", "y")])))
    assert isinstance(error, InputError)
    assert len(error.problems) == 2
    assert "0" in str(pickle.loads(pickle.dumps(RefusedError("0", "h"))))
