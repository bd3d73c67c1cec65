"""The made-up comparison with a plan."""

from __future__ import annotations

from typing import Any

from sim.policy.case import PlanCase
from sim.policy.document import CountyPlan
from tests.proposal import made


def document(**more: Any) -> CountyPlan:
    """A plan of one scenario."""
    return CountyPlan.model_validate({"scenarios": {"joint": {"mode": "joint"}}, **more})


def plan_case(**more: Any) -> PlanCase:
    """The comparison with that plan."""
    rows = made.measures()
    by_mode = {mode: [m for m in rows if m.mode == mode] for mode in made.NAMES}
    return PlanCase(document=document(**more), prepared=made.prepared(), measures=by_mode)


def target_case(**asked: Any) -> PlanCase:
    """The comparison with a plan of one target."""
    return plan_case(targets={"it": {"zh": "目标", "en": "target", "by": "2021-12-31", "fact": "D1-11", **asked}})
