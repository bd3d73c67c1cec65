"""A sheet of a workbook, before it is written: formats that a spreadsheet knows, for units that there are."""

from __future__ import annotations

import pandas as pd

from sim.measure.registry import KPIS
from sim.proposal.sheet import FORMATS, ONE, PERCENT, THREE, TWO, WHOLE, OutputSheet
from sim.words import apart


def test_formats_are_of_units_that_kpis_have() -> None:
    assert set(FORMATS) <= {x for k in KPIS.values() for x in (k.unit, apart(k.unit))}
    assert set(FORMATS.values()) <= {PERCENT, WHOLE, ONE, TWO, THREE}


def test_a_sheet_needs_no_more_than_its_table() -> None:
    sheet = OutputSheet("t", pd.DataFrame())
    assert (dict(sheet.formats), tuple(sheet.rows), sheet.about) == ({}, (), "")
