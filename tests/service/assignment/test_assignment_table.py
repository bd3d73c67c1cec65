"""A user's own table of modes: villages by code or name, modes by key or name, faults with their row."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.service.assignment.assignment_table import SHEET, read_assignment
from sim.table import Findings
from tests.service.small_county import county, modes


def read(folder: Path, text: str) -> tuple[dict[str, str], list[str]]:
    (folder / "table.csv").write_text(text, encoding="utf-8")
    findings = Findings()
    found = read_assignment(folder / "table.csv", county(), modes(), findings)
    return {county().villages[v].code: mode for v, mode in found.items()}, [p.code for p in findings.problems]


@pytest.mark.parametrize("head", ["village,mode", "村名,合作模式", "编码,模式"])
def test_a_village_and_a_mode_go_by_any_of_their_names(tmp_path: Path, head: str) -> None:
    word = "N1" if "编码" in head else "北1村"
    for mode in ("courier_direct", modes()["courier_direct"].name_zh, modes()["courier_direct"].name_en.upper()):
        assert read(tmp_path, f"{head}\n{word},{mode}\n") == ({"N1": "courier_direct"}, [])


def test_the_surest_column_names_the_village(tmp_path: Path) -> None:
    assert read(tmp_path, "code,name,mode\nN1,北2村,courier_direct\n,北3村,courier_direct\n")[0] == {"N1": "courier_direct", "N3": "courier_direct"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("village,mode\nN1,flying\n", "mode.unknown"), ("village,mode\n无村,courier_direct\n", "assignment.unknown_village"), ("village,mode\nN1,courier_direct\n北1村,courier_direct\n", "assignment.duplicate_village"),
        ("village,mode\n,courier_direct\n", "assignment.blank_cell"), ("mode\ncourier_direct\n", "assignment.missing_column"), ("village\nN1\n", "assignment.missing_column"), ("village,mode\n", "assignment.empty_table"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_told(tmp_path: Path, text: str, code: str) -> None:
    assert read(tmp_path, text)[1] == [code]


def test_columns_of_a_mode_map_are_known_and_not_read() -> None:
    assert {SHEET.known[w].key for w in ("marginlow", "verdict", "deliverydaysweek")} == {"note"}
