"""A signal is an interruption that is remembered; one that is ignored stays so."""

from __future__ import annotations

import os
import signal

import pytest

from sim.plain.heard import Heard

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
