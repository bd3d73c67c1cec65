"""What a reader calls the keys of a sweep, their values and the KPIs."""

from __future__ import annotations

from typing import Any

import pytest

from sim.proposal.sweep.swept_labels import GROUPS
from tests.proposal.sweeping import COST, DAYS, KEYS, SHARE, labels


def test_a_key_is_called_by_its_name_with_its_unit() -> None:
    assert all(labels().plain(key) != labels("zh").plain(key) and not labels().unit(key) for key in GROUPS)
    assert labels().name(DAYS).endswith(": days a week")  # which says its unit
    assert labels("zh").name(DAYS).endswith("（天）")
    assert labels().unit("schedule.village.depart") == ""


@pytest.mark.parametrize(("key", "value", "text"), [
    ("mode", "joint", "joint delivery"), ("assignment", "unnamed", "unnamed"), (DAYS, 3, "3"), ("x", 0.50, "0.5"),
    ("schedule.village.depart", ["08:00", "14:00"], "08:00, 14:00"),
    ("schedule.village.depart", "[08:00, 14:00]", "08:00, 14:00"),
])
def test_a_value_is_told_as_people_say_it(key: str, value: Any, text: str) -> None:
    assert labels().value(key, value) == text


def test_a_mode_serves_the_rest_where_villages_are_told_apart() -> None:
    assert labels(mixed=True).value("mode", "joint") == "the rest joint delivery"
    assert labels("zh", mixed=True).value("mode", "joint") == "其余快快合作"


def test_a_scenario_is_told_in_one_line_and_one_with_a_name_by_that() -> None:
    assert labels().told(KEYS, ("joint", 3)) == f"joint delivery, {labels().name(DAYS)} 3"
    assert labels().told(("name", DAYS), ("as today", 3)) == "as today"
    assert labels().told(("name", "mode"), ("", "other")).endswith("post carries")


def test_a_kpi_has_its_unit_which_a_share_does_without() -> None:
    assert labels().kpi(COST).endswith(" (yuan/parcel)")
    assert "(" not in labels().kpi(SHARE)
