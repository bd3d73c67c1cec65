"""Plans of the small county, one a mode, built once: what the types promise is held against plans as they are made."""

from __future__ import annotations

from functools import cache

from sim.plan.plan import ServicePlan
from tests.service.small_county import build, modes


@cache
def plans() -> tuple[ServicePlan, ...]:
    """A plan of every mode."""
    return tuple(build(mode) for mode in modes())
