"""The fingerprint of an outcome: the same for the same, another for any change of what happened."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import numpy as np
import pytest

from sim.flow.digest import digest
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from tests.flow import busy


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    plan = busy.plan()
    return simulate(plan, busy.draws(plan, busy.parcels(n=200)))


def test_it_is_64_hexadecimal_digits(outcome: Outcome) -> None:
    assert re.fullmatch("[0-9a-f]{64}", digest(outcome))


@pytest.mark.parametrize("part", ["milestones", "runs", "stops", "shifts", "trips"])
def test_a_change_anywhere_changes_it(outcome: Outcome, part: str) -> None:
    before, whole = digest(outcome), getattr(outcome, part)
    for field in fields(whole):
        column = np.array(getattr(whole, field.name))
        column[len(column) // 2] = not column[len(column) // 2] if column.dtype == bool else column[len(column) // 2] + 1
        assert digest(replace(outcome, **{part: replace(whole, **{field.name: column})})) != before, field.name


def test_how_it_was_computed_does_not_matter(outcome: Outcome) -> None:
    strided = np.repeat(outcome.runs.departed, 2)[::2]
    assert digest(replace(outcome, runs=replace(outcome.runs, departed=strided), events=outcome.events + 1)) == digest(outcome)
