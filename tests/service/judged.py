"""What a plan is asked for, and why it is refused, for tests of either."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sim.plan.plan import ServicePlan
from sim.problems import InputError
from sim.service.load.feasible import loads
from sim.service.load.load import ResourceLoad
from sim.service.load.refuse import refuse
from tests.service.small_plan import EVERY, expected, parameters, plan, timetable

ROOMY = parameters(host={"post": {"load_share": 0.0}})


def found(which: ServicePlan, kind: str, key: str, per_village: tuple[float, float] = (100.0, 50.0)) -> ResourceLoad:
    return next(x for x in loads(which, expected(per_village), ROOMY) if (x.kind, x.key) == (kind, key))


def codes(which: ServicePlan) -> set[str]:
    with pytest.raises(InputError) as error:
        refuse(which, expected(), ROOMY)
    return {p.code for p in error.value.problems}


def with_line(number: int, **changes: Any) -> ServicePlan:
    base = plan()
    return replace(base, lines=tuple(replace(x, **changes) if i == number else x for i, x in enumerate(base.lines)))


def leaving(**times: str) -> ServicePlan:
    clock = {"trunk": "08:30", "van": "10:30", "post": "09:00", **times}
    return plan(timetable=timetable({i: (EVERY, [clock[k]]) for i, k in enumerate(("trunk", "van", "post"))}))
