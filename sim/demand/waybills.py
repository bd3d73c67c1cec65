"""Which rows of a table are parcels, where a parcel may have several: one for each scan of its waybill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.arrays import Bools

_ARRIVED = re.compile(r"到件|到达|到货|入库|入站|到站|进站|arriv|inbound|^in$", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE][+-]?\d+$")
_EXACT_DIGITS = 15
"""Digits that a spreadsheet's number keeps."""


@dataclass(frozen=True, eq=False)
class Scans:
    """What the rows of a table are, by row.

    Attributes:
        kept: the row that stands for its parcel.
        clash: its waybill has rows of another village or brand.
        repeated: rows left out, whose parcel another row stands for.
        others: rows left out that are no arrival, where there are no waybills to tell parcels by.
    """

    kept: Bools
    clash: Bools
    repeated: int = 0
    others: int = 0


def arrivals(scans: pd.Series | None, rows: int) -> Bools:
    """Rows whose scan is an arrival at the hub; all where the table does not say."""
    if scans is None:
        return np.ones(rows, np.bool_)
    codes, words = pd.factorize(scans)
    return np.array([not word or bool(_ARRIVED.search(word)) for word in words], np.bool_)[codes]


def rounded(waybills: pd.Series, numbers: Bools) -> Bools:
    """Numbers that a spreadsheet has cut: written with an exponent, or as a number of more digits than it keeps."""
    return np.asarray(waybills.str.fullmatch(_ROUNDED), np.bool_) | (
        numbers & np.asarray(waybills.str.len() > _EXACT_DIGITS, np.bool_)
    )


def alike(columns: Sequence[Sequence[str]], unnamed: Bools) -> Bools:
    """Rows without a waybill that are like one before them in every column of their table."""
    found = np.zeros(len(unnamed), np.bool_)
    rows = np.flatnonzero(unnamed)
    if len(rows) and columns:
        codes = np.column_stack([pd.factorize(np.asarray(column, object)[rows])[0] for column in columns])
        found[rows] = pd.DataFrame(codes).duplicated().to_numpy()
    return found


def scans_of(
    waybills: pd.Series | None, arrived: Bools, time: NDArray[np.int64], village: NDArray[np.int32],
    brand: NDArray[np.int16], among: Bools
) -> Scans:
    """One row for each parcel among some rows: its first arrival, or its first scan where none is an arrival.

    A row without a waybill is a parcel of its own. Without any waybills, rows that are no arrival are left out where
    others are.

    Args:
        time: of each row, ms from 00:00 of the first day.
    """
    if waybills is None:
        return _without_waybills(arrived, among)
    named = among & np.asarray(waybills != "", np.bool_)
    index = np.flatnonzero(named)
    code, _ = pd.factorize(waybills.to_numpy(object)[index])
    order = np.lexsort((time[index], ~arrived[index], code))
    index, code = index[order], code[order]
    first = _first_of_each(code)
    kept = among & ~named
    kept[index[first]] = True
    stands = index[first][np.cumsum(first) - 1] if len(index) else index
    return Scans(kept, _clash(index, stands, village, brand), repeated=int(len(index) - first.sum()))


def _without_waybills(arrived: Bools, among: Bools) -> Scans:
    """Every row a parcel; where any is an arrival, those that are."""
    kept = among & (arrived | (not (arrived & among).any()))
    return Scans(kept, np.zeros(len(among), np.bool_), others=int((among & ~kept).sum()))


def _first_of_each(code: NDArray[np.intp]) -> Bools:
    """Whether a row is the first with its code, of rows by code."""
    first = np.ones(len(code), np.bool_)
    first[1:] = code[1:] != code[:-1]
    return first


def _clash(
    index: NDArray[np.intp], stands: NDArray[np.intp], village: NDArray[np.int32], brand: NDArray[np.int16]
) -> Bools:
    """Rows of ``index`` whose village or brand is another than that of the row which stands for their parcel."""
    clash = np.zeros(len(village), np.bool_)
    for column in (village, brand):
        one, other = column[index], column[stands]
        clash[index[(one != other) & (one >= 0) & (other >= 0)]] = True
    return clash
