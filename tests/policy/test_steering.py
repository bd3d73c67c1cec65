"""Targets that choosing a mode can move, as bounds of KPIs."""

from __future__ import annotations

from sim.inference.mix.mix_target import MixTarget
from sim.inference.target import Target
from sim.policy.steering import steering
from tests.measure import small
from tests.policy.plan_made import document


def target(**asked: object) -> dict[str, object]:
    return {"zh": "目标", "en": "target", "by": "2021-12-31", "fact": "D1-11", **asked}


def test_kpis_and_villages_steer_and_the_rest_does_not() -> None:
    plan = document(targets={
        "fast": target(what="kpi", kpi="within_24h", at_least=0.9), "soon": target(what="kpi", kpi="in_hand_mean_h", at_most=48),
        "reached": target(what="villages_reached", share=0.6), "all": target(what="villages_with_point", count=9),
        "hub": target(what="hub", count=1),
    })  # fmt: skip
    county = small.county()
    own = tuple(i for i, v in enumerate(county.rural) if v.point >= 0)
    assert list(steering(plan, county)) == [
        MixTarget(Target("within_24h", ">=", 0.9)), MixTarget(Target("in_hand_mean_h", "<=", 48)),
        MixTarget(Target("reach", ">=", 0.75), (0, 1, 2, 3), 0.5), MixTarget(Target("brands_to_village", ">=", 1.0), own, 0.0),
    ]  # fmt: skip


def test_without_a_plan_nothing_steers() -> None:
    assert list(steering(None, small.county())) == []
