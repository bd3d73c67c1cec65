"""What must hold of the tables of a GTFS feed before its trips are made: days, ids, marks, and what refers to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.problems import Phrase, Problem, Said, Where, one_of, phrase

CALENDARS = ("calendar.txt", "calendar_dates.txt")
"""The tables of dates, of which a feed has one at least."""

MOST_TOLD = 5
"""Cells of a kind that are told."""

_IDS = {"stops.txt": "stop_id", "trips.txt": "trip_id", "calendar.txt": "service_id"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MARKS = (("calendar.txt", _DAYS, ("0", "1")), ("calendar_dates.txt", ("exception_type",), ("1", "2")))

Tables = Mapping[str, pd.DataFrame]


def table_faults(tables: Tables, file: str) -> Iterator[Problem]:
    """Every such fault, by table, row and column.

    Args:
        tables: by file name, of texts. ``file``: what the feed is called.
    """
    yield from _dates(tables, file)
    yield from _twice(tables, file)
    yield from _marks(tables, file)
    yield from _order(tables["stop_times.txt"], file)
    yield from _nowhere(tables, file)


def cell_fault(file: str, table: str, column: str, row: int, found: object, allowed: Said) -> Problem:
    """A fault of a cell; rows counted from the one below the header."""
    told = "" if str(found) == "nan" else str(found)[:60]
    return Problem("feed.cell", Where(file, table, row + 2, column), told, allowed)


def _cells(
    tables: Tables, file: str, name: str, column: str, wrong: NDArray[np.bool_] | pd.Series, allowed: Phrase | Said
) -> Iterator[Problem]:
    """The first cells of a column that are wrong."""
    cells = tables[name][column]
    for row in np.flatnonzero(wrong)[:MOST_TOLD].tolist():
        yield cell_fault(file, name, column, row, cells.iloc[row], allowed)


def _dates(tables: Tables, file: str) -> Iterator[Problem]:
    """Days of the calendars that are not written as a feed has them, and services that end before they begin."""
    for name, columns in zip(CALENDARS, (("start_date", "end_date"), ("date",)), strict=True):
        found = {c: _days(tables[name][c]) for c in columns if c in tables[name]}
        for column, days in found.items():
            yield from _cells(tables, file, name, column, days.isna(), phrase("feed.date"))
        if len(found) == 2:
            first, last = found.values()
            yield from _cells(tables, file, name, "end_date", last < first, phrase("feed.end_date"))


def _days(cells: pd.Series) -> pd.Series:
    return pd.to_datetime(cells.astype(str).str.strip(), format="%Y%m%d", errors="coerce")


def _twice(tables: Tables, file: str) -> Iterator[Problem]:
    """Ids that stand twice."""
    for name, column in _IDS.items():
        if column in tables[name]:
            yield from _cells(tables, file, name, column, tables[name][column].duplicated(), phrase("feed.once_each"))


def _marks(tables: Tables, file: str) -> Iterator[Problem]:
    """Marks of days that are none."""
    for name, columns, words in _MARKS:
        for column in (c for c in columns if c in tables[name]):
            cells = tables[name][column].astype(str).str.strip()
            yield from _cells(tables, file, name, column, ~cells.isin(words), one_of(words))


def _order(rows: pd.DataFrame, file: str) -> Iterator[Problem]:
    """Calls of a trip that are not numbered, or numbered alike."""
    numbers = pd.to_numeric(rows["stop_sequence"], errors="coerce")
    alike = pd.DataFrame({"trip": rows["trip_id"], "number": numbers}).duplicated() & numbers.notna()
    tables = {"stop_times.txt": rows}
    yield from _cells(tables, file, "stop_times.txt", "stop_sequence", numbers.isna() | alike, phrase("feed.sequence"))


def _nowhere(tables: Tables, file: str) -> Iterator[Problem]:
    """Calls and headways of trips that there are not, and services of trips that no calendar has, each told once: they
    would be passed over. Services are not told where no trip has one that is known."""
    trips = set(tables["trips.txt"]["trip_id"])
    services = {key for name in CALENDARS for key in tables[name].get("service_id", ())}
    unknown = {*tables["trips.txt"]["service_id"]}.isdisjoint(services)
    refers = [("stop_times.txt", "trip_id", trips, "feed.known_trip"), ("frequencies.txt", "trip_id", trips, "feed.known_trip")]
    refers += [] if unknown else [("trips.txt", "service_id", services, "feed.service")]
    for name, column, known, allowed in refers:
        if column in tables[name]:
            cells = tables[name][column]
            yield from _cells(tables, file, name, column, ~cells.isin(known) & ~cells.duplicated(), phrase(allowed))
