"""Departure rules: types of keywords, whose defaults never bind."""

from __future__ import annotations

import pytest

from sim.plan.departure import Hosted, Timetabled
from sim.plan.units import UNLIMITED
from tests.plan.small import plans


def test_a_rule_takes_keywords_alone() -> None:
    with pytest.raises(TypeError):
        Timetabled(0, 1)  # type: ignore[misc]
    assert Timetabled(depot=0, max_delay=1).turnaround == 0
    assert Hosted().most_parcels == UNLIMITED


def test_timetabled_runs_have_a_depot_and_only_a_host_runs_as_one() -> None:
    for plan in plans():
        for line in plan.lines:
            match line.departure:
                case Timetabled(depot=depot, max_delay=late, turnaround=rest):
                    assert 0 <= depot < len(plan.depots)
                    assert min(late, rest) >= 0
                case Hosted(most_parcels=most):
                    assert most >= 0
                    assert line.operator.is_host
