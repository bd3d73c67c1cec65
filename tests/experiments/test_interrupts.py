"""When an interruption is heard."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from experiments.engines.interrupts import HEARD, kept_whole

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
