"""When an interruption is heard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.engines.interrupts import HEARD, kept_whole

HOME = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of another kind")


@pytest.fixture(params=HEARD, ids=lambda number: signal.Signals(number).name)
def number(request: pytest.FixtureRequest) -> Iterator[int]:
    """A signal that ends the command, as the program hears it."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(request.param, interrupt)
    yield int(request.param)
    signal.signal(request.param, before)


def kill_within(number: int, done: list[str], error: Exception | None = None) -> None:
    """Keep something, and be interrupted in the middle."""
    with kept_whole():
        os.kill(os.getpid(), number)
        done.append("files")
        if error is not None:
            raise error


ENDS = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from experiments import __main__ as shell

def work(words):
    try:
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))
    except KeyboardInterrupt:
        if sys.argv[3] == "elsewise":
            raise AttributeError("a library that was interrupted in the middle") from None
        if sys.argv[3] == "said":
            exec("raise KeyboardInterrupt")  # of this Python keeps that it was interrupted, whoever catches it
        raise

shell._run = work
shell.main([])
"""


@pytest.mark.parametrize("way", ["itself", "elsewise", "said"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_command_ends_with_130_and_one_line_whatever_it_was_at(name: str, way: str) -> None:
    heard: dict[str, Any] = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # a shell's background jobs do not hear it
    found = subprocess.run([sys.executable, "-c", ENDS, str(HOME), name, way], capture_output=True, encoding="utf-8", check=False, **heard)
    assert (found.returncode, found.stdout, found.stderr.split("\n")) == (130, "", ["", "已中断。Interrupted.", ""])


def test_what_was_begun_is_done_first(number: int) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        kill_within(number, done)
    assert done == ["files"]


def test_afterwards_it_is_heard_at_once(number: int) -> None:
    with kept_whole():
        pass
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)


def test_what_fails_says_so_itself(number: int) -> None:
    with pytest.raises(OSError, match="disk"):
        kill_within(number, [], OSError("disk"))


def test_other_threads_keep_as_well() -> None:
    done = []

    def keep() -> None:
        with kept_whole():
            done.append("files")

    thread = threading.Thread(target=keep)
    thread.start()
    thread.join()
    assert done == ["files"]
