"""The archive as a file: its tables, its rows' checksums, and how it is opened."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path

from sim.problems import InputError, Phrase, Problem, phrase

Tell = Callable[[Phrase], None]
"""Who is told of a file that was found damaged."""

FILE = "archive.sqlite"
PAGE = 8192
"""Bytes of a page of a new file: it holds several replications, of which SQLite's own pages hold one."""

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
    point INTEGER NOT NULL, number INTEGER NOT NULL, digest BLOB NOT NULL, vals BLOB NOT NULL, seconds BLOB,
    sum INTEGER NOT NULL, PRIMARY KEY (point, number)
);
"""


def nobody(told: Phrase) -> None:
    """A ``Tell`` for those who need not know."""


def checksum(key: str, number: int, digest: bytes, values: bytes) -> int:
    """Of a row and of where it belongs."""
    return zlib.crc32(values, zlib.crc32(digest, zlib.crc32(f"{key} {number}".encode())))


class StoreError(sqlite3.Error):
    """The archive cannot be written any more: the disk is full, or another process does not let go of it."""


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file is none that SQLite wrote, or not as it wrote it."""
    return isinstance(error, UnicodeDecodeError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED


def connection(path: Path) -> sqlite3.Connection:
    """A connection whose transactions are begun by hand; nothing that a file's schema names is run, and no byte of a
    text stops it."""
    db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db


def opened(path: Path) -> sqlite3.Connection:
    """Open an archive that is whole.

    Raises:
        sqlite3.DatabaseError: it is damaged.
        InputError: it is of another version.
    """
    db = connection(path)
    try:
        db.execute(f"PRAGMA page_size = {PAGE}")  # of a new file
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        whole = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        make_tables(db, path)
        if not whole or schema(db) != _own_schema():
            damage = sqlite3.DatabaseError("pages do not fit together, or tables are not ours")
            damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damage
    except BaseException:
        db.close()
        raise
    return db


def opened_for_reading(path: Path) -> sqlite3.Connection | None:
    """A whole archive where nothing can be written: as it is, or without what waits in its log where that needs a file
    beside it; None where it cannot be read, is damaged or of another version."""
    for way in ("mode=ro", "mode=ro&immutable=1"):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            db = sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True, isolation_level=None)
            try:
                asked = db.execute("PRAGMA quick_check(1)").fetchone(), db.execute("PRAGMA user_version").fetchone()
                if asked == (("ok",), (VERSION,)) and schema(db) == _own_schema():
                    return db
            except BaseException:
                db.close()
                raise
            db.close()
    return None


def schema(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Kind, name and definition of everything in a file, in order; triggers and views, which would act on their own,
    among them."""
    found = db.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
    return sorted((kind, name, " ".join(definition.split())) for kind, name, definition in found)


@cache
def _own_schema() -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        return schema(db)


def make_tables(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file.

    Raises:
        InputError: the file has tables of another version.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, VERSION):
        found = phrase("store.of_version", file=str(path), version=version)
        allowed, hint = phrase("store.version", version=VERSION), phrase("store.other_folder")
        raise InputError([Problem("store.version", "store", found, allowed, hint)])
    db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;" if version == 0 else "")


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Held by one process at a time, let go when it ends however it ends: a lock that every system has."""
    with closing(_locked(folder / "archive.lock")):
        yield


def _locked(file: Path) -> sqlite3.Connection:
    """Hold a lock; its file has no content, so one with any is made anew."""
    for _ in range(2):
        lock = connection(file)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            return lock
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            lock.close()
            if not is_damage(error):
                raise
            file.unlink(missing_ok=True)
    raise sqlite3.OperationalError(f"{file} is damaged again and again")
