from __future__ import annotations

import pytest

from sim.problems import Faults, InputError, Problem

ONE, OTHER = Problem("a.b", "x", "1", "2"), Problem("a.c", "y", "1", "2")


def test_all_faults_are_told_at_once() -> None:
    faults = Faults([ONE])
    with faults.gathered():
        raise InputError([OTHER])
    with pytest.raises(InputError) as told:
        faults.refuse()
    assert told.value.problems == (ONE, OTHER)


def test_no_fault_is_no_error_and_other_errors_pass() -> None:
    faults = Faults()
    faults.refuse()
    with pytest.raises(ValueError, match="other"), faults.gathered():
        raise ValueError("other")
