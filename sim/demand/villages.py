"""Which village a row of a table means, by code or name, with its township where villages share a name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.county.county import County
from sim.county.find import listing_of, names_of
from sim.demand.table import Table, distinct
from sim.problems import Said, did_you_mean, phrase
from sim.table.names import Names

MOST_UNKNOWN = 2_000
"""Different names that are sought in vain; a table with more of them is of another county, and the others are not
sought."""

_NONE, _MANY, _CLASH = -1, -2, -3


def villages_of(table: Table, county: County) -> NDArray[np.int32]:
    """Index of the village of each row; negative where at fault, which is reported."""
    at = next((key for key in ("village", "village_code") if key in table), None)
    if at is None:
        headings = phrase("table.headings", headings=tuple(h for h in table.raw.header if h)[:20])
        table.findings.fault("parcels.missing_column", table.raw.whole(), headings, phrase("parcels.a_village_column"))
        return np.full(len(table), _NONE, np.int32)
    names = names_of(county)[1]
    unknown_town = _unknown_townships(table, listing_of(county))
    columns = [_or_empty(table, key) for key in ("village_code", "village", "township")]
    row_of, words = _together(columns)
    found = np.array(_found(words, names), np.int32)[row_of]
    allowed = phrase("parcels.a_village", count=len(county.villages), county=county.name)
    unknown = (found == _NONE) & ~unknown_town
    table.fault("parcels.unknown_village", at, unknown, allowed, lambda text: _hint(text, names, county))
    table.fault("parcels.ambiguous_village", at, found == _MANY, phrase("parcels.village_in_township"))
    table.fault("parcels.village_clash", at, found == _CLASH, phrase("parcels.code_and_name"))
    return found


def _unknown_townships(table: Table, towns: Names) -> NDArray[np.bool_]:
    """Rows whose township is none of the county; they are told."""
    if "township" not in table:
        return np.zeros(len(table), np.bool_)
    codes, words = distinct(table.text("township"))
    unknown = np.array(
        [bool(word) and (i >= MOST_UNKNOWN or not towns.find(word)) for i, word in enumerate(words)], np.bool_
    )[codes]
    table.fault("parcels.unknown_township", "township", unknown, phrase(
        "parcels.a_township"
    ), lambda text: did_you_mean(text, towns.all()))
    return unknown


def _or_empty(table: Table, key: str) -> pd.Series:
    return table.text(key) if key in table else pd.Series("", index=range(len(table)), dtype=object)


def _together(columns: Sequence[pd.Series]) -> tuple[NDArray[np.intp], list[tuple[str, ...]]]:
    """Rows that say the same in every column: which of these each row is, and what they say."""
    number = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        codes, words = distinct(column)
        _, number = np.unique(number * (len(words) + 1) + codes, return_inverse=True)
    _, first = np.unique(number, return_index=True)
    return number, [tuple(str(column.iat[row]) for column in columns) for row in first.tolist()]


def _found(words: Sequence[tuple[str, ...]], names: Names) -> list[int]:
    """The village of each code, name and township; ``_NONE``, ``_MANY`` or ``_CLASH`` where it is not one."""
    found, vain = [], 0
    for code, name, town in words:
        if vain >= MOST_UNKNOWN:
            found.append(_NONE)
            continue
        hits = [names.find(word, town) for word in (code, name) if word]
        one = set(hits[0]).intersection(*hits[1:]) if hits else set()
        found.append(one.pop() if len(one) == 1 else _MANY if one else _CLASH if len(hits) > 1 and all(hits) else _NONE)
        vain += found[-1] == _NONE
    return found


def _hint(text: str, names: Names, county: County) -> Said:
    """The township in which a name is known, or a name that is like it."""
    elsewhere = names.find(text)
    if elsewhere:
        towns = dict.fromkeys(county.townships[county.villages[i].township].name for i in elsewhere)
        return phrase("parcels.elsewhere", village=text, townships=tuple(towns))
    return did_you_mean(text, names.all())
