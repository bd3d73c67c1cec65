"""``parcelflow VERB [overrides]``; ``python -m experiments`` is the same."""

from __future__ import annotations

import os
import sys

from experiments.engines.engine import one_thread
from experiments.verbs import VERBS


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with 0 done, 2 input at fault, 1 anything else failed, 130 interrupted."""
    one_thread()
    words = list(sys.argv[1:] if argv is None else argv)
    verb = words.pop(0) if words and words[0] in VERBS else "compare"
    try:
        from experiments.app import run

        code = run(verb, words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # the reader, head or less, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    main()
