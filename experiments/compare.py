"""``parcelflow compare``: several modes side by side on one county, the same parcels in each; the counties of a
prefecture one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.scenarios.idle import GivenOverride
from experiments.settings.config import Config
from experiments.studies.compare.prefecture import compare_counties, several
from experiments.studies.compare.robust import check
from experiments.studies.compare.shapes import shapes
from experiments.studies.frame import Study

__all__ = ["check", "main"]


def planned(config: Config) -> tuple[str, ...]:
    """What a config sets side by side; counties of a prefecture make their plans one after the other."""
    return () if several(config) else config.modes


def main(config: Config, folder: Path, given: Sequence[GivenOverride] = ()) -> int:
    """Run the comparison and write the results folder; the exit code. ``given``: the overrides of the command line."""
    if several(config):
        compare_counties(config, folder)
        return 0
    with Study(config, folder) as frame:
        frame.team.start()  # what follows takes a second to load, which they load in, too
        from experiments.studies.compare.mix import mixed
        from experiments.studies.compare.study import study

        with frame.clock("shapes"):
            found, frame.besides["shapes"] = shapes(config, frame.team)

        def names(of: Config) -> tuple[str, ...]:
            """What a config sets side by side; shapes of the network that are chosen by trial are chosen once."""
            return found.names if (of.run.modes, of.run.shape) == (config.run.modes, config.run.shape) else of.modes

        study(frame, names, given, found, mixed(frame))
    return 0
