"""Every complaint that pydantic can make about a value has words in both languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from experiments.settings.schema import RunKeys
from sim.parameters.demand import Demand
from sim.parameters.faults import apart, by_type, section
from sim.problems import Problem, said

CONTEXT = {"ge": 1.0, "gt": 1.0, "le": 2e7, "lt": 1.0, "expected": "'a', 'b' or 'c'"}


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_every_type_of_fault_is_told(kind: str) -> None:
    allowed = by_type({"type": kind, "ctx": CONTEXT, "msg": "Input should be English"})
    zh, en = (allowed if isinstance(allowed, str) else allowed.text(lang) for lang in ("zh", "en"))
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert zh != en
    assert "English" not in zh + en
    assert "e+" not in zh + en


def test_faults_between_keys_are_told_where_no_key_is_at_fault_itself() -> None:
    own = Problem("config.value", "fleet.village.count", "-1", ">= 0")
    between = [Problem("config.shift", where, "a", "b") for where in ("fleet.village", "fleet.trunk", "fleet.village.count", "fleet.trunk")]
    assert [p.where for p in apart(between, [own])] == ["fleet.trunk"]


@pytest.mark.parametrize(
    ("key", "value", "found", "allowed"),
    [
        ("parcels_file", 3, "3", "a text or nothing"), ("truck", {"kg": "many"}, "'many'", "a number or nothing > 0"), ("scale", None, "nothing", "a number > 0"),
        ("scale", [1, 2], "[1, 2]", "a number > 0"), ("scale", {"a": [1, None]}, "{a: [1, None]}", "a number > 0"), ("weekday", [1, 1], "[1, 1]", "a list like"),
    ],
)  # fmt: skip
def test_what_is_found_is_shown_as_it_stands_and_what_may_stand_there_is_of_its_kind(key: str, value: object, found: str, allowed: str) -> None:
    problems: list[Problem] = []
    section(Demand, {key: value}, "demand", problems)
    (problem,) = problems
    assert said(problem.found, "en") == found
    assert said(problem.allowed, "en").startswith(allowed)


@pytest.mark.parametrize("workers", [-3, 2.5, "many"])
def test_a_whole_number_that_may_be_left_out_is_told_as_one(workers: object) -> None:
    problems: list[Problem] = []
    section(RunKeys, {"workers": workers}, "", problems)
    assert [said(p.allowed, "en") for p in problems] == ["a whole number or nothing >= 1 and <= 1024"]


@pytest.mark.parametrize(("value", "written"), [("50%", "write 0.5"), ("95.5 ％", "write 0.955"), ("half", "the value is a text")])
def test_a_percentage_is_told_as_it_is_written(value: str, written: str) -> None:
    problems: list[Problem] = []
    section(Demand, {"scale": value}, "demand", problems)
    assert written in said(problems[0].hint, "en")
