"""Other timetables that a host might have."""

from __future__ import annotations

from sim.clock import HOUR, MINUTE
from sim.parameters import Parameters
from sim.parameters.timetables import alternatives, timetables

DUTY = (6 * HOUR, 20 * HOUR)


def test_one_departure_moves_and_gets_a_second() -> None:
    assert alternatives(("10:45",), 120 * MINUTE, DUTY) == (("08:45",), ("12:45",), ("10:45", "15:15"))


def test_of_several_one_may_go_and_the_new_one_fills_the_longest_stretch() -> None:
    assert alternatives(("08:00", "14:00"), HOUR, DUTY) == (("07:00", "13:00"), ("09:00", "15:00"), ("08:00",), ("08:00", "11:00", "14:00"))


def test_nothing_leaves_outside_drivers_duty() -> None:
    found = alternatives(("07:30", "16:30"), 2 * HOUR, DUTY)
    assert ("05:30", "14:30") not in found
    assert ("09:30", "18:30") in found
    assert all("06:00" <= t < "20:00" for table in found for t in table)


def test_only_hosts_of_a_plan_and_every_level_in_equal_parts() -> None:
    (bus,) = timetables(Parameters(), ("bus",), 120)
    assert bus.key == "host.bus.depart"
    assert bus.value(0.0) == bus.base
    n = len(bus.others) + 1
    assert [bus.value((i + 0.5) / n) for i in range(n)] == [bus.base, *bus.others]
    assert bus.value(1.0) == bus.others[-1]
