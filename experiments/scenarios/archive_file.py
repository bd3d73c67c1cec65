"""The archive as a file: its tables, its rows' checksums, and how it is opened."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sim.problems import InputError, Problem

FILE = "archive.sqlite"
VERSION = 1
"""Of the tables below; a file of another version is left alone and refused."""

WAIT_S = 120.0
"""So long a process waits for another that writes."""

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

TABLES = """
CREATE TABLE IF NOT EXISTS kpis (id BLOB PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS points (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, scenario TEXT NOT NULL, kpis BLOB,
    state TEXT NOT NULL, message TEXT NOT NULL, overloads TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS rows (
    point INTEGER NOT NULL, number INTEGER NOT NULL, digest BLOB NOT NULL, vals BLOB NOT NULL, seconds BLOB, sum INTEGER NOT NULL,
    PRIMARY KEY (point, number)
);
"""


def checksum(key: str, number: int, digest: bytes, values: bytes) -> int:
    """Of a row and of where it belongs."""
    return zlib.crc32(values, zlib.crc32(digest, zlib.crc32(f"{key} {number}".encode())))


def connection(path: Path) -> sqlite3.Connection:
    """A connection whose transactions are begun by hand."""
    return sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)


def opened(path: Path) -> sqlite3.Connection:
    """Open an archive that is whole.

    Raises:
        sqlite3.DatabaseError: it is damaged.
        InputError: it is of another version.
    """
    db = connection(path)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        whole = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        make_tables(db, path)
        found = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not whole or not found >= {"kpis", "points", "rows"}:
            damage = sqlite3.DatabaseError("pages do not fit together")
            damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damage
    except BaseException:
        db.close()
        raise
    return db


def make_tables(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file.

    Raises:
        InputError: the file has tables of another version.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, VERSION):
        raise InputError([Problem("store.version", "store", f"{path} of version {version}", f"version {VERSION}", "name another folder, or delete the file")])
    db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;" if version == 0 else "")


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Held by one process at a time, let go when it ends however it ends: a lock that every system has."""
    with closing(connection(folder / "archive.lock")) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
