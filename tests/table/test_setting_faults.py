"""Faults of many scenarios: told once, with their row, and counted where they are many."""

from __future__ import annotations

from sim.problems import InputError, Problem, Where
from sim.table.setting import Setting
from sim.table.setting_faults import FAULTS_SHOWN, DesignFaults, capped, placed

ROW = Setting((("fleet.count", 0), ("seed", 1)), origin=Where("t.csv", None, 3))
BY_HAND = Setting((("speed", -1),))


def fault(where: str, code: str = "config.value") -> Problem:
    return Problem(code, where, "this", "that")


def test_a_fault_is_told_by_the_cell_that_it_comes_from() -> None:
    assert placed(fault("fleet.count"), (ROW,)).where == Where("t.csv", None, 3, "fleet.count")
    assert placed(fault("other"), (ROW,)).where == Where("t.csv", None, 3, "", key="other")
    assert placed(fault("speed"), (ROW, BY_HAND)).where == "speed", "the command line set it"
    assert placed(fault("fleet.count"), (BY_HAND,)).where == "fleet.count"


def test_a_value_that_no_scenario_can_have_is_told_once_and_not_tried_again() -> None:
    told = DesignFaults()
    assert not told.is_hopeless((BY_HAND,))
    told.note(InputError([fault("speed")]), (BY_HAND,))
    told.note(InputError([fault("speed")]), (ROW,))
    assert told.is_hopeless((BY_HAND,))
    assert not told.is_hopeless((ROW,)), "a row is told by its cells"
    assert (len(told.faults), told.bad) == (1, 3)


def test_many_faults_are_counted() -> None:
    many = [fault(str(i)) for i in range(FAULTS_SHOWN + 5)]
    found = capped(many, 7, 9)
    assert len(found) == FAULTS_SHOWN + 1
    assert "5" in str(found[-1].found)
    assert capped(many[:3], 1, 9) == many[:3]
