"""How the drivers of results are sought: each key turned alone, then those that count together, on the same parcels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.inference.drivers.driver_keys import Sensitivity
from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.indices import Sampling, morris_design, sobol_design
from sim.inference.drivers.one_at_a_time import SAME, OneAtATime
from sim.inference.drivers.responses import Responses
from sim.parameters.factor import Factor

Settings = Mapping[str, Any]
Respond = Callable[[Sequence[Settings], Sequence[int]], Responses]
"""What points with these settings of keys give in these replications."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DriverQuestion:
    """A study of keys.

    Attributes:
        asked: by a person. ``seed``: of the design's random choices.
        modes: the settings that make each mode, by its name.
        factors: the keys that are turned. ``numbers``: of the replications.
    """

    asked: Sensitivity
    modes: Mapping[str, Settings]
    factors: tuple[Factor, ...]
    numbers: tuple[int, ...]
    seed: int

    def turned(self, base: Responses, ends: Responses, full: NDArray[np.bool_]) -> OneAtATime:
        """What each key does alone, by what came of it."""
        return OneAtATime(tuple(self.modes), self.asked.kpis, self.factors, base, ends, full)


def drivers(respond: Respond, question: DriverQuestion) -> Drivers:
    """Turn each key alone, choose those that count, and find their indices in every mode; keys that nobody named are
    screened."""
    asked, numbers = question.asked, question.numbers
    named = asked.keys is not None
    one = turn(respond, question, screen=not named)
    chosen = question.factors if named else one.most_moving(asked.top)
    if not chosen:
        none = Responses(np.empty((0, len(numbers), len(asked.kpis))), (), (), ())
        return Drivers(numbers, one, (), None, none, method=asked.method, samples=asked.samples)
    design = design_of(asked, chosen, question.seed)
    found = Drivers(numbers, one, chosen, design, one.base, method=asked.method, samples=asked.samples)
    settings = [{**mode, **found.settings(row)} for mode in question.modes.values() for row in design.unit]
    return replace(found, responses=respond(settings, numbers)).explained()


def turn(respond: Respond, question: DriverQuestion, *, screen: bool) -> OneAtATime:
    """The base and each key at both ends, in every mode.

    Args:
        screen: ask the first replication of every key first, and the rest only of keys that move a KPI in it.
    """
    modes, factors, numbers = list(question.modes.values()), question.factors, question.numbers
    base = respond(modes, numbers)
    ends = [{**mode, f.key: f.value(float(end))} for mode in modes for f in factors for end in (0, 1)]
    full = np.ones(len(factors), dtype=np.bool_)
    if not screen or len(numbers) == 1:
        return question.turned(base, respond(ends, numbers), full)
    first = respond(ends, numbers[:1]).with_room(len(numbers))
    moved = _moved(question.turned(base, first, full))
    rows = [i for i in range(len(ends)) if moved[(i // 2) % len(factors)]]
    rest = respond([ends[i] for i in rows], numbers)
    return question.turned(base, first.laid_over(rows, rest), moved)


def _moved(first: OneAtATime) -> NDArray[np.bool_]:
    """Which keys move a KPI in some mode in the first replication; (factors,)."""
    at_base = first.base.values[:, None, None, 0]
    still = (np.abs(first.differences()[:, :, :, 0]) <= SAME * np.abs(at_base)) | np.isnan(at_base)
    return np.asarray(~still.all(axis=(0, 2, 3)), dtype=np.bool_)


def design_of(asked: Sensitivity, chosen: Sequence[Factor], seed: int) -> Sampling:
    """The points of a design over the ranges of keys.

    A step of Morris's grid ends at the nearest whole number where a key has only those; its effect is over the step
    really made.
    """
    if asked.method == "sobol":
        return sobol_design(len(chosen), asked.samples, seed)
    design = morris_design(len(chosen), asked.trajectories, asked.levels, seed)
    really = [[f.share(f.value(float(u))) for u in design.unit[:, i]] for i, f in enumerate(chosen)]
    return replace(design, unit=np.array(really).T)
