"""How many vehicles a depot needs: the fewest that run its timetable as planned."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sim.plan.departure import Slotted
from sim.plan.depot import Depot
from sim.service.draft.draft import Draft
from sim.service.draft.timetable import Served


def most_at_once(intervals: Iterable[tuple[int, int]]) -> int:
    """The largest number of intervals ``[start, end)`` that hold at one instant."""
    changes = sorted((time, step) for start, end in intervals for time, step in ((start, 1), (end, -1)))
    most = now = 0
    for _, step in changes:
        now += step
        most = max(most, now)
    return most


def units_needed(lines: Sequence[Served]) -> int:
    """The fewest vehicles that run lines of one depot as planned: rounds, turnaround included, that overlap on the busiest weekday.

    Rounds with slots take turns: as many vehicles as drive all that may leave in a day in the hours of the rule.
    """
    busy = [[of for of in lines if day in of.service.weekdays] for day in range(7)]
    return max(most_at_once(span for of in its for span in _out(of)) + _in_turn(its) for its in busy)


def _out(of: Served) -> list[tuple[int, int]]:
    """When a vehicle is out for each run of a timetabled line on a day of service."""
    waits = isinstance(of.line.departure, Slotted)
    return [] if waits else [(t, t + of.line.cycle) for t in of.service.times]


def _in_turn(lines: Sequence[Served]) -> int:
    """Vehicles that drive all rounds with slots that may leave on a day."""
    rules = ((of, of.line.departure) for of in lines)
    shares = (len(of.service.times) * of.line.cycle / (rule.end - rule.start) for of, rule in rules if isinstance(rule, Slotted))
    return math.ceil(sum(shares))


def sized(draft: Draft) -> tuple[Depot, ...]:
    """The depots, each with its count: the number given, or the fewest vehicles whose planned rounds, turnaround included, never overlap."""
    lines: dict[int, list[Served]] = {}
    for served in draft.lines:
        lines.setdefault(served.line.depot, []).append(served)
    counts = [units_needed(lines.get(g, [])) if of.count is None else of.count for g, of in enumerate(draft.depots)]
    return tuple(replace(of.depot, count=max(1, count)) for of, count in zip(draft.depots, counts, strict=True))
