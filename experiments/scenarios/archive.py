"""Finished replications of every study, in one SQLite file that is never left half-written.

A replication is written in one transaction as soon as its task is done (write-ahead log), so that a process killed at any moment
loses only what was still running. Every row carries a checksum: a damaged one counts as missing and is run again. A file that
SQLite cannot read as a whole is moved aside and what its pages still hold is saved (see ``experiments.scenarios.salvage``).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.archive_file import DAMAGED, FILE, checksum, one_at_a_time, opened
from experiments.scenarios.salvage import salvage
from sim.measure.registry import keys
from sim.problems import InputError, Problem

State = Literal["ok", "failed", "killed"]

@dataclass(frozen=True, eq=False)
class Row:
    """One replication of one scenario.

    Attributes:
        number: of the replication.
        digest: of the outcome, 64 hexadecimal characters.
        values: shape (KPIs,), in the order of ``registry.keys()``.
        seconds: processor time of plan, draws, simulation (with the check of its laws) and measuring; None where nobody timed them.
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
    """The archive in a folder, made if it is not there. Scenarios are named by ``provenance.scenario_key``.

    Several processes may hold the same archive and write to it.

    Args:
        folder: ``run.store`` of a config.

    Raises:
        InputError: the folder cannot be written, or holds an archive of another version.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with one_at_a_time(folder):
                self._connection = self._open()
        except (OSError, sqlite3.OperationalError) as error:
            raise InputError([Problem("store.folder", "store", str(folder), f"a folder that can be written ({error})")]) from None
        self._kpis: dict[bytes, dict[str, int]] = {}

    def _open(self) -> sqlite3.Connection:
        try:
            return opened(self.path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in DAMAGED:
                raise
        salvage(self.path)
        return opened(self.path)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, key: str, scenario: str, rows: Iterable[Row], overloads: Sequence[tuple[str, str]] = ()) -> None:
        """Keep replications; those already there are replaced by what must be the same numbers."""
        names = "\n".join(keys())
        mark = hashlib.sha256(names.encode()).digest()[:8]
        told = json.dumps([list(pair) for pair in overloads], ensure_ascii=False)
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO kpis VALUES (?, ?)", (mark, names))
            point = db.execute(
                "INSERT INTO points (key, scenario, kpis, state, message, overloads) VALUES (?, ?, ?, 'ok', '', ?) "
                "ON CONFLICT (key) DO UPDATE SET kpis = excluded.kpis, state = 'ok', message = '', overloads = excluded.overloads RETURNING id",
                (bytes.fromhex(key), scenario, mark, told),
            ).fetchone()[0]
            db.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?)", (_packed(key, point, row) for row in rows))

    def fail(self, key: str, scenario: str, state: State, message: str) -> None:
        """Note that a scenario could not be run; replications that it has stay."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO points (key, scenario, state, message, overloads) VALUES (?, ?, ?, ?, '[]') "
                "ON CONFLICT (key) DO UPDATE SET state = excluded.state, message = excluded.message",
                (bytes.fromhex(key), scenario, state, message),
            )

    def standing(self, key: str) -> Standing | None:
        """What is known of a scenario; None if it was never run."""
        found = self._connection.execute("SELECT scenario, state, message, overloads FROM points WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        if found is None:
            return None
        scenario, state, message, overloads = found
        return Standing(scenario, state, message, tuple((zh, en) for zh, en in json.loads(overloads)))

    def numbers(self, key: str) -> set[int]:
        """The replications of a scenario that are there and whole."""
        return {row.number for row in self._rows(key)}

    def rows(self, key: str) -> list[Row]:
        """The replications of a scenario that are there and whole, by number."""
        return list(self._rows(key))

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
        found = self._connection.execute("SELECT kpis FROM points WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        if found is None or found[0] is None:
            raise KeyError(key)
        if found[0] not in self._kpis:
            (names,) = self._connection.execute("SELECT names FROM kpis WHERE id = ?", found).fetchone()
            self._kpis[found[0]] = {name: i for i, name in enumerate(names.split("\n"))}
        return self._kpis[found[0]]

    def _rows(self, key: str) -> Iterator[Row]:
        query = "SELECT number, digest, vals, seconds, sum FROM points JOIN rows ON point = id WHERE key = ? ORDER BY number"
        for number, digest, values, seconds, total in self._connection.execute(query, (bytes.fromhex(key),)):
            if checksum(key, number, digest, values) == total:
                timed = None if seconds is None else struct.unpack("<4f", seconds)
                yield Row(number, digest.hex(), np.frombuffer(values, "<f8"), timed)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing."""
        db = self._connection
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def _packed(key: str, point: int, row: Row) -> tuple[int, int, bytes, bytes, bytes | None, int]:
    digest, values = bytes.fromhex(row.digest), np.ascontiguousarray(row.values, "<f8").tobytes()
    seconds = None if row.seconds is None else struct.pack("<4f", *row.seconds)
    return point, row.number, digest, values, seconds, checksum(key, row.number, digest, values)
