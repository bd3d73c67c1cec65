"""Where a result comes from: program, config, seed, packages, machine, time: the contents of provenance.json."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sim.source import ROOT, code_version, installed

PACKAGES = ("numpy", "pandas", "scipy", "simpy", "pyvrp", "pydantic", "hydra-core", "matplotlib", "pyarrow")

HOME = ROOT.parent
"""Where the project lies."""


class Stopwatch:
    """Wall time by part of a run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Note how long the work under it took."""
        begin = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begin


def packages(*more: str) -> dict[str, str]:
    """Versions of the packages that numbers hang on, and of those named."""
    return {name: installed(name) for name in (*PACKAGES, *more)}


def of_program() -> dict[str, Any]:
    """Which program made a result; of a checkout its commit, and whether its code is as committed."""
    status = _git("status", "--porcelain", "--", "sim", "experiments", "conf")
    return {
        "program": "parcelflow",
        "version": installed("parcelflow"),
        "commit": _git("rev-parse", "HEAD"),
        "dirty": None if status is None else bool(status),
        "code_hash": code_version(),
    }


def of_machine() -> dict[str, Any]:
    """On what it was made."""
    return {
        "packages": packages(),
        "python": sys.version.split()[0],
        "host": {"system": platform.platform(), "machine": platform.machine(), "processors": os.cpu_count()},
    }


def of_outcomes(digests: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The digests of every outcome, by scenario in the order of replications, and one of all."""
    every = "\n".join(f"{name} {d}" for name in sorted(digests) for d in digests[name])
    return {"outcome_digest": hashlib.sha256(every.encode()).hexdigest(), "outcome_digests": digests}


def _git(*words: str) -> str | None:
    """What git says of the project; None where it is no checkout."""
    if not (HOME / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "-C", str(HOME), *words], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
