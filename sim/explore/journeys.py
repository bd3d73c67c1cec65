"""Vehicles on a day: which places each run calls at, when, and with how many parcels on board.

A vehicle stands at a place from when it arrives until it leaves, and drives at even speed along the straight line to
the next one. That is what a trace says, and all that it says: it knows no road.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.clock import DAY, MINUTE
from sim.explore.clock_times import moment


@dataclass(frozen=True, kw_only=True)
class Halt:
    """A call of a vehicle at a place; times in ms from the day's midnight.

    Attributes:
        place: index of the place.
        aboard: parcels on board as it leaves.
    """

    place: int
    arrived: int
    left: int
    aboard: int


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A run: where it begins, where it calls and, where it is back before the horizon's end, where it returns to.

    Attributes:
        line, vehicle, kind: the line's key, the vehicle's (empty: a host's), and its type.
    """

    line: str
    vehicle: str
    kind: str
    halts: tuple[Halt, ...]

    def at(self, time: int, spots: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
        """Where the vehicle is at a time, in the unit of ``spots`` (a pair a place); None before and after the run."""
        if not self.halts[0].left <= time <= self.halts[-1].arrived:
            return None
        number = bisect_right([halt.arrived for halt in self.halts], time) - 1
        here = self.halts[number]
        if time <= here.left or number + 1 == len(self.halts):
            return spots[here.place]
        there = self.halts[number + 1]
        share = (time - here.left) / (there.arrived - here.left)
        (x, y), (to_x, to_y) = spots[here.place], spots[there.place]
        return x + share * (to_x - x), y + share * (to_y - y)


def journeys(runs: pd.DataFrame, stops: pd.DataFrame, places: Mapping[str, int], day: int) -> tuple[Journey, ...]:
    """The runs that are under way on a day, by departure.

    Args:
        runs, stops: tables of one replication's trace of one mode.
        places: by code, the index of the place.
        day: of the horizon, from 0.
    """
    begin, end = day * DAY / MINUTE, (day + 1) * DAY / MINUTE
    under_way = runs[(runs["departed"] < end) & ~(runs["returned"] <= begin)].sort_values(["departed", "run"])
    calls = stops[stops["run"].isin(under_way["run"]) & stops["departed"].notna()]
    by_run: dict[Any, pd.DataFrame] = dict(iter(calls.sort_values(["run", "sequence"]).groupby("run")))
    rows: Iterable[Any] = under_way.itertuples()
    return tuple(_journey(run, by_run.get(run.run), places, day) for run in rows)


def _journey(run: Any, calls: pd.DataFrame | None, places: Mapping[str, int], day: int) -> Journey:
    base = places[run.base]
    out = moment(run.departed, day)
    halts = [Halt(place=base, arrived=out, left=out, aboard=int(run.loaded_parcels))]
    if calls is not None:
        aboard = run.loaded_parcels + np.cumsum(calls["picked_up"].to_numpy() - calls["dropped"].to_numpy())
        columns = zip(calls["place"], calls["arrived"], calls["departed"], aboard.tolist(), strict=True)
        halts += [
            Halt(place=places[code], arrived=moment(arrived, day), left=moment(left, day), aboard=number)
            for code, arrived, left, number in columns
        ]
    if not np.isnan(run.returned):
        back = moment(run.returned, day)
        halts.append(Halt(place=base, arrived=back, left=back, aboard=halts[-1].aboard))
    return Journey(line=str(run.line), vehicle=str(run.vehicle), kind=str(run.vehicle_type), halts=tuple(halts))
