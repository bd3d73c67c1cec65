"""An optimisation made up for the tests of its words, tables and page: four plans of two modes and two numbers of days,
one overloaded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.inference.search.confirm import result
from sim.inference.search.grid import OK, OVERLOADED, DecisionKey, Found, Index, Judged
from sim.inference.target import Target
from sim.proposal.optimise.optimised import Optimised, Question
from tests.proposal.told import about

COST, TIME, SHARE = "cost_system_parcel", "at_village_mean_h", "within_24h"
AXES = (DecisionKey("mode", ("joint", "other"), False), DecisionKey("schedule.village.days_per_week", (3, 7), True))
TARGET = Target(SHARE, ">=", 0.9)
CHEAP, FAST, SLOW, HEAVY = (0, 0), (1, 1), (1, 0), (0, 1)
MEANS = {CHEAP: (2.0, 30.0, 0.95), FAST: (3.0, 20.0, 0.96), SLOW: (2.5, 40.0, 0.80)}
NOISE = np.linspace(-0.01, 0.01, 8)


def values(means: dict[Index, tuple[float, ...]] = MEANS) -> dict[Index, np.ndarray]:
    """Eight replications of each plan's cost, time and share, near their means."""
    return {p: np.array(m) + NOISE[:, None] * np.arange(1, len(m) + 1) ** -1.0 for p, m in means.items()}


def judged(index: Index) -> Judged:
    """What the search saw of a plan."""
    if index == HEAVY:
        return Judged(OVERLOADED, "too much", "plan-heavy", (), Found((np.inf, np.inf), (0.4,), 0))
    cost, time, share = MEANS[index]
    return Judged(OK, "", f"plan-{index}", MEANS[index], Found((cost, time), (0.0, TARGET.miss(share)), 2))


def optimised(lang: str = "en", *, targets: tuple[Target, ...] = (TARGET,), **parts: Any) -> Optimised:
    """What the optimisation found: a cheap plan and a faster one that keep the target, and one that does not; ``parts``
    replace what is said of it."""
    looked = {p: judged(p) for p in (CHEAP, FAST, SLOW, HEAVY)}
    confirmed = result({p: v[:, : 2 + len(targets)] for p, v in values().items()}, targets)
    found = Optimised(
        about=about(lang), asked=Question(AXES, (COST, TIME), targets), remote=frozenset(), mode="joint", budget=40,
        replications=8,
        judged=looked, seen={p: j.found for p, j in looked.items()},
        runs={"search": 6, "selection": 12, "estimation": 24},
        chances={CHEAP: "kept"}, result=confirmed,
    )  # fmt: skip
    return replace(found, **parts)
