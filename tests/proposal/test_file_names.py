"""What files are called."""

from __future__ import annotations

from sim.proposal.comparison.titles import SHEETS
from sim.proposal.file_names import FILES, file_called


def test_a_file_is_called_by_what_is_in_it_whatever_its_ending() -> None:
    assert file_called("sweep.csv", "zh") == "全部方案"
    assert file_called("sweep.parquet", "en") == "All scenarios"
    assert file_called("own table.csv", "en") == ""


def test_a_sheet_of_a_workbook_and_its_file_are_called_alike() -> None:
    both = FILES.keys() & SHEETS.keys()
    assert both >= {"comparison", "timetable", "targets"}
    assert {name: FILES[name] for name in both} == {name: SHEETS[name] for name in both}
