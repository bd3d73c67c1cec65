"""Spellings that seem to be one township are asked about; kinds of one name are told."""

from __future__ import annotations

import pytest

from sim.county.alike import alike_townships
from sim.table import Findings
from tests.county.givens import rows_of


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["东里镇", "西里镇"], []), (["东里镇", "东里"], ["county.alike_townships"]), (["东里镇", "東里镇"], ["county.alike_townships"]), (["东里镇", "东里镇人民政府"], ["county.alike_townships"]),
        (["东里镇", "东里乡"], ["county.two_kinds"]), (["东里镇", "东里乡", "东里"], ["county.alike_townships"]), (["东里镇"], []), ([], []),
    ],
)  # fmt: skip
def test_what_may_be_one_is_asked(words: list[str], codes: list[str]) -> None:
    rows = rows_of("villages", "村名,乡镇", *(f"{i}村,{word}" for i, word in enumerate(words)))
    findings = Findings()
    alike_townships({word: [row] for word, row in zip(words, rows, strict=True)}, str, findings)
    assert [*(p.code for p in findings.problems), *(r.code for r in findings.remarks)] == codes


def test_a_group_is_asked_about_once_with_each_spelling_and_its_rows() -> None:
    rows = rows_of("villages", "村名,乡镇", "a村,东里镇", "b村,东里镇", "c村,东里", "d村,東里")
    findings = Findings()
    alike_townships({"东里镇": rows[:2], "东里": rows[2:3], "東里": rows[3:]}, str, findings)
    (problem,) = findings.problems
    assert all(word in problem.text("zh") for word in ("东里镇", "東里", "2", "5"))
