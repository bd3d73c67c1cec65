"""A day as it was simulated: vehicles, parcels waiting, crews at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.explore.clock_times import MINUTES
from sim.explore.journeys import Journey, journeys
from sim.explore.waiting import WaitingAt, ready_at_hub, waiting
from sim.parameters.demand import Horizon
from sim.problems import InputError, Problem, phrase

WEEK, SATURDAY = 7, 5
"""Days of a week, and the first one of its end."""


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """People at a stage of a place, from ``start`` to ``end``, minutes of the day."""

    place: int
    stage: str
    start: int
    end: int
    people: int


@dataclass(frozen=True, kw_only=True)
class ReplayDay:
    """One day of one mode; ``ready``: of the parcels that wait at the hub those that are handled there."""

    journeys: tuple[Journey, ...]
    waiting: tuple[WaitingAt, ...]
    ready: WaitingAt
    crews: tuple[OnDuty, ...]


def replay_day(
    trace: Mapping[str, pd.DataFrame], places: Mapping[str, int], townships: Mapping[str, str], day: int
) -> ReplayDay:
    """A day of the trace of one replication of one mode.

    Args:
        trace: its tables by name (``sim.measure.trace``).
        places: by code, the index of the place; the hub's is 0 and comes first.
        townships: by code of a village, that of its township.
        day: of the horizon, from 0.
    """
    runs, stops = _inside(trace["runs"], trace["stops"], places)
    return ReplayDay(
        journeys=journeys(runs, stops, places, day),
        waiting=waiting(trace["parcels"], stops, places, townships, day),
        ready=ready_at_hub(trace["parcels"], trace["rides"], next(iter(places)), day),
        crews=_crews(trace["stages"], places, day),
    )


def _inside(
    runs: pd.DataFrame, stops: pd.DataFrame, places: Mapping[str, int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs and stops without those that leave the county: where they go is on no map."""
    away = stops.loc[~stops["place"].isin(places), "run"]
    return runs[~runs["run"].isin(away)], stops[~stops["run"].isin(away)]


def _crews(stages: pd.DataFrame, places: Mapping[str, int], day: int) -> tuple[OnDuty, ...]:
    begin = day * MINUTES
    rows = stages[(stages["crew"] > 0) & (stages["shift_end"] > begin) & (stages["shift_start"] < begin + MINUTES)]
    columns = ("place", "stage", "shift_start", "shift_end", "crew")
    return tuple(
        OnDuty(place=places[place], stage=stage, start=round(start) - begin, end=round(end) - begin, people=int(crew))
        for place, stage, start, end, crew in zip(*(rows[c] for c in columns), strict=True)
    )


def measured_day(asked: int, horizon: Horizon) -> int:
    """The day of the horizon, from 0, that is the measured one of a number, from 1.

    Raises:
        InputError: there is no such measured day.
    """
    if not 1 <= asked <= horizon.measured_days:
        allowed = phrase("explore.day", last=horizon.measured_days)
        raise InputError([Problem("explore.day", "explore.day", str(asked), allowed)])
    return horizon.warmup_days + asked - 1


def typical_day(parcels: pd.DataFrame, horizon: Horizon) -> int:
    """The day of the horizon, from 0, on which as many parcels came to the hub as in the middle of the measured ones
    from Monday to Friday, the first of several; of all measured days where none is such a one."""
    came = (parcels.loc[parcels["direction"] == "inbound", "entered_hub"] // MINUTES).astype(np.int64)
    first, days = horizon.warmup_days, horizon.measured_days
    measured = np.arange(first, first + days)
    weekday = (horizon.start_date.weekday() + measured) % WEEK
    asked = measured[weekday < SATURDAY] if (weekday < SATURDAY).any() else measured
    counts = np.bincount(came, minlength=horizon.days)[asked]
    return int(asked[np.argsort(counts, kind="stable")[len(asked) // 2]])
