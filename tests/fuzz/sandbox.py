"""What a reader may do while it reads: nothing outside its folder, no network, no other program, no code of the file's, soon and small."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

MOST_S, MOST_MB = 10.0, 1_000
"""Processor time, which does not depend on what else the machine does, and memory of the process."""

WAITS_S, WORKS_S = 60.0, 0.5
"""So long may reading stand still: so much processor time in it and it does not, it waits for a turn on a busy machine."""

BASE_MB = 300
"""What a process takes before it reads anything; a long one keeps more of what it had, which is no reader's fault."""

HOME = Path(__file__).resolve().parents[2]
OURS = (str(HOME / "sim"), str(HOME / "experiments"))

_FORBIDDEN = frozenset(
    ["subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "pickle.find_class", "urllib.Request", "ftplib.connect", "smtplib.connect", "ctypes.dlopen", "os.putenv", "sqlite3.enable_load_extension", "sqlite3.load_extension", "webbrowser.open"]
)
_CHANGING = frozenset(["os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.rmtree", "shutil.move", "shutil.copyfile", "shutil.copytree", "tempfile.mkdtemp", "tempfile.mkstemp"])
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Slow(BaseException):
    """An input that took longer than ``MOST_S``, or waits for ever; no ``Exception``, so that no reader swallows it."""


class Watch:
    """Hears of every event of the interpreter; ``broken`` has what was done that may not be, while ``folder`` is set."""

    def __init__(self) -> None:
        self.folder: str | None = None
        self.broken: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        if event in _FORBIDDEN:
            self.broken.append(f"{event} {args!r:.200}")
        elif event in _CHANGING:
            self._within(event, [a for a in args[:2] if isinstance(a, (str, bytes, os.PathLike))])
        elif event == "open" and isinstance(args[0], (str, bytes)) and _writes(args[1], args[2]):
            self._within(event, [args[0]])
        elif event in ("exec", "compile") and _caller(2).startswith(OURS):
            self.broken.append(f"{event} by {_caller(2)}: {args!r:.200}")
        elif event == "import" and args[1] and str(args[1]).startswith(str(self.folder)):
            self.broken.append(f"import {args[1]}")

    def _within(self, event: str, paths: list[Any]) -> None:
        for path in paths:
            full = os.path.abspath(os.fsdecode(path))
            if not full.startswith(str(self.folder)) and full != os.devnull and "__pycache__" not in full:
                self.broken.append(f"{event} {full}")


def _caller(depth: int) -> str:
    frame: FrameType | None = sys._getframe(depth)
    return "" if frame is None else frame.f_code.co_filename


def _writes(mode: Any, flags: Any) -> bool:
    return bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool(isinstance(flags, int) and flags & _WRITING)


@contextmanager
def within_bounds(watch: Watch, folder: Path) -> Iterator[None]:
    """Read under watch.

    Raises:
        Slow: it took too long.
    """

    worked = [time.process_time()]

    def ring(*_: object) -> None:
        raise Slow

    def wake(*_: object) -> None:
        """A process that has worked meanwhile waits for nothing but a turn on a busy machine."""
        worked.append(time.process_time())
        if worked[-1] - worked[-2] < WORKS_S:
            raise Slow
        signal.setitimer(signal.ITIMER_REAL, WAITS_S)

    before = [(name, signal.signal(name, heard)) for name, heard in ((signal.SIGPROF, ring), (signal.SIGALRM, wake))]
    _forget_peak()
    watch.broken, watch.folder = [], str(folder)
    signal.setitimer(signal.ITIMER_PROF, MOST_S)
    signal.setitimer(signal.ITIMER_REAL, WAITS_S)
    try:
        yield
    finally:
        for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
            signal.setitimer(timer, 0)
        watch.folder = None
        for name, handler in before:
            signal.signal(name, handler)


def _forget_peak() -> None:
    with Path("/proc/self/clear_refs").open("w") as file:
        file.write("5")


def memory_mb(what: str) -> float:
    """What this process has now (``VmRSS``), or the most that it had since it was last under watch (``VmHWM``)."""
    return next(int(line.split()[1]) / 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{what}:"))


def bound_memory(most_mb: int = 6_000) -> None:
    """Let no bomb take the machine with it."""
    resource.setrlimit(resource.RLIMIT_AS, (most_mb * 2**20, most_mb * 2**20))


def tree(folder: Path) -> dict[str, float]:
    """Every file below a folder and when it changed."""
    return {str(p.relative_to(folder)): p.stat().st_mtime for p in sorted(folder.rglob("*"))}


def now() -> float:
    """Seconds of this process's work, for durations."""
    return time.process_time()
