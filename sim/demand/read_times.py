"""When the parcels of a table came, on the model's clock."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.columns import TIMES
from sim.demand.read_notes import Notes
from sim.demand.table import Table
from sim.demand.times.moments import BadTimes, HeadingHints, heading_of, moments
from sim.demand.times.texts import NONE
from sim.parameters.demand import Horizon
from sim.problems import phrase

_UNITS = {"time_ms": 1, "time_min": MINUTE, "time_h": HOUR}


def times_of(table: Table, horizon: Horizon, notes: Notes) -> NDArray[np.int64]:
    """Time on the model's clock; ``NONE`` where it is at fault."""
    given = [key for key in TIMES if key in table]
    if len(given) != 1:
        code = "parcels.duplicate_column" if given else "parcels.missing_column"
        found = tuple(table.found[key].header for key in given) or tuple(h for h in table.raw.header if h)[:20]
        table.findings.fault(
            code, table.raw.whole(), phrase("table.headings", headings=found), phrase("parcels.one_time")
        )
        return np.full(len(table), NONE, np.int64)
    (key,) = given
    if key != "time":
        numbers = table.number(key)
        table.fault("parcels.time", key, table.empty(key), phrase("parcels.time_in_every_row"))
        known = np.isfinite(numbers)
        return np.where(known, np.rint(np.where(known, numbers, 0) * _UNITS[key]), NONE).astype(np.int64)
    return _moments(table, horizon, notes)


def _moments(table: Table, horizon: Horizon, notes: Notes) -> NDArray[np.int64]:
    """Times that are dates with hours, in one column or two."""
    headings = [_heading(table, key) for key in ("time", "date") if key in table]
    heading = HeadingHints(
        next((h.zone for h in headings if h.zone is not None), None), next((h.order for h in headings if h.order), "")
    )
    read = moments(table.text("time"), table.text("date") if "date" in table else None, heading)
    for key, faults in (("time", read.faults), ("date", read.date_faults)):
        for fault in faults:
            _tell(table, key, fault)
    notes.add("note.zone_converted", read.converted)
    notes.add("note.serial_times", read.serials)
    if read.order:
        notes.add("note.day_first" if read.order == "day_first" else "note.month_first", len(table))
    start = (horizon.start_date - dt.date(1970, 1, 1)).days * DAY
    return np.where(read.ms == NONE, NONE, read.ms - start)


def _heading(table: Table, key: str) -> HeadingHints:
    asides = table.found[key].asides
    read = [heading_of(aside) for aside in asides]
    for aside, found in zip(asides, read, strict=True):
        if found is None:
            table.whole(
                "parcels.unknown_unit", key, aside, phrase("parcels.a_time_heading"),
                phrase("parcels.take_brackets_off"),
            )
    return next((h for h in read if h is not None and h != HeadingHints()), HeadingHints())


def _tell(table: Table, key: str, fault: BadTimes) -> None:
    if fault.rows is None:
        table.whole(fault.code, key, phrase("parcels.all_rows", example=table.sample(key)), fault.allowed, fault.hint)
    else:
        table.fault(fault.code, key, fault.rows, fault.allowed, fault.hint)
