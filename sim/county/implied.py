"""Whether given minutes of driving can be true: by the speed that they mean with the km beside them."""

from __future__ import annotations

from collections.abc import Mapping

from sim.county.county import Note
from sim.county.detours import Rows
from sim.county.given import DistanceRow, PlaceRef
from sim.problems import Phrase, Problem, phrase

SLOWEST, FASTEST = 2.0, 150.0
"""km/h that no road is driven below or above: on foot, and above any limit."""

SLOW, FAST = 8.0, 110.0
"""km/h that are odd and may be true."""

SHORT_KM, SHORT_MIN = 1.0, 2.0
"""Below both, rounding says more of the speed than the road does."""

OFF = 20.0
"""Where more than half of the pairs are so many times too slow or too fast, the minutes are seconds or hours."""

USUAL = 35.0
"""km/h of the roads of a county, for telling what minutes are counted in."""

Values = Mapping[tuple[PlaceRef, PlaceRef], float]


def impossible_speeds(km: Values, minutes: Values, rows: Rows) -> list[Problem]:
    """Minutes that mean a speed nothing drives at, or none for a road of some length."""
    speeds = _speeds(km, minutes)
    hint = _hint([speed for pair, speed in speeds.items() if minutes[pair] > 0])  # 0 minutes are in no unit
    allowed = phrase("geo.speeds_allowed", low=SLOWEST, high=FASTEST)
    return [
        Problem("county.distance_speed", row.where, _told(row, km[pair], minutes[pair], speed), allowed, hint)
        for pair, speed in speeds.items() if not SLOWEST <= speed <= FASTEST and (row := rows[pair])
    ]


def odd_speeds(km: Values, minutes: Values, rows: Rows) -> list[Note]:
    """A note on speeds that are odd and may be true, the first five listed; none where all are usual."""
    odd = [
        _told(rows[pair], km[pair], minutes[pair], speed)
        for pair, speed in _speeds(km, minutes).items() if not SLOW <= speed <= FAST
    ]
    listed = phrase("geo.list", listed=tuple(odd[:5]))
    return [Note(phrase("geo.odd_speeds"), "doubtful", len(odd), listed)] if odd else []


def _speeds(km: Values, minutes: Values) -> dict[tuple[PlaceRef, PlaceRef], float]:
    """km/h of each pair that is long enough to tell."""
    return {
        pair: 60 * km[pair] / max(took, 1e-6) for pair, took in minutes.items()
        if pair in km and (km[pair] > SHORT_KM or took > SHORT_MIN)
    }


def _hint(speeds: list[float]) -> Phrase:
    """What to do about speeds: where more than half of them are far off, the unit is wrong."""
    if 2 * sum(speed * OFF < USUAL for speed in speeds) > len(speeds):
        return phrase("geo.in_seconds")
    hours = 2 * sum(speed > USUAL * OFF for speed in speeds) > len(speeds)
    return phrase("geo.in_hours" if hours else "geo.check_minutes")


def _told(row: DistanceRow, km: float, minutes: float, speed: float) -> Phrase:
    return phrase("geo.speed_told", name=row.name, km=km, minutes=round(minutes, 2), speed=round(speed, 1))
