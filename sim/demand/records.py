"""The parcels of a table, checked and on the model's clock; what the table does not say is left open."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import DAY
from sim.county.county import County, Note
from sim.demand.households import Households, circle, households
from sim.demand.read_fields import alike_rows, amount, brands_of, dwell, inbound_rows, one_each, scans, to_door
from sim.demand.read_notes import Notes
from sim.demand.read_times import times_of
from sim.demand.replaced import refused
from sim.demand.span import Span, fitting, idle, spans_of
from sim.demand.streams import combine, entity_codes
from sim.demand.table import Table, read_table
from sim.demand.villages import villages_of
from sim.parameters.demand import Brand, Horizon
from sim.parameters.tree import Parameters
from sim.problems import InputError, Problem, phrase

_KEPT = 4
"""Tables that a process keeps, each direction for one."""

_Brands = tuple[tuple[str, Brand], ...]


@dataclass(frozen=True, eq=False)
class Records:
    """The parcels of a table inside the horizon, sorted by time; -1 (or empty) where the table does not say.

    Attributes:
        row: the parcel's row in the table, from 0. time: ms from 00:00 of ``horizon.start_date``.
        grams, ml: weight and volume. to_door: 0 or 1. dwell: ms.
        homes: the households that the table names, or those of the county where it names none.
        spans: the days on which the table has parcels, inside the horizon or not.
        full: columns that the table fills for every parcel.
    """

    row: NDArray[np.int64]
    village: NDArray[np.int32]
    brand: NDArray[np.int16]
    time: NDArray[np.int64]
    grams: NDArray[np.int32]
    ml: NDArray[np.int32]
    to_door: NDArray[np.int8]
    dwell: NDArray[np.int64]
    household: NDArray[np.int32]
    homes: Households
    notes: tuple[Note, ...]
    spans: tuple[Span, ...]
    full: tuple[str, ...]


def read_records(path: str | Path, county: County, parameters: Parameters, *, outbound: bool = False) -> Records:
    """Reads and checks the whole table, once a process as long as the file stays as it is; the records cannot be
    written to.

    Args:
        outbound: of the parcels that go out, by when they are offered, in place of those that come in.

    Raises:
        InputError: every fault found, each with file, row and column; or keys of the config that the table takes the
            place of.
    """
    brands = tuple(parameters.demand.brands.items())
    part = _Side(outbound, parameters.demand.outbound.replay)
    try:
        stat = os.stat(path)
    except (OSError, ValueError):
        records = _read(Path(path), county, parameters.horizon, brands, parameters.resident.households_together, part)
    else:
        records = _kept(
            (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns), Path(path), county, parameters.horizon,
            _Names(brands), parameters.resident.households_together, part,
        )
    if problems := refused(parameters, records.full):
        raise InputError(problems)
    return records


class _Side(NamedTuple):
    """Which rows of a table are asked for, and whether those that go out are parcels too."""

    outbound: bool
    replayed: bool


class _Names:
    """Brands with what they are called, equal where that is."""

    def __init__(self, brands: _Brands) -> None:
        self.brands = brands
        self._key = tuple((key, b.name_zh, b.name_en, b.aliases) for key, b in brands)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Names) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=_KEPT)
def _kept(
    file: tuple[int, ...], path: Path, county: County, horizon: Horizon, names: _Names, together: float, part: _Side
) -> Records:
    """What was read of a file, as ``file`` says it is: its device, number, size and time of change."""
    records = _read(path, county, horizon, names.brands, together, part)
    for column in fields(records):
        if isinstance(values := getattr(records, column.name), np.ndarray):
            values.flags.writeable = False  # every replication shares them
    return records


def _read(path: Path, county: County, horizon: Horizon, brands: _Brands, together: float, part: _Side) -> Records:
    """Reads and checks a table; nothing but what is named here decides what comes of it."""
    table = read_table(path)
    notes = Notes(table)
    one_each(table)
    columns, inbound = _columns(table, county, horizon, brands, notes), inbound_rows(table)
    rows = scans(table, columns.time, columns.village, columns.given["brand"], ~inbound if part.outbound else inbound)
    _refuse(table)
    kept = rows.kept & (columns.time >= 0) & (columns.time < horizon.days * DAY)
    spans = spans_of(columns.time[rows.kept] // DAY, horizon.start_date) if rows.kept.any() else ()
    if not kept.any():
        raise InputError([_none_left(table, spans, horizon, part)])
    order = _by_time(kept, columns.time)
    homes, household = _homes(table, order, columns, county, together)
    drawn = _unsaid(columns, order, household)
    notes.add("note.alike_rows", int((alike_rows(table) & kept).sum()))
    left_out = 0 if part.replayed else int((~inbound).sum())
    beyond = int((rows.kept & ~kept).sum())
    notes.rows(rows, left_out, beyond, idle(columns.time[order] // DAY, horizon), drawn)
    full = tuple(what for what, count in drawn.items() if not count)
    return _records(columns, order, homes, household, notes.done(len(order)), spans, full)


def _refuse(table: Table) -> None:
    """Raise every fault of a table; where it has households, every row must have one."""
    if "household" in table:
        each = phrase("parcels.household_in_every_row")
        table.fault("parcels.household", "household", table.empty("household"), each)
    if table.findings.problems:
        raise InputError(table.findings.problems)


def _by_time(kept: NDArray[np.bool_], time: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows that are kept, by time."""
    rows = np.flatnonzero(kept)
    return rows[np.argsort(time[rows], kind="stable")]


def _unsaid(columns: _Columns, order: NDArray[np.int64], household: NDArray[np.int32]) -> dict[str, int]:
    """By what a table may leave open, for how many of its parcels it does."""
    given = {what: column[order] for what, column in columns.given.items()} | {"household": household}
    return {what: int(np.count_nonzero(column < 0)) for what, column in given.items()}


@dataclass(frozen=True, eq=False)
class _Columns:
    """The columns of a table by row, read and checked; negative where it does not say.

    Attributes:
        time: ms from 00:00 of ``horizon.start_date``.
        given: by key, what the table may leave open: brand, grams as ``kg``, ml as ``litres``, to_door, dwell in ms.
    """

    village: NDArray[np.int32]
    time: NDArray[np.int64]
    given: dict[str, NDArray[Any]]


def _columns(table: Table, county: County, horizon: Horizon, brands: _Brands, notes: Notes) -> _Columns:
    village, time = villages_of(table, county), times_of(table, horizon, notes)
    brand, door, waits = brands_of(table, dict(brands)), to_door(table), dwell(table)
    grams, ml = amount(table, "kg"), amount(table, "litres")
    return _Columns(village, time, {"brand": brand, "kg": grams, "litres": ml, "to_door": door, "dwell": waits})


def _homes(
    table: Table, order: NDArray[np.int64], columns: _Columns, county: County, together: float
) -> tuple[Households, NDArray[np.int32]]:
    """The households of a table, and that of each parcel; see ``_households``. Where the table names none, households
    fetch together as their parcels a day ask for."""
    days = len(np.unique(columns.time[order] // DAY))
    rate = len(order) / days / max(1, sum(v.population for v in county.villages))
    return _households(table, order, columns.village[order], county, circle(together, rate))


def _records(
    columns: _Columns, order: NDArray[np.int64], homes: Households, household: NDArray[np.int32],
    notes: tuple[Note, ...], spans: tuple[Span, ...], full: tuple[str, ...],
) -> Records:
    """The rows of ``order`` as records."""
    given = {what: column[order] for what, column in columns.given.items()}
    return Records(
        order, columns.village[order], given["brand"], columns.time[order], given["kg"].astype(np.int32),
        given["litres"].astype(np.int32), given["to_door"], given["dwell"], household, homes, notes, spans, full,
    )  # fmt: skip


def _households(
    table: Table, rows: NDArray[np.int64], village: NDArray[np.int32], county: County, together: float
) -> tuple[Households, NDArray[np.int32]]:
    """The households that the table names, numbered by village and label, and that of each row; else the county's, and
    -1."""
    if "household" not in table:
        return households(county, together), np.full(len(rows), -1, np.int32)
    labels = pd.util.hash_array(table.text("household").to_numpy(object)[rows], categorize=False)
    by_label = np.lexsort((labels, village))
    village, label = village[by_label], labels[by_label]
    new = np.ones(len(village), np.bool_)
    new[1:] = (village[1:] != village[:-1]) | (label[1:] != label[:-1])
    number = np.empty(len(village), np.int32)
    number[by_label] = np.cumsum(new) - 1
    return _numbered(village[new], label[new], county), number


def _numbered(village: NDArray[np.int32], label: NDArray[np.uint64], county: County) -> Households:
    """Households in the order of their numbers, each with its village and its label's hash."""
    first = np.concatenate(([0], np.cumsum(np.bincount(village, minlength=len(county.villages)))))
    code = combine(entity_codes(v.code for v in county.villages)[village], label)
    township = np.array([v.township for v in county.villages], np.int32)[village]
    return Households(first, code, township, np.ones(len(code)))


def _none_left(table: Table, spans: tuple[Span, ...], horizon: Horizon, part: _Side) -> Problem:
    """No row is a parcel of the horizon of the direction that is asked for."""
    allowed = phrase("parcels.within", days=horizon.days, start=str(horizon.start_date))
    if not spans:
        way = "outbound" if part.outbound else "inbound"
        found, wanted = phrase(f"parcels.no_{way}"), phrase(f"parcels.one_{way}")
        return Problem("parcels.none_left", table.raw.whole(), found, wanted)
    found = phrase("parcels.from_to", first=str(spans[0].first), last=str(spans[-1].last))
    return Problem("parcels.none_left", table.raw.whole(), found, allowed, fitting(spans, horizon))


