"""Places that keys name and the county has not, or that they name twice."""

from __future__ import annotations

from typing import Any

import pytest

from sim.service.named_places import place_faults
from tests.service.small_county import county, parameters

FAULTS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "closed roads": ({"disruption__closures": {"snow": {"townships": ["东镇"]}}}, [("plan.unknown_township", "disruption.closures.snow.townships")]),
    "markets": ({"resident__markets": {"东镇": {"weekdays": [6]}}}, [("plan.unknown_township", "resident.markets.东镇")]),
    "a market by code and by name": ({"resident__markets": {"北镇": {"weekdays": [6]}, "T1": {"weekdays": [5]}}}, [("plan.township_twice", "resident.markets.T1")]),
    "groups": ({"schedule__village__groups": {"g": {"townships": ["东镇"], "villages": ["N9"]}}}, [("plan.unknown_township", "schedule.village.groups.g.townships"), ("assignment.unknown_village", "schedule.village.groups.g.villages")]),
    "groups of a leg that no plan may have": ({"schedule__direct__groups": {"g": {"townships": ["东镇"]}}}, [("plan.unknown_township", "schedule.direct.groups.g.townships")]),
    "growers": ({"demand__outbound__products": {"pears": {"villages": ["N9"]}}}, [("demand.unknown_grower", "demand.outbound.products.pears.villages")]),
    "vehicles": ({"fleet__village__count": {"东镇": 2, "北镇": 1, "T1": 1}}, [("plan.unknown_township", "fleet.village.count.东镇"), ("plan.township_twice", "fleet.village.count.T1")]),
    "crews": ({"staffing__township__sort__crew": {"东镇": 2}}, [("plan.unknown_township", "staffing.township.sort.crew.东镇")]),
    "lines of two timetables": ({"host__bus__timetables": {"a": {"townships": ["北镇"], "lines": ["x"]}, "b": {"townships": ["T1"], "lines": ["x"]}}}, [("schedule.two_timetables", "host.bus.timetables.b.townships"), ("schedule.two_timetables", "host.bus.timetables.b.lines")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_places_are_told(name: str) -> None:
    given, expected = FAULTS[name]
    assert [(p.code, str(p.where)) for p in place_faults(county(), parameters(**given))] == expected


def test_of_all_keys_at_once() -> None:
    given = {key: value for of, _ in FAULTS.values() for key, value in of.items()}
    assert len(list(place_faults(county(), parameters(**given)))) >= len(given)
    assert list(place_faults(county(), parameters())) == []
