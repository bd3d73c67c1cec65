"""Replays the user's own table of real parcels.

A parcel's number is its row after a stable sort by time. What the table leaves out (a column, or a cell of a column that may
be empty) is drawn by the same rules as for drawn parcels, keyed by village and row. Times count from 00:00 of
``horizon.start_date``; parcels before it, or at or after the horizon's end, and outbound ones are left out, and a note says how many.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, MINUTE
from sim.county.county import County, Note
from sim.demand.attributes import MAX_DWELL, Attributes
from sim.demand.households import Households, households, market_trips
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.streams import Codes, combine, entity_codes
from sim.demand.table import Table, read_table
from sim.parameters.demand import Horizon
from sim.parameters.tree import Parameters
from sim.problems import InputError, Problem, Said, did_you_mean, phrase

MAX_KG, MAX_LITRES = 2_000.0, 200_000.0
_KEPT = 2
"""Tables that a process keeps."""
_Names = tuple[tuple[str, str, str], ...]
"""Of each brand the words for it: Chinese, English, its key."""
_UNITS = {"time_ms": 1, "time_min": MINUTE, "time_h": HOUR}


@dataclass(frozen=True, eq=False)
class Records:
    """The parcels of a table inside the horizon, sorted by time; -1 (or empty) where the table does not say.

    ``row`` is the row in the file from 0, ``to_door`` 0 or 1, ``dwell`` in ms. ``homes`` are the households that the table
    names, or those of the county where it names none.
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


def _villages(table: Table, county: County) -> NDArray[np.int32]:
    """Index of the village by code, or by name (and township, by name or code, where names repeat)."""
    codes = {v.code: i for i, v in enumerate(county.villages)}
    by_name: dict[str, list[int]] = {}
    for i, village in enumerate(county.villages):
        by_name.setdefault(village.name, []).append(i)
    seats = [(seat.code, seat.name) for seat in county.townships]
    town = table.text("township") if "township" in table.columns else pd.Series("", index=range(table.rows))
    pair, uniques = pd.factorize(pd.MultiIndex.from_arrays([table.text("village"), town]))
    index = np.full(len(uniques), -1, np.int32)
    unknown, ambiguous = np.zeros(len(uniques), np.bool_), np.zeros(len(uniques), np.bool_)
    for u, (name, its_town) in enumerate(uniques):
        found = [codes[name]] if name in codes else by_name.get(name, [])
        found = [i for i in found if not its_town or its_town in seats[county.villages[i].township]]
        unknown[u], ambiguous[u] = not found, len(found) > 1
        index[u] = found[0] if found else -1
    first_bad = next((its[0] for its, bad in zip(uniques, unknown, strict=True) if bad), "")
    hint = did_you_mean(str(first_bad), [*by_name, *codes])
    table.fault(
        "parcels.unknown_village",
        "village",
        unknown[pair],
        f"code or name of one of the {len(codes)} villages of {county.name}, in its township",
        hint,
    )
    table.fault("parcels.ambiguous_village", "village", ambiguous[pair], "a village code, or a name with its township")
    return index[pair]


def _brands(table: Table, names: _Names) -> NDArray[np.int16]:
    """Index of the brand by key or name; -1 where empty."""
    words = {word.lower(): i for i, of in enumerate(names) for word in of if word}
    pair, uniques = pd.factorize(table.text("brand").str.lower())
    index = np.array([words.get(word, -1) for word in uniques], np.int16)
    unknown = np.array([bool(word) and word not in words for word in uniques], np.bool_)
    hint = did_you_mean(str(next((w for w, bad in zip(uniques, unknown, strict=True) if bad), "")), words)
    table.fault("parcels.unknown_brand", "brand", unknown[pair], f"one of {', '.join(of[-1] for of in names)}", hint)
    return index[pair]


def _times(table: Table, horizon: Horizon) -> NDArray[np.int64]:
    """Time on the model's clock; the lowest int64 where it is at fault."""
    start = pd.Timestamp(horizon.start_date)
    if "time" in table.columns:
        values = table.columns["time"]
        if not pd.api.types.is_datetime64_any_dtype(values.dtype):
            texts = table.text("time")
            numeric = pd.to_numeric(texts, errors="coerce").notna()
            values = pd.to_datetime(texts.mask(numeric), errors="coerce", format="mixed")
        stamps = pd.to_datetime(values).dt.tz_localize(None).astype("datetime64[ns]")
        bad = np.asarray(stamps.isna(), np.bool_)
        table.fault(
            "parcels.time", "time", bad, "a date and time such as 2026-03-02 06:15", "numbers go into a column time_ms, time_min or time_h"
        )
        elapsed = (stamps - start).dt.total_seconds().to_numpy(np.float64, na_value=np.nan) * 1000
    else:
        key = next(key for key in _UNITS if key in table.columns)
        numbers = table.number(key, 0, 2**52 / _UNITS[key], "a number of at least 0, counted from 00:00 of horizon.start_date")
        table.fault("parcels.time", key, table.empty(key), "a time in every row")
        elapsed = numbers * _UNITS[key]
    known = np.isfinite(elapsed)
    return np.where(known, np.rint(np.where(known, elapsed, 0)), np.iinfo(np.int64).min).astype(np.int64)


def _amount(table: Table, column: str, limit: float, unit: int, allowed: str, least: int) -> NDArray[np.int64]:
    """An optional number in whole ``unit``s, at least ``least``; -1 where the table does not say."""
    if column not in table.columns:
        return np.full(table.rows, -1, np.int64)
    numbers = table.number(column, 0 if least == 0 else 1e-9, limit, allowed)
    given = np.isfinite(numbers)
    return np.where(given, np.maximum(np.rint(np.where(given, numbers, 0) * unit), least), -1).astype(np.int64)


def _inbound(table: Table) -> NDArray[np.bool_]:
    if "direction" not in table.columns:
        return np.ones(table.rows, np.bool_)
    words = table.text("direction").str.lower()
    inbound = words.isin(["inbound", "in", "下行", "进", ""])
    table.fault(
        "parcels.direction",
        "direction",
        np.asarray(~inbound & ~words.isin(["outbound", "out", "上行", "出"])),
        "inbound (下行) or outbound (上行)",
    )
    return np.asarray(inbound, np.bool_)


def _households(table: Table, rows: NDArray[np.int64], village: NDArray[np.int32], county: County) -> tuple[Households, NDArray[np.int32]]:
    """The households that the table names, numbered by village and label, and that of each row; else the county's, and -1."""
    if "household" not in table.columns:
        return households(county), np.full(len(rows), -1, np.int32)
    labels = pd.util.hash_array(table.text("household").to_numpy(object)[rows], categorize=False)
    by_label = np.lexsort((labels, village))
    village, label = village[by_label], labels[by_label]
    new = np.ones(len(village), np.bool_)
    new[1:] = (village[1:] != village[:-1]) | (label[1:] != label[:-1])
    number = np.empty(len(village), np.int32)
    number[by_label] = np.cumsum(new) - 1
    its_village = village[new]
    first = np.concatenate(([0], np.cumsum(np.bincount(its_village, minlength=len(county.villages)))))
    code = combine(entity_codes(v.code for v in county.villages)[its_village], label[new])
    township = np.array([v.township for v in county.villages], np.int32)[its_village]
    return Households(first, code, township), number


def _notes(table: Table, kept: NDArray[np.bool_], inbound: NDArray[np.bool_], drawn: dict[str, int], idle_days: int) -> tuple[Note, ...]:
    """What was read, drawn and left out."""
    rows: list[tuple[Said, str, int, Said]] = [(phrase("note.parcels"), "user", int(kept.sum()), table.file)]
    rows += [(phrase(f"note.{what}_drawn"), "assumed", count, phrase("source.demand")) for what, count in drawn.items() if count]
    rows += [(phrase("note.outbound"), "assumed", int((~inbound).sum()), table.file)] if not inbound.all() else []
    outside = int((inbound & ~kept).sum())
    rows += [(phrase("note.outside"), "assumed", outside, table.file)] if outside else []
    rows += [(phrase("note.idle_days"), "assumed", idle_days, table.file)] if idle_days else []
    rows += [(phrase("note.unused_columns"), "user", len(table.ignored), phrase("source.columns", file=table.file, columns=tuple(table.ignored)))] if table.ignored else []
    return tuple(Note(*row) for row in rows)


def read_records(path: str | Path, county: County, parameters: Parameters) -> Records:
    """Reads and checks the whole table, once a process as long as the file stays as it is; the records cannot be written to.

    Raises:
        InputError: every fault found, each with file, row and column.
    """
    names = tuple((brand.name_zh, brand.name_en, key) for key, brand in parameters.demand.brands.items())
    try:
        stat = os.stat(path)
    except OSError:
        return _read(Path(path), county, parameters.horizon, names)
    return _kept((stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns), Path(path), county, parameters.horizon, names)


@lru_cache(maxsize=_KEPT)
def _kept(file: tuple[int, ...], path: Path, county: County, horizon: Horizon, names: _Names) -> Records:
    """What was read of a file, as ``file`` says it is: its device, number, size and time of change."""
    records = _read(path, county, horizon, names)
    for column in fields(records):
        if isinstance(values := getattr(records, column.name), np.ndarray):
            values.flags.writeable = False  # every replication shares them
    return records


def _read(path: Path, county: County, horizon: Horizon, names: _Names) -> Records:
    """Reads and checks a table; nothing but what is named here decides what comes of it."""
    table = read_table(path)
    village, time, inbound = _villages(table, county), _times(table, horizon), _inbound(table)
    brand = _brands(table, names) if "brand" in table.columns else np.full(table.rows, -1, np.int16)
    grams = _amount(table, "kg", MAX_KG, 1000, f"a number above 0, at most {MAX_KG:g} kg", 1)
    ml = _amount(table, "litres", MAX_LITRES, 1000, f"a number above 0, at most {MAX_LITRES:g} litres", 1)
    dwell_unit = {"dwell_h": HOUR, "dwell_ms": 1}
    given = [key for key in dwell_unit if key in table.columns]
    if len(given) > 1:
        table.problems.append(Problem("parcels.duplicate_column", table.file, "columns dwell_h, dwell_ms", "one of them"))
    unit = dwell_unit[given[0]] if given else 1
    dwell = _amount(table, given[0] if given else "dwell_ms", MAX_DWELL / unit, unit, "a number from 0 to ten years", 0)
    to_door = np.full(table.rows, -1, np.int8)
    if "to_door" in table.columns:
        yes, empty = table.yes("to_door")
        to_door = np.where(empty, -1, yes).astype(np.int8)
    if "household" in table.columns:
        table.fault("parcels.household", "household", table.empty("household"), "a household in every row, or no such column")
    kept = inbound & (time >= 0) & (time < horizon.days * DAY)
    if not table.problems and not kept.any():
        first = pd.Timestamp(horizon.start_date) + pd.Timedelta(milliseconds=int(time.min()))
        hint = f"set horizon.start_date; the table begins on {first:%Y-%m-%d}"
        table.problems.append(
            Problem(
                "parcels.none_left",
                table.file,
                "no inbound parcel in the horizon",
                f"times within {horizon.days} days from {horizon.start_date}",
                hint,
            )
        )
    if table.problems:
        raise InputError(table.problems)
    order = np.flatnonzero(kept)
    order = order[np.argsort(time[order], kind="stable")]
    columns: dict[str, NDArray[Any]] = {"brand": brand, "kg": grams, "litres": ml, "to_door": to_door, "dwell": dwell}
    drawn = {what: int(np.count_nonzero(column[order] < 0)) for what, column in columns.items()}
    homes, household = _households(table, order, village[order], county)
    drawn["household"] = int(np.count_nonzero(household < 0))
    notes = _notes(table, kept, inbound, drawn, horizon.days - len(np.unique(time[order] // DAY)))
    return Records(
        order,
        village[order],
        brand[order],
        time[order],
        grams[order].astype(np.int32),
        ml[order].astype(np.int32),
        to_door[order],
        dwell[order],
        household,
        homes,
        notes,
    )


def _fill(given: NDArray[Any], dtype: Any, rule: Callable[[NDArray[np.intp]], NDArray[Any]]) -> NDArray[Any]:
    """A column as given, with ``rule(rows)`` where it is negative."""
    missing = np.flatnonzero(given < 0)
    column = given.astype(dtype, copy=missing.size > 0)
    if missing.size:
        column[missing] = rule(missing)
    return column


def replay_records(records: Records, county: County, parameters: Parameters, seed: int, replication: int) -> tuple[Parcels, MarketTrips]:
    """Parcels of records already read; draws what they do not say. Columns that are complete are shared with the records."""
    rules, villages = Attributes(parameters, seed, replication), entity_codes(v.code for v in county.villages)

    def code(rows: NDArray[np.intp]) -> Codes:
        return combine(villages[records.village[rows]], records.row[rows])

    parcels = Parcels(
        village=records.village,
        brand=_fill(records.brand, np.int16, lambda rows: rules.brand(code(rows))),
        entered_hub=records.time,
        wave=np.full(len(records.row), -1, np.int8),
        day=(records.time // DAY).astype(np.int16),
        grams=_fill(records.grams, np.int32, lambda rows: rules.grams(code(rows))),
        ml=_fill(records.ml, np.int32, lambda rows: rules.ml(code(rows))),
        to_door=_fill(records.to_door, np.bool_, lambda rows: rules.to_door(code(rows))),
        work=_fill(
            np.full(len(records.row), 1000 if parameters.handling.work_cv == 0 else -1, np.int16),
            np.int16,
            lambda rows: rules.work(code(rows)),
        ),
        dwell_point=_fill(records.dwell, np.int64, lambda rows: rules.dwell(code(rows))[0]),
        dwell_township=_fill(records.dwell, np.int64, lambda rows: rules.dwell(code(rows))[1]),
        household=_fill(records.household, np.int32, lambda rows: rules.household(code(rows), records.village[rows], records.homes)),
    )
    return parcels, market_trips(records.homes, parameters, seed, replication)


def replay_parcels(path: str | Path, county: County, parameters: Parameters, seed: int, replication: int) -> tuple[Parcels, MarketTrips]:
    """The parcels of a table, each entering when and as the table says.

    Raises:
        InputError: every fault of the table, each with file, row and column.
    """
    return replay_records(read_records(path, county, parameters), county, parameters, seed, replication)
