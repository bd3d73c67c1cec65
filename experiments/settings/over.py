"""Keys set on a validated config, without Hydra, so that thousands of scenarios cost little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.settings.config import Config
from experiments.settings.crosscheck import across, listed
from experiments.settings.named import among, meant
from experiments.settings.schema import SPECS, RunKeys
from sim.parameters import Parameters
from sim.parameters.faults import apart, section
from sim.parameters.quantity import Section
from sim.plain.text import control_characters
from sim.plain.tree import exists, flatten, put, read_maps
from sim.problems import InputError, Problem, key_hint, phrase
from sim.service.assignment.assignment_words import assignment_words

UNNAMED: dict[str, type[Section]] = {"parameters": Parameters, "run": RunKeys}
"""Sections of a config whose name a person does not write before a key."""

NAMED = ("mode", "assignment", "county", "chart", *SPECS)
"""Sections whose name a person writes."""


def over(config: Config, values: Mapping[str, Any]) -> Config:
    """A config with keys set and everything validated again; sections without such a key are shared with the old one.

    Args:
        config: as ``experiments.settings.config.build`` made it; not changed.
        values: by dotted key, e.g. ``{"fleet.village.count": 3, "mode": "postal_courier", "seed": 2}``. ``mode`` and
            ``assignment`` choose by name and go before any ``mode.<key>`` and ``assignment.<key>`` of the chosen one.
            A map merges into a map, everything else replaces.

    Raises:
        InputError: with every fault.
    """
    problems = list(control_characters(dict(values)))
    config = _choose(config, values, problems)
    trees = _set(config, values, problems)
    new = {n: section(type(_section(config, n)), d, "" if n in UNNAMED else n, problems) for n, d in trees.items()}
    made = _with(config, {name: part for name, part in new.items() if part is not None})
    run, parameters, precision = (new.get(n, getattr(config, n)) for n in ("run", "parameters", "precision"))
    scenarios, table = (*config.mode_table, *config.assignment_table), made.mode_table
    problems += apart(across(scenarios, config.mode_table, run, parameters, precision), problems)
    chosen = made.mode, made.assignment.name
    problems += apart(assignment_words(chosen, listed(run), made.assignment_table, parameters, table, table), problems)
    if problems:
        raise InputError(problems)
    return made


def _set(config: Config, values: Mapping[str, Any], problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """The sections that have one of the keys, as trees with the values set; keys that no section has are problems."""
    trees: dict[str, dict[str, Any]] = {}
    for key in (k for k in values if k not in ("mode", "assignment")):
        name, below = _place(key)
        if name and name not in trees:
            trees[name] = _section(config, name).model_dump(mode="json")
        if name and exists(trees[name], below):
            put(trees[name], below, read_maps(values[key]))
        else:
            problems.append(_unknown(config, key, values[key]))
    return trees


def _choose(config: Config, values: Mapping[str, Any], problems: list[Problem]) -> Config:
    """The config with the mode and the assignment that the values name."""
    name = str(values.get("mode", config.mode))
    spread = str(values.get("assignment", config.assignment.name))
    for group, wanted, table in (("mode", name, config.mode_table), ("assignment", spread, config.assignment_table)):
        if wanted not in table:
            allowed, hint = among(sorted(table)), meant(wanted, table)
            problems.append(Problem("config.unknown_option", group, wanted, allowed, hint))
            return config
    # An assignment that says no mode of its own leaves what it does not name to the chosen one.
    spreads = config.assignment_table
    if name != config.mode:
        other = {k: a.model_copy(update={"mode": name}) for k, a in spreads.items() if a.mode == config.mode}
        spreads = {**spreads, **other}
    return config.model_copy(update={"mode": name, "assignment_table": spreads, "assignment": spreads[spread]})


def _place(key: str) -> tuple[str, str]:
    """The section of a config that has a person's key, and the key in it; two empty texts where none can have it."""
    first, _, below = key.partition(".")
    for name, kind in UNNAMED.items():
        if first in kind.model_fields:
            return name, key
    return (first, below) if first in NAMED and below else ("", "")


def _section(config: Config, name: str) -> Section:
    """The section of a name; of ``mode`` that of the chosen one."""
    found: Section = config.mode_table[config.mode] if name == "mode" else getattr(config, name)
    return found


def _with(config: Config, sections: Mapping[str, Any]) -> Config:
    """A config with other sections; the mode and the assignment stand in their tables too."""
    update = {name: new for name, new in sections.items() if name != "mode"}
    if "mode" in sections:
        update["mode_table"] = {**config.mode_table, config.mode: sections["mode"]}
    if "assignment" in sections:
        update["assignment_table"] = {**config.assignment_table, config.assignment.name: sections["assignment"]}
    return config.model_copy(update=update)


def _unknown(config: Config, key: str, value: Any) -> Problem:
    if key in ("county", "demand", "settings", "plan", "study", "chart"):
        return Problem("config.group", key, f"{key}={value}", phrase("config.no_group"), phrase("config.group_hint"))
    hint = key_hint(key, keys(config))
    return Problem("config.unknown_key", key, f"{key}={value}", phrase("config.key"), hint)


def keys(config: Config) -> list[str]:
    """Every key that ``over`` may set, branches included."""
    data = config.resolved()
    named = {name: _section(config, name).model_dump(mode="json") for name in NAMED}
    return list(flatten({**data["run"], **data["parameters"], **named}))
