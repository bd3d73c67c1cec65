"""A results folder as one run's own: made or taken by it alone, locked as long as it runs, never somebody else's."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TypeVar

from sim.problems import InputError, Problem, phrase
from sim.store.run import MARK, Run, read_mark, write_mark

T = TypeVar("T")

LOCK = ".parcelflow.lock"
"""File that the run has locked as long as it lasts."""

LITTER = ("desktop.ini", "Thumbs.db")
"""Files that a file manager puts into any folder."""

COARSE_S = 2.0
"""So far behind may the clock of a file system be."""

DIFFERENCES = 5
"""So many keys are told in which two runs differ."""


@dataclass
class Claim:
    """A folder that a run has for itself until it ends.

    Attributes:
        path: the folder; it exists.
        run: whose it is.
        made: folders that were made for it, the outermost first.
        ours: it is marked as this run's.
        before: charts that an earlier run of the same has left.
    """

    path: Path
    run: Run
    made: list[Path] = field(default_factory=list)
    ours: bool = False
    before: tuple[str, ...] = ()
    began: float = field(default_factory=time.time)

    def finish(self) -> None:
        """Note which charts the run has left, and take away those that it left before and did not draw again."""
        drawn = {
            p.relative_to(self.path).as_posix(): p for p in (self.path / "charts").glob("*")
            if p.is_file() and not p.is_symlink()
        }
        new = sorted(name for name, p in drawn.items() if p.stat().st_mtime >= self.began - COARSE_S)
        for name in set(self.before).intersection(drawn).difference(new):
            drawn[name].unlink()
        write_mark(self.path, self.run, new)

    def give_up(self) -> None:
        """Take the mark away where the run has left nothing beside it."""
        if self.ours and not self.before and all(p.name in (MARK, LOCK) for p in self.path.iterdir()):
            (self.path / MARK).unlink(missing_ok=True)


@contextmanager
def claimed(
    asked: Path, run: Run, *, named: bool, key: str, made: Sequence[Path] = ()
) -> Iterator[Path]:
    """A folder for a run, locked until it ends: ``asked``, or one beside it with the next free number where that is
    taken and nobody named it.

    Folders that were made for it go again where nothing is left in them.

    Args:
        named: the user asked for this very folder.
        key: by which key.
        made: folders of it that were made for this command already.

    Raises:
        InputError: it cannot be made or written, belongs to something else, or another command is writing to it.
    """
    claim = _as_fault(asked, named, key, lambda: _taken(asked, run, made) if named else _new(asked, run))
    try:
        with _locked(claim, key):
            try:
                _as_fault(asked, named, key, lambda: _mark(claim, key))
                yield claim.path
                claim.finish()
            finally:
                claim.give_up()
    finally:
        for folder in reversed(claim.made):
            with suppress(OSError):  # there is something in it
                folder.rmdir()


def _as_fault(asked: Path, named: bool, key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives.

    Raises:
        InputError: the folder cannot be made or written.
    """
    try:
        return make()
    except OSError as error:
        hint = "" if named else phrase("shell.elsewhere")
        raise InputError([Problem(
            "results.folder", key, f"{_short(asked)} ({error.strerror or error})", phrase("shell.writable"), hint
        )]) from error


def _new(asked: Path, run: Run) -> Claim:
    """A folder that did not exist."""
    made = _made(asked.parent)
    for number in count(1):
        path = asked if number == 1 else asked.with_name(f"{asked.name}-{number}")
        with suppress(FileExistsError):
            path.mkdir()
            return Claim(path, run, [*made, path])
    raise AssertionError("numbers do not end")


def _taken(path: Path, run: Run, made: Sequence[Path]) -> Claim:
    """The folder that the user named, made where it is not there."""
    new = [*made, *_made(path)]
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return Claim(path, run, new)


def _made(path: Path) -> list[Path]:
    """Make a folder and those above it, as far as they are not there; those that were made, the outermost first."""
    path, made = path.absolute(), []
    for folder in reversed([p for p in (path, *path.parents) if not p.exists()]):
        with suppress(FileExistsError):
            folder.mkdir()
            made.append(folder)
    return made


def _mark(claim: Claim, key: str) -> None:
    """Make the folder this run's, or see that it is.

    Raises:
        InputError: it is somebody else's.
    """
    path, found = claim.path, read_mark(claim.path)
    if found is None:
        things = sorted(p.name for p in path.iterdir() if not p.name.startswith(".") and p.name not in LITTER)
        if things:
            raise InputError([Problem(
                "results.occupied", key, _short(path), phrase("shell.free_folder"),
                phrase("shell.holds", things=tuple(things[:3])),
            )])
        write_mark(path, claim.run, [])
        claim.ours = True
        return
    theirs, before = found
    if differences := claim.run.differences(theirs):
        hint = phrase("shell.other_run", verb=theirs.verb, keys=tuple(differences[:DIFFERENCES]))
        raise InputError([Problem("results.other_run", key, _short(path), phrase("shell.free_folder"), hint)])
    claim.ours, claim.before = True, before


@contextmanager
def _locked(claim: Claim, key: str) -> Iterator[None]:
    """Hold the folder's lock, which the system lets go however the process ends.

    Raises:
        InputError: another process holds it, or there cannot be one.
    """
    path = claim.path / LOCK
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("PRAGMA journal_mode = MEMORY")  # no second file beside it
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise InputError([
                    Problem("results.busy", key, _short(claim.path), phrase("shell.free_folder"), phrase("shell.busy"))
                ]) from None
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL):
                raise InputError(
                    [Problem("results.folder", key, f"{_short(claim.path)} ({error})", phrase("shell.writable"))]
                ) from None
            # a file system without locks: nothing tells two commands apart there
        try:
            yield
        finally:
            with suppress(OSError):  # Windows keeps a file that is open
                path.unlink(missing_ok=True)


def _short(path: Path) -> str:
    """A folder as it is shown: relative to the current one where it is below it, and not without end."""
    with suppress(ValueError, OSError):
        path = path.relative_to(Path.cwd())
    text = str(path)
    return text if len(text) <= 200 else f"{text[:100]}…{text[-60:]}"
