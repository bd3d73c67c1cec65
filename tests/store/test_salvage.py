"""An archive that something has damaged: what is whole in it is saved, and nothing else passes for a number."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from sim.problems import Phrase
from sim.store import salvage
from sim.store.archive import Archive
from sim.store.archive_file import FILE
from tests.cases.handed import DATA
from tests.store.filled import EACH, POINTS, fill, key, saved


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.3, 0.6, 0.9, 0.99, 0.99999])
def test_a_torn_file_gives_back_what_it_holds(full: Path, tmp_path: Path, share: float) -> None:
    told: list[Phrase] = []
    torn = shutil.copy(full / FILE, tmp_path)
    size = (full / FILE).stat().st_size
    with open(torn, "r+b") as file:
        file.truncate(int(size * share))
    with Archive(tmp_path, told.append) as archive:
        kept = saved(archive)
        assert kept < POINTS * EACH
        assert kept >= POINTS * EACH * (share - 0.15)
        fill(archive)
        assert saved(archive) == POINTS * EACH
    said = [phrase.text("en") for phrase in told]
    if 0 < share < 0.999:  # an empty file is a new one; of a torn last page SQLite sees nothing, but the row's checksum does
        assert [f"{kept} replications were saved" in text for text in said] == [True]
    with Archive(tmp_path, told.append) as archive:
        assert saved(archive) == POINTS * EACH
    assert len(told) == len(said), "what was mended is whole"


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


@pytest.mark.parametrize("case", sorted(p.name for p in (DATA / "fuzz").glob("sqlite-*")))
def test_handed_stores_are_mended(case: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / "fuzz" / case / "s", tmp_path / "s")
    with Archive(tmp_path / "s") as archive:
        for (found,) in archive._connection.execute("SELECT key FROM points").fetchall():
            archive.rows(found.hex())
            archive.standing(found.hex())
        fill(archive)
        assert saved(archive) == POINTS * EACH
