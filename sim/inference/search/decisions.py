"""What an optimisation decides on: values of keys as axes of a grid, usual decisions, and where a search begins."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from pydantic import model_validator

from sim.inference.search.grid import DecisionKey, Index
from sim.parameters import Parameters
from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.plain.number import is_number
from sim.problems import RefusedError, phrase

TOWNSHIPS = "assignment.townships"
"""Where an assignment keeps the modes of townships by name; a decision on one is an axis below it."""

LEVELS = 200
"""Most values of one key."""

LOADS = (0.7, 0.85, 1.0)
"""What is sized by rule may be aimed at."""

_CLOCK = re.compile(r"\d\d:\d\d")


class Range(Section):
    """Numbers from ``low`` to ``high`` in steps."""

    low: float
    high: float
    step: float = 1.0

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not (self.step > 0 and self.high >= self.low):
            raise RefusedError(phrase("config.range_step"))
        return self

    def values(self) -> tuple[Any, ...]:
        """The numbers, whole where first and step are; at most one more than ``LEVELS``."""
        count = math.floor((self.high - self.low) / self.step + 1e-9) + 1
        numbers = [round(self.low + i * self.step, 9) for i in range(min(count, LEVELS + 1))]
        whole = float(self.step).is_integer()
        return tuple(int(n) if whole and float(n).is_integer() else n for n in numbers)


Choice = Range | tuple[Any, ...]


class Optimise(Section):
    """The search for the cheapest plan."""

    keys: dict[str, Choice] = setting("optimise.keys", {}, "keys and values")
    townships: bool = setting("optimise.townships", False)
    cost: str | None = setting("optimise.cost", None)
    time: str = setting("optimise.time", "at_village_mean_h")
    targets: dict[str, Any] = setting("optimise.targets", {"within_24h": ">=0.9", "reach_1_3": ">=1"})
    budget: int = setting("optimise.budget", 400, "runs", ge=1, le=10_000_000)
    search_replications: int = setting("optimise.search_replications", 2, ge=1, le=1000)
    selection_replications: int = setting("optimise.selection_replications", 5, ge=3, le=1000)
    estimation_replications: int = setting("optimise.estimation_replications", 10, ge=3, le=1000)
    candidates: int = setting("optimise.candidates", 8, "plans", ge=1, le=200)
    batch: int = setting("optimise.batch", 8, "plans", ge=1, le=1000)
    sampler_seed: int = setting("optimise.sampler_seed", 1, ge=0, le=2**31 - 1)

    @property
    def finalists(self) -> int:
        """Plans that go from the search to the selection at most: ``candidates``, or fewer, so that the search can look
        at as many combinations as there are to be."""
        each = self.search_replications + self.selection_replications + self.estimation_replications
        return min(self.candidates, max(1, self.budget // each))

    @property
    def reserve(self) -> int:
        """Runs kept for selection and estimation."""
        return self.finalists * (self.selection_replications + self.estimation_replications)

    @property
    def least_budget(self) -> int:
        """Runs by which a search looks at two combinations, and one of them is selected and estimated."""
        return 2 * self.search_replications + self.selection_replications + self.estimation_replications

    @property
    def search_budget(self) -> int:
        """Runs that the search may use."""
        return self.budget - self.reserve


def values_in(choice: Choice) -> tuple[Any, ...]:
    """The values of a choice, each once; of numbers in rising order."""
    return choice.values() if isinstance(choice, Range) else listed(choice)


def listed(choice: Iterable[Any]) -> tuple[Any, ...]:
    """The values of a list, each once; of numbers in rising order."""
    found: list[Any] = []
    for value in (tuple(v) if isinstance(v, list) else v for v in choice):
        if value not in found:
            found.append(value)
    return tuple(sorted(found)) if all(map(is_number, found)) else tuple(found)


def ordered(values: Sequence[Any]) -> bool:
    """Whether values have an order: numbers, or clock times in the order given."""
    return all(map(is_number, values)) or all(isinstance(v, str) and _CLOCK.fullmatch(v) is not None for v in values)


def usual_decisions(p: Parameters, modes: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Decisions that every county has, around what its parameters say: mode, village days and visits, trunk departures
    and vehicles, hub crews.

    What is sized by rule is varied by the load that the rule aims at; what is given as a number, by some up and down.
    """
    keys: dict[str, Sequence[Any]] = {"mode": modes, "schedule.village.days_per_week": (3, 4, 5, 6, 7)}
    village, trunk = p.schedule.village.depart, p.schedule.trunk.depart
    if len(village) > 1:
        keys["schedule.village.visits_per_day"] = tuple(range(1, len(village) + 1))
    if len(trunk) > 1:
        keys["schedule.trunk.depart"] = (trunk[:1], trunk)
    keys |= _around("fleet.trunk.count", p.fleet.trunk.count, "fleet.target_load")
    for stage, crew in p.staffing.hub.items():
        if stage != "sort_village":
            keys |= _around(f"staffing.hub.{stage}.crew", crew.crew, "staffing.target_load")
    return keys


def _around(key: str, number: Any, rule: str) -> dict[str, Sequence[Any]]:
    """Some values of a key around its number; of the rule's load where there is none."""
    if not isinstance(number, int):
        return {rule: LOADS}
    step = max(1, round(0.2 * number))
    return {key: tuple(n for n in range(number - 2 * step, number + 2 * step + 1, step) if n >= 1)}


def values_of(axes: Sequence[DecisionKey], index: Index) -> dict[str, Any]:
    """Key and value of each decision at a point; those of townships together, as a map below ``TOWNSHIPS``."""
    chosen = {a.key: a.values[i] for a, i in zip(axes, index, strict=True)}
    towns = {k: v for k, v in chosen.items() if k.startswith(f"{TOWNSHIPS}.")}
    plain = {k: v for k, v in chosen.items() if k not in towns}
    return {**plain, TOWNSHIPS: {k.removeprefix(f"{TOWNSHIPS}."): v for k, v in towns.items()}} if towns else plain


def starts(axes: Sequence[DecisionKey], present: Mapping[str, Any]) -> list[Index]:
    """Where the search begins: each mode with the other keys as they are now (else in the middle), then with all at
    their highest and at their lowest.

    Args:
        present: a tree of the values that keys have.
    """
    first = [_nearest(a, present) for a in axes]
    modes = [i for i, a in enumerate(axes) if a.key == "mode" or a.key.startswith(f"{TOWNSHIPS}.")]
    high = [len(a.values) - 1 if a.ordered else i for a, i in zip(axes, first, strict=True)]
    low = [0 if a.ordered else i for a, i in zip(axes, first, strict=True)]
    choices = range(len(axes[modes[0]].values) if modes else 1)
    found = [
        tuple(mode if i in modes else value for i, value in enumerate(rest))
        for rest in (first, high, low) for mode in choices
    ]
    return list(dict.fromkeys(found))


def _nearest(axis: DecisionKey, present: Mapping[str, Any]) -> int:
    """The value that a key has, or the middle one."""
    node: Any = present
    for part in axis.key.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    values = list(axis.values)
    return values.index(node) if node in values else len(values) // 2
