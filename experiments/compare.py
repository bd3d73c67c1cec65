"""``parcelflow compare``: several modes side by side on one county, the same parcels in each."""

from __future__ import annotations

from pathlib import Path

from experiments.settings.config import Config
from experiments.studies.compare.study import study


def main(config: Config, folder: Path) -> int:
    """Run the comparison and write the results folder; the exit code."""
    study(config, config.run.modes, folder)
    return 0
