"""What holds of every plan is checked as it is made; each breach is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.clock import DAY, HOUR
from sim.plan.plan import ServicePlan
from sim.service.check import PlanError, check_plan
from tests import plans
from tests.service.small_county import build
from tests.service.small_plan import plan as small_plan


def broken(plan: ServicePlan) -> list[tuple[str, ServicePlan]]:
    line = plan.lines[-1]
    way = plan.ways[-1]
    point = plan.points[0]
    still = plans.stop(line.stops[0].place, 0)
    swap = plan.timetable
    return [
        ("a drive under 1 ms", replace(plan, lines=(*plan.lines[:-1], replace(line, stops=(still, *line.stops[1:]))))),
        ("visited twice", replace(plan, lines=(*plan.lines[:-1], replace(line, stops=(line.stops[0], line.stops[0]))))),
        ("not unique", replace(plan, lines=(*plan.lines[:-1], replace(line, key=plan.lines[0].key)))),
        ("another's", replace(plan, lines=(*plan.lines[:-1], plans.changed(line, depot=0)))),
        ("no vehicle", replace(plan, lines=(*plan.lines[:-1], plans.changed(line, depot=7)))),
        ("no capacity", replace(plan, lines=(*plan.lines[:-1], replace(line, capacity_ml=0)))),
        ("does not start where", replace(plan, ways=(*plan.ways[:-1], replace(way, hops=way.hops[1:])))),
        ("does not end where it should", replace(plan, ways=(*plan.ways[:-1], replace(way, point=0)))),
        ("no ride from stop -1 to 99", replace(plan, ways=(*plan.ways[:-1], replace(way, hops=(*way.hops[:-1], replace(way.hops[-1], alight=99)))))),
        ("no fees of mode x", replace(plan, ways=(*plan.ways[:-1], replace(way, mode="x")))),
        ("ways out of range", replace(plan, way=plan.inbound + 1000)),
        ("other hours than its place", replace(plan, points=(*plan.points, replace(point, hours=((0, HOUR),))))),
        ("hours overlap", replace(plan, points=(replace(point, hours=((0, HOUR), (HOUR // 2, HOUR))), *plan.points[1:]))),
        ("out of order", replace(plan, timetable=replace(swap, line=swap.line[::-1], scheduled=swap.scheduled[::-1]))),
        ("a run out of range", replace(plan, horizon=DAY)),
        ("crew keys are not unique", plan.manned_by(lambda crew: replace(crew, key="one") if crew in (plan.crews[0], plan.crews[-1]) else crew)),
        ("no shifts", plan.manned_by(lambda crew: replace(crew, shifts=()))),
        ("shifts out of order", plan.manned_by(lambda crew: replace(crew, shifts=crew.shifts[::-1]))),
        ("count or duty window", replace(plan, depots=(replace(plan.depots[0], count=0), *plan.depots[1:]))),
    ]


def test_a_plan_that_contradicts_itself_is_refused() -> None:
    plan = build("courier_courier")
    check_plan(plan)
    for words, bad in broken(plan):
        with pytest.raises(PlanError, match=words):
            check_plan(bad)


def test_every_breach_is_named_at_once() -> None:
    base = small_plan(fees={"m": ()})
    check_plan(base)
    with pytest.raises(PlanError, match=r"no fees of mode.*; .*no fees of mode"):
        check_plan(replace(base, fees={}))
