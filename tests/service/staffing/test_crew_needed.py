"""Crews by the planning rule: the fewest who have all ready in time."""

from __future__ import annotations

from sim.clock import HOUR, MINUTE
from sim.service.staffing.crew_needed import Flow, crew_needed

SHIFTS = [(6 * HOUR, 10 * HOUR), (13 * HOUR, 16 * HOUR)]


def flow(arrivals: list[tuple[int, float]], takers: list[tuple[float, float, tuple[int, ...]]] | None = None) -> Flow:
    return Flow(tuple(arrivals), tuple(takers or []), {"sort": 1.0})


def test_a_crew_works_its_wave_off_by_the_end_of_the_shift() -> None:
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 400), (13 * HOUR, 300)]), HOUR // 100, 1.0) == [1, 1]
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 401), (13 * HOUR, 300)]), HOUR // 100, 1.0) == [2, 1]
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 400), (13 * HOUR, 300)]), HOUR // 100, 0.85) == [2, 2]


def test_a_late_arrival_has_less_time() -> None:
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 100), (9 * HOUR, 300)]), HOUR // 100, 1.0)[0] == 3


def test_what_comes_after_the_last_shift_waits_for_the_first() -> None:
    assert crew_needed(SHIFTS, flow([(17 * HOUR, 800)]), HOUR // 100, 1.0) == [2, 1]


def test_a_departure_in_the_shift_gets_what_it_can_take() -> None:
    one = [(600.0, 1e9, (8 * HOUR,))]
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 600)], one), HOUR // 100, 1.0)[0] == 3
    half_full = [(600.0, 150.0, (8 * HOUR, 14 * HOUR))]
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 600)], half_full), HOUR // 100, 1.0)[0] == 2
    too_soon = [(600.0, 1e9, (6 * HOUR + 30 * MINUTE,))]
    assert crew_needed(SHIFTS, flow([(6 * HOUR, 600)], too_soon), HOUR // 100, 1.0)[0] == 2
