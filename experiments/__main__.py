"""``parcelflow VERB [overrides]``; ``python -m experiments`` is the same."""

from __future__ import annotations

import sys

from sim.plain.heard import INTERRUPTED, Heard


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with 0 done, 2 input at fault, 1 anything else failed, 130 interrupted or told to
    end."""
    heard = Heard()
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
    from experiments.verbs import VERBS
    from sim.plain import console
    from sim.plain.process import set_environment

    console.prepare()
    set_environment()
    verb = words.pop(0) if words and words[0] in VERBS else "compare"
    from experiments.app import run

    code = run(verb, words)
    return code if console.written() else code or 1


if __name__ == "__main__":
    main()
