"""What ``optimise`` decides on: config keys and the values they may take, as axes of a grid."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from experiments.scenarios.design import no_model_key
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.settings.over import over
from experiments.settings.specs.optimise import Range
from sim.inference.grid import DecisionKey, Index
from sim.problems import InputError, Problem, phrase
from sim.proposal.optimise_words import TOWNSHIPS

BY_TOWNSHIP = "by_township"
"""Name of an assignment that the search makes."""
_CLOCK = re.compile(r"\d\d:\d\d")
JOINT = ("config.visits", "config.shift", "config.departure", "config.duty", "config.door_time")
"""Faults of a value beside the values of other keys, which the search may change too."""
LEVELS = 200
"""Most values of one key."""


def based(config: Config) -> Config:
    """The config that the values of the decisions are set on: where townships choose, its assignment under a name that says so."""
    if not config.optimise.townships:
        return config
    spread = config.assignment.model_copy(update={"name": BY_TOWNSHIP, "name_zh": "分乡镇模式", "name_en": "modes by township"})
    return config.model_copy(update={"assignment": spread, "assignment_table": {**config.assignment_table, BY_TOWNSHIP: spread}})


def axes_of(config: Config) -> tuple[DecisionKey, ...]:
    """The decisions of a config: ``optimise.keys``, or sensible ones for its plan; a mode for each township where ``optimise.townships`` says so.

    Raises:
        InputError: keys that do not exist and values that they cannot take, all of them.
    """
    given: Mapping[str, Any] = config.optimise.keys or default_keys(config)
    axes, problems = [], []
    for key, choice in given.items():
        values = _values(choice)
        where = f"optimise.keys.{key}"
        if not 1 <= len(values) <= LEVELS:
            problems.append(Problem("config.choices", where, phrase("config.values", count=len(values)), phrase("config.choices", most=LEVELS), phrase("config.list_or_range")))
            continue
        faults = no_model_key(key, where) or [replace(p, where=where) if p.where == key else p for value in values for p in _faults(config, key, value)]
        problems += [p for p in dict.fromkeys(faults) if p not in problems]
        if key == "mode" and config.optimise.townships:
            axes += [DecisionKey(f"{TOWNSHIPS}.{t.name}", values, False) for t in county_of(config).townships]
        else:
            axes.append(DecisionKey(key, values, _ordered(values)))
    if config.optimise.townships and "mode" not in given:
        problems.append(Problem("config.choices", "optimise.townships", phrase("optimise.no_modes"), phrase("optimise.modes")))
    if problems:
        raise InputError(problems)
    return tuple(axes)


def default_keys(config: Config) -> dict[str, Any]:
    """Decisions that every county has, around what its config says: mode, village days and visits, trunk departures and vehicles, hub crews.

    What is sized by rule is varied by the load that the rule aims at; what is given as a number, by some up and down.
    """
    p = config.parameters
    keys: dict[str, Any] = {"mode": config.modes, "schedule.village.days_per_week": (3, 4, 5, 6, 7)}
    if len(p.schedule.village.depart) > 1:
        keys["schedule.village.visits_per_day"] = tuple(range(1, len(p.schedule.village.depart) + 1))
    if len(p.schedule.trunk.depart) > 1:
        keys["schedule.trunk.depart"] = (p.schedule.trunk.depart[:1], p.schedule.trunk.depart)
    keys |= _around("fleet.trunk.count", p.fleet.trunk.count, "fleet.target_load", (0.7, 0.85, 1.0))
    for stage, crew in p.staffing.hub.items():
        if stage != "sort_village":
            keys |= _around(f"staffing.hub.{stage}.crew", crew.crew, "staffing.target_load", (0.7, 0.85, 1.0))
    return keys


def _around(key: str, number: Any, rule: str, loads: Sequence[float]) -> dict[str, Any]:
    if not isinstance(number, int):
        return {rule: tuple(loads)}
    step = max(1, round(0.2 * number))
    return {key: tuple(n for n in range(number - 2 * step, number + 2 * step + 1, step) if n >= 1)}


def _values(choice: Any) -> tuple[Any, ...]:
    """The values of a choice, each once; of numbers in rising order."""
    if isinstance(choice, Range):
        count = math.floor((choice.high - choice.low) / choice.step + 1e-9) + 1
        numbers = [round(choice.low + i * choice.step, 9) for i in range(min(count, LEVELS + 1))]
        return tuple(int(n) if float(n).is_integer() and float(choice.step).is_integer() else n for n in numbers)
    found: list[Any] = []
    for value in choice:
        value = tuple(value) if isinstance(value, list) else value
        if value not in found:
            found.append(value)
    numeric = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in found)
    return tuple(sorted(found)) if numeric else tuple(found)


def _ordered(values: Sequence[Any]) -> bool:
    """Whether values have an order: numbers, or clock times in the order given."""
    numeric = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
    return numeric or all(isinstance(v, str) and _CLOCK.fullmatch(v) is not None for v in values)


def _faults(config: Config, key: str, value: Any) -> list[Problem]:
    """What is wrong with a value whatever the other keys say."""
    try:
        over(config, {key: value})
    except InputError as error:
        return [p for p in error.problems if p.code not in JOINT]
    return []


def values_of(axes: Sequence[DecisionKey], index: Index) -> dict[str, Any]:
    """Key and value of each decision at a point, as ``experiments.settings.over`` takes them."""
    chosen = {a.key: a.values[i] for a, i in zip(axes, index, strict=True)}
    by_township = {k.removeprefix(f"{TOWNSHIPS}."): v for k, v in chosen.items() if k.startswith(f"{TOWNSHIPS}.")}
    plain = {k: v for k, v in chosen.items() if not k.startswith(f"{TOWNSHIPS}.")}
    return {**plain, TOWNSHIPS: by_township} if by_township else plain


def starts(axes: Sequence[DecisionKey], config: Config) -> list[Index]:
    """Where the search begins: each mode with the other keys as the config has them (else in the middle), then with all at their highest and at their lowest."""
    first = [_nearest(a, config) for a in axes]
    modes = [i for i, a in enumerate(axes) if a.key == "mode" or a.key.startswith(f"{TOWNSHIPS}.")]
    high = [len(a.values) - 1 if a.ordered else i for a, i in zip(axes, first, strict=True)]
    low = [0 if a.ordered else i for a, i in zip(axes, first, strict=True)]
    found = [
        tuple(mode if i in modes else value for i, value in enumerate(rest))
        for rest in (first, high, low)
        for mode in range(len(axes[modes[0]].values) if modes else 1)
    ]
    return list(dict.fromkeys(found))


def _nearest(axis: DecisionKey, config: Config) -> int:
    """The value that the config has, or the middle one."""
    node: Any = config.model_dump() | config.parameters.model_dump() | {"mode": config.mode}
    for part in axis.key.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    values = list(axis.values)
    return values.index(node) if node in values else len(values) // 2
