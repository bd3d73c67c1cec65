"""Which model this is, and which packages are there."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import sim
from sim.problems import Problem, phrase

CONF = Path(sim.__file__).resolve().parent.parent / "conf"
"""The groups of the config and the tables of the counties that come with the project: beside the model, found as a
folder, so that another package called conf means nothing."""

NO_NUMBERS = ("chart", "store")
"""Rooms of the model that no number depends on."""


def installed(name: str) -> str:
    """Version of a package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def needed(package: str, extra: str, where: str) -> list[Problem]:
    """A fault if a package of an extra is not installed.

    Args:
        package: as it is imported. ``where``: the verb or key that needs it.
    """
    if find_spec(package) is not None:
        return []
    return [Problem(
        "config.library", where, phrase("config.no_package", package=package),
        phrase("config.package", package=package), phrase("engine.pip", extra=extra),
    )]


def model_files() -> list[Path]:
    """The model's source: every file of ``sim`` but those of ``NO_NUMBERS``."""
    root = Path(sim.__file__).parent
    return [f for f in sorted(root.rglob("*.py")) if f.relative_to(root).parts[0] not in NO_NUMBERS]


@lru_cache(maxsize=1)
def code_version() -> str:
    """Hash of the model's source: results of another model are never taken for this one's."""
    root, digest = Path(sim.__file__).parent, hashlib.sha256()
    for file in model_files():
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for name in ("numpy", "scipy", "pyvrp"):
        digest.update(f"{name} {installed(name)}".encode())
    return digest.hexdigest()
