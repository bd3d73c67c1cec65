"""Parcels of a table, sorted by time, inside the horizon, read once as long as the file stays as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.clock import DAY
from sim.county.county import County
from sim.demand.records import read_records
from sim.parameters import Parameters
from sim.problems import InputError, Phrase

P = Parameters.model_validate({"horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 0}})


def table(folder: Path, text: str) -> Path:
    path = folder / "parcels.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_sorted_and_ties_keep_their_order(county: County, tmp_path: Path) -> None:
    records = read_records(table(tmp_path, "village,time_h\nv002,30\nv001,6\nv003,30\n"), county, P)
    assert records.row.tolist() == [1, 0, 2]
    assert records.village.tolist() == [1, 2, 3]
    assert (records.brand.tolist(), records.grams.tolist(), records.household.tolist()) == ([-1] * 3, [-1] * 3, [-1] * 3)
    assert records.full == ()


def test_what_lies_outside_or_goes_out_is_left_out_and_noted(county: County, tmp_path: Path) -> None:
    records = read_records(table(tmp_path, "village,time_h,direction\nv002,30,in\nv001,6,out\nv003,999,in\n"), county, P)
    assert records.row.tolist() == [0]
    notes = {n.what.key: n.count for n in records.notes if isinstance(n.what, Phrase)}
    assert (notes["note.outbound"], notes["note.outside"]) == (1, 1)
    assert (records.time < 7 * DAY).all()


def test_households_are_numbered_by_village_and_label(county: County, tmp_path: Path) -> None:
    records = read_records(table(tmp_path, "village,time_h,household\nv002,1,a\nv001,2,a\nv002,3,b\nv002,4,a\n"), county, P)
    assert records.homes.count.tolist()[:3] == [0, 1, 2]
    assert records.household[0] == records.household[3] != records.household[2]
    assert "household" in records.full


def test_a_table_is_read_once_and_cannot_be_written_to(county: County, tmp_path: Path) -> None:
    path = table(tmp_path, "village,time_h\nv002,30\n")
    first = read_records(path, county, P)
    assert read_records(path, county, P) is first
    with pytest.raises(ValueError, match="read-only"):
        first.time[0] = 0
    table(tmp_path, "village,time_h\nv002,30\nv002,31\n")
    assert len(read_records(path, county, P).time) == 2


@pytest.mark.parametrize(("text", "code"), [("village,time_h\nv002,9999\n", "none_left"), ("village,time_h,direction\nv002,3,out\n", "none_left"), ("village,time_h\nnowhere,3\nv001,x\n", "unknown_village")])
def test_every_fault_is_told(county: County, tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        read_records(table(tmp_path, text), county, P)
    assert f"parcels.{code}" in [p.code for p in error.value.problems]


def test_columns_that_are_full_are_named(county: County, tmp_path: Path) -> None:
    records = read_records(table(tmp_path, "village,time_h,kg,brand\nv002,3,1,\nv002,4,1,zto\n"), county, P)
    assert records.full == ("kg",)
    assert np.array_equal(records.grams, [1000, 1000])
