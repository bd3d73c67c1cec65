"""Stages: work that takes time."""

from __future__ import annotations

from functools import cache
from typing import Any

from sim.plan.actor import Actor
from sim.plan.stage import Handling
from tests.plan.small import plans


@cache
def stages() -> tuple[Any, ...]:
    """The stages of all plans."""
    return tuple(s for plan in plans() for s in (*(s for h in plan.handlings for s in h.stages), *(p.shelve for p in plan.points if p.shelve)))


def test_work_takes_time() -> None:
    assert all(stage.work > 0 for stage in stages())


def test_a_handling_without_stages_has_parcels_ready_as_they_come() -> None:
    assert Handling(key="h", place=0, operator=Actor.pool("a")).stages == ()
