"""Which model this is."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import sim


def installed(name: str) -> str:
    """Version of a package."""
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
        digest.update(f"{name} {installed(name)}".encode())
    return digest.hexdigest()
