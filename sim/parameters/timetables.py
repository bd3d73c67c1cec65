"""Other timetables that a host might have: earlier, later, with a departure less or more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sim.clock import MINUTE, clock_ms, clock_text
from sim.parameters import Parameters
from sim.parameters.names import name_of

QUARTER = 15 * MINUTE
"""An added departure is at a whole quarter of an hour."""

Times = tuple[str, ...]


@dataclass(frozen=True)
class DepartureKey:
    """A key of departures that is varied.

    Attributes:
        base: departures in the config.
        others: what they might be instead, see ``alternatives``.
    """

    key: str
    name_zh: str
    name_en: str
    base: Times
    others: tuple[Times, ...]

    def value(self, share: float) -> Times:
        """The departures at a share of the list from 0 to 1: the config's and the others have equal parts."""
        each = (self.base, *self.others)
        return each[min(int(share * len(each)), len(each) - 1)]


def timetables(parameters: Parameters, hosts: Collection[str], shift_min: int) -> tuple[DepartureKey, ...]:
    """The departures of the hosts, with their alternatives by ``shift_min`` minutes inside drivers' duty."""
    p = parameters
    duty = clock_ms(p.fleet.duty_start), clock_ms(p.fleet.duty_end)
    found = []
    for host in p.host:
        key, base = f"host.{host}.depart", p.host[host].depart
        others = alternatives(base, shift_min * MINUTE, duty)
        if host in hosts and others:
            found.append(DepartureKey(key, name_of(key, p, "zh"), name_of(key, p, "en"), base, others))
    return tuple(found)


def alternatives(depart: Times, shift: int, duty: tuple[int, int]) -> tuple[Times, ...]:
    """Timetables beside a given one: all of it earlier and later by ``shift`` (milliseconds), without its last
    departure, and with one more in the middle of the longest stretch without one. None leaves before drivers' duty or
    at its end.

    Args:
        duty: begin and end, milliseconds after midnight.
    """
    times = sorted(clock_ms(t) for t in depart)
    ends = [*times[1:], duty[1]]
    gap = max(range(len(times)), key=lambda i: ends[i] - times[i])
    middle = (times[gap] + ends[gap]) // 2 // QUARTER * QUARTER
    others = [[t - shift for t in times], [t + shift for t in times], times[:-1], sorted({*times, middle})]
    kept = [tuple(map(clock_text, o)) for o in others if o and o != times and duty[0] <= o[0] and o[-1] < duty[1]]
    return tuple(dict.fromkeys(kept))
