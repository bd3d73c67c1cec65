"""What can still be read of a damaged archive."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sim.problems import phrase
from sim.store.archive_file import Tell, checksum, connection, make_tables

STEP = 64
"""Rows read at once; where one of them is damaged, one by one."""

MOST_S, STEPS = 60.0, 10_000
"""So long reading may take, looked at after so many steps of SQLite's."""

SMALLEST = {"kpis": 40, "points": 40, "rows": 60}
"""Bytes that a row of a table takes at least: with the file's size they bound its highest number."""

POINT = ("id", "key", "scenario", "kpis", "state", "message", "overloads")
ROW = ("point", "number", "digest", "vals", "seconds", "sum")
"""Columns of the tables."""


def salvage(path: Path, tell: Tell) -> None:
    """Replace a damaged archive by one with everything in it that is provably whole, and tell.

    The damaged file is kept beside it (``.damaged``, and its log). The new file takes its place only when it is
    finished.
    """
    aside, fresh = path.with_name(path.name + ".damaged"), path.with_name(path.name + ".part")
    for suffix in ("", "-wal"):
        _gone(Path(f"{aside}{suffix}"))
        if Path(f"{path}{suffix}").exists():
            shutil.copyfile(f"{path}{suffix}", f"{aside}{suffix}")
    _gone(Path(f"{aside}-shm"))
    _gone(fresh)
    with closing(connection(fresh)) as new:
        make_tables(new, fresh)
        saved = _copy(aside, new)
    for suffix in ("-wal", "-shm"):
        _gone(Path(f"{path}{suffix}"))
    os.replace(fresh, path)
    tell(phrase("store.archive_damaged", file=str(path), saved=saved, aside=aside.name))


def _gone(path: Path) -> None:
    path.unlink(missing_ok=True)


def _copy(old: Path, new: sqlite3.Connection) -> int:
    """Copy what is whole; the number of replications."""
    bound = sum(p.stat().st_size for p in (old, Path(f"{old}-wal")) if p.exists())
    with closing(connection(old)) as db:
        try:
            db.execute("PRAGMA writable_schema = ON")  # lets a file be read that is shorter than it says
        except (sqlite3.Error, UnicodeDecodeError):
            return 0
        db.set_progress_handler(_Limit(), STEPS)
        new.execute("BEGIN IMMEDIATE")
        lists = {mark for mark, names in _read(db, "kpis", "id, names", bound) if _keep_list(new, mark, names)}
        points = {
            row[0]: row[1].hex() for row in _read(db, "points", ", ".join(POINT), bound) if _keep_point(new, row, lists)
        }
        saved = sum(_keep_row(new, row, points) for row in _read(db, "rows", ", ".join(ROW), bound))
        new.execute("COMMIT")
    return saved


def _keep_list(new: sqlite3.Connection, mark: Any, names: Any) -> bool:
    """Copy a list of KPIs that is whole; whether it is."""
    whole = isinstance(names, str) and hashlib.sha256(names.encode()).digest()[:8] == mark
    if whole:
        new.execute("INSERT OR IGNORE INTO kpis VALUES (?, ?)", (mark, names))
    return whole


def _keep_point(new: sqlite3.Connection, row: tuple[Any, ...], lists: Collection[bytes]) -> bool:
    """Copy a scenario whose key and list of KPIs are whole; whether they are."""
    _, key, _, kpis, *_ = row
    whole = isinstance(key, bytes) and len(key) == 32 and (kpis is None or kpis in lists)
    if whole:
        new.execute("INSERT OR IGNORE INTO points VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return whole


def _keep_row(new: sqlite3.Connection, row: tuple[Any, ...], points: Mapping[int, str]) -> int:
    """Copy a replication that is whole; how many were copied."""
    point, number, digest, values, _, total = row
    if point not in points or not isinstance(digest, bytes) or not isinstance(values, bytes):
        return 0
    if checksum(points[point], number, digest, values) != total:
        return 0
    return new.execute("INSERT OR IGNORE INTO rows VALUES (?, ?, ?, ?, ?, ?)", row).rowcount


class _Limit:
    """Ends reading after ``MOST_S``: a file whose tables are views of another kind could keep SQLite busy for ever."""

    def __init__(self) -> None:
        self._end = time.monotonic() + MOST_S

    def __call__(self) -> bool:
        return time.monotonic() > self._end


def _read(db: sqlite3.Connection, table: str, columns: str, size: int) -> Iterator[tuple[Any, ...]]:
    """Every row of a table that can be read."""
    query = f"SELECT {columns} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    highest = size // SMALLEST[table] + 1
    with suppress(sqlite3.Error, UnicodeDecodeError, TypeError):
        last = db.execute(f"SELECT max(rowid) FROM {table} NOT INDEXED").fetchone()[0]
        highest = min(highest, last or highest)  # none: the last page is gone
    for first in range(1, highest + 1, STEP):
        try:
            yield from db.execute(query, (first, first + STEP - 1)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            for single in range(first, first + STEP):
                try:
                    yield from db.execute(query, (single, single)).fetchall()
                except (sqlite3.Error, UnicodeDecodeError):
                    continue
