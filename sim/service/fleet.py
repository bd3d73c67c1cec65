"""How many vehicles a depot needs: the fewest that run its timetable as planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sim.plan.line import Line
from sim.service.draft import Draft
from sim.service.timetable import Service


def most_at_once(intervals: Iterable[tuple[int, int]]) -> int:
    """The largest number of intervals ``[start, end)`` that hold at one instant."""
    changes = sorted((time, step) for start, end in intervals for time, step in ((start, 1), (end, -1)))
    most = now = 0
    for _, step in changes:
        now += step
        most = max(most, now)
    return most


def units_needed(lines: Sequence[Line], services: Sequence[Service]) -> int:
    """The fewest vehicles that run lines of one depot as planned: rounds, turnaround included, that overlap on the busiest weekday."""
    pairs = list(zip(lines, services, strict=True))
    return max(
        most_at_once((t, t + line.planned + line.turnaround) for line, service in pairs for t in service.times if day in service.weekdays)
        for day in range(7)
    )


def size_depots(draft: Draft) -> None:
    """Set each depot's count: the number given, or the fewest vehicles whose planned rounds, turnaround included, never overlap."""
    lines: dict[int, list[int]] = {}
    for i, line in enumerate(draft.lines):
        lines.setdefault(line.depot, []).append(i)
    for g, depot in enumerate(draft.depots):
        count = draft.counts[g]
        if count is None:
            of = lines.get(g, [])
            count = units_needed([draft.lines[i] for i in of], [draft.services[i] for i in of])
        draft.depots[g] = replace(depot, count=max(1, count))
