"""How many people a handling needs: the fewest who have all ready for the departure that should take it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.clock import HOUR
from sim.parameters import Parameters

LEAST_WINDOW = HOUR


@dataclass(frozen=True)
class Flow:
    """What passes a handling on the heaviest day.

    Attributes:
        arrivals: (time of day in ms, parcels), by time.
        takers: for each line that carries them on: (parcels of the day, parcels a departure holds, its times of day).
        passes: of each sort.
        screened: share of the parcels that is screened as it is unloaded.
    """

    arrivals: tuple[tuple[int, float], ...]
    takers: tuple[tuple[float, float, tuple[int, ...]], ...]
    passes: dict[str, float]
    screened: float = 0.0


def work_of(parameters: Parameters, name: str, flow: Flow) -> int:
    """Worker-milliseconds a parcel; those who unload screen, and each parcel has the mean of what that takes."""
    rates = parameters.handling
    if name in flow.passes:
        return round(HOUR / rates.sort_per_h * flow.passes[name])
    if name == "unload":
        return round(HOUR / rates.unload_per_h + flow.screened * HOUR / rates.screen_per_h)
    return round(HOUR / rates.hand_over_per_h)


def crew_needed(hours: Sequence[tuple[int, int]], flow: Flow, work: int, target: float) -> list[int]:
    """Workers of each shift, at least 1, by the planning rule."""
    sizes: list[int] = []
    for i, (_, end) in enumerate(hours):
        mine = _of_shift(hours, i, flow.arrivals)
        need = 0.0
        for k, (t, _) in enumerate(mine):
            need = max(need, sum(n for _, n in mine[k:]) * work / (end - t))
        for t, due in _deadlines(mine, flow, end):
            need = max(need, due * work / (t - mine[0][0]))
        sizes.append(max(1, math.ceil(need / target - 1e-9)))
    return sizes


def _of_shift(
    hours: Sequence[tuple[int, int]], i: int, arrivals: Sequence[tuple[int, float]]
) -> list[tuple[int, float]]:
    """What a shift has to do, by time: what comes since the shift before ended, that of the night as the first begins.
    """
    start, end = hours[i]
    before = hours[i - 1][1] if i else 0
    mine = [(max(t, start), n) for t, n in arrivals if before <= t < end]
    if i == 0:
        mine = [(start, n) for t, n in arrivals if t >= hours[-1][1]] + mine
    return sorted(mine)


def _deadlines(mine: list[tuple[int, float]], flow: Flow, end: int) -> list[tuple[int, float]]:
    """Departures within a shift, and how many of its parcels each and those before it can take."""
    total = sum(n for _, n in flow.arrivals)
    if not mine or total <= 0:
        return []
    first = mine[0][0]
    times = np.unique([t for _, _, of in flow.takers for t in of if first + LEAST_WINDOW <= t <= end]).tolist()
    found: list[tuple[int, float]] = []
    for t in times:
        here = sum(n for a, n in mine if a + LEAST_WINDOW <= t)
        due = sum(min(load * here / total, space * sum(first <= x <= t for x in of)) for load, space, of in flow.takers)
        found.append((int(t), min(due, here)))
    return found
