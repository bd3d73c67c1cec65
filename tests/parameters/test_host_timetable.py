"""Timetables of some of a host's lines: whose they are, and what they may say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sim.parameters import Parameters
from sim.parameters.host_timetable import HostTimetable
from sim.parameters.hosts import Host
from sim.parameters.together import together


def test_whose_it_is() -> None:
    own = HostTimetable(townships=("北镇", "T9"), lines=("bus 1",))
    assert own.speaks_of(("key", "bus 1"), ("T1", "南镇"))
    assert own.speaks_of(("key", "bus 2"), ("T2", "北镇"))
    assert not own.speaks_of(("key", "bus 2"), ("T1", "南镇"))
    assert Host(depart=("09:00",), timetables={"x": HostTimetable(depart=("08:00", "09:00"))}).departures == ("08:00", "09:00")


@pytest.mark.parametrize("given", [{"weekdays": [0]}, {"depart": ["9"]}, {"days": 3}, {"cancelled_dates": ["May"]}])
def test_bounds(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        HostTimetable.model_validate(given)


def test_a_feed_has_the_times_of_every_line() -> None:
    with pytest.raises(ValidationError):
        Host(feed="feed.zip", timetables={"x": HostTimetable()})


def test_every_fault_is_told() -> None:
    own = {"x": {}, "y": {"lines": ["1"], "depart": ["10:00", "09:00"], "cancelled_dates": ["2030-01-01"]}}
    found = together(Parameters.model_validate({"host": {"bus": {"timetables": own}}}))
    where = "host.bus.timetables"
    assert [p.where for p in found] == [f"{where}.x", f"{where}.y.depart", f"{where}.y.cancelled_dates"]
