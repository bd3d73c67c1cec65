"""What is tried with a plan."""

from __future__ import annotations

import numpy as np
import pytest

from sim.parameters import Parameters
from sim.policy.what_if import COLUMNS, KPIS, WhatIf, table, turns
from tests.policy.plan_made import plan_case

PLAN = plan_case().scenarios[0].plan


def test_one_thing_at_a_time_is_otherwise() -> None:
    tried = list(turns(Parameters(), PLAN, {"double11": {"demand": {"calendar": ["double11"]}}}))
    assert tried[0] == WhatIf("as_planned", "", {})
    assert [t.keys["demand.scale"] for t in tried if t.what == "volume"] == pytest.approx([0.7, 1.3])
    assert [t.value for t in tried if t.what == "days"] == ["3", "5", "6", "7"]
    assert tried[-1].what == "double11"


def test_a_row_without_figures_says_why() -> None:
    made = table([(WhatIf("worker", "-1", {}), "impossible", [np.nan] * len(KPIS))])
    assert list(made.columns) == COLUMNS
    assert made.loc[0, "state"] == "impossible"
