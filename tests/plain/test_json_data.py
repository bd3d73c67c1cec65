"""JSON from anybody: what it says, or one problem that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.plain.json_data import read_json
from sim.problems import InputError


def refusal(path: Path, **more: int) -> str:
    with pytest.raises(InputError) as refused:
        read_json(path, "mine.json", **more)
    (problem,) = refused.value.problems
    return str(problem)


def test_json_is_what_it_says_with_the_mark_of_an_editor_or_without(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('\ufeff{"名": [1, 2.5, null, true, "甲"]}', encoding="utf-8")
    assert read_json(tmp_path / "a.json", "a.json") == {"名": [1, 2.5, None, True, "甲"]}


def test_a_break_of_the_rules_names_its_row(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n"a": 1,\n"b" 2}', encoding="utf-8")
    assert "mine.json, row 3" in refusal(tmp_path / "a.json")


@pytest.mark.parametrize("text", ["[NaN]", "[-Infinity]", "1" * 5_000])
def test_what_is_no_number_of_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert "allowed: a number" in refusal(tmp_path / "a.json")


def test_the_bound_of_bytes_is_the_largest_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('"12345678"', encoding="utf-8")
    assert read_json(tmp_path / "a.json", "mine.json", 10) == "12345678"
    assert "10" in refusal(tmp_path / "a.json", most_bytes=9)
