"""What happens at one instant, in its order."""

from __future__ import annotations

from sim.flow.instant import BOARDING, Clock, Late, then


def test_departures_come_after_what_arrives_and_boarding_after_departures() -> None:
    clock, seen = Clock(), list[str]()
    then(Late(clock, 5, BOARDING), lambda _: seen.append("boards"))
    then(Late(clock, 5), lambda _: seen.append("leaves"))
    then(clock.timeout(5), lambda _: seen.append("arrives"))
    for _ in range(3):
        clock.step()
    assert seen == ["arrives", "leaves", "boards"]
    assert clock.events == 3
