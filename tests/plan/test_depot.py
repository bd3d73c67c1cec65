"""A depot's duty: runs start inside the daily window, and only where they are back in it."""

from __future__ import annotations

import pytest

from sim.clock import DAY, HOUR
from sim.plan.depot import Depot
from tests.plans import HUB, depot

DAYTIME: Depot = depot(HUB, start="06:00", end="20:00")


@pytest.mark.parametrize(
    ("time", "planned", "may"),
    [
        (6 * HOUR, HOUR, True), (6 * HOUR - 1, 0, False), (19 * HOUR, HOUR - 1, True), (19 * HOUR, HOUR, False), (20 * HOUR, 0, False), (3 * DAY + 6 * HOUR, 14 * HOUR - 1, True),
        (3 * DAY + 6 * HOUR, 14 * HOUR, False), (23 * HOUR, 0, False),
    ],
)  # fmt: skip
def test_a_run_starts_and_returns_inside_one_window(time: int, planned: int, may: bool) -> None:
    assert DAYTIME.may_start(time, planned) is may


@pytest.mark.parametrize(("time", "opens"), [(0, 6 * HOUR), (6 * HOUR - 1, 6 * HOUR), (6 * HOUR, DAY + 6 * HOUR), (2 * DAY + 12 * HOUR, 3 * DAY + 6 * HOUR)])
def test_the_next_window_opens_after_the_time(time: int, opens: int) -> None:
    assert DAYTIME.next_duty(time) == opens


def test_the_window_has_its_length() -> None:
    assert DAYTIME.duty == 14 * HOUR


def test_on_duty_all_day_every_run_of_less_than_a_day_may_start() -> None:
    assert depot(HUB).may_start(0, DAY - 1)
    assert not depot(HUB).may_start(0, DAY)
    assert depot(HUB).next_duty(5) == DAY
