"""Minutes beside km: which speeds cannot be, which are odd, and what unit is meant."""

from __future__ import annotations

import pytest

from sim.county.given import DistanceRow
from sim.county.implied import impossible_speeds, odd_speeds

PAIRS = [(("hub", 0), ("village", i)) for i in range(3)]
ROWS = {pair: DistanceRow("row", "甲—乙") for pair in PAIRS}


def problems(km: list[float], minutes: list[float]) -> list[tuple[str, str]]:
    found = impossible_speeds(dict(zip(PAIRS, km, strict=True)), dict(zip(PAIRS, minutes, strict=True)), ROWS)
    return [(p.code, str(p.hint)) for p in found]


@pytest.mark.parametrize(
    ("km", "minutes", "faults", "hint"),
    [
        ([20, 30, 40], [30, 40, 60], 0, ""),
        ([20, 30, 40], [1800, 2400, 3600], 3, "seconds"),
        ([20, 30, 40], [0.5, 0.7, 1.0], 3, "hours"),
        ([20, 30, 40], [30, 40, 6], 1, "check"),
        ([20, 30, 40], [0, 0, 60], 2, "check"),
        ([20, 30, 0.3], [30, 0, 1], 1, "check"),
        ([0, 30, 40], [30, 40, 60], 1, "check"),
        ([0.2, 0.0, 40], [0.1, 0.0, 60], 0, ""),
    ],
)
def test_a_speed_that_nothing_drives_at_is_a_fault(km: list[float], minutes: list[float], faults: int, hint: str) -> None:
    found = problems(km, minutes)
    assert len(found) == faults
    assert all(code == "county.distance_speed" and hint in told for code, told in found)


def test_an_odd_speed_is_noted() -> None:
    km, minutes = dict(zip(PAIRS, [20, 30, 40], strict=True)), dict(zip(PAIRS, [30, 15, 600], strict=True))
    assert impossible_speeds(km, minutes, ROWS) == []
    (note,) = odd_speeds(km, minutes, ROWS)
    assert (note.status, note.count) == ("doubtful", 2)
    assert odd_speeds({}, {}, {}) == []
