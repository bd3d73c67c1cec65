"""Places of what goes wrong that the county has not."""

from __future__ import annotations

from sim.service.outages import unknown_places
from tests.service.small_county import county, parameters


def test_unknown_places_are_all_told() -> None:
    closures = {"snow": {"townships": ["北镇", "T2", "白镇"]}, "ice": {"townships": ["T9"]}}
    village = county().points[0].code
    away = {"wang": {"places": ["北镇", village, "N9"]}, "night": {"places": [village, "T1"], "who": "crew"}}
    found = list(unknown_places(county(), parameters(disruption__closures=closures, disruption__away=away)))
    assert [(p.where.removeprefix("disruption."), p.found) for p in found] == [  # type: ignore[union-attr]
        ("closures.snow.townships", "白镇"), ("closures.ice.townships", "T9"), ("away.wang.places", "N9"), ("away.night.places", village),
    ]  # fmt: skip
