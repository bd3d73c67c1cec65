"""What comes with the project beside the model, and which packages are there."""

from __future__ import annotations

from importlib.util import find_spec

from sim.problems import Problem, phrase
from sim.source import ROOT

CONF = ROOT.parent / "conf"
"""The groups of the config and the tables of the counties that come with the project: beside the model, found as a
folder, so that another package called conf means nothing."""


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
