"""Findings about money."""

from __future__ import annotations

from sim.proposal.findings.findings_money import money, wan
from tests.proposal.evident import made


def test_a_year_is_told_in_ten_thousands_in_chinese_and_in_full_in_english() -> None:
    assert (wan(366_000.0, "zh"), wan(366_000.0, "en")) == ("36.60万元", "366,000 yuan")


def test_every_party_is_told() -> None:
    told = list(money(made("en", planned=False)))
    assert [text.partition(":")[0] for text in told[:4]] == ["System cost", "operators", "public", "residents"]
