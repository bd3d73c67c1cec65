"""Rows of a table of scenarios as they stand in its file."""

from __future__ import annotations

from pathlib import Path

from sim.table import Findings
from sim.table.rows import Fixed, Lines, read_lines


def read(file: Path, text: str) -> tuple[Lines, list[str]]:
    file.write_text(text, encoding="utf-8")
    findings = Findings()
    return read_lines(file, {"mode", "seed"}.__contains__, {"fleet"}.__contains__, findings), [p.code for p in findings.problems]


def test_a_sheet_has_texts_under_its_headings(tmp_path: Path) -> None:
    found, faults = read(tmp_path / "a.csv", "mode,seed\na,1\n,2\n")
    assert (found.headers, [dict(line.cells) for line in found.lines]) == (["mode", "seed"], [{"mode": "a", "seed": "1"}, {"seed": "2"}])
    assert ([line.where.row for line in found.lines], faults) == ([2, 3], [])


def test_a_list_of_maps_has_dotted_keys_and_what_is_no_text_is_read_already(tmp_path: Path) -> None:
    found, faults = read(tmp_path / "a.yaml", "- {fleet: {count: 3}, mode: a}\n- {other: {deep: 1}, seed: ''}\n")
    assert [dict(line.cells) for line in found.lines] == [{"fleet.count": Fixed(3), "mode": "a"}, {"other": Fixed({"deep": 1})}]
    assert (found.headers, faults) == (["fleet.count", "mode", "other"], [])


def test_a_title_above_the_header_is_a_fault(tmp_path: Path) -> None:
    found, faults = read(tmp_path / "a.csv", "scenarios of mine,\nmode,seed\na,1\n")
    assert faults == ["design.missing_header"]
    assert found.headers == ["mode", "seed"]


def test_what_is_no_table_is_said_to_be_none(tmp_path: Path) -> None:
    assert read(tmp_path / "a.yaml", "mode: a\n")[1] == ["design.file"]
    assert read(tmp_path / "a.docx", "mode\n")[1] == ["design.file"]
    assert read(tmp_path / "b.csv", "mode\na,b\n")[1] == ["design.cell"]
