"""Where the brands of a pool share a handling."""

from __future__ import annotations

from dataclasses import replace

from sim.plan.plan import ServicePlan
from sim.plan.together import brands_together
from tests.policy.plan_made import plan_case


def plan() -> ServicePlan:
    return plan_case().scenarios[0].plan


def test_brands_that_share_a_handling_are_counted() -> None:
    assert max(brands_together(plan()).values()) == 2, "the third brand is in no pool"


def test_brands_outside_every_pool_share_nothing() -> None:
    alone = replace(plan(), ways=tuple(replace(way, pool="") for way in plan().ways))
    assert not brands_together(alone)
