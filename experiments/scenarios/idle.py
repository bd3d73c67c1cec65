"""Overrides that change nothing: told by what comes out with them and without, not by what is known of the keys."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiments.scenarios.work import planned, run_point
from experiments.settings.config import Config
from sim.problems import InputError
from sim.service.prepared import Prepared, Scenario
from sim.store.archive import Row
from sim.store.kept import KPIS

Names = Callable[[Config], tuple[str, ...]]
"""The scenarios that a config asks for."""

First = Callable[[Config, str], Row | None]
"""The first replication of a scenario under a config as it was simulated; None where it was not."""


@dataclass(frozen=True)
class GivenOverride:
    """An override of the command line: as it was written, and the config that there would be without it."""

    text: str
    without: Config


def idle(config: Config, prepared: Prepared, names: Names, given: Sequence[GivenOverride], first: First) -> dict[str, tuple[str, ...]]:
    """The scenarios in which an override changes nothing, by the override; those that change something everywhere are left out.

    Without it the plan, its loads, and every milestone, run and KPI of the first replication are the same. Most overrides change the plan,
    which costs little to see; of the others one replication is simulated, where it is not there.

    Args:
        config: with all overrides. ``names``: what a config asks for.
    """
    found = {}
    for one in given:
        if names(one.without) == tuple(s.name for s in prepared.scenarios):
            same = tuple(s.name for s in prepared.scenarios if alike(s, config, one.without, first))
            if same:
                found[one.text] = same
    return found


def alike(scenario: Scenario, config: Config, without: Config, first: First) -> bool:
    """Whether a scenario of a config comes out the same without an override."""
    try:
        (other,) = planned(without, scenario.name).scenarios
        if _told(other) != _told(scenario):
            return False
        there = first(config, scenario.name)
        if there is None:
            return False
        row = first(without, scenario.name) or run_point(without, scenario.name, (0,), KPIS).kept[0].row
    except InputError:  # without it there is no such plan
        return False
    return row.digest == there.digest and np.array_equal(row.values, there.values, equal_nan=True)


def _told(scenario: Scenario) -> Any:
    """All that a plan is, as bytes that can be set side by side; what it is called is no part of it."""
    return pickle.dumps(replace(scenario, name_zh="", name_en=""))
