"""Where a result comes from: code, config, seed, packages, machine, time."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sim
from experiments.settings.config import Config
from experiments.version import CONF
from sim.plain.whole import write_whole
from sim.source import code_version, installed

DATA = CONF / "county_data"
"""Tables of the counties that come with the project."""

PACKAGES = ("numpy", "pandas", "scipy", "simpy", "pyvrp", "pydantic", "hydra-core", "matplotlib", "pyarrow")


def run_key(config: Config, scenarios: Iterable[str]) -> str:
    """Names what a run of several scenarios, in their order, gives; see ``scenario_key``."""
    return hashlib.sha256("\n".join(scenario_key(config, name) for name in scenarios).encode()).hexdigest()


def scenario_key(config: Config, scenario: str) -> str:
    """Names everything the replications of one scenario depend on: config, contents of the tables it reads, code.

    The same whether the scenario is run alone, beside others or in a sweep, and whatever its labels.

    Raises:
        KeyError: there is no such scenario.
    """
    tables = _tables(config, config.assigned(scenario).table)
    text = "\n".join((config.scenario_key(scenario), *(_contents(str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in tables), code_version()))
    return hashlib.sha256(text.encode()).hexdigest()


def _tables(config: Config, assignment: str | None) -> list[Path]:
    """The files whose contents decide numbers; where they stand does not. One that is missing is left for the county's check to say."""
    spec = config.county
    own = [DATA / "counties.csv", DATA / "facts.csv", DATA / spec.slug] if spec.source is None else [Path(spec.source)]
    found: list[Path] = []
    feeds = [file for host in config.parameters.host.values() for file in (host.feed, host.feed_space)]
    for path in (*own, *(Path(name) for name in (config.parameters.demand.parcels_file, assignment, spec.matrix, spec.matrix_places, *feeds) if name)):
        found += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path] if path.is_file() else []
    return found


@lru_cache(maxsize=4096)
def _contents(path: str, modified: int, size: int) -> str:
    """Hash of a file's name and contents, read once as long as it stays as it is."""
    file = Path(path)
    return hashlib.sha256(file.name.encode() + b"\n" + file.read_bytes()).hexdigest()


def _git(*words: str) -> str | None:
    home = Path(sim.__file__).resolve().parent.parent
    if not (home / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", "-C", str(home), *words], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def provenance(config: Config, key: str, digests: dict[str, list[str]], started: str, seconds: dict[str, float], counts: dict[str, Any] | None = None) -> dict[str, Any]:
    """The contents of provenance.json.

    Args:
        key: of the run.
        digests: of every outcome, by scenario, in the order of replications.
        started: when, ISO 8601.
        seconds: wall time by part of the run.
        counts: how many replications were simulated and how many were found from before (``Evaluator.counts``).
    """
    status = _git("status", "--porcelain", "--", "sim", "experiments", "conf")
    every = "\n".join(f"{name} {d}" for name in sorted(digests) for d in digests[name])
    return {
        "program": "parcelflow",
        "version": installed("parcelflow"),
        "commit": _git("rev-parse", "HEAD"),
        "dirty": None if status is None else bool(status),
        "code_hash": code_version(),
        "config_hash": config.key(),
        "run_key": key,
        "seed": config.run.seed,
        "outcome_digest": hashlib.sha256(every.encode()).hexdigest(),
        "outcome_digests": digests,
        "packages": packages(),
        "python": sys.version.split()[0],
        "host": {"system": platform.platform(), "machine": platform.machine(), "processors": os.cpu_count()},
        "started": started,
        "seconds": {k: round(v, 2) for k, v in seconds.items()},
        "replications": counts or {},
        "config": config.resolved(),
    }


def packages(*more: str) -> dict[str, str]:
    """Versions of the packages that numbers hang on, and of those named."""
    return {name: installed(name) for name in (*PACKAGES, *more)}


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write readable JSON, whole or not at all."""
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")


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
