"""``parcelflow VERB [overrides]``; ``python -m experiments`` is the same."""

from __future__ import annotations

import os
import sys

from experiments.engines.engine import one_thread

VERBS = {
    "compare": "several modes side by side on one county, paired by replication (what a bare parcelflow runs)",
    "simulate": "one mode; -m runs one simulation for each value of a swept key",
    "sweep": "many scenarios, resumable, on one machine or many: key=a,b,c group=x,y, or a table design=FILE",
    "collect": "the table and charts of a sweep as far as it is done",
    "sensitivity": "which keys drive the results: Morris and Sobol indices with intervals",
    "optimise": "cheapest schedule, fleet and staffing that meet a service target",
    "mode-map": "which mode is best where: by parcels a village and distance, and village by village",
    "check": "validates a county and a config, prints the plan and its loads, simulates nothing",
    "new-county": "writes an empty county workbook, or builds a county from names and a boundary",
}


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
