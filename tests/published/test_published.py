"""Each published case comes out as it is told, and the page says so."""

from __future__ import annotations

import pytest

from experiments.settings.compose import groups
from tests.published.case import Case
from tests.published.cases import CASES
from tests.published.left import LEFT
from tests.published.page import FILE, fixed

QUICK, SLOW = ([case for case in CASES if case.slow is slow] for slow in (False, True))
PAGE = FILE.read_text(encoding="utf-8")
BASES = {"one_road", "one_brand", "v22_apart"}
"""Studies that others begin with or are set beside."""


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.key)
def test_a_case_comes_out_as_published(case: Case) -> None:
    comes_out(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", SLOW, ids=lambda case: case.key)
def test_a_large_case_comes_out_as_published(case: Case) -> None:
    comes_out(case)


def comes_out(case: Case) -> None:
    for figure, value in zip(case.figures, case.values(), strict=True):
        assert figure.low <= value <= figure.high, (figure.says, value)
    assert [row for row in case.rows() if row not in PAGE] == [], "python -m tests.published.page"


def test_the_page_tells_what_was_set() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| V")]
    assert fixed(rows) == PAGE
    assert len(rows) == sum(len(case.figures) for case in CASES)


def test_every_study_is_a_case() -> None:
    assert {case.study for case in CASES} | BASES == set(groups(None)["study"])


def test_no_case_is_told_twice() -> None:
    keys = [*(case.key for case in CASES), *(left.key for left in LEFT)]
    assert len(keys) == len(set(keys))
