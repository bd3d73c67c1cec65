"""What ``optimise`` decides on: config keys and the values they may take, as axes of a grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from experiments.scenarios.axes import no_model_key
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.settings.over import over
from sim.inference.search.decisions import LEVELS, TOWNSHIPS, ordered, usual_decisions, values_in
from sim.inference.search.grid import DecisionKey
from sim.problems import Faults, InputError, Problem, phrase

BY_TOWNSHIP = "by_township"
"""Name of an assignment that the search makes."""

JOINT = ("config.visits", "config.shift", "config.departure", "config.duty", "config.door_time")
"""Faults of a value beside the values of other keys, which the search may change too."""


def based(config: Config) -> Config:
    """The config that the values of the decisions are set on: where townships choose, its assignment under a name that says so."""
    if not config.optimise.townships:
        return config
    named = {"name": BY_TOWNSHIP, "name_zh": "分乡镇模式", "name_en": "modes by township"}
    spread = config.assignment.model_copy(update=named)
    table = {**config.assignment_table, BY_TOWNSHIP: spread}
    return config.model_copy(update={"assignment": spread, "assignment_table": table})


def axes_of(config: Config) -> tuple[DecisionKey, ...]:
    """The decisions of a config: ``optimise.keys``, or sensible ones for its plan; a mode for each township where
    ``optimise.townships`` says so.

    Raises:
        InputError: keys that do not exist and values that they cannot take, all of them.
    """
    given: Mapping[str, Any] = config.optimise.keys or usual_decisions(config.parameters, config.modes)
    axes, faults = list[DecisionKey](), Faults()
    for key, choice in given.items():
        values = values_in(choice)
        told = list(dict.fromkeys(_faults(config, key, values)))
        faults += [p for p in told if p not in faults]
        axes += _axes(config, key, values)
    if config.optimise.townships and "mode" not in given:
        found, allowed = phrase("optimise.no_modes"), phrase("optimise.modes")
        faults.append(Problem("config.choices", "optimise.townships", found, allowed))
    faults.refuse()
    return tuple(axes)


def _axes(config: Config, key: str, values: tuple[Any, ...]) -> list[DecisionKey]:
    """The axes of a key: one, but one a township of the mode where townships choose."""
    if key != "mode" or not config.optimise.townships:
        return [DecisionKey(key, values, ordered(values))]
    return [DecisionKey(f"{TOWNSHIPS}.{t.name}", values, False) for t in county_of(config).townships]


def _faults(config: Config, key: str, values: tuple[Any, ...]) -> Iterator[Problem]:
    """What is wrong with a key and its values, whatever the other keys say."""
    where = f"optimise.keys.{key}"
    if not 1 <= len(values) <= LEVELS:
        allowed, hint = phrase("config.choices", most=LEVELS), phrase("config.list_or_range")
        yield Problem("config.choices", where, phrase("config.values", count=len(values)), allowed, hint)
        return
    if faults := no_model_key(key, where):
        yield from faults
        return
    for value in values:
        try:
            over(config, {key: value})
        except InputError as error:
            yield from (replace(p, where=where) if p.where == key else p for p in error.problems if p.code not in JOINT)
