"""The plans that come with the project, on their counties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import yaml

from sim.clock import DAY, HOUR
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.demand.expected import expected
from sim.parameters import Parameters
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.draft.routes import RouteCache
from sim.service.load.feasible import loads
from tests.service.small_county import CONF, POOL, modes

FIVE = ("courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup")
CACHE = RouteCache()


def over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """``base`` with the values of ``more`` put over it, branch by branch."""
    both = {k: over(base[k], v) if isinstance(v, dict) and isinstance(base.get(k), dict) else v for k, v in more.items()}
    return {**base, **both}


def parameters(slug: str, **more: Any) -> Parameters:
    plan = yaml.safe_load((CONF / "settings" / f"{slug}.yaml").read_text(encoding="utf-8"))
    quick = over(plan, {"fleet": {"route_iterations": 20, **more}})
    return Parameters.model_validate(over(Parameters().model_dump(), quick))


def build(slug: str, mode: str, **more: Any) -> tuple[ServicePlan, list[str]]:
    """The plan, and the keys of what it overloads."""
    p = parameters(slug, **more)
    spec = CountySpec.model_validate(yaml.safe_load((CONF / "county" / f"{slug}.yaml").read_text(encoding="utf-8")))
    county = load_county(spec, CONF / "county_data")
    asked = expected(county, p)
    plan = build_plan(county, p, modes(), Assignment(mode=mode, pools={"joint": POOL}), asked, CACHE)
    return plan, [load.key for load in loads(plan, asked, p) if load.state == "overloaded"]


@pytest.mark.parametrize(("slug", "mode"), [
    *(("hangjin", mode) for mode in FIVE), ("yiyuan", FIVE[0]), *(pytest.param("yiyuan", mode, marks=pytest.mark.slow) for mode in FIVE[1:]),
])  # fmt: skip
def test_a_sized_plan_serves_all_and_overloads_nothing(slug: str, mode: str) -> None:
    plan, overloaded = build(slug, mode)
    assert plan.inbound.min() >= 0
    assert overloaded == []


@pytest.mark.parametrize(("mode", "host"), [
    ("transport_courier", "bus"), *(pytest.param(*of, marks=pytest.mark.slow) for of in (("postal_courier", "post"), ("commerce_courier", "shop"))),
])  # fmt: skip
def test_uniform_host_modes_drown_on_what_hosts_have_in_a_county_of_many_parcels(mode: str, host: str) -> None:
    plan, overloaded = build("yiyuan", mode, sizing="existing")
    assert any(f"/host:{host}/" in key for key in overloaded)
    assert plan.host_share[host][1] < 0.75


def test_the_staff_of_yiyuan_is_as_planned() -> None:
    plan, _ = build("yiyuan", "courier_courier")

    def crew(level: str, part: int) -> int:
        rows = [h for h in plan.handlings if h.operator == Actor.pool("joint") and plan.places[h.place].level == level]
        return sum([s.people for s in stage.crew.shifts if s.start < DAY][part] for h in rows for stage in h.stages)

    assert [crew("hub", 0), crew("hub", 1), crew("township", 0), crew("township", 1)] == [33, 14, 55, 55]
    depots = {g.key: g.count for g in plan.depots}
    assert 9 <= depots["trunk/pool:joint"] <= 12  # by hand 12, one a township
    assert 20 <= sum(n for key, n in depots.items() if key.startswith("village/")) <= 31  # by hand 31


def test_the_posts_motorbikes_of_yiyuan_are_as_many_as_its_own_parcels_ask_for() -> None:
    plan, overloaded = build("yiyuan", "township_pickup")
    rounds = [i for i, line in enumerate(plan.lines) if line.hosted]
    assert len(rounds) == 61
    assert {plan.lines[i].capacity_parcels for i in rounds} == {35}
    runs = np.bincount(plan.timetable.line, minlength=len(plan.lines))[rounds]
    assert set(runs // 36) == {1, 2}  # six days of six weeks
    assert not (runs % 36).any()
    assert not overloaded


@pytest.mark.slow
def test_carriers_who_are_to_be_home_by_dark_leave_far_villages_to_the_shops_vans() -> None:
    """In Yiyuan, which every mode reaches by day: carriers fetch at 17:00, what the second truck brought, and drivers are home by 18:00."""
    served: dict[str, list[str]] = {}
    for hosts in ((), ("commerce_courier", "township_pickup")):
        p = parameters("yiyuan", duty_end="18:00").model_dump()
        p = Parameters.model_validate(over(p, {"schedule": {"carrier": {"depart": ["17:00"]}}}))
        spec = CountySpec.model_validate(yaml.safe_load((CONF / "county" / "yiyuan.yaml").read_text(encoding="utf-8")))
        county = load_county(spec, CONF / "county_data")
        plan = build_plan(county, p, modes(), Assignment(mode="village_carrier", pools={"joint": POOL}, backstop=hosts), expected(county, p), CACHE)
        served[",".join(hosts)] = [choice.mode for choice in plan.choices if choice.pool]
        far = [a.planned for a in plan.aside]
        assert bool(far) == (not hosts)
        assert all(planned > HOUR for planned in far)
    alone, backed = served.values()
    assert alone.count("village_carrier") == backed.count("village_carrier") > len(backed) / 2
    assert backed.count("commerce_courier") == len(backed) - backed.count("village_carrier") > len(backed) / 10
