"""What is wrong with rules is told, all at once."""

from __future__ import annotations

from typing import Any

import pytest

from sim.problems import InputError
from sim.service.assignment.assignment import Assignment, resolve
from sim.service.assignment.rule_faults import rule_faults
from tests.service.small_county import POOL, county, demand, modes, parameters


def faults(**asked: Any) -> set[tuple[str, str]]:
    p = parameters()
    with pytest.raises(InputError) as error:
        resolve(Assignment(mode="courier_courier", pools={"joint": POOL}, **asked), county(), p, modes(), demand(p))
    return {(fault.code, str(fault.where)) for fault in error.value.problems}


def test_wrong_rules_are_told_all_at_once() -> None:
    rules = [
        {"mode": "flying", "villages": ["nowhere"], "any_of": [{"townships": ["nowhere"]}]}, {"mode": "postal_courier", "on_line": "courier_courier"},
        {"mode": "postal_courier"}, {"mode": "postal_courier", "remote": True},
    ]  # fmt: skip
    assert faults(rules=rules, backstop=["walking", "postal_courier"]) == {
        ("mode.unknown", "assignment.rules.0.mode"), ("assignment.unknown_village", "assignment.rules.0.villages"),
        ("plan.unknown_township", "assignment.rules.0.any_of.0.townships"), ("assignment.line", "assignment.rules.1.on_line"),
        ("assignment.never", "assignment.rules.3"), ("assignment.remote", "assignment.rules.3.remote"),
        ("mode.unknown", "assignment.backstop.0"),
    }  # fmt: skip
    assert faults(remote={"remote": True}) == {("assignment.remote", "assignment.remote.remote")}


def test_an_assignment_without_rules_has_no_fault() -> None:
    assert rule_faults(Assignment(mode="courier_courier"), county(), modes()) == []
