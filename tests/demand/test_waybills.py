"""Several scans of one waybill are one parcel: its first arrival at the hub."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.demand.waybills import Scans, arrivals, rounded, scans_of


def scanned(waybills: list[str] | None, kinds: list[str] | None, times: list[int], villages: list[int] | None = None, brands: list[int] | None = None) -> Scans:
    n = len(times)
    return scans_of(
        None if waybills is None else pd.Series(waybills, dtype=object),
        arrivals(None if kinds is None else pd.Series(kinds, dtype=object), n),
        np.array(times, np.int64), np.array(villages or [0] * n, np.int32), np.array(brands or [0] * n, np.int16), np.ones(n, np.bool_),
    )  # fmt: skip


def test_the_first_arrival_stands_for_a_parcel() -> None:
    found = scanned(["A", "A", "B", "B", "B"], ["派件", "到件", "到件", "派件", "到件"], [5, 3, 9, 8, 7])
    assert found.kept.tolist() == [False, True, False, False, True]
    assert (found.repeated, found.others) == (3, 0)
    assert not found.clash.any()


def test_without_kinds_the_first_scan_does() -> None:
    assert scanned(["A", "A", "", ""], None, [5, 3, 1, 1]).kept.tolist() == [False, True, True, True]
    assert scanned(["A", "A"], ["派件", "签收"], [5, 3]).kept.tolist() == [False, True]


def test_without_waybills_rows_that_are_no_arrival_are_left_out() -> None:
    found = scanned(None, ["到件", "派件", ""], [1, 2, 3])
    assert found.kept.tolist() == [True, False, True]
    assert found.others == 1
    assert scanned(None, ["派件", "派件"], [1, 2]).kept.tolist() == [True, True]  # of one kind only: that is what the table counts


def test_rows_of_one_waybill_that_differ_are_told() -> None:
    assert scanned(["A", "A", "B"], None, [1, 2, 3], villages=[0, 1, 2]).clash.tolist() == [False, True, False]
    assert scanned(["A", "A", "B", "B"], None, [1, 2, 3, 4], brands=[0, 1, 2, -1]).clash.tolist() == [False, True, False, False]


@pytest.mark.parametrize(("text", "number", "cut"), [("7.73123E+13", False, True), ("7731234567890123", True, True), ("7731234567890123", False, False), ("773123456789012", True, False), ("YT1E5", False, False)])
def test_a_number_that_a_spreadsheet_has_cut_is_seen(text: str, number: bool, cut: bool) -> None:
    assert rounded(pd.Series([text], dtype=object), np.array([number])).tolist() == [cut]
