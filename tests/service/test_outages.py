"""Townships of what goes wrong that the county has not."""

from __future__ import annotations

from sim.service.outages import unknown_townships
from tests.service.small_county import county, parameters


def test_unknown_townships_are_all_told() -> None:
    closures = {"snow": {"townships": ["北镇", "T2", "白镇"]}, "ice": {"townships": ["T9"]}}
    found = list(unknown_townships(county(), parameters(disruption__closures=closures)))
    assert [(p.where, p.found) for p in found] == [("disruption.closures.snow.townships", "白镇"), ("disruption.closures.ice.townships", "T9")]
