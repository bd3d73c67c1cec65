"""``parcelflow simulate``: one mode. ``-m`` runs one simulation for each value of a swept key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.scenarios.idle import GivenOverride
from experiments.settings.config import Config
from experiments.studies.compare.robust import check
from experiments.studies.compare.study import study
from experiments.studies.frame import Study

__all__ = ["check", "main"]


def main(config: Config, folder: Path, given: Sequence[GivenOverride] = ()) -> int:
    """Run the simulation and write the results folder; the exit code. ``given``: the overrides of the command line."""
    with Study(config, folder) as frame:
        study(frame, planned, given)
    return 0


def planned(config: Config) -> tuple[str, ...]:
    """What a config simulates."""
    return (config.assignment.name if config.assignment.mixed else config.mode,)
