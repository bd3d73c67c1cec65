"""``parcelflow VERB [overrides]``; ``python -m experiments`` is the same."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with 0 done, 2 input at fault, 1 anything else failed, 130 interrupted or told to
    end."""
    heard = _Heard()
    try:
        heard.listen()
        code = _run(list(sys.argv[1:] if argv is None else argv))
    except BaseException as error:  # a library that is interrupted may say so by whatever it fails of
        if not heard.came and not isinstance(error, KeyboardInterrupt):
            raise
        print("\n已中断。Interrupted.", file=sys.stderr)
        code = INTERRUPTED
    heard.code = code
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


class _Heard:
    """Ctrl-C, SIGTERM and a closed terminal end the command with what is finished kept, folders to throw away gone."""

    def __init__(self) -> None:
        self.came, self.code = False, 0
        atexit.register(self._leave)  # the first to be registered is the last to be called

    def listen(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
                signal.signal(number, self._interrupt)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt

    def _leave(self) -> None:
        """With the exit code, not by the signal itself, to which Python comes back where it met generated code."""
        if self.code == INTERRUPTED:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.flush()
            os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
