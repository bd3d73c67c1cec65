"""The archive: what goes in comes out, and several may write at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.measure.registry import keys
from sim.problems import InputError
from sim.store.archive import Archive
from sim.store.archive_file import FILE, StoreError
from tests.store.filled import EACH, POINTS, key, row, saved


def test_what_goes_in_comes_out(full: Path) -> None:
    with Archive(full) as archive:
        assert saved(archive) == POINTS * EACH
        assert archive.numbers(key(3)) == set(range(EACH))
        assert (first := archive.first(key(3))) is not None
        assert first.number == 0
        known = archive.standing(key(3))
        assert known is not None
        assert (known.scenario, known.state, known.overloads) == ("mode3", "ok", (("乡镇 1.4", "township 1.4"),))
        got = archive.values(key(3), [4, 0], ["within_24h", "cost_system_parcel"])
        columns = [keys().index("within_24h"), keys().index("cost_system_parcel")]
        np.testing.assert_array_equal(got, [row(3, 4).values[columns], row(3, 0).values[columns]])


def test_what_is_not_there_is_said(full: Path) -> None:
    with Archive(full) as archive:
        assert archive.standing(key(99)) is None
        assert archive.numbers(key(99)) == set()
        assert archive.first(key(99)) is None
        for point, number, kpi in ((99, 0, "within_24h"), (3, EACH, "within_24h"), (3, 0, "no_such_kpi")):
            with pytest.raises(KeyError):
                archive.values(key(point), [number], [kpi])


def test_more_replications_add_to_those_there_and_a_failure_is_forgotten_when_it_goes_well(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.fail(key(0), "a", "killed", "out of memory")
        archive.add(key(1), "b", [row(1, 0)])
        archive.fail(key(1), "b", "failed", "no way")
        states = [known.state for p in (0, 1) if (known := archive.standing(key(p)))]
        assert states == ["killed", "failed"]
        assert archive.numbers(key(1)) == {0}
        archive.add(key(1), "b", [row(1, 2), row(1, 1)])
    with Archive(tmp_path) as archive:
        known = archive.standing(key(1))
        assert known is not None
        assert (known.state, known.message) == ("ok", "")
        assert archive.numbers(key(1)) == {0, 1, 2}


def test_a_replication_takes_little_space(full: Path) -> None:
    assert (full / FILE).stat().st_size / (POINTS * EACH) < 1.75 * 8 * len(keys())  # two rows a page of SQLite


WRITER = """
import sys
from contextlib import closing
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.store.filled import POINTS, Archive, fill
with Archive(Path(sys.argv[1])) as archive:
    for _ in range(3):
        fill(archive, range(int(sys.argv[2]), POINTS, 2))
"""


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*words, first, str(Path(__file__).parents[2])], stderr=subprocess.PIPE, text=True) for first in ("0", "1")]
    for writer in writers:
        said = writer.communicate(timeout=200)[1]
        assert writer.returncode == 0, said
    with Archive(tmp_path) as archive:
        assert saved(archive) == POINTS * EACH


def test_one_that_cannot_be_written_is_read_and_says_so_before_anything_is_simulated(full: Path) -> None:
    (full / "archive.lock").unlink(missing_ok=True)
    (full / "archive.lock").mkdir()  # nobody can lock it, as on a disk that takes no files
    with Archive(full) as archive:
        assert saved(archive) == POINTS * EACH
        with pytest.raises(InputError, match="a folder that can be written"):
            archive.must_be_writable()
        with pytest.raises(StoreError):
            archive.add(key(0), "a", [row(0, 0)])


def test_where_nothing_can_be_written_and_nothing_is_there_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive.lock").mkdir()
    with pytest.raises(InputError, match="a folder that can be written"):
        Archive(tmp_path)
