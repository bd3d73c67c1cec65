"""Departure rules at work: a host leaves, ours needs a unit and time on duty."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from sim.clock import DAY, HOUR, NEVER
from sim.flow.departure import RULES, Cancel, Lapse, Leave, LiveDeparture, Wait, live_departure
from sim.flow.depot import LiveDepot
from sim.plan.departure import Departure, Slotted, Threshold
from tests import plans
from tests.house.imports import HOME, name_of, named
from tests.plans import HUB, TOWNSHIP, depot

SLOTS = [rule for rule in get_args(Departure) if issubclass(rule, Slotted)]


def rule(count: int = 1, duty: tuple[float, float] = (0, 24), **of: Any) -> tuple[LiveDeparture, LiveDepot]:
    line = plans.line(HUB, [plans.stop(TOWNSHIP, HOUR)], HOUR, **{"depot": 0, "max_delay": HOUR, **of})
    live = LiveDepot(depot(HUB, count, start=duty[0], end=duty[1]))
    return live_departure(SimpleNamespace(plan=line), [live]), live  # type: ignore[arg-type]


def test_every_rule_of_a_plan_has_one_at_work() -> None:
    assert set(RULES) == set(get_args(Departure))


def test_a_new_rule_needs_no_word_elsewhere() -> None:
    """Where something is done for one rule alone, which a new one would miss: where lines get it, and the words that a timetable has for it."""
    naming = [file for file in (HOME / "sim").rglob("*.py") if "sim.plan.departure" in file.read_text(encoding="utf-8")]
    knowing = {name_of(file) for file in naming if {f"sim.plan.departure.{rule.__name__}" for rule in SLOTS} & set(named(file))}
    assert knowing == {"sim.flow.departure", "sim.service.draft.draft", "sim.service.tables"}, "ask Line.window, or whether the rule is Slotted"


def test_a_host_leaves_whatever_we_do() -> None:
    of, live = rule(depot=-1)
    assert of.verdict(0, 5 * HOUR) == Leave()
    assert (of.depot, of.missed(0, 1)) == (None, False)
    assert live.take(0) == 0


def test_ours_takes_the_lowest_unit_and_waits_where_all_are_out() -> None:
    of, live = rule(count=2)
    assert [of.verdict(0, 0), of.verdict(0, 0), of.verdict(0, 0)] == [Leave(0), Leave(1), Wait()]
    live.put(1)
    assert of.verdict(0, HOUR) == Leave(1), "as late as it may be"
    live.put(1)
    assert of.verdict(0, HOUR + 1) == Cancel()
    assert live.take(0) == 1, "who does not leave takes nothing"


@pytest.mark.parametrize(("now", "verdict"), [(6 * HOUR, Leave(0)), (5 * HOUR + 1, Wait(6 * HOUR)), (4 * HOUR, Wait(NEVER)), (19 * HOUR, Wait(NEVER)), (18 * HOUR - 1, Leave(0))])
def test_off_duty_it_waits_for_the_window_if_that_opens_in_time(now: int, verdict: object) -> None:
    assert rule(duty=(6, 20))[0].verdict(now, now) == verdict


def test_who_still_waits_at_the_end_was_missed_if_its_time_was_up() -> None:
    of, _ = rule()
    assert of.missed(DAY - 2 * HOUR, DAY)
    assert not of.missed(DAY - HOUR, DAY)


def test_who_waits_for_a_unit_that_is_out_is_tried_again_as_it_may_leave() -> None:
    line = plans.line(HUB, [plans.stop(TOWNSHIP, HOUR)], HOUR, depot=0, max_delay=2 * HOUR)
    live = LiveDepot(depot(HUB, start=0, end=24), [(0, 0)])
    of = live_departure(SimpleNamespace(plan=line), [live])  # type: ignore[arg-type]
    assert of.verdict(20 * HOUR, 20 * HOUR) == Wait(NEVER), "too late by then"
    assert of.verdict(22 * HOUR, 22 * HOUR) == Wait(DAY)
    assert of.verdict(22 * HOUR, DAY) == Leave(0)


class Seen:
    """A line of which so many parcels are ready, the oldest since a time, and of which others come at known times."""

    def __init__(self, plan: Any, ready: int, oldest: int, coming: list[int]) -> None:
        self.plan, self._ready, self.oldest, self._coming = plan, ready, oldest, coming

    def ready(self, now: int) -> int:
        return self._ready

    def soonest(self, number: int) -> int:
        return self._coming[number - 1] if number <= len(self._coming) else NEVER


@pytest.mark.parametrize(
    ("ready", "oldest", "coming", "verdict"),
    [
        (3, 9 * HOUR, [], Leave(0)),
        (1, 6 * HOUR, [], Leave(0)),
        (1, 9 * HOUR, [], Wait(13 * HOUR)),
        (1, 9 * HOUR, [11 * HOUR, 12 * HOUR], Wait(12 * HOUR)),
        (0, NEVER, [11 * HOUR], Wait(15 * HOUR)),
        (0, NEVER, [], Wait(NEVER)),
    ],
)
def test_a_threshold_waits_for_enough_or_for_the_oldest(ready: int, oldest: int, coming: list[int], verdict: object) -> None:
    """Three parcels, or four hours; it is ten o'clock, and the hours are from eight to twelve."""
    of = Threshold(depot=0, parcels=3, wait=4 * HOUR, start=8 * HOUR, end=12 * HOUR)
    plan = replace(plans.line(HUB, [plans.stop(TOWNSHIP, HOUR)], HOUR, depot=0), departure=of)
    live = LiveDepot(depot(HUB))
    rule = live_departure(Seen(plan, ready, oldest, coming), [live])  # type: ignore[arg-type]
    assert rule.verdict(8 * HOUR, 12 * HOUR) == Lapse()
    assert rule.verdict(8 * HOUR, 10 * HOUR) == verdict
    assert not rule.missed(0, DAY)
