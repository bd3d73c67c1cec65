"""Faults and remarks keep their order; of very many faults of a column the last says how many more."""

from __future__ import annotations

from sim.problems import Problem, Where
from sim.table.findings import MOST_FAULTS, Findings, Remark


def test_faults_and_remarks_stand_in_their_order() -> None:
    findings = Findings()
    findings.fault("a.one", "there", "x", "y")
    findings.fault("a.two", "there", "x", "y", "h")
    findings.remark("a.three", Where(file="a.csv"), "done", iter([3, 4]))
    assert [p.code for p in findings.problems] == ["a.one", "a.two"]
    assert findings.remarks == [Remark("a.three", Where(file="a.csv"), "done", (3, 4))]


def test_a_remark_is_one_line_with_its_rows() -> None:
    told = Remark("a.b", Where(file="a.csv"), "left out", (3, 4, 5))
    assert "a.csv" in str(told) == told.text("en")
    assert "rows 3-5" in str(told)
    assert "第 3-5 行" in told.text("zh")
    assert "there" in Remark("a.b", "there", "x").text("zh")


def told_of(count: int) -> list[str]:
    findings = Findings()
    findings.many(range(count), lambda row: Problem("a.cell", f"{row}", "x", "y"), lambda more: Problem("a.rest", f"{more}", "x", "y"))
    return [f"{p.code} {p.where}" for p in findings.problems]


def test_only_what_is_beyond_the_bound_is_counted() -> None:
    assert told_of(0) == []
    assert told_of(MOST_FAULTS)[-1] == f"a.cell {MOST_FAULTS - 1}"
    assert told_of(MOST_FAULTS + 3)[-2:] == [f"a.cell {MOST_FAULTS - 1}", "a.rest 3"]
