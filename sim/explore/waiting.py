"""Parcels that wait at each place, as each minute of a day begins: those at the hub from their arrival until they leave
it, those at a township likewise, those on the shelf of a point until they are collected or sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.explore.clock_times import MINUTES

Stays = tuple[Ints, Floats, Floats]
"""Place, arrival and departure of each stay, minutes; infinite where it does not end."""


@dataclass(frozen=True, kw_only=True)
class WaitingAt:
    """Of one place.

    Attributes:
        before: parcels there as the day begins.
        minutes: as which begin their number is another than a minute before, in order; ``changes``: by how many.
    """

    place: int
    before: int
    minutes: tuple[int, ...]
    changes: tuple[int, ...]

    def at(self, minute: int) -> int:
        """How many are there as a minute begins."""
        return self.before + sum(n for m, n in zip(self.minutes, self.changes, strict=True) if m <= minute)


def waiting(
    parcels: pd.DataFrame, stops: pd.DataFrame, places: Mapping[str, int], townships: Mapping[str, str], day: int
) -> tuple[WaitingAt, ...]:
    """Of every place at which a parcel waits on a day.

    Args:
        parcels, stops: tables of one replication's trace of one mode.
        places: by code, the index of the place; 0 is the hub.
        townships: by code of a village, that of its township.
        day: of the horizon, from 0.
    """
    begin, end = day * float(MINUTES), (day + 1) * float(MINUTES)
    of_the_day = parcels[_last(parcels) > begin]
    begun = [c for c in ("entered_hub", "offered") if c in parcels]
    of_the_day = of_the_day[of_the_day[begun].min(axis=1) < end]
    stays = [*_inbound(of_the_day, stops, places, townships), *_outbound(of_the_day, places, townships)]
    place, came, left = (np.concatenate(column) for column in zip(*stays, strict=True))
    return _by_place(place, came - begin, left - begin)


def ready_at_hub(parcels: pd.DataFrame, rides: pd.DataFrame, hub: str, day: int) -> WaitingAt:
    """Of the inbound parcels at the hub those that are handled there, and wait for the vehicle that will take them.

    Args:
        parcels, rides: tables of one replication's trace of one mode.
        hub: its code.
        day: of the horizon, from 0.
    """
    begin = day * float(MINUTES)
    handled = rides[rides["board"] == hub].set_index("parcel")["ready"]
    p = parcels[parcels["direction"] == "inbound"]
    place, came, left = _stays(np.zeros(len(p), np.int64), p["parcel"].map(handled), p["left_hub"])
    none = WaitingAt(place=0, before=0, minutes=(), changes=())
    return next(iter(_by_place(place, came - begin, left - begin)), none)


def _last(parcels: pd.DataFrame) -> pd.Series[Any]:
    """When a parcel leaves the county's places; never, where it does not."""
    ends = [c for c in ("in_hand", "returned", "left_county") if c in parcels]
    return parcels[ends].min(axis=1).fillna(np.inf)


def _inbound(
    parcels: pd.DataFrame, stops: pd.DataFrame, places: Mapping[str, int], townships: Mapping[str, str]
) -> list[Stays]:
    """At hub, township and point."""
    p = parcels[parcels["direction"] == "inbound"]
    gone = p[["in_hand", "returned"]].min(axis=1)
    on = p["at_point"].fillna(gone)
    hub = _stays(np.zeros(len(p), np.int64), p["entered_hub"], p["left_hub"].fillna(gone))
    township = _stays(_called_at(p, stops, places, townships), p["entered_township"], p["left_township"].fillna(on))
    return [hub, township, _stays(_numbers(p["handover_place"], places), p["at_point"], gone)]


def _outbound(parcels: pd.DataFrame, places: Mapping[str, int], townships: Mapping[str, str]) -> list[Stays]:
    """At point, township and hub."""
    if "offered" not in parcels:
        return []
    p = parcels[parcels["direction"] == "outbound"]
    at = _numbers(p["village"].map(townships), places)
    next_place = p["left_village"].fillna(p["entered_township"]).fillna(p["entered_hub"])
    return [
        _stays(_numbers(p["handover_place"], places), p["offered"], next_place),
        _stays(at, p["entered_township"], p["left_township"]),
        _stays(np.zeros(len(p), np.int64), p["entered_hub"], p["left_county"]),
    ]


def _numbers(codes: pd.Series[Any], places: Mapping[str, int]) -> Ints:
    """Of places by their codes."""
    return np.array([places[code] for code in codes], np.int64)


def _stays(place: Ints, came: pd.Series[Any], left: pd.Series[Any]) -> Stays:
    """The stays of those that came."""
    there, ends = came.notna().to_numpy(), left.fillna(np.inf)
    return place[there], np.array(came, np.float64)[there], np.array(ends, np.float64)[there]


def _called_at(
    parcels: pd.DataFrame, stops: pd.DataFrame, places: Mapping[str, int], townships: Mapping[str, str]
) -> Ints:
    """The township at which a parcel came off the run that brought it from the hub; that of its village where no such
    stop is known."""
    own = _numbers(parcels["village"].map(townships), places)
    run = parcels["hub_run"].fillna(-1).to_numpy(np.float64)
    off = parcels["entered_township"].fillna(0).to_numpy(np.float64)
    made = stops[stops["departed"].notna()].sort_values(["run", "sequence"])
    if made.empty:
        return own
    span = float(made["departed"].max()) + 1.0
    known = made["run"].to_numpy(np.float64) * span + made["arrived"].to_numpy(np.float64)
    number = np.searchsorted(known, run * span + off, side="right") - 1
    stop = made.iloc[np.maximum(number, 0)]
    fits = (number >= 0) & (stop["run"].to_numpy() == run) & (off <= stop["departed"].to_numpy() + 1e-6)
    found: Ints = np.where(fits, _numbers(stop["place"], places), own)
    return found


def _by_place(place: Ints, came: Floats, left: Floats) -> tuple[WaitingAt, ...]:
    """Counts of stays (minutes from the day's begin) by place."""
    if not len(place):
        return ()
    before = np.bincount(place[(came <= 0) & (left > 0)], minlength=int(place.max()) + 1)
    changes = np.concatenate([_minutes(place, came), _minutes(place, left)])
    signs = np.concatenate([np.ones(_within(came).sum()), -np.ones(_within(left).sum())])
    when, of = np.unique(changes, return_inverse=True)
    by = np.bincount(of, signs, len(when)).astype(np.int64)
    when, by = when[by != 0], by[by != 0]
    found = []
    for at in range(len(before)):
        low, high = np.searchsorted(when, (at * MINUTES, (at + 1) * MINUTES))
        if before[at] or high > low:
            minutes, changes = (when[low:high] - at * MINUTES).tolist(), by[low:high].tolist()
            found.append(WaitingAt(place=at, before=int(before[at]), minutes=tuple(minutes), changes=tuple(changes)))
    return tuple(found)


def _within(time: Floats) -> NDArray[np.bool_]:
    return (time > 0) & (time <= MINUTES - 1)


def _minutes(place: Ints, time: Floats) -> Ints:
    """Place and the first minute that begins at or after each of the times of the day, as one number."""
    of = _within(time)
    return place[of] * MINUTES + np.ceil(time[of]).astype(np.int64)
