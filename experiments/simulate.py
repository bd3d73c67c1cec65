"""``parcelflow simulate``: one mode. ``-m`` runs one simulation for each value of a swept key."""

from __future__ import annotations

from pathlib import Path

from experiments.settings.config import Config
from experiments.studies.compare.study import study


def main(config: Config, folder: Path) -> int:
    """Run the simulation and write the results folder; the exit code."""
    study(config, (config.assignment.name if config.assignment.mixed else config.mode,), folder)
    return 0
