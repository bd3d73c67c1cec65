"""What all studies have in common: what their pages are about."""

from __future__ import annotations

from collections.abc import Collection

from experiments.scenarios.columns import called
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.version import code_version
from sim.proposal.about import About


def about_of(config: Config, key: str, modes: Collection[str]) -> About:
    """What a study's words and pages say beside what it found.

    Args:
        key: names what the study is the result of.
        modes: the modes and assignments in it; those that the config does not know go by their keys.
    """
    known = [m for m in modes if m in config.mode_table or m in config.assignment_table]
    return About(
        lang=config.run.lang, county=county_of(config), parameters=config.parameters, seed=config.run.seed, key=key,
        version=code_version(), names={m: called(config, m) for m in known}, chart=config.chart,
    )  # fmt: skip
