"""The tables of a county: each known by its names, no heading for two columns, degrees read as they are written."""

from __future__ import annotations

import pytest

from sim.county.columns import DISTANCES, SHEETS, VILLAGES, degrees, sheet_named
from sim.table.heading import heading
from sim.table.sheet import CellFault


def test_no_heading_means_two_columns() -> None:
    for sheet in SHEETS:
        names = [(heading(n).words, c.key) for c in sheet.columns for n in {c.key, c.zh, *c.names}]
        assert len(dict(names)) == len(set(names)), sheet.key


@pytest.mark.parametrize(("name", "key"), [("村庄", "villages"), ("Villages", "villages"), ("乡镇表", "townships"), ("里程", "distances"), ("1.村庄", "villages"), ("县情", "county"), ("Sheet1", None), ("", None)])
def test_a_sheet_goes_by_any_of_its_names(name: str, key: str | None) -> None:
    found = sheet_named(name)
    assert (found and found.key) == key


def test_no_name_means_two_sheets() -> None:
    names = [heading(n).words for s in SHEETS for n in {s.key, s.zh, *s.names}]
    assert len(names) == len(set(names))


def test_degrees_are_numbers_or_a_fault() -> None:
    assert degrees("118°30′") == 118.5
    assert isinstance(degrees("east"), CellFault)


def test_what_is_required_is_name_and_township_and_both_ends_and_km() -> None:
    assert [c.key for c in VILLAGES.columns if c.required] == ["name", "township"]
    assert [c.key for c in DISTANCES.columns if c.required] == ["from", "to", "km"]
