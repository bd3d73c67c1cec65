"""The archive as a file: whose it is, and who may write to it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from sim.problems import InputError
from sim.store import archive_file
from sim.store.archive import Archive
from sim.store.archive_file import FILE
from tests.store.filled import EACH, POINTS, fill, saved


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
