"""The tables that a plan adds to a comparison, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from sim.policy.appraisal import appraisal
from sim.policy.backstop import backstop
from sim.policy.basics import basics, budget
from sim.policy.case import PlanCase
from sim.policy.facility import facilities, standards
from sim.policy.shelf import shelves
from sim.policy.subsidy import subsidies, thresholds
from sim.policy.targets import target_counts, targets

TABLES: Mapping[str, Callable[[PlanCase], pd.DataFrame]] = {
    "basics": basics, "budget": budget, "targets": targets, "target_counts": target_counts,
    "subsidies": subsidies, "thresholds": thresholds,
    "facilities": facilities, "standards": lambda case: standards(facilities(case)), "backstop": backstop,
    "shelves": shelves, "appraisal": appraisal,
}
"""What makes each table from a case; one that comes out empty is left out."""


def plan_tables(case: PlanCase) -> dict[str, pd.DataFrame]:
    """Every table of a plan that has rows."""
    made = {name: make(case) for name, make in TABLES.items()}
    return {name: table for name, table in made.items() if len(table)}
