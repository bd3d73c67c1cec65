"""Keys set on a validated config, without Hydra, so that thousands of scenarios cost little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from experiments.settings.config import Config, read_maps, section
from experiments.settings.crosscheck import across
from experiments.settings.named import among, meant
from experiments.settings.overrides import key_hint
from experiments.settings.schema import RunKeys
from experiments.settings.specs.precision import Precision
from sim.parameters import Parameters
from sim.parameters.quantity import Section
from sim.plain.tree import flatten, merged
from sim.problems import InputError, Problem, phrase

Tree = dict[str, Any]
"""Changes by name of what they change: a tree again, or a ``_Value``."""


@dataclass(frozen=True)
class _Value:
    """What a key is set to."""

    value: Any


def over(config: Config, values: Mapping[str, Any]) -> Config:
    """A config with keys set and everything validated again.

    Args:
        config: as ``experiments.settings.config.build`` made it; not changed.
        values: by dotted key, e.g. ``{"fleet.village.count": 3, "mode": "postal_courier", "seed": 2}``. ``mode`` and ``assignment``
            choose by name and go before any ``mode.<key>`` and ``assignment.<key>`` of the chosen one. A map merges into a map,
            everything else replaces.

    Raises:
        InputError: with every fault.
    """
    values = {key: read_maps(value) for key, value in values.items()}
    problems: list[Problem] = []
    config = _choose(config, values, problems)
    tree: Tree = {}
    for key, value in values.items():
        if key not in ("mode", "assignment"):
            path = _path(config, key)
            if path is None:
                problems.append(_unknown(config, key, value))
            else:
                _insert(tree, path, _Value(value))
    changed = config
    try:
        if tree:
            changed = _with_assignment(_changed(config, tree), config)
    except ValidationError:
        problems += _faults(config, tree)
        raise InputError(problems) from None
    problems += _across(changed, changed.run, changed.parameters, changed.precision)
    if problems:
        raise InputError(problems)
    return changed


def _choose(config: Config, values: Mapping[str, Any], problems: list[Problem]) -> Config:
    """The config with the mode and the assignment that the values name."""
    name = str(values.get("mode", config.mode))
    spread = str(values.get("assignment", config.assignment.name))
    for group, wanted, table in (("mode", name, config.mode_table), ("assignment", spread, config.assignment_table)):
        if wanted not in table:
            problems.append(Problem("config.unknown_option", group, wanted, among(sorted(table)), meant(wanted, table)))
            return config
    # An assignment that says no mode of its own leaves what it does not name to the chosen one.
    spreads = config.assignment_table
    if name != config.mode:
        spreads = {k: a.model_copy(update={"mode": name}) if a.mode == config.mode else a for k, a in spreads.items()}
    return config.model_copy(update={"mode": name, "assignment_table": spreads, "assignment": spreads[spread]})


def _path(config: Config, key: str) -> tuple[str, ...] | None:
    """Where in a ``Config`` a person's key stands; None: nowhere."""
    first, *rest = key.split(".")
    if first in Parameters.model_fields:
        path: tuple[str, ...] = ("parameters", first, *rest)
    elif first in RunKeys.model_fields:
        path = ("run", first, *rest)
    elif first == "mode":
        path = ("mode_table", config.mode, *rest)
    elif first in Config.model_fields and rest:
        path = (first, *rest)
    else:
        return None
    node: Any = config
    for name in path:
        node = _below(node, name)
        if node is _NOTHING:
            return None
    return path


_NOTHING = object()


def _below(node: Any, name: str) -> Any:
    if isinstance(node, Section):
        return getattr(node, name) if name in type(node).model_fields else _NOTHING
    if isinstance(node, dict):
        return node.get(name, _NOTHING)
    if isinstance(node, tuple) and name.isdigit() and int(name) < len(node):
        return node[int(name)]
    return _NOTHING


def _unknown(config: Config, key: str, value: Any) -> Problem:
    if key in ("county", "demand", "plan", "chart"):
        return Problem("config.group", key, f"{key}={value}", phrase("config.no_group"), phrase("config.group_hint"))
    return Problem("config.unknown_key", key, f"{key}={value}", phrase("config.key"), key_hint(key, keys(config)))


def keys(config: Config) -> list[str]:
    """Every key that ``over`` may set, branches included."""
    data = config.resolved()
    plain = {**data["run"], **data["parameters"], "mode": data["mode_table"][config.mode]}
    return list(flatten({**plain, **{k: data[k] for k in data if k not in ("run", "parameters", "mode", "mode_table", "assignment_table", "verb")}}))


def _insert(tree: Tree, path: tuple[str, ...], value: _Value) -> None:
    *branches, last = path
    for name in branches:
        below = tree.setdefault(name, {})
        if isinstance(below, _Value):  # the whole branch is set as well: what stands in it later goes over it
            below = tree[name] = {k: _Value(v) for k, v in below.value.items()} if isinstance(below.value, dict) else {}
        tree = below
    tree[last] = value


def _changed(node: Any, tree: Tree) -> Any:
    """A section, map or list with the changes in it, validated where it is a section; what did not change is shared with the old."""
    if isinstance(node, Section):
        data = {name: getattr(node, name) for name in type(node).model_fields}
        data.update((name, _new(data[name], sub)) for name, sub in tree.items())
        return type(node).model_validate(data)
    if isinstance(node, dict):
        return {**node, **{name: _new(node[name], sub) for name, sub in tree.items()}}
    return tuple(_new(item, tree[str(i)]) if str(i) in tree else item for i, item in enumerate(node))


def _new(old: Any, change: Any) -> Any:
    if not isinstance(change, _Value):
        return _changed(old, change)
    if isinstance(change.value, dict):
        before = old.model_dump(mode="json") if isinstance(old, Section) else {k: _plain(v) for k, v in old.items()} if isinstance(old, dict) else None
        return change.value if before is None else merged(before, change.value)
    return change.value


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, Section) else value


def _with_assignment(changed: Config, before: Config) -> Config:
    """The changed assignment stands in the table of assignments too."""
    if changed.assignment is before.assignment:
        return changed
    return changed.model_copy(update={"assignment_table": {**changed.assignment_table, before.assignment.name: changed.assignment}})


def _faults(config: Config, tree: Tree) -> list[Problem]:
    """Every fault of the changed sections, in the words of ``experiments.settings.config.build``."""
    problems: list[Problem] = []
    left: dict[str, Any] = {}
    for name, changes in tree.items():
        node: Section = getattr(config, name) if name != "mode_table" else config.mode_table[config.mode]
        changes = changes if name != "mode_table" else changes[config.mode]
        prefix = {"parameters": "", "run": "", "mode_table": "mode"}.get(name, name)
        left[name] = section(type(node), _laid_over(node.model_dump(mode="json"), changes), prefix, problems)
    known = {p.where for p in problems}
    problems += [p for p in _across(config, *(left.get(name, getattr(config, name)) for name in ("run", "parameters", "precision"))) if p.where not in known]
    return problems


def _laid_over(data: Any, tree: Tree) -> Any:
    """Plain data with the changes in it."""
    data = list(data) if isinstance(data, list) else dict(data)
    for name, change in tree.items():
        at: Any = int(name) if isinstance(data, list) else name
        if isinstance(change, _Value):
            data[at] = merged(data[at], change.value) if isinstance(data[at], dict) and isinstance(change.value, dict) else change.value
        else:
            data[at] = _laid_over(data[at], change)
    return data


def _across(config: Config, run: RunKeys | None, parameters: Parameters | None, precision: Precision | None) -> list[Problem]:
    return across((*config.mode_table, *config.assignment_table), config.mode_table, run, parameters, precision)
