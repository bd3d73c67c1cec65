"""Overrides that hold for all scenarios of a sweep and change nothing in those of a mode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice, product
from typing import Any

from experiments.scenarios.design import Design, DesignPoint
from experiments.scenarios.idle import alike
from experiments.scenarios.prepare import prepare
from experiments.scenarios.provenance import scenario_key
from experiments.settings.compose import tried
from sim.plain.override_text import brief
from sim.problems import InputError
from sim.service.prepared import Scenario
from sim.store.archive import Row

LOOKED_AT = 5
"""Scenarios of a mode that are looked at, at most: an override that does something mostly shows in the first."""

MOST_POINTS = 1_000
"""So many scenarios are gone through to find those of each mode."""


def idle_fixed(design: Design, first: Callable[[str], Row | None]) -> dict[str, tuple[str, ...]]:
    """The modes and assignments in which a fixed override changes nothing, by the override; those that change something everywhere are left out.

    Without it the plan and the first replication of each of the mode's scenarios that are looked at come out the same.

    Args:
        first: the first replication under a key; None where it was not simulated.
    """
    looked = _looked(design, lambda point: first(point.key) is not None)
    found: dict[str, tuple[str, ...]] = {}
    plan = cache(lambda point: prepare(point.config, (point.scenario,)).scenarios[0])
    for override in tried(design.fixed, next(iter(looked.values()))[0][1].config) if looked else ():
        other = replace(design, fixed=design.fixed.less(override), _bases=type(design._bases)())
        names = tuple(name for name, points in looked.items() if all(_same(point, _at(other, settings), plan, first) for settings, point in points))
        if names:
            found[brief(override.input_line)] = names
    return found


def _looked(design: Design, simulated: Callable[[DesignPoint], bool]) -> dict[str, list[tuple[Any, DesignPoint]]]:
    """The first few simulated scenarios of each mode or assignment, with their settings; of one that failed nothing can be told."""
    looked: dict[str, list[tuple[Any, DesignPoint]]] = {}
    for settings, point in islice(zip(product(*design.axes), design, strict=True), MOST_POINTS):
        if len(looked.get(point.scenario, ())) < LOOKED_AT and simulated(point):
            looked.setdefault(point.scenario, []).append((settings, point))
    return looked


def _at(design: Design, settings: Any) -> DesignPoint | None:
    """A scenario of a design by its settings; None where it is at fault."""
    try:
        return design.at(settings)
    except InputError:
        return None


def _same(point: DesignPoint, other: DesignPoint | None, plan: Callable[[DesignPoint], Scenario], first: Callable[[str], Row | None]) -> bool:
    """Whether a scenario comes out the same as another, which has no other config."""
    if other is None or other.config == point.config or other.scenario != point.scenario:
        return False
    return alike(plan(point), point.config, other.config, lambda of, name: first(scenario_key(of, name)))
