"""Schedules, fleets and shifts: counts by number, map or rule, clock times that are clock times."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pydantic import ValidationError

from sim.clock import clock_ms
from sim.parameters.network import vehicles
from sim.parameters.operation import CrewShifts, Fleet, LegFleet, Loading, ShiftHours, Staffing
from sim.parameters.quantity import Section
from sim.parameters.schedule import LegSchedule, Schedule


@pytest.mark.parametrize("count", ["auto", 3, {"东镇": 2}])
def test_a_count_is_a_number_a_map_or_a_rule(count: object) -> None:
    assert LegFleet.model_validate({"count": count}).count == count
    assert ShiftHours.model_validate({"crew": count}).crew == count


@pytest.mark.parametrize(
    ("section", "given"),
    [
        (LegFleet, {"count": "many"}), (LegSchedule, {"days_per_week": 8}), (LegSchedule, {"depart": "8h"}), (LegSchedule, {"depart": [510]}), (Loading, {"skip": -1}), (Fleet, {"sizing": "large"}),
        (Fleet, {"target_load": 0}), (Fleet, {"duty_start": 6}), (CrewShifts, {"also": [{"start": "5"}]}),
    ],
)  # fmt: skip
def test_what_nobody_runs_is_refused(section: type[Section], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(given)


def test_one_departure_needs_no_list() -> None:
    assert LegSchedule.model_validate({"depart": "08:30"}).depart == ("08:30",)


def test_vehicles_of_fleets_are_known() -> None:
    fleet = Fleet()
    legs = [fleet.trunk, fleet.village, fleet.direct, fleet.relay, fleet.brand_trunk]
    named = {leg.vehicle for leg in legs} | {v for leg in legs for v in leg.allowed}
    assert named <= set(vehicles())


def test_shifts_of_a_crew_follow_each_other() -> None:
    staffing = Staffing()
    for crew in (c for stages in (staffing.hub, staffing.township, staffing.brand_hub, staffing.brand_township, staffing.outlet) for c in stages.values()):
        shifts = [(clock_ms(s.start), clock_ms(s.end)) for s in (crew, *crew.also)]
        assert all(start < end for start, end in shifts)
        assert all(end <= start for (_, end), (start, _) in pairwise(shifts))


def test_departures_lie_in_the_drivers_duty() -> None:
    start, end = clock_ms(Fleet().duty_start), clock_ms(Fleet().duty_end)
    legs = Schedule()
    assert all(start <= clock_ms(t) < end for leg in (legs.trunk, legs.village, legs.direct, legs.relay, legs.brand_trunk) for t in leg.depart)
