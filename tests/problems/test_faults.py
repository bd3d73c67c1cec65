"""All faults of several readings at once."""

from __future__ import annotations

import pytest

from sim.problems import InputError, Problem
from sim.problems.faults import Faults


def problem(where: str) -> Problem:
    return Problem("table.empty", where, "x", "y")


def test_faults_of_several_readings_are_raised_together() -> None:
    faults, read = Faults(), []
    for where in ("a", "b", "c"):
        with faults.gathered():
            if where != "b":
                raise InputError([problem(where)])
            read.append(where)
    assert read == ["b"]
    with pytest.raises(InputError) as caught:
        faults.refuse()
    assert [p.where for p in caught.value.problems] == ["a", "c"]


def test_other_errors_pass_and_nothing_found_is_nothing_raised() -> None:
    faults = Faults()
    with pytest.raises(KeyError), faults.gathered():
        raise KeyError("other")
    faults.refuse()
