"""What a column of a comparison is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from sim.service.assignment.assignment import Assignment
from sim.service.assignment.columns import called, described, unused
from sim.service.assignment.rule import AssignmentRule
from sim.service.mode.mode import Mode
from tests.service.small_county import modes

MODE = "courier_courier"
UNIFORM = Assignment(name="uniform", name_zh="全县一种模式", name_en="one mode for all", mode=MODE)
BELOW = AssignmentRule(mode="postal_courier", below_parcels_day=15)
BY_VOLUME = UNIFORM.model_copy(update={"name": "by_volume", "name_zh": "按件量", "name_en": "mixed by volume", "rules": (BELOW,)})


@dataclass(frozen=True)
class Chosen:
    """An assignment as it is active, and as its file has it."""

    assignment: Assignment
    assignment_file: Assignment
    mode_table: dict[str, Mode]

    @property
    def assignment_table(self) -> dict[str, Assignment]:
        return {self.assignment.name: self.assignment}


def active(of: Assignment, **changes: Any) -> Chosen:
    return Chosen(of.model_copy(update=changes), of, modes())


OWN_RULE = {"rules": (AssignmentRule(mode="postal_courier", from_km=0),)}
TOWN, TABLE = {"townships": {"东镇": "postal_courier"}}, {"table": "folder/mine.csv"}


@pytest.mark.parametrize(("of", "changes", "label"), [
    (BY_VOLUME, {}, "mixed by volume"), (UNIFORM, OWN_RULE, "one mode for all, with 1 rule of its own"), (UNIFORM, TOWN, "one mode for all, with modes for 1 township"),
    (UNIFORM, TABLE, "one mode for all, with table mine.csv"), (BY_VOLUME, TOWN | TABLE, "mixed by volume, with table mine.csv, with modes for 1 township"),
    (BY_VOLUME, {"rules": ()}, "mixed by volume, without its rules"),
])  # fmt: skip
def test_a_label_says_what_the_command_line_changed(of: Assignment, changes: dict[str, Any], label: str) -> None:
    choices = active(of, **changes)
    assert called(choices, of.name)[1] == label
    assert called(choices, MODE) == ("快快合作", "joint delivery by couriers")


def test_a_column_of_an_assignment_says_who_serves_whom() -> None:
    choices = active(BY_VOLUME, **TOWN, **TABLE)
    assert described(choices, "by_volume") == (
        "按村表mine.csv；1个乡镇按乡镇指定；日均不足15件的村：邮快合作；其余：快快合作",
        "by table mine.csv; 1 township by name; villages under 15 parcels a day: delivery by the post; the others: joint delivery by couriers",
    )
    assert described(choices, MODE) == ("", "")
    assert described(active(UNIFORM), "uniform")[1] == "every village: joint delivery by couriers"


def test_an_assignment_that_tells_villages_apart_and_is_no_column_is_said() -> None:
    (remark,) = unused(active(BY_VOLUME), (MODE,))
    assert all(f"modes=[{MODE},by_volume]" in text for text in remark)
    assert unused(active(BY_VOLUME), (MODE, "by_volume")) == unused(active(UNIFORM), (MODE,)) == []
