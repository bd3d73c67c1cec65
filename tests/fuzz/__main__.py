"""Spoil inputs and read them: ``python -m tests.fuzz --inputs 100000 --seed 7 --out FOLDER [--only READER ...]``.

Every input is a function of the seed and its number. One fails that raises anything but a problem of the input, takes over ten seconds or
a gigabyte, runs code or programs, opens a connection, or writes outside its folder; it is kept in FOLDER with what was said, and the exit
code is 1. The reading is done by a process of its own, which is started anew where an input ends it.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

HANGS_S = 180.0
"""After so long without a word a process is stuck where no alarm reaches."""


def main() -> int:
    """Run, and say what was found."""
    words = argparse.ArgumentParser(prog="python -m tests.fuzz")
    words.add_argument("--inputs", type=int, default=1500)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--first", type=int, default=0)
    words.add_argument("--out", type=Path, default=Path("fuzz-failures"))
    words.add_argument("--only", nargs="*", default=[])
    words.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    args = words.parse_args()
    if args.work:
        from tests.fuzz.work import work

        work(args.seed, args.first, args.inputs, args.out, args.only)
        return 0
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    begun, number, failures = time.monotonic(), args.first, Counter[str]()
    inputs, peak, slowest = Counter[str](), 0.0, 0.0
    while number < args.inputs:
        for line in _lines(args, number):
            told = json.loads(line)
            number = told["number"] + 1
            inputs[told["reader"]] += 1
            peak, slowest = max(peak, told["mb"]), max(slowest, told["seconds"])
            if told["fault"]:
                failures[f"{told['reader']}: {told['fault']}"] += 1
            if sys.stderr.isatty() or number % 2000 == 0:
                print(f"\r{number} of {args.inputs}, {sum(failures.values())} failed, {time.monotonic() - begun:.0f} s", end="", file=sys.stderr)
        if number < args.inputs:  # the process ended, or was ended, under this one
            failures[f"input {number}: its process ended"] += 1
            number += 1
    print(f"\n{sum(inputs.values())} inputs in {time.monotonic() - begun:.0f} s; at most {peak:.0f} MB and {slowest:.1f} s for one")
    print("by reader: " + ", ".join(f"{name} {count}" for name, count in sorted(inputs.items())))
    for what, count in failures.most_common():
        print(f"{count:6} {what}")
    print(f"{sum(failures.values())} failed" + (f"; see {args.out}" if failures else ""))
    return 1 if failures else 0


def _lines(args: argparse.Namespace, first: int) -> object:
    """What a process says of each input, from ``first`` on, until it ends or says nothing for too long."""
    words = [sys.executable, "-m", "tests.fuzz", "--work", "--seed", str(args.seed), "--first", str(first), "--inputs", str(args.inputs), "--out", str(args.out), "--only", *args.only]
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env={**os.environ, **quiet}, text=True, bufsize=1) as process:
        assert process.stdout is not None
        while True:
            ready, _, _ = select.select([process.stdout], [], [], HANGS_S)
            line = process.stdout.readline() if ready else ""
            if not line:
                process.kill()
                return
            yield line


if __name__ == "__main__":
    sys.exit(main())
