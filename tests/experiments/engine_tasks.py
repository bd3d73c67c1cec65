"""Tasks for the tests of the engines; of a module, so that workers find them."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from sim.plain.whole import whole
from sim.problems import InputError, Problem


def square(x: int) -> int:
    """A task that does what it should."""
    return x * x


def loaded(module: str) -> bool:
    """Whether a process has loaded a module by itself."""
    return module in sys.modules


def nap(x: int, seconds: float) -> int:
    """A task that takes its time."""
    time.sleep(seconds)
    return x


def half_written(folder: Path, seconds: float) -> None:
    """A task that is long at writing a file."""
    with whole(folder / "table.xlsx") as part:
        part.touch()
        time.sleep(seconds)


def fail(x: int) -> int:
    """A task at fault."""
    raise ValueError(f"no {x}")


def refuse() -> None:
    """A task whose input is at fault."""
    raise InputError([Problem("some.code", "there", "this", "that")])


def leave() -> None:
    """A task that ends the program, as far as it can."""
    sys.exit(3)


def unsendable() -> Any:
    """A value that no process can send to another."""
    return lambda: None


def die() -> None:
    """A task that kills its worker whenever it is tried."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_first(mark: Path, x: int) -> int:
    """A task whose worker is killed the first time that it is tried."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return x


def note(folder: Path, x: int) -> int:
    """A task that leaves a line each time it is tried, and says which process tried it."""
    with (folder / f"{x}.txt").open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    return x


def beat(folder: Path, seconds: float) -> None:
    """A task that for a while shows that its process lives."""
    mark = folder / str(os.getpid())
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        mark.write_text(str(time.time()), encoding="utf-8")
        time.sleep(0.02)


def threads() -> str | None:
    """How many threads numpy may use."""
    return os.environ.get("OPENBLAS_NUM_THREADS")
