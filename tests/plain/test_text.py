"""A file of text is read whole, or its one fault is told with its row."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim.plain.text import CODE, control_characters, read_bytes, read_text, refused
from sim.problems import InputError, Problem


def refusal(path: Path, most_bytes: int = 100) -> Problem:
    with pytest.raises(InputError) as error:
        read_text(path, "mine.txt", most_bytes)
    (problem,) = error.value.problems
    assert problem.code == CODE
    return problem


@pytest.mark.parametrize("content", ["", "村名,人口\r\n甲村,5\n", "a\tb"])
def test_text_comes_as_it_stands_but_for_the_mark_before_it(tmp_path: Path, content: str) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbf" + content.encode())
    assert read_text(tmp_path / "a", "a", 100) == content


@pytest.mark.parametrize(("raw", "row", "found"), [(b"a\nb\n\xff", 3, "0xff"), (b"a\n\x1b", 2, "U+001B"), ("名".encode("gbk"), 1, "0xc3"), (b"a\n\x7f", 2, "U+007F"), (b"\x00", 1, "U+0000")])
def test_the_first_wrong_byte_or_character_is_named_with_its_row(tmp_path: Path, raw: bytes, row: int, found: str) -> None:
    (tmp_path / "a").write_bytes(raw)
    problem = refusal(tmp_path / "a")
    assert problem.where.row == row  # type: ignore[union-attr]
    assert found in str(problem)


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_its_name(tmp_path: Path, code: str) -> None:
    (tmp_path / "a").write_bytes("\ufeff甲".encode(code))
    assert "UTF-16" in str(refusal(tmp_path / "a"))


def test_a_file_may_have_just_as_many_bytes_as_allowed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)
    assert len(read_bytes(tmp_path / "a", "a", 100)) == 100
    assert "100" in str(refusal(tmp_path / "a", 99))


def test_folders_pipes_and_nothing_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    told = [str(refusal(tmp_path / name)) for name in ("folder", "pipe", "none", "a\0b")]
    assert len(set(told)) == 4


def test_the_error_holds_one_problem_at_the_row() -> None:
    (problem,) = refused("a.txt", "x", "y", "z", 7).problems
    assert str(problem) == "[file.text] a.txt, row 7: found x; allowed: y. Hint: z."


def test_every_control_character_in_plain_data_is_told_by_its_key() -> None:
    data = {"plan": {"name": "a\x07b", "office": "so\tund\n"}, "list": ["a", "\ud800"], "k\x1b": 3, "n": 5}
    found = [(str(problem.where), problem.found) for problem in control_characters(data)]
    assert [where for where, _ in found] == ["plan.name", "list.1", ""]
    assert [str(said) for _, said in found] == [f"control character {code}" for code in ("U+0007", "U+D800", "U+001B")]
