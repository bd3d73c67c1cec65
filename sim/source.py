"""Which model this is: a hash of its source, so that results of another model are never taken for this one's."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent

NO_NUMBERS = ("chart", "store")
"""Rooms of the model that no number depends on."""

PACKAGES = ("numpy", "scipy", "pyvrp")
"""Packages whose version numbers depend on."""


def installed(name: str) -> str:
    """Version of a package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def model_files() -> list[Path]:
    """The model's source: every file but those of ``NO_NUMBERS``."""
    return [f for f in sorted(ROOT.rglob("*.py")) if f.relative_to(ROOT).parts[0] not in NO_NUMBERS]


@lru_cache(maxsize=1)
def code_version() -> str:
    """Hash of the model's source."""
    digest = hashlib.sha256()
    for file in model_files():
        digest.update(file.relative_to(ROOT).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for name in PACKAGES:
        digest.update(f"{name} {installed(name)}".encode())
    return digest.hexdigest()
