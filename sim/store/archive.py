"""Finished replications of every study, in one SQLite file that is never left half-written.

A replication is written in one transaction as soon as its task is done (write-ahead log), so that a process killed at
any moment loses only what was still running. Every row carries a checksum: a damaged one counts as missing and is run
again. A file that SQLite cannot read as a whole is moved aside and what its pages still hold is saved (see
``sim.store.salvage``).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sim.inference.grew import KPI, TOLD, grew
from sim.measure.registry import keys
from sim.problems import InputError, Problem, phrase
from sim.store.archive_file import (
    FILE,
    WAIT_S,
    StoreError,
    Tell,
    checksum,
    is_damage,
    nobody,
    one_at_a_time,
    opened,
    opened_for_reading,
)
from sim.store.salvage import salvage

State = Literal["ok", "failed", "killed"]

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

ADD = """
INSERT INTO points (key, scenario, kpis, state, message, overloads) VALUES (?, ?, ?, 'ok', '', ?)
ON CONFLICT (key) DO UPDATE SET
    scenario = excluded.scenario, kpis = excluded.kpis, state = 'ok', message = '', overloads = excluded.overloads
RETURNING id
"""
FAIL = """
INSERT INTO points (key, scenario, state, message, overloads) VALUES (?, ?, ?, ?, '[]')
ON CONFLICT (key) DO UPDATE SET scenario = excluded.scenario, state = excluded.state, message = excluded.message
"""
KEEP = "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?)"
STANDING = "SELECT scenario, state, message, overloads FROM points WHERE key = ?"
ROWS = """
SELECT number, digest, vals, seconds, sum FROM points JOIN rows ON point = id WHERE key = ? ORDER BY number
"""


@dataclass(frozen=True, eq=False)
class Row:
    """One replication of one scenario.

    Attributes:
        number: of the replication.
        digest: of the outcome, 64 hexadecimal characters.
        values: shape (KPIs,), in the order of ``registry.keys()``.
        seconds: processor time of plan, draws, simulation (with the check of its laws) and measuring; None where nobody
            timed them.
    """

    number: int
    digest: str
    values: NDArray[np.float64]
    seconds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Standing:
    """What is known of a scenario, its replications apart.

    Attributes:
        scenario: its name.
        state: how it went when it was last run; ``message`` says why if not ok.
        overloads: what its plan is asked for beyond what it can do, Chinese and English.
    """

    scenario: str
    state: State
    message: str
    overloads: tuple[tuple[str, str], ...]


class Archive:
    """The archive in a folder, made if it is not there; one that cannot be written is read. A scenario goes by a key,
    64 hexadecimal characters, that names all that its numbers depend on.

    Several processes may hold the same archive and write to it.

    Args:
        folder: the store's.
        tell: told of a file that was damaged and mended.

    Raises:
        InputError: the folder can be neither written nor read, or holds an archive of another version.
    """

    def __init__(self, folder: Path, tell: Tell = nobody) -> None:
        self.path = folder / FILE
        self._tell = tell
        self._refused: InputError | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with one_at_a_time(folder):
                self._connection = self._open()
        except (OSError, sqlite3.OperationalError) as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY
            found = phrase("store.busy", folder=str(folder), seconds=int(WAIT_S)) if busy else str(folder)
            why = "" if busy else str(error)
            self._refused = InputError([Problem("store.folder", "store", found, phrase("store.folder"), why)])
            reading = None if busy else opened_for_reading(self.path)
            if reading is None:
                raise self._refused from None
            self._connection = reading
        self._kpis: dict[bytes, dict[str, int]] = {}

    def _open(self) -> sqlite3.Connection:
        try:
            return opened(self.path)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not is_damage(error):
                raise
        salvage(self.path, self._tell)
        return opened(self.path)

    def _found(self, query: str, key: str) -> list[tuple[Any, ...]]:
        """What a query finds of a scenario; a file that turns out damaged is mended and asked again."""
        try:
            return self._connection.execute(query, (bytes.fromhex(key),)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if self._refused or not is_damage(error):
                raise StoreError(f"{self.path}: {error}") from error
        self._connection.close()
        with one_at_a_time(self.path.parent):
            salvage(self.path, self._tell)
            self._connection = self._open()
        return self._connection.execute(query, (bytes.fromhex(key),)).fetchall()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def must_be_writable(self) -> None:
        """See that replications can be kept, before they are simulated.

        Raises:
            InputError: the archive can only be read.
        """
        if self._refused:
            raise self._refused

    def add(self, key: str, scenario: str, rows: Iterable[Row], overloads: Sequence[tuple[str, str]] = ()) -> None:
        """Keep replications; those already there are replaced by what must be the same numbers."""
        names = "\n".join(keys())
        mark = _mark(names)
        told = json.dumps([list(pair) for pair in overloads], ensure_ascii=False)
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO kpis VALUES (?, ?)", (mark, names))
            point = db.execute(ADD, (bytes.fromhex(key), scenario, mark, told)).fetchone()[0]
            db.executemany(KEEP, (_packed(key, point, row) for row in rows))

    def fail(self, key: str, scenario: str, state: State, message: str) -> None:
        """Note that a scenario could not be run; replications that it has stay."""
        with self._writing() as db:
            db.execute(FAIL, (bytes.fromhex(key), scenario, state, message))

    def standing(self, key: str) -> Standing | None:
        """What is known of a scenario; None if it was never run, or what is there is damaged."""
        for scenario, state, message, overloads in self._found(STANDING, key):
            told = _told(overloads)
            if told is not None and state in get_args(State) and isinstance(scenario, str) and isinstance(message, str):
                return Standing(scenario, state, message, told if told or not self._grew(key) else (TOLD,))
        return None

    def _grew(self, key: str) -> bool:
        """Whether queues grew in most of the replications that are there."""
        try:
            column = self._columns(key)[KPI]
        except KeyError:
            return False
        return grew(np.array([row.values[column] for row in self._rows(key)]))

    def numbers(self, key: str) -> set[int]:
        """The replications of a scenario that are there and whole."""
        return {row.number for row in self._rows(key)}

    def rows(self, key: str) -> list[Row]:
        """The replications of a scenario that are there and whole, by number."""
        return list(self._rows(key))

    def first(self, key: str) -> Row | None:
        """The first replication of a scenario; None where it is not there."""
        return next((row for row in self._rows(key) if row.number == 0), None)

    def values(self, key: str, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        """KPI values, shape (numbers, KPIs).

        Args:
            kpis: keys of ``sim.measure.registry``, with suffix of the scope.

        Raises:
            KeyError: a replication, or a KPI, is not there.
        """
        columns = self._columns(key)
        wanted = [columns[k] for k in kpis]
        found = {row.number: row.values for row in self._rows(key)}
        out = np.empty((len(numbers), len(kpis)))
        for i, number in enumerate(numbers):
            out[i] = found[number][wanted]
        return out

    def _columns(self, key: str) -> dict[str, int]:
        """Where each KPI stands in the values of a scenario."""
        found = self._found("SELECT kpis.id, names FROM points JOIN kpis ON kpis.id = points.kpis WHERE key = ?", key)
        if not found or not isinstance(found[0][1], str) or _mark(found[0][1]) != found[0][0]:
            raise KeyError(key)
        mark, names = found[0]
        if mark not in self._kpis:
            self._kpis[mark] = {name: i for i, name in enumerate(names.split("\n"))}
        return self._kpis[mark]

    def _rows(self, key: str) -> Iterator[Row]:
        found = self._found(ROWS, key)
        try:
            size = 8 * len(self._columns(key)) if found else 0
        except KeyError:  # the list of KPIs is lost, so nobody knows what the numbers are
            return
        for number, digest, values, seconds, total in found:
            fits = isinstance(digest, bytes) and isinstance(values, bytes) and (len(digest), len(values)) == (32, size)
            if fits and checksum(key, number, digest, values) == total:
                timed = struct.unpack("<4f", seconds) if isinstance(seconds, bytes) and len(seconds) == 16 else None
                yield Row(number, digest.hex(), np.frombuffer(values, "<f8"), timed)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing."""
        db = self._connection
        try:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled back already
                    db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error


def _mark(names: str) -> bytes:
    """What a list of KPIs is known by."""
    return hashlib.sha256(names.encode()).digest()[:8]


def _told(overloads: Any) -> tuple[tuple[str, str], ...] | None:
    """The overloads of a scenario as they were stored; None where that is damaged."""
    try:
        found = json.loads(overloads)
        return tuple((zh, en) for zh, en in found if isinstance(zh, str) and isinstance(en, str))
    except (ValueError, TypeError, RecursionError):
        return None


def _packed(key: str, point: int, row: Row) -> tuple[int, int, bytes, bytes, bytes | None, int]:
    digest, values = bytes.fromhex(row.digest), np.ascontiguousarray(row.values, "<f8").tobytes()
    seconds = None if row.seconds is None else struct.pack("<4f", *row.seconds)
    return point, row.number, digest, values, seconds, checksum(key, row.number, digest, values)
