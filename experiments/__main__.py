"""``parcelflow VERB [overrides]``; ``python -m experiments`` is the same."""

from __future__ import annotations

import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with 0 done, 2 input at fault, 1 anything else failed, 130 interrupted or told to
    end."""
    try:
        _hear_signals()
        code = _run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _run(words: list[str]) -> int:
    from experiments import streams
    from experiments.engines.engine import one_thread
    from experiments.verbs import VERBS

    streams.prepare()
    one_thread()
    verb = words.pop(0) if words and words[0] in VERBS else "compare"
    from experiments.app import run

    code = run(verb, words)
    return code if streams.written() else code or 1


def _hear_signals() -> None:
    """SIGTERM and a closed terminal end the command as Ctrl-C does: with what is finished kept, and temporary folders
    taken away."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
