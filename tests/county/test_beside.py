"""Which file is a county's boundary: of its own name, of a known one, or the one map there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.county.beside import boundary_file
from sim.table import Findings


@pytest.mark.parametrize(
    ("source", "files", "found", "codes"),
    [
        (".", ["a.geojson"], "a.geojson", []), (".", ["a.geojson", "boundary.json"], "boundary.json", []), (".", ["a.geojson", "b.geojson"], None, ["county.many_boundaries"]), (".", ["a.json"], None, []),
        ("县.xlsx", ["县.geojson", "boundary.geojson"], "县.geojson", []), ("县.xlsx", ["other.geojson"], None, []), (".", ["a.shp"], None, ["county.file_not_read"]), (".", ["县界.GEOJSON"], "县界.GEOJSON", []),
        (".", [".boundary.geojson"], None, []), (".", [], None, []),
    ],
)  # fmt: skip
def test_the_boundary_is_found_or_asked_for(tmp_path: Path, source: str, files: list[str], found: str | None, codes: list[str]) -> None:
    for name in files:
        (tmp_path / name).touch()
    findings = Findings()
    assert boundary_file(tmp_path / source, findings) == (tmp_path / found if found else None)
    assert [*(p.code for p in findings.problems), *(r.code for r in findings.remarks)] == codes


def test_of_a_folder_that_is_not_there_nothing_is_said(tmp_path: Path) -> None:
    findings = Findings()
    assert boundary_file(tmp_path / "none" / "a.xlsx", findings) is None
    assert findings == Findings()
