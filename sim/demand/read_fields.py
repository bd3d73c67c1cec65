"""What the cells of a table of parcels say, column by column: brand, weight, volume, door, dwell, direction and scans.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.clock import HOUR
from sim.demand.brands import BrandWords, brand_names
from sim.demand.columns import TYPICAL
from sim.demand.table import Table, distinct
from sim.demand.waybills import Scans, alike, arrivals, rounded, scans_of
from sim.parameters.demand import Brand
from sim.problems import Said, did_you_mean, phrase

_DWELLS = {"dwell_h": HOUR, "dwell_ms": 1}
_INBOUND = {"inbound", "in", "下行", "进", "进港", "派", "派件", ""}
_OUTBOUND = {"outbound", "out", "上行", "出", "出港", "收", "收件", "寄件", "揽件"}


def brands_of(table: Table, brands: Mapping[str, Brand]) -> NDArray[np.int16]:
    """Index of the brand by key or name; -1 where empty."""
    if "brand" not in table:
        return np.full(len(table), -1, np.int16)
    known = BrandWords(brands)
    codes, words = distinct(table.text("brand"))
    index = known.indices(words)
    unknown = (index < 0) & (words != "")

    def hint(text: str) -> Said:
        return did_you_mean(text, known.known, phrase("parcels.brand_alias"))

    table.fault("parcels.unknown_brand", "brand", unknown[codes], brand_names(brands), hint)
    return index[codes]


def amount(table: Table, key: str) -> NDArray[np.int64]:
    """An optional weight or volume in whole grams or millilitres, at least one; -1 where the table does not say."""
    if key not in table:
        return np.full(len(table), -1, np.int64)
    numbers, typical = table.number(key), TYPICAL[key]
    given = np.isfinite(numbers)
    if given.any() and not typical[0] <= (middle := float(np.median(numbers[given]))) <= typical[1]:
        column = table.found[key].column
        allowed = phrase("parcels.typical", low=typical[0], high=typical[1], unit=column.unit)
        seen = phrase("parcels.middle", value=middle, unit=column.unit)
        table.whole("parcels.unlikely", key, seen, allowed, phrase("parcels.unit_in_heading"))
    return np.where(given, np.maximum(np.rint(np.where(given, numbers, 0) * 1000), 1), -1).astype(np.int64)


def one_each(table: Table) -> None:
    """Report the rows that stand for several parcels, or for none."""
    if "pieces" in table:
        pieces = table.number("pieces")
        several = np.isfinite(pieces) & (pieces != 1)
        table.fault("parcels.pieces", "pieces", several, phrase("parcels.one_piece"), phrase("parcels.row_each"))


def to_door(table: Table) -> NDArray[np.int8]:
    """1 where a parcel must go to the door, 0 where not, -1 where the table does not say."""
    if "to_door" not in table:
        return np.full(len(table), -1, np.int8)
    yes, empty = table.yes("to_door")
    return np.where(empty, -1, yes).astype(np.int8)


def dwell(table: Table) -> NDArray[np.int64]:
    """Time from notice to going for a parcel, ms; -1 where the table does not say."""
    given = [key for key in _DWELLS if key in table]
    if len(given) > 1:
        headings = phrase("table.headings", headings=tuple(given))
        table.findings.fault("parcels.duplicate_column", table.raw.whole(), headings, phrase("table.column_once"))
    if len(given) != 1:
        return np.full(len(table), -1, np.int64)
    numbers = table.number(given[0])
    known = np.isfinite(numbers)
    return np.where(known, np.rint(np.where(known, numbers, 0) * _DWELLS[given[0]]), -1).astype(np.int64)


def inbound_rows(table: Table) -> NDArray[np.bool_]:
    """Rows that are inbound; all where the table does not say."""
    if "direction" not in table:
        return np.ones(len(table), np.bool_)
    codes, words = distinct(table.text("direction").str.lower())
    inbound = np.array([word in _INBOUND for word in words], np.bool_)
    known = inbound | np.array([word in _OUTBOUND for word in words], np.bool_)
    table.fault("parcels.direction", "direction", ~known[codes], phrase("parcels.a_direction"))
    return inbound[codes]


def scans(
    table: Table, time: NDArray[np.int64], village: NDArray[np.int32], brand: NDArray[np.int16],
    inbound: NDArray[np.bool_],
) -> Scans:
    """Which rows stand for a parcel; numbers that a spreadsheet has cut, and rows of one waybill that differ, are
    reported."""
    waybills = table.text("waybill") if "waybill" in table else None
    if waybills is not None and (cut := rounded(waybills, table.numbers("waybill"))).any():
        table.fault("parcels.waybill_cut", "waybill", cut, phrase("parcels.whole_number"), phrase("parcels.as_text"))
        waybills = waybills.mask(cut, "")
    found = scans_of(
        waybills, arrivals(table.text("scan") if "scan" in table else None, len(table)), time, village, brand, inbound
    )
    if "waybill" in table:
        table.fault(
            "parcels.waybill_clash", "waybill", found.clash, phrase("parcels.one_place"), phrase("parcels.scans")
        )
    return found


def alike_rows(table: Table) -> NDArray[np.bool_]:
    """Rows without a waybill that are exactly like one before them: each counts as a parcel."""
    unnamed = table.empty("waybill") if "waybill" in table else np.ones(len(table), np.bool_)
    return alike(table.raw.columns, unnamed)
