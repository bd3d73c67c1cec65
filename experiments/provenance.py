"""Where a result comes from: code, config, seed, packages, machine, time."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import sim
from experiments.config import Config

PACKAGES = ("numpy", "pandas", "scipy", "simpy", "pyvrp", "pydantic", "hydra-core", "matplotlib", "pyarrow")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


@lru_cache(maxsize=1)
def code_version() -> str:
    """Hash of the model's source: results of another model are never taken for this one's."""
    root = Path(sim.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for name in ("numpy", "scipy", "pyvrp"):
        digest.update(f"{name} {_installed(name)}".encode())
    return digest.hexdigest()


def run_key(config: Config, scenarios: Iterable[str], inputs: str) -> str:
    """Names everything a replication's numbers depend on: config, scenarios, the county's and parcels' contents, code.

    Args:
        scenarios: names of what is simulated; their order does not matter to any number but decides the files' order.
        inputs: hash of what was read from the user's files.
    """
    text = "\n".join((config.key(), ",".join(scenarios), inputs, code_version()))
    return hashlib.sha256(text.encode()).hexdigest()


def _git(*words: str) -> str | None:
    home = Path(sim.__file__).resolve().parent.parent
    if not (home / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", "-C", str(home), *words], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def provenance(config: Config, key: str, digests: dict[str, list[str]], started: str, seconds: dict[str, float]) -> dict[str, Any]:
    """The contents of provenance.json.

    Args:
        key: of the run.
        digests: of every outcome, by scenario, in the order of replications.
        started: when, ISO 8601.
        seconds: wall time by part of the run.
    """
    status = _git("status", "--porcelain", "--", "sim", "experiments", "conf")
    every = "\n".join(f"{name} {d}" for name in sorted(digests) for d in digests[name])
    return {
        "program": "parcelflow",
        "version": _installed("parcelflow"),
        "commit": _git("rev-parse", "HEAD"),
        "dirty": None if status is None else bool(status),
        "code_hash": code_version(),
        "config_hash": config.key(),
        "run_key": key,
        "seed": config.run.seed,
        "outcome_digest": hashlib.sha256(every.encode()).hexdigest(),
        "outcome_digests": digests,
        "packages": {name: _installed(name) for name in PACKAGES},
        "python": sys.version.split()[0],
        "host": {"system": platform.platform(), "machine": platform.machine(), "processors": os.cpu_count()},
        "started": started,
        "seconds": {k: round(v, 2) for k, v in seconds.items()},
        "config": config.resolved(),
    }


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write readable JSON aside and move it into place."""
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
    os.replace(aside, path)
