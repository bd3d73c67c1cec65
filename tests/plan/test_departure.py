"""Departure rules: types of keywords, whose defaults never bind."""

from __future__ import annotations

import pytest

from sim.clock import HOUR
from sim.plan.departure import Hosted, Slotted, Threshold, Timetabled
from sim.plan.units import UNLIMITED
from tests.plan.small import plans


def test_a_rule_takes_keywords_alone() -> None:
    with pytest.raises(TypeError):
        Timetabled(0, 1)  # type: ignore[misc]
    assert Timetabled(depot=0, max_delay=1).turnaround == 0
    assert Hosted().most_parcels == UNLIMITED


def test_how_long_a_run_may_still_leave_is_said_by_its_rule() -> None:
    """A slot may be used before its hours end, not as they end."""
    hours = {"depot": 0, "start": 8 * HOUR, "end": 12 * HOUR}
    rules = (Hosted(), Timetabled(depot=0, max_delay=HOUR), Slotted(**hours), Threshold(parcels=3, wait=HOUR, **hours))
    assert [rule.window for rule in rules] == [0, HOUR, 4 * HOUR - 1, 4 * HOUR - 1]


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
