from __future__ import annotations

from typing import Any

import pytest

from sim.parameters import Parameters
from sim.parameters.together import together
from sim.plain.tree import put


def faults(*settings: tuple[str, Any]) -> list[tuple[str, str]]:
    """Code and place of each fault of the default parameters with keys set."""
    data = Parameters().model_dump(mode="json")
    for key, value in settings:
        put(data, key, value)
    return [(p.code, str(p.where)) for p in together(Parameters.model_validate(data))]


def test_the_defaults_have_no_fault() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("key", "value", "code", "where"),
    [
        ("fleet.village.vehicle", "minivn", "config.unknown_vehicle", "fleet.village.vehicle"),
        ("fleet.village.count", {"east": -1}, "config.value", "fleet.village.count.east"),
        ("host.post.brands", ["pst"], "config.unknown_brand", "host.post.brands"),
        ("staffing.hub.sort.end", "00:01", "config.shift", "staffing.hub.sort.end"),
        ("staffing.hub.sort.crew_of", "unlod", "config.crew_of", "staffing.hub.sort.crew_of"),
        ("staffing.hub.sort", {"crew": 3, "crew_of": "unload"}, "config.no_crew", "staffing.hub.sort.crew"),
        ("staffing.township.sort.crew_of", "sort", "config.crew_of", "staffing.township.sort.crew_of"),
        ("schedule.trunk.depart", [], "config.empty", "schedule.trunk.depart"),
        ("schedule.village.depart", ["23:30"], "config.departure", "schedule.village.depart"),
        ("schedule.threshold.end", "07:00", "config.hours", "schedule.threshold.end"),
        ("host.bus.visits_per_day", 9, "config.visits", "host.bus.visits_per_day"),
        ("points.door_time", "23:00", "config.door_time", "points.door_time"),
        ("horizon.measured_days", 8, "config.weeks", "horizon.measured_days"),
        ("service.reach_brands", 10, "config.reach", "service.reach_brands"),
        ("demand.weekday", [0] * 7, "config.weekday", "demand.weekday"),
    ],
)
def test_each_kind_of_fault_is_found_at_its_key(key: str, value: Any, code: str, where: str) -> None:
    assert (code, where) in faults((key, value))


def test_hours_of_a_threshold_meet_those_of_the_drivers() -> None:
    assert faults(("schedule.threshold.start", "20:30"), ("schedule.threshold.end", "22:00")) == [("config.departure", "schedule.threshold.start")]
    assert faults(("schedule.threshold.start", "19:30"), ("schedule.threshold.end", "22:00")) == []


@pytest.mark.parametrize(("market", "faulty"), [({}, True), ({"weekdays": [6], "cycle_days": 5}, True), ({"weekdays": [6]}, False), ({"date": "2026-03-03"}, False)])
def test_a_market_goes_by_weekdays_or_by_a_cycle(market: dict[str, Any], faulty: bool) -> None:
    assert (("config.market", "resident.markets.east") in faults(("resident.markets", {"east": market}))) == faulty


def test_a_schedule_without_departures_is_told_once() -> None:
    assert faults(("schedule.village.depart", [])) == [("config.empty", "schedule.village.depart")]
