"""What is set together in a scenario: the values of a swept key, the rows of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from experiments.settings.overrides import Overrides, for_hydra, unswept
from experiments.settings.schema import SPECS, RunKeys
from sim.problems import Problem, phrase
from sim.table.setting import Setting

Axis = tuple[Setting, ...]


def swept(found: Overrides) -> tuple[list[Axis], Overrides, list[Problem]]:
    """The swept overrides as axes, groups first and otherwise in their order, the overrides left when each stands at its first value,
    and what cannot be swept."""
    axes: list[Axis] = []
    texts = list(found.texts)
    problems = []
    for is_group, overrides in ((True, found.groups), (False, found.values)):
        for override in overrides:
            if override.is_sweep_override():
                each = unswept(override)
                key = override.key_or_group
                old, new = (o.input_line if is_group else for_hydra(o) for o in (override, each[0]))
                texts[texts.index(old)] = new
                problems += [] if is_group else no_scenario_key(key, f"override {key}")
                axes.append(tuple(_setting(o, is_group) for o in each))
    groups, values = (tuple(o for o in part if not o.is_sweep_override()) for part in (found.groups, found.values))
    return axes, Overrides(tuple(texts), groups, values, found.problems), problems


def _setting(override: Any, is_group: bool) -> Setting:
    labels = ((override.key_or_group, override.value()),)
    return Setting(labels, groups=(override.input_line,)) if is_group else Setting(labels, values=labels)


def no_scenario_key(key: str, where: str) -> list[Problem]:
    """A fault if a key decides nothing of a scenario."""
    first = key.split(".", maxsplit=1)[0]
    if first == "seed" or (first not in RunKeys.model_fields and first not in (*SPECS, "chart", "verb", "hydra")):
        return []
    return [Problem("sweep.key", where, key, phrase("sweep.model_or_seed"), phrase("sweep.same_for_all"))]


def no_model_key(key: str, where: str) -> list[Problem]:
    """A fault if a key is none of the model's: one of a run's own, or the seed."""
    if key == "seed":
        return [Problem("sweep.key", where, key, phrase("sweep.model"), phrase("sweep.other_seed"))]
    return [replace(p, allowed=phrase("sweep.model")) for p in no_scenario_key(key, where)]
