"""The archive: what goes in comes out, several writers at once, and nothing wrong ever comes out of a damaged file."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from experiments.scenarios import archive_file, salvage
from experiments.scenarios.archive import Archive, Row
from experiments.scenarios.archive_file import FILE
from sim.measure.registry import keys
from sim.problems import InputError
from tests.cases.handed import DATA

POINTS, EACH = 30, 5


def key(point: int) -> str:
    return hashlib.sha256(str(point).encode()).hexdigest()


def row(point: int, number: int) -> Row:
    values = np.random.default_rng((point, number)).normal(size=len(keys()))
    values[:3] = np.nan, np.inf, -0.0
    return Row(number, hashlib.sha256(values.tobytes()).hexdigest(), values, (0.5, 0.0, 1.25, float(number)))


def fill(archive: Archive, points: range = range(POINTS)) -> None:
    for point in points:
        archive.add(key(point), f"mode{point}", [row(point, n) for n in range(EACH)], [("乡镇 1.4", "township 1.4")] if point % 2 else [])


def saved(archive: Archive) -> int:
    """Replications that are there; each must be just what was put in."""
    count = 0
    for point in range(POINTS):
        for got in archive.rows(key(point)):
            want = row(point, got.number)
            assert (got.digest, got.seconds) == (want.digest, want.seconds)
            np.testing.assert_array_equal(got.values, want.values)
            count += 1
    return count


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    with Archive(folder) as archive:
        fill(archive)
    return folder


def test_what_goes_in_comes_out(full: Path) -> None:
    with Archive(full) as archive:
        assert saved(archive) == POINTS * EACH
        assert archive.numbers(key(3)) == set(range(EACH))
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
from tests.experiments.test_archive import POINTS, Archive, fill
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


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.3, 0.6, 0.9, 0.99, 0.99999])
def test_a_torn_file_gives_back_what_it_holds(full: Path, tmp_path: Path, share: float, capsys: pytest.CaptureFixture[str]) -> None:
    torn = shutil.copy(full / FILE, tmp_path)
    size = (full / FILE).stat().st_size
    with open(torn, "r+b") as file:
        file.truncate(int(size * share))
    with Archive(tmp_path, "en") as archive:
        kept = saved(archive)
        assert kept < POINTS * EACH
        assert kept >= POINTS * EACH * (share - 0.15)
        fill(archive)
        assert saved(archive) == POINTS * EACH
    said = capsys.readouterr().err
    if 0 < share < 0.999:  # an empty file is a new one; of a torn last page SQLite sees nothing, but the row's checksum does
        assert f"{kept} replications were saved" in said
    with Archive(tmp_path) as archive:
        assert saved(archive) == POINTS * EACH
    assert capsys.readouterr().err == ""


def test_a_torn_log_loses_only_what_was_in_it(tmp_path: Path) -> None:
    living, rng = tmp_path / "living", np.random.default_rng(1)
    with Archive(living) as archive:
        fill(archive, range(10))
    with Archive(living) as archive:
        fill(archive, range(10, POINTS))
        log = living / f"{FILE}-wal"
        for i, size in enumerate(rng.integers(0, log.stat().st_size, 8)):
            torn = tmp_path / f"torn{i}"
            torn.mkdir()
            for path in (living / FILE, log):
                shutil.copy(path, torn)
            with open(torn / log.name, "r+b") as file:
                file.truncate(int(size))
            with Archive(torn) as again:
                assert saved(again) >= 10 * EACH
                fill(again)
                assert saved(again) == POINTS * EACH


def test_no_damage_passes_for_a_number(full: Path, tmp_path: Path) -> None:
    whole, rng = bytearray((full / FILE).read_bytes()), np.random.default_rng(2)
    lost = []
    for i in range(20):
        folder, harmed = tmp_path / str(i), bytearray(whole)
        folder.mkdir()
        at = int(rng.integers(100, len(whole)))
        harmed[at : at + 64] = rng.bytes(len(harmed[at : at + 64]))
        (folder / FILE).write_bytes(harmed)
        with Archive(folder) as archive:
            lost.append(POINTS * EACH - saved(archive))
            fill(archive)
            assert saved(archive) == POINTS * EACH
    assert max(lost) > 0


def test_a_store_that_is_none_is_the_users_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="store"):
        Archive(tmp_path / "file")
    with Archive(tmp_path):
        pass
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(InputError, match="version 99"):
        Archive(tmp_path)


def harm(folder: Path, words: str) -> None:
    """Change an archive as nobody should."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.executescript(words)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("UPDATE points SET overloads = '[[1'", EACH), ("UPDATE points SET overloads = x'ff00ff', scenario = x'fe'", EACH), ("UPDATE points SET state = 'run me'", EACH),
        ("UPDATE rows SET digest = 'text'", 0), ("UPDATE rows SET vals = 7", 0), ("UPDATE rows SET vals = x'00'", 0), ("UPDATE rows SET seconds = x'00'", EACH), ("UPDATE rows SET number = number || 'x'", 0),
        ("UPDATE kpis SET names = 'a'", 0), ("DELETE FROM kpis", 0), ("DROP TABLE kpis", 0), ("DROP TABLE rows; CREATE TABLE rows (a)", 0), ("ALTER TABLE points ADD COLUMN more", EACH),
        ("CREATE TRIGGER evil AFTER INSERT ON rows BEGIN DELETE FROM rows; END", EACH),
        ("DROP TABLE rows; CREATE VIEW rows AS WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x FROM a) SELECT x AS rowid, * FROM a", 0),
    ],
)  # fmt: skip
def test_a_file_that_says_something_else_is_data_or_set_aside(full: Path, tmp_path: Path, words: str, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(full / FILE, tmp_path)
    monkeypatch.setattr(salvage, "MOST_S", 0.3)
    harm(tmp_path, words)
    with Archive(tmp_path) as archive:
        assert len(archive.rows(key(3))) == left
        archive.standing(key(3))
        fill(archive)
        assert saved(archive) == POINTS * EACH
        known = archive.standing(key(3))
        assert known is not None
        assert known.state == "ok"


def test_a_damaged_lock_is_made_anew(full: Path, tmp_path: Path) -> None:
    shutil.copy(full / FILE, tmp_path)
    (tmp_path / "archive.lock").write_bytes(b"no database at all, but quite some bytes" * 100)
    with Archive(tmp_path) as archive:
        assert saved(archive) == POINTS * EACH


def test_a_store_that_another_process_does_not_let_go_of_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_file, "WAIT_S", 0.1)
    with archive_file.one_at_a_time(tmp_path), pytest.raises(InputError, match="another process"):
        Archive(tmp_path)
    with Archive(tmp_path) as one, Archive(tmp_path) as other, one._writing(), pytest.raises(archive_file.StoreError):
        fill(other)


@pytest.mark.parametrize("case", sorted(p.name for p in (DATA / "fuzz").glob("sqlite-*")))
def test_handed_stores_are_mended(case: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / "fuzz" / case / "s", tmp_path / "s")
    with Archive(tmp_path / "s") as archive:
        for (found,) in archive._connection.execute("SELECT key FROM points").fetchall():
            archive.rows(found.hex())
            archive.standing(found.hex())
        fill(archive)
        assert saved(archive) == POINTS * EACH
