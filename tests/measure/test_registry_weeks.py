"""KPIs of weeks that are not as planned stand in the registry, each where it belongs."""

from __future__ import annotations

from sim.measure.registry import BACKLOG, DISRUPTIONS, KPIS
from sim.measure.registry_weeks import backlog, disruptions


def test_they_are_in_the_registry_under_their_group() -> None:
    assert tuple(k.key for k in backlog()) == BACKLOG
    assert tuple(k.key for k in disruptions()) == DISRUPTIONS
    assert {*BACKLOG, *DISRUPTIONS} <= set(KPIS)


def test_a_backlog_that_stays_is_infinite_and_closed_roads_are_no_merit() -> None:
    assert {k.key: k.censoring for k in backlog()}["backlog_days"].endswith("infinite")
    assert {k.key: k.better for k in disruptions()}["roads_closed_days_year"] == "none"
