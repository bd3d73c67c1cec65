"""Townships and villages of the tables, each once, and found by what they are called."""

from __future__ import annotations

import pytest

from sim.county.places import Told, read_townships, read_villages
from sim.county.positions import Positions
from sim.table import Findings
from tests.county.givens import rows_of

TOWNSHIPS = ["乡镇,编码", "东镇,T1", "西镇,T2"]


def read(villages: list[str], townships: list[str] | None = None) -> tuple[list[str], list[str], list[str]]:
    """Names of townships, names of villages with their township, and codes of what was found."""
    told = Told("user", Positions(), Findings())
    seats, known = read_townships(rows_of("townships", *townships) if townships else [], told)
    found, names = read_villages(rows_of("villages", "村名,乡镇,编码,类型", *villages), seats, known, bool(townships), told)
    assert all(names.find(v.code) == [i] for i, v in enumerate(found))
    codes = [*(p.code for p in told.findings.problems), *(r.code for r in told.findings.remarks)]
    return [t.name for t in seats], [f"{seats[v.township].name}{v.name}" for v in found], codes


def test_villages_alone_name_their_townships() -> None:
    assert read(["甲村,东镇,,", "乙村,西镇,,", "丙村,东 镇,,"]) == (["东镇", "西镇"], ["东镇甲村", "西镇乙村", "东镇丙村"], [])


def test_a_table_of_townships_keeps_those_without_a_village() -> None:
    assert read(["甲村,T2,,"], TOWNSHIPS) == (["东镇", "西镇"], ["西镇甲村"], [])


def test_communities_are_no_villages() -> None:
    assert read(["甲村,东镇,,", "乙社区,东镇,,社区"])[1] == ["东镇甲村"]


@pytest.mark.parametrize(
    ("villages", "townships", "code"),
    [
        (["甲村,南镇,,"], TOWNSHIPS, "county.unknown_township"), (["甲村,东镇,,", "甲村,东镇,,"], None, "county.duplicate_village"), (["甲村,东镇,1,", "甲村,东镇,2,"], None, "county.duplicate_village"),
        (["甲村,东镇,1,", "乙村,东镇,1,"], None, "county.duplicate_code"), (["甲村,东镇,,"], ["乡镇,编码", "东镇,1", "东镇,2"], "county.duplicate_township"), (["甲村,东镇,,"], ["乡镇,编码", "东镇,1", "西镇,1"], "county.duplicate_code"),
        (["甲村,东镇,,", "甲村委会,东镇,,"], None, "county.alike_villages"),
    ],
)  # fmt: skip
def test_what_is_twice_or_unknown_is_told(villages: list[str], townships: list[str] | None, code: str) -> None:
    assert read(villages, townships)[2] == [code]


def test_one_name_in_two_townships_is_two_villages() -> None:
    assert read(["甲村,东镇,,", "甲村,西镇,,"])[1:] == (["东镇甲村", "西镇甲村"], [])
