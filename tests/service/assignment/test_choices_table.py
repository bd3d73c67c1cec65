"""The table of each village's mode."""

from __future__ import annotations

import pytest

from sim.plan.plan import ServicePlan
from sim.service.assignment.choices_table import choices_table, rule_text
from tests.service.small_county import county, modes


def rows(plan: ServicePlan, lang: str = "en") -> dict[str, tuple[str, str, str]]:
    """Mode, rule and reason by code of the village."""
    table = choices_table(plan, county(), modes(), lang)
    return {row.village: (row.service_mode, row.rule, row.reason) for row in table.itertuples()}


@pytest.mark.parametrize(("lang", "text"), [("en", "rule 2, backstop"), ("zh", "规则 2, 兜底")])
def test_a_rule_is_said_in_words(lang: str, text: str) -> None:
    assert rule_text("rule.2+backstop", lang) == text
