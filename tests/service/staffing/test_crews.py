"""What crews are sized to: which departure takes what comes, and when it counts as come."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR, clock_ms
from sim.demand.expected import waves
from sim.service.staffing.crews import _counted, departure_shares, wave_departure
from tests.service.small_county import parameters

SHIFTS = [(6 * HOUR, 10 * HOUR), (13 * HOUR, 16 * HOUR)]
TIMES = (clock_ms("08:30"), clock_ms("15:30"))


def test_each_wave_leaves_with_the_last_departure_of_its_shift() -> None:
    assert [wave_departure(clock_ms(t), SHIFTS, TIMES) for t in ("06:00", "13:00", "20:00", "08:00")] == [0, 1, 0, 1]
    assert departure_shares(parameters(), waves(parameters().demand, np.ones((1, 1)), np.ones(7)), "hub", TIMES) == pytest.approx([0.7, 0.3])


def test_what_comes_just_before_a_shift_ends_needs_no_crowd_unless_a_departure_waits_for_it() -> None:
    hours = [(9 * HOUR, 12 * HOUR), (16 * HOUR, 18 * HOUR)]
    late = 11 * HOUR + HOUR // 2
    assert _counted(late, hours, [10 * HOUR]) == 12 * HOUR
    assert _counted(late, hours, [14 * HOUR]) == late
    assert _counted(10 * HOUR, hours, [14 * HOUR]) == 10 * HOUR
    assert _counted(17 * HOUR + HOUR // 2, hours, [8 * HOUR]) == 17 * HOUR + HOUR // 2, "it goes before the next morning's shift"
    assert _counted(17 * HOUR + HOUR // 2, hours, [10 * HOUR]) == 18 * HOUR
    assert _counted(late, [], [14 * HOUR]) == late
