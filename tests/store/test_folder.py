"""A results folder belongs to one run: made or taken by it alone, never somebody else's, and gone again where nothing is left in it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from sim.problems import InputError
from sim.store import folder as folders
from sim.store.folder import LOCK
from sim.store.run import MARK, Run

claimed = partial(folders.claimed, key="hydra.run.dir")
ONE, OTHER = Run("compare", {"county": {"slug": "a"}, "run": {"seed": 1}}), Run("compare", {"county": {"slug": "b"}, "run": {"seed": 1}})


def use(path: Path, of: Run = ONE, *, named: bool = True, file: str = "summary.csv") -> Path:
    """Let a run leave a file in a folder."""
    with claimed(path, of, named=named) as folder:
        (folder / file).write_text(of.verb, encoding="utf-8")
    return folder


def refused(path: Path, of: Run = ONE) -> str:
    with pytest.raises(InputError) as caught, claimed(path, of, named=True):
        raise AssertionError("it was taken")
    return str(caught.value)


def test_folders_that_nobody_named_are_made_exclusively(tmp_path: Path) -> None:
    asked = tmp_path / "results" / "compare-1"
    assert [use(asked, named=False).name for _ in range(3)] == ["compare-1", "compare-1-2", "compare-1-3"]
    with ExitStack() as all_at_once:
        names = [all_at_once.enter_context(claimed(asked, ONE, named=False)).name for _ in range(2)]
        assert names == ["compare-1-4", "compare-1-5"]
        for name in names:
            (tmp_path / "results" / name / "x").touch()


def test_a_folder_of_this_very_run_is_taken_again(tmp_path: Path) -> None:
    use(tmp_path / "mine")
    assert use(tmp_path / "mine", file="more.csv") == tmp_path / "mine"
    assert sorted(p.name for p in (tmp_path / "mine").iterdir()) == [MARK, "more.csv", "summary.csv"]


def test_a_folder_of_another_run_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    use(tmp_path / "mine")
    before = {p: p.read_bytes() for p in (tmp_path / "mine").iterdir()}
    said = refused(tmp_path / "mine", OTHER)
    assert "results.other_run" in said
    assert "county.slug" in said
    assert "seed" not in said
    assert "verb" in refused(tmp_path / "mine", Run("simulate", ONE.config))
    assert {p: p.read_bytes() for p in (tmp_path / "mine").iterdir()} == before


@pytest.mark.parametrize("what", ["villages.csv", "index.html", "notes/a.txt"])
def test_a_folder_with_the_users_own_files_is_refused(what: str, tmp_path: Path) -> None:
    file = tmp_path / "own" / what
    file.parent.mkdir(parents=True)
    file.write_text("mine", encoding="utf-8")
    said = refused(tmp_path / "own")
    assert "results.occupied" in said
    assert what.split("/")[0] in said
    assert [p for p in (tmp_path / "own").rglob("*") if p.is_file()] == [file]


def test_a_link_to_a_page_is_refused_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "precious.html").write_text("mine", encoding="utf-8")
    (tmp_path / "own" / "index.html").symlink_to(tmp_path / "precious.html")
    assert "results.occupied" in refused(tmp_path / "own")
    assert (tmp_path / "precious.html").read_text(encoding="utf-8") == "mine"


def test_what_file_managers_leave_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (tmp_path / "own" / name).touch()
    assert use(tmp_path / "own") == tmp_path / "own"


def test_two_commands_in_one_folder_at_once_are_told_apart(tmp_path: Path) -> None:
    with claimed(tmp_path / "x", ONE, named=True) as folder:
        (folder / "a").touch()
        assert "results.busy" in refused(folder)
        script = "import sys, pathlib; from tests.store.test_folder import *\nwith claimed(pathlib.Path(sys.argv[1]), Run('compare', {}), named=True): pass"
        done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True)
        assert "results.busy" in done.stderr
    assert use(folder) == folder


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    script = (
        "import os, sys, pathlib; from tests.store.test_folder import *\n"
        "with claimed(pathlib.Path(sys.argv[1]), Run('compare', {'a': 1}), named=True) as f: (f / 'summary.csv').touch(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path / "x")]).returncode == 9
    assert (tmp_path / "x" / LOCK).exists()
    assert use(tmp_path / "x", Run("compare", {"a": 1})) == tmp_path / "x"


def test_only_what_the_command_made_goes_again(tmp_path: Path) -> None:
    (tmp_path / "users").mkdir()
    for asked in (tmp_path / "users" / "run", tmp_path / "users" / "a" / "b" / "run"):
        with pytest.raises(ValueError, match="nothing"), claimed(asked, ONE, named=True):
            raise ValueError("nothing came of it")
        assert not list((tmp_path / "users").iterdir())
    with pytest.raises(ValueError, match="nothing"), claimed(tmp_path / "users", ONE, named=True):
        raise ValueError("nothing came of it")
    assert not list((tmp_path / "users").iterdir())


def test_charts_that_are_not_drawn_again_go(tmp_path: Path) -> None:
    def draw(*names: str) -> None:
        with claimed(tmp_path / "x", ONE, named=True) as folder:
            (folder / "charts").mkdir(exist_ok=True)
            for name in names:
                (folder / "charts" / name).write_text(name, encoding="utf-8")

    draw("map.png", "cost.png")
    (tmp_path / "x" / "charts" / "own.png").touch()
    for file in (tmp_path / "x" / "charts").iterdir():
        os.utime(file, (1, 1))
    draw("cost.png")
    assert sorted(p.name for p in (tmp_path / "x" / "charts").iterdir()) == ["cost.png", "own.png"]
