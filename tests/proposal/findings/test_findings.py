"""Findings of every chapter."""

from __future__ import annotations

import pytest

from sim.proposal.findings.findings import FINDINGS, WITHOUT_SCHEME, findings
from tests.proposal.evident import made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_chapters_find_the_same_in_both_languages(lang: str) -> None:
    found = findings(made(lang, planned=False))
    assert {"goals", "modes", "villages", "means", "timetable", "money", "inputs"} <= set(found) <= set(FINDINGS)
    assert {key: len(told) for key, told in found.items()} == {
        key: len(told) for key, told in findings(made("en", planned=False)).items()
    }
    assert all(text.endswith(("。", ".")) and "nan" not in text for told in found.values() for text in told)


def test_nothing_is_found_of_a_plan_that_is_overloaded() -> None:
    found = findings(made("en", ("joint", "other"), planned=False))
    assert set(found) <= set(WITHOUT_SCHEME)
    assert all("overloaded" in text for text in found["modes"][:2])
    assert all("joint" not in text or "overloaded" in text for of in findings(made("en", ("joint",), planned=False)).values() for text in of)
