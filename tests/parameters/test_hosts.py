"""Hosts: what nobody runs is refused, and what they drive is known."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters import Parameters
from sim.parameters.hosts import Host, hosts
from sim.parameters.network import vehicles
from sim.parameters.together import together


@pytest.mark.parametrize("given", [{"vehicles": "some"}, {"cancel_share": 1.1}, {"coverage": 0}, {"cancelled_weekdays": [0]}, {"cancelled_weekdays": [8]}, {"cancelled_weekdays": [1, 2, 3, 4, 5, 6, 7]}, {"feed_near_km": 0}, {"feed_space": "space.csv"}])
def test_what_nobody_runs_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Host.model_validate(given)


def test_vehicles_of_hosts_are_known() -> None:
    assert {v for h in hosts().values() for v in (h.vehicle, h.added_vehicle)} <= set(vehicles())


def test_no_host_has_a_timetable_of_its_own_unless_it_is_given() -> None:
    assert all(host.feed is None for host in hosts().values())


def test_days_off_are_weekdays_and_dates_of_the_horizon() -> None:
    found = together(Parameters.model_validate({"host": {"bus": {"cancelled_dates": ["2026-03-02", "2027-03-02"]}}}))
    assert [(p.where, p.found) for p in found] == [("host.bus.cancelled_dates", "2027-03-02")]
