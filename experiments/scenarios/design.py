"""Which scenarios a study looks at: one ``DesignPoint`` each, made one by one from the command line's lists or from a table."""

from __future__ import annotations

import copy
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from experiments.scenarios.axes import Axis
from experiments.scenarios.provenance import scenario_key
from experiments.settings.compose import Composer
from experiments.settings.config import Config, build
from experiments.settings.over import over
from experiments.settings.overrides import Overrides
from experiments.settings.tree import apply
from sim.demand.source import demand_key
from sim.plain.tree import at, put, read_maps
from sim.policy.host_sheets import lay_hosts
from sim.problems import InputError
from sim.proposal.sweep.swept import Entry
from sim.table.setting import NAME, Setting
from sim.table.setting_faults import DesignFaults, capped, placed

__all__ = ["Design", "DesignPoint", "over", "point"]

BASES_KEPT = 64
"""Configs of so many combinations of groups are kept; a design goes through them one after the other."""

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
        entries, told = list[Entry](), DesignFaults()
        for settings in product(*self.axes):
            if told.is_hopeless(settings):
                continue
            try:
                made = self.at(settings)
                if looked is not None:
                    looked(made.config)
                entries.append(Entry(made.labels, made.scenario, made.key, made.parcels))
            except InputError as error:
                told.note(error, settings)
        if told.faults:
            raise InputError(capped(list(told.faults.values()), told.bad, len(self)))
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
            raise InputError(placed(p, settings) for p in error.problems) from None

    def _made(self, settings: tuple[Setting, ...]) -> DesignPoint:
        groups = tuple(text for s in settings for text in s.groups)
        values = {key: read_maps(value) for s in settings for key, value in s.values}
        tree, choices, base = self._base(groups)
        labels = self._labels(settings, values, tree, choices)
        merged = any(isinstance(v, dict) for v in values.values())
        # Maps merge into what is there, and a county is called after its file: both start from what Hydra composed.
        if base is not None and not merged and not any(k.startswith("county.") for k in values):
            return DesignPoint(labels, over(base, values))
        tree = copy.deepcopy(tree)
        for key, value in values.items():
            put(tree, key, value)
        if "county.source" in values:
            lay_hosts(tree, [*values.items(), *((o.key_or_group, o.value()) for o in self.fixed.values)])
        config = build({**tree, "verb": self.verb}, choices, self.stored)
        if not merged:
            self._bases[groups] = (*self._bases[groups][:2], config)
        return DesignPoint(labels, config)

    def _labels(self, settings: tuple[Setting, ...], values: dict[str, Any], tree: Any, choices: Mapping[str, str]) -> tuple[tuple[str, Any], ...]:
        """Every swept key with its value as a person wrote it, in order; keys that the settings leave to the base have
        its value, and are set to it in ``values`` since another point may have changed them."""
        found = {key: value for s in settings for key, value in s.labels}
        for key in self.keys:
            if key not in found and key != NAME:
                found[key] = choices[key] if key in choices else values.setdefault(key, at(tree, key))
        return tuple((key, found.get(key, "")) for key in self.keys)

    def _base(self, groups: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str], Config | None]:
        """Of a combination of groups: the tree before the swept values, the options chosen, and the config of a point of it, once there is one."""
        if groups not in self._bases:
            tree, choices = self.composer([*(o.input_line for o in self.fixed.groups), *groups])
            self._bases[groups] = (apply(tree, self.fixed.values), choices, None)
            if len(self._bases) > BASES_KEPT:
                self._bases.popitem(last=False)
        self._bases.move_to_end(groups)
        return self._bases[groups]
