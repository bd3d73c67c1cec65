"""Departure rules at work: a host leaves, ours needs a unit and time on duty."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, get_args

import pytest

from sim.clock import DAY, HOUR, NEVER
from sim.flow.departure import RULES, Cancel, Leave, LiveDeparture, Wait, live_departure
from sim.flow.depot import LiveDepot
from sim.plan.departure import Departure
from tests import plans
from tests.plans import HUB, TOWNSHIP, depot


def rule(count: int = 1, duty: tuple[float, float] = (0, 24), **of: Any) -> tuple[LiveDeparture, LiveDepot]:
    line = plans.line(HUB, [plans.stop(TOWNSHIP, HOUR)], HOUR, **{"depot": 0, "max_delay": HOUR, **of})
    live = LiveDepot(depot(HUB, count, start=duty[0], end=duty[1]))
    return live_departure(SimpleNamespace(plan=line), [live]), live  # type: ignore[arg-type]


def test_every_rule_of_a_plan_has_one_at_work() -> None:
    assert set(RULES) == set(get_args(Departure))


def test_a_host_leaves_whatever_we_do() -> None:
    of, live = rule(depot=-1)
    assert of.verdict(0, 5 * HOUR) == Leave()
    assert (of.depot, of.turnaround, of.missed(0, 1)) == (None, 0, False)
    assert not live.empty


def test_ours_takes_the_lowest_unit_and_waits_where_all_are_out() -> None:
    of, live = rule(count=2)
    assert [of.verdict(0, 0), of.verdict(0, 0), of.verdict(0, 0)] == [Leave(0), Leave(1), Wait()]
    live.put(1)
    assert of.verdict(0, HOUR) == Leave(1), "as late as it may be"
    live.put(1)
    assert of.verdict(0, HOUR + 1) == Cancel()
    assert not live.empty, "who does not leave takes nothing"


@pytest.mark.parametrize(("now", "verdict"), [(6 * HOUR, Leave(0)), (5 * HOUR + 1, Wait(6 * HOUR)), (4 * HOUR, Wait(NEVER)), (19 * HOUR, Wait(NEVER)), (18 * HOUR - 1, Leave(0))])
def test_off_duty_it_waits_for_the_window_if_that_opens_in_time(now: int, verdict: object) -> None:
    assert rule(duty=(6, 20))[0].verdict(now, now) == verdict


def test_who_still_waits_at_the_end_was_missed_if_its_time_was_up() -> None:
    of, _ = rule()
    assert of.missed(DAY - 2 * HOUR, DAY)
    assert not of.missed(DAY - HOUR, DAY)
