"""Which scenarios a study looks at: one ``DesignPoint`` each, made one by one from the command line's lists or from a table."""

from __future__ import annotations

import copy
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from experiments.scenarios.provenance import scenario_key
from experiments.settings.compose import Composer
from experiments.settings.config import Config, build
from experiments.settings.over import over
from experiments.settings.overrides import Overrides, for_hydra, unswept
from experiments.settings.schema import SPECS, RunKeys
from experiments.settings.tree import apply
from sim.demand.source import demand_key
from sim.plain.tree import put, read_maps
from sim.problems import InputError, Problem, Where, phrase
from sim.proposal.swept import NAME, Entry

__all__ = ["Design", "DesignPoint", "Entry", "Setting", "over", "point", "swept"]

BASES_KEPT = 64
"""Configs of so many combinations of groups are kept; a design goes through them one after the other."""

FAULTS_SHOWN = 20
"""So many faults are told one by one; the others are counted."""

@dataclass(frozen=True, eq=False)
class DesignPoint:
    """One scenario of a study.

    Attributes:
        labels: swept key and its value as a person wrote it, in the order of the design.
        config: validated.
        name: of the scenario, a mode or an assignment; where it is empty the config's own mode and assignment say which it is.
    """

    labels: tuple[tuple[str, Any], ...]
    config: Config
    name: str = ""

    @property
    def scenario(self) -> str:
        """What is simulated: what is named, else the assignment, where it tells villages apart, else the one mode for every village."""
        if self.name:
            return self.name
        spread = self.config.assignment
        return spread.name if spread.mixed else self.config.mode

    @cached_property
    def key(self) -> str:
        """Names everything that a replication's numbers depend on, its number apart."""
        return scenario_key(self.config, self.scenario)

    @property
    def parcels(self) -> str:
        """Names what decides its parcels: county, seed, and all of the parameters that drawing them reads."""
        text = "\n".join((self.config.county.model_dump_json(), str(self.config.run.seed), demand_key(self.config.parameters)))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def point(config: Config, values: Mapping[str, Any]) -> DesignPoint:
    """``over``, with the values as labels."""
    return DesignPoint(tuple(values.items()), over(config, values))


@dataclass(frozen=True)
class Setting:
    """What is set together: one value of a swept key, or one row of a table.

    Attributes:
        labels: by key or group, as a person wrote them; a row leaves out what its cells leave to the base.
        groups: overrides that choose files of conf/, for Hydra.
        values: by dotted key.
        origin: its row of a table of scenarios; None for the command line.
    """

    labels: tuple[tuple[str, Any], ...]
    groups: tuple[str, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    origin: Where | None = None


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


@dataclass(eq=False)
class Design:
    """Scenarios in order: every combination of the settings of its axes, the last axis fastest. Iterating makes one point at a time.

    Attributes:
        axes: see ``Setting``.
        fixed: the overrides of the command line that hold for all scenarios.
        composer: Hydra's configs by group.
        verb: see ``Config``. ``stored``: see ``compose.files``.
    """

    axes: tuple[Axis, ...]
    fixed: Overrides
    composer: Composer
    verb: str
    stored: Mapping[str, Mapping[str, Any]]
    _bases: OrderedDict[tuple[str, ...], tuple[dict[str, Any], dict[str, str], Config | None]] = field(default_factory=OrderedDict)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every swept key and group, in the order of the labels."""
        return tuple(dict.fromkeys(key for axis in self.axes for setting in axis for key, _ in setting.labels))

    def digest(self) -> str:
        """Names the scenarios and their order, by what a person wrote for them."""
        rows = [[(s.labels, s.groups, s.values) for s in axis] for axis in self.axes]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def __len__(self) -> int:
        return prod(len(axis) for axis in self.axes)

    def __iter__(self) -> Iterator[DesignPoint]:
        """Every point.

        Raises:
            InputError: the next one is at fault; ``check`` finds all that are.
        """
        return (self.at(settings) for settings in product(*self.axes))

    def check(self, looked: Callable[[Config], None] | None = None) -> list[Entry]:
        """Make every point once and keep of each what names it.

        Args:
            looked: called with the config of every good point; may find more faults.

        Raises:
            InputError: with the faults of all points, each once; beyond ``FAULTS_SHOWN`` they are counted.
        """
        entries: list[Entry] = []
        faults: dict[tuple[object, ...], Problem] = {}
        hopeless: set[tuple[str, str]] = set()
        bad = 0
        for settings in product(*self.axes):
            if any((key, repr(value)) in hopeless for s in settings if not s.origin for key, value in s.labels):
                bad += 1  # a value of the command line that no scenario can have is told once
                continue
            try:
                made = self.at(settings)
                if looked is not None:
                    looked(made.config)
                entries.append(Entry(made.labels, made.scenario, made.key, made.parcels))
            except InputError as error:
                bad += 1
                faults.update(((p.code, p.where, p.found), p) for p in error.problems)
                alone = {p.where for p in error.problems if p.code in ("config.value", "config.unknown_key")}
                hopeless.update((key, repr(value)) for s in settings if not s.origin for key, value in s.labels if key in alone)
        if faults:
            raise InputError(_capped(list(faults.values()), bad, len(self)))
        return entries

    def unswept(self) -> Config | None:
        """The config without what is swept; None where it is at fault, as it may be though every scenario be sound."""
        tree, choices, _ = self._base(())
        try:
            return build({**copy.deepcopy(tree), "verb": self.verb}, choices, self.stored)
        except InputError:
            return None

    def at(self, settings: tuple[Setting, ...]) -> DesignPoint:
        """The point of some settings, one of each axis.

        Raises:
            InputError: it is at fault.
        """
        try:
            return self._made(settings)
        except InputError as error:
            raise InputError(_placed(p, settings) for p in error.problems) from None

    def _made(self, settings: tuple[Setting, ...]) -> DesignPoint:
        groups = tuple(text for s in settings for text in s.groups)
        values = {key: read_maps(value) for s in settings for key, value in s.values}
        labels = {key: value for s in settings for key, value in s.labels}
        tree, choices, base = self._base(groups)
        for key in self.keys:
            if key not in labels and key != NAME:
                labels[key] = choices[key] if key in choices else values.setdefault(key, _at(tree, key))
        ordered = tuple((key, labels.get(key, "")) for key in self.keys)
        # Maps merge into what is there, and a county is called after its file: both start from what Hydra composed.
        if base is not None and not any(isinstance(v, dict) or k.startswith("county.") for k, v in values.items()):
            return DesignPoint(ordered, over(base, values))
        tree = copy.deepcopy(tree)
        for key, value in values.items():
            put(tree, key, value)
        config = build({**tree, "verb": self.verb}, choices, self.stored)
        if not any(isinstance(v, dict) for v in values.values()):
            self._bases[groups] = (*self._bases[groups][:2], config)
        return DesignPoint(ordered, config)

    def _base(self, groups: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str], Config | None]:
        """Of a combination of groups: the tree before the swept values, the options chosen, and the config of a point of it, once there is one."""
        if groups not in self._bases:
            tree, choices = self.composer([*(o.input_line for o in self.fixed.groups), *groups])
            self._bases[groups] = (apply(tree, self.fixed.values), choices, None)
            if len(self._bases) > BASES_KEPT:
                self._bases.popitem(last=False)
        self._bases.move_to_end(groups)
        return self._bases[groups]


def _at(tree: Any, key: str) -> Any:
    """What stands at a dotted key of plain data."""
    for part in key.split("."):
        tree = tree[int(part)] if isinstance(tree, list) else tree[part]
    return tree


def _placed(problem: Problem, settings: tuple[Setting, ...]) -> Problem:
    """A fault of a point, with the file and row that it comes from if it comes from a table."""
    for setting in settings:
        if setting.origin:
            column = next((key for key, _ in setting.labels if problem.where == key or str(problem.where).startswith(f"{key}.")), "")
            place = replace(setting.origin, column=column)
            if column == problem.where:
                return replace(problem, where=place)
            if column or not any(problem.where == key for s in settings for key, _ in s.labels):
                return replace(problem, where=replace(place, key=str(problem.where)) if isinstance(problem.where, str) else problem.where)
    return problem


def _capped(faults: list[Problem], bad: int, scenarios: int) -> list[Problem]:
    if len(faults) > FAULTS_SHOWN:
        more = phrase("sweep.more", number=len(faults) - FAULTS_SHOWN)
        return [*faults[:FAULTS_SHOWN], Problem("sweep.more", "sweep", more, phrase("sweep.none"), phrase("sweep.at_fault", bad=bad, scenarios=scenarios))]
    return faults

