"""A file is whole or not there, and a link at its place is not followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.plain.whole import whole, write_whole


def fill_up(path: Path) -> None:
    with whole(path) as part:
        part.write_text("half", encoding="utf-8")
        raise OSError(28, "the disk is full")


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "first")
    with pytest.raises(OSError, match="full"):
        fill_up(tmp_path / "a.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "first"


def test_a_fault_names_the_file_that_a_person_knows(tmp_path: Path) -> None:
    with pytest.raises(OSError) as none_told:
        fill_up(tmp_path / "a.txt")
    assert none_told.value.filename == str(tmp_path / "a.txt")
    with pytest.raises(OSError) as not_there:
        write_whole(tmp_path / "none" / "a.txt", "x")
    assert not_there.value.filename == str(tmp_path / "none" / "a.txt")


def test_a_link_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    (tmp_path / "page.html").symlink_to(tmp_path / "precious")
    write_whole(tmp_path / "page.html", "ours")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "page.html").is_symlink()


def test_it_may_be_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "aside").mkdir()
    with whole(tmp_path / "a", tmp_path / "aside") as part:
        assert part.parent == tmp_path / "aside"
        part.touch()
    assert not list((tmp_path / "aside").iterdir())


def test_names_may_be_as_long_as_a_file_system_takes(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 250), "")
    assert len(list(tmp_path.iterdir())) == 1
