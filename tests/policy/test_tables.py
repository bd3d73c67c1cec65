"""Tables without rows are left out."""

from __future__ import annotations

from sim.policy.tables import plan_tables
from tests.policy.plan_made import plan_case, target_case


def test_only_tables_with_rows() -> None:
    assert "targets" in plan_tables(target_case(what="hub", count=1))
    assert "targets" not in plan_tables(plan_case())
