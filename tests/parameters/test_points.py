"""Types of points: what comes with the project fits together, and a type of one's own is bounded."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sim.clock import clock_ms
from sim.parameters import Parameters
from sim.parameters.points import Locker, Points, PointType, point_types
from sim.parameters.quantity import Section
from sim.parameters.together import together


def test_points_open_before_they_close() -> None:
    for point in point_types().values():
        times = [clock_ms(t) for interval in point.hours for t in interval]
        assert times == sorted(set(times))
        assert point.name_zh
        assert point.name_en


@pytest.mark.parametrize(
    ("section", "given"),
    [
        (PointType, {"hours": [["08:00", "25:00"]]}), (PointType, {"hours": [[480, 960]]}), (PointType, {"days_per_week": 8}), (PointType, {"lockers": -1}),
        (PointType, {"attended": [[8, "09:00", "11:00"]]}), (PointType, {"attended": [[1, "09:00"]]}), (Locker, {"small": -1}), (Locker, {"large_l": 0}), (Points, {"return_after_days": 0}),
    ],
)  # fmt: skip
def test_what_no_point_has_is_refused(section: type[Section], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(given)


@pytest.mark.parametrize(
    ("locker", "where"),
    [
        ({"medium_l": 12.0}, ["points.locker.medium_l"]), ({"large_l": 20.0}, ["points.locker.large_l"]),
        ({"small": 0, "medium": 0, "large": 0}, ["points.types.shop.lockers", "points.types.community_outlet.lockers"]), ({"small": 0, "medium": 0}, []),
    ],
)  # fmt: skip
def test_sizes_rise_and_lockers_have_compartments(locker: dict[str, Any], where: list[str]) -> None:
    written = Parameters().model_dump()
    written["points"]["locker"] |= locker
    written["points"]["types"]["shop"]["lockers"] = 1
    assert [problem.where for problem in together(Parameters.model_validate(written))] == where


@pytest.mark.parametrize(
    ("attended", "faults"),
    [
        ([(1, "09:00", "11:00"), (1, "10:00", "12:00")], 1), ([(2, "11:00", "09:00")], 1),
        ([(2, "09:00", "11:00"), (1, "08:00", "10:00"), (2, "11:00", "12:00")], 0),
    ],
)  # fmt: skip
def test_times_of_a_weekday_rise_and_end_after_they_begin(attended: list[tuple[int, str, str]], faults: int) -> None:
    written = Parameters().model_dump()
    written["points"]["types"]["shop"]["attended"] = attended
    found = together(Parameters.model_validate(written))
    assert [(problem.code, problem.where) for problem in found] == [("config.hours", "points.types.shop.attended")] * faults
