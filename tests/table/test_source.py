"""The bytes of an input file, or the one fault that says why there are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim.table.findings import Findings
from sim.table.limits import MB
from sim.table.source import is_hidden, read_bytes


@pytest.mark.parametrize(("name", "hidden"), [("a.csv", False), (".a.csv", True), ("._a.csv", True), ("~$a.xlsx", True), (".~lock.a.ods#", True), ("a~.csv", False)])
def test_files_that_nobody_made_are_hidden(name: str, hidden: bool) -> None:
    assert is_hidden(Path("folder") / name) is hidden


def test_a_file_gives_its_bytes_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\r\n")
    findings = Findings()
    assert read_bytes(tmp_path / "a.csv", "place", findings) == b"a\r\n"
    assert findings == Findings()


@pytest.mark.parametrize(
    ("name", "code"), [("none.csv", "missing_source"), ("folder", "missing_source"), ("pipe", "missing_source"), ("a.csv/b", "missing_source"), ("n" * 300, "unreadable"), ("a\0", "unreadable")]
)
def test_what_is_no_file_is_one_fault(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    findings = Findings()
    assert read_bytes(tmp_path / name, "place", findings) is None
    assert [p.code for p in findings.problems] == [f"place.{code}"]


def test_a_file_beyond_the_bound_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.table.source.MOST_BYTES", 2 * MB)
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(3 * MB)
    findings = Findings()
    assert read_bytes(tmp_path / "a.csv", "place", findings) is None
    assert [p.code for p in findings.problems] == ["place.too_large"]
