"""A signal is an interruption that is remembered; one that is ignored stays so."""

from __future__ import annotations

import os
import signal

import pytest

from experiments.app import run
from sim.plain.heard import Heard, unless_interrupted
from sim.problems import InputError, Problem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of another kind")


def test_what_is_not_ignored_is_heard_and_remembered() -> None:
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in names]
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        heard = Heard()
        heard.listen()
        os.kill(os.getpid(), signal.SIGHUP)
        assert not heard.came
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        assert heard.came
    finally:
        for number, handler in zip(names, before, strict=True):
            signal.signal(number, handler)


def composed_while_a_signal_comes() -> None:
    """A library is interrupted and fails of something else as it tidies up, which is then taken for a fault of the input."""
    try:
        try:
            raise KeyboardInterrupt
        finally:
            raise AttributeError("'NoneType' object has no attribute 'flags'")
    except AttributeError:
        raise InputError([Problem("config.compose", "config", "-", "-")]) from None


def test_a_fault_that_comes_of_a_signal_is_none_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    unless_interrupted(ValueError("wrong"))
    monkeypatch.setattr("experiments.app._checked", lambda *_: composed_while_a_signal_comes())
    with pytest.raises(KeyboardInterrupt):
        run("check", ["county=hangjin"])
