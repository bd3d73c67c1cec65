"""Rounds of own vehicles over several areas: every place has its line, vehicles given are used as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.problems import InputError
from sim.service.rounds.own_rounds import own_rounds
from sim.service.rounds.rounds import Rounds
from tests.service.drafts import area, draft, rounds


def laid_out(**asked: object) -> tuple[object, dict[int, tuple[int, int]]]:
    d = draft()
    wanted: Rounds = replace(rounds(d), counted="fleet.village.count", **asked)  # type: ignore[arg-type]
    ways = own_rounds(d, wanted, [area(d, 0), area(d, 1)])
    for place, (line, stop) in ways.items():
        assert d.lines[line].line.stops[stop].place == place
    assert set(ways) == {*area(d, 0).daily, *area(d, 1).daily}
    return [of.count for of in d.depots], ways


def test_every_place_is_a_stop_and_vehicles_are_sized_later() -> None:
    counts, _ = laid_out()
    assert set(counts) == {None}


def test_vehicles_given_are_shared_out_among_the_bases() -> None:
    assert laid_out(count=3)[0] in ([1, 2], [2, 1])
    assert laid_out(count={"北镇": 2, "南镇": 1})[0] == [2, 1]


def test_one_vehicle_for_two_townships_is_stationed_at_one() -> None:
    assert laid_out(count=1)[0] == [1]


def test_a_number_below_one_is_refused() -> None:
    with pytest.raises(InputError, match=r"fleet\.village\.count"):
        laid_out(count=0)
