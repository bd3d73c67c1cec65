"""A GTFS feed: trips with their calls, the dates they run on, and when they leave; read by partridge."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import HOUR, MINUTE, SECOND
from sim.problems import Faults, InputError, Problem, Said, Where, phrase
from sim.service.hosts.feed_tables import CALENDARS, cell_fault, table_faults

MOST_BYTES = 500_000_000
"""Of a feed, unpacked: the country's largest cities have less."""

LEAST_HEADWAY_S = 60
"""Seconds between two runs of a repeated trip: no rural line runs as often."""

_TIME = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")
_NEEDED = ("stops.txt", "trips.txt", "stop_times.txt")
_COLUMNS = {
    "stops.txt": ("stop_id", "stop_lon", "stop_lat"), "trips.txt": ("route_id", "service_id", "trip_id"),
    "stop_times.txt": ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A trip at a stop: the index of the stop, and when it arrives and leaves, ms from 00:00 of the service day."""

    stop: int
    arrives: int
    leaves: int


@dataclass(frozen=True, kw_only=True)
class FeedTrip:
    """A trip of a feed.

    Attributes:
        starts: when it leaves its first stop, ms from 00:00 of a service day, once for each run of that day.
        dates: its service days.
    """

    key: str
    route: str
    calls: tuple[Call, ...]
    starts: tuple[int, ...]
    dates: frozenset[dt.date]


@dataclass(frozen=True, kw_only=True, eq=False)
class Feed:
    """What a feed says: names and positions (longitude, latitude) of its stops, and its trips.

    Attributes:
        places: by stop, the place that a column ``place`` says it is; empty where it says none.
    """

    file: str
    stops: tuple[str, ...]
    lonlat: NDArray[np.float64]
    places: tuple[str, ...]
    trips: tuple[FeedTrip, ...]


def read_feed(path: str) -> Feed:
    """The feed of a folder or a zip, read once as long as it stays as it is.

    Raises:
        InputError: it is missing or no feed, a table or column is, or with the cells that cannot be read.
    """
    home = Path(path)
    files = [home, *sorted(home.glob("*.txt"))] if home.is_dir() else [home]
    try:
        state = tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    except OSError:
        raise _refused(home.name or path, phrase("feed.missing"), phrase("feed.allowed")) from None
    return _read(path, state)


@lru_cache(maxsize=8)
def _read(path: str, state: tuple[tuple[int, int], ...]) -> Feed:
    """The feed of a path in a state of its files."""
    home = Path(path)
    _plausible(home)
    tables, dates = _loaded(home)
    faults: list[Problem] = []
    stops = tables["stops.txt"]
    lonlat = np.column_stack([_degrees(stops, name, home.name, faults) for name in ("stop_lon", "stop_lat")])
    calls = _calls(tables["stop_times.txt"], stops, home.name, faults)
    repeated = _repeated(tables["frequencies.txt"], home.name, faults)
    if faults:
        raise InputError(faults)
    names = stops.get("stop_name", stops["stop_id"]).fillna("").astype(str)
    trips = tuple(_trips(tables["trips.txt"], calls, repeated, dates))
    places = stops.get("place", pd.Series("", index=stops.index)).fillna("").astype(str)
    return Feed(file=home.name, stops=tuple(names), lonlat=lonlat, places=tuple(places), trips=trips)


def _plausible(home: Path) -> None:
    """Refuse what is neither a folder nor a zip of a size that can be meant."""
    if home.is_dir():
        return
    if home.suffix.lower() != ".zip" or not zipfile.is_zipfile(home):
        raise _refused(home.name, phrase("feed.no_zip"), phrase("feed.allowed"))
    with zipfile.ZipFile(home) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > MOST_BYTES:
        raise _refused(home.name, phrase("plain.size", size=size), phrase("plain.at_most", size=MOST_BYTES))


def _loaded(home: Path) -> tuple[dict[str, pd.DataFrame], dict[dt.date, frozenset[str]]]:
    """The tables as text, and the services of each date."""
    try:
        import partridge
    except ImportError:
        raise _refused(home.name, phrase("feed.no_library"), phrase("feed.install")) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            raw = partridge.load_raw_feed(str(home))
            tables = {name: raw.get(name) for name in (*_NEEDED, "frequencies.txt", *CALENDARS)}
        except Exception as error:  # whatever a file that is no feed makes the library raise
            raise _refused(home.name, str(error).splitlines()[0][:120], phrase("feed.allowed")) from None
        _complete(tables, home.name)
        Faults(table_faults(tables, home.name)).refuse()
        try:
            return tables, partridge.read_service_ids_by_date(str(home))
        except AssertionError:
            raise _refused(home.name, phrase("feed.no_service"), phrase("feed.service")) from None
        except Exception as error:  # whatever a file that is no feed makes the library raise
            raise _refused(home.name, str(error).splitlines()[0][:120], phrase("feed.allowed")) from None


def _complete(tables: Mapping[str, pd.DataFrame], file: str) -> None:
    """Refuse a feed without a table that it needs, or without either of the calendars."""
    missing = [name for name in _NEEDED if tables[name].empty]
    if all(tables[name].empty for name in CALENDARS):
        missing.append(" / ".join(CALENDARS))
    if missing:
        raise _refused(file, phrase("feed.no_table", tables=tuple(missing)), phrase("feed.allowed"))
    lacking = {name: [c for c in columns if c not in tables[name]] for name, columns in _COLUMNS.items()}
    told = tuple(f"{name}: {', '.join(columns)}" for name, columns in lacking.items() if columns)
    if told:
        raise _refused(file, phrase("feed.no_columns", columns=told), phrase("feed.columns"))


def _degrees(stops: pd.DataFrame, column: str, file: str, faults: list[Problem]) -> NDArray[np.float64]:
    """A column of degrees; what is none is a fault."""
    cells = stops[column] if column in stops else pd.Series("", index=stops.index)
    found = pd.to_numeric(cells, errors="coerce").to_numpy(float)
    places = stops["location_type"].isin(["3", "4"]) if "location_type" in stops else np.zeros(len(stops), bool)
    wrong = np.flatnonzero(np.isnan(found) & ~np.asarray(places))
    faults += [cell_fault(file, "stops.txt", column, int(row), cells.iloc[row], phrase("geo.a_degree")) for row in wrong[:5]]
    return found


def _calls(rows: pd.DataFrame, stops: pd.DataFrame, file: str, faults: list[Problem]) -> dict[str, tuple[Call, ...]]:
    """The calls of each trip in order, times between timed stops in even steps."""
    times = {name: _times(rows, name, file, faults) for name in ("arrival_time", "departure_time")}
    stop = pd.Index(stops["stop_id"]).get_indexer(rows["stop_id"])
    faults += [_unknown_stop(rows, row, file) for row in np.flatnonzero(stop < 0)[:5].tolist()]
    order = pd.to_numeric(rows["stop_sequence"], errors="coerce")
    table = pd.DataFrame({"trip": rows["trip_id"], "order": order, "stop": stop, **times})
    found = {}
    for trip, of in table.sort_values(["trip", "order"], kind="stable").groupby("trip", sort=False):
        wrong = _backward(of)
        if wrong is None:
            found[str(trip)] = _calls_of(of)
        else:
            row, column = int(of.index[wrong[0]]), wrong[1]
            told = f"{str(rows[column].iloc[row]).replace('nan', '')} ({trip})".strip()
            faults.append(cell_fault(file, "stop_times.txt", column, row, told, phrase("feed.forward")))
    return found


def _unknown_stop(rows: pd.DataFrame, row: int, file: str) -> Problem:
    cell = rows["stop_id"].iloc[row]
    return cell_fault(file, "stop_times.txt", "stop_id", row, cell, phrase("feed.known_stop"))


def _backward(rows: pd.DataFrame) -> tuple[int, str] | None:
    """The first call of a trip that arrives before the one before it has left, or leaves before it arrives, and the
    column that says so; the first of a trip without times; None where its times go forward."""
    arrives = rows["arrival_time"].fillna(rows["departure_time"])
    timed = np.flatnonzero(arrives.notna())
    if not len(timed):
        return 0, "arrival_time"
    came, left = (of.to_numpy()[timed] for of in (arrives, rows["departure_time"].fillna(arrives)))
    early = timed[came < np.concatenate([[-np.inf], left[:-1]])].tolist()
    soon = timed[left < came].tolist()
    wrong = [*((call, "arrival_time") for call in early), *((call, "departure_time") for call in soon)]
    return min(wrong, default=None)


def _calls_of(rows: pd.DataFrame) -> tuple[Call, ...]:
    """The calls of a trip, times between timed stops in even steps."""
    arrives = rows["arrival_time"].fillna(rows["departure_time"]).interpolate(limit_direction="both")
    spans = zip(rows["stop"], arrives.round(), rows["departure_time"].fillna(arrives).round(), strict=True)
    return tuple(Call(int(stop), int(arrive), int(leave)) for stop, arrive, leave in spans)


def _times(rows: pd.DataFrame, column: str, file: str, faults: list[Problem]) -> NDArray[np.float64]:
    """A column of times, ms, NaN where blank; hours go on past 24."""
    cells = rows[column] if column in rows else pd.Series(np.nan, index=rows.index)
    known: dict[Any, float] = {cell: _ms(cell) for cell in cells.dropna().unique()}
    found = cells.map(known).to_numpy(float)
    wrong = np.flatnonzero(np.isnan(found) & cells.notna().to_numpy() & (cells != "").to_numpy())
    allowed = phrase("feed.time")
    faults += [cell_fault(file, "stop_times.txt", column, int(row), cells.iloc[row], allowed) for row in wrong[:5]]
    return found


def _ms(cell: Any) -> float:
    found = _TIME.fullmatch(str(cell).strip())
    if found is None:
        return np.nan
    hours, minutes, seconds = map(int, found.groups())
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def _repeated(rows: pd.DataFrame, file: str, faults: list[Problem]) -> dict[str, list[int]]:
    """Starts of the trips that ``frequencies.txt`` repeats: from its start, every headway, before its end."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows.to_dict("records")):
        start, end = _ms(row["start_time"]), _ms(row["end_time"])
        headway = pd.to_numeric(pd.Series([row["headway_secs"]]), errors="coerce").iloc[0] * SECOND
        if np.isnan(start + end + headway) or headway < LEAST_HEADWAY_S * SECOND or end <= start:
            told = "; ".join(str(cell) for cell in row.values())
            faults.append(cell_fault(file, "frequencies.txt", "headway_secs", number, told, phrase("feed.headway", least=LEAST_HEADWAY_S)))
            continue
        found.setdefault(str(row["trip_id"]), []).extend(range(int(start), int(end), int(headway)))
    return found


def _trips(
    rows: pd.DataFrame, calls: Mapping[str, tuple[Call, ...]], repeated: Mapping[str, list[int]],
    services: Mapping[dt.date, Iterable[str]],
) -> Iterable[FeedTrip]:
    """The trips that call somewhere."""
    dates: dict[str, set[dt.date]] = {}
    for date, ids in services.items():
        for service in ids:
            dates.setdefault(service, set()).add(date)
    route = rows["route_id"] if "route_id" in rows else pd.Series("", index=rows.index)
    for key, of, service in zip(rows["trip_id"], route, rows["service_id"], strict=True):
        if len(calls.get(key, ())) > 1:
            starts = repeated.get(key, [calls[key][0].leaves])
            days = frozenset(dates.get(service, ()))
            yield FeedTrip(key=str(key), route=str(of), calls=calls[key], starts=tuple(sorted(starts)), dates=days)


def _refused(file: str, found: Said, allowed: Said) -> InputError:
    return InputError([Problem("feed.unreadable", Where(file), found, allowed)])
