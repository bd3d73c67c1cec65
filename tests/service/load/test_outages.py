"""Places of what goes wrong that the county has not."""

from __future__ import annotations

from sim.service.load.outages import unknown_lines, unknown_places
from tests.service.small_county import build, county, parameters


def test_keepers_are_away_from_villages() -> None:
    away = {"li": {"who": "keeper", "places": [county().townships[0].name, county().points[0].name]}}
    found = list(unknown_places(county(), parameters(disruption__away=away)))
    assert [(problem.where, problem.found) for problem in found] == [("disruption.away.li.places", county().townships[0].name)]


def test_unknown_places_are_all_told() -> None:
    closures = {"snow": {"townships": ["北镇", "T2", "白镇"]}, "ice": {"townships": ["T9"]}}
    village = county().points[0].code
    away = {"wang": {"places": ["北镇", village, "N9"]}, "night": {"places": [village, "T1"], "who": "crew"}}
    lines = {"x": {"townships": ["东镇"]}}
    found = list(unknown_places(county(), parameters(disruption__closures=closures, disruption__away=away, host__bus__timetables=lines)))
    assert [(p.where.removeprefix("disruption."), p.found) for p in found] == [  # type: ignore[union-attr]
        ("closures.snow.townships", "白镇"), ("closures.ice.townships", "T9"), ("host.bus.timetables.x.townships", "东镇"), ("away.wang.places", "N9"), ("away.night.places", village),
    ]  # fmt: skip


def test_lines_that_no_plan_has_are_told_where_the_host_runs_any() -> None:
    p = parameters(host__bus__timetables={"x": {"lines": ["客运公司 北镇 1", "客运公司 北镇 9"]}}, host__shop__timetables={"y": {"lines": ["z"]}})
    plan = build("transport_township", p)
    assert [(f.where, f.found) for f in unknown_lines([plan], p)] == [("host.bus.timetables.x.lines", "客运公司 北镇 9")]
