"""What a worker does: replications of one scenario, what is kept of them, and what they took."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from experiments.scenarios.prepare import prepare
from experiments.scenarios.provenance import scenario_key
from experiments.settings.config import Config
from sim.demand.drawn_before import DrawnBefore
from sim.measure.pipeline import StepClock
from sim.plain.recent import Recent
from sim.proposal.names import overload_texts
from sim.service.prepared import Prepared, Scenario
from sim.store.kept import WHOLE, Kept, ReplicationError, Want, kept

PARCELS_BYTES = 320 * 2**20
"""Parcels that a worker keeps for the next scenario with the same demand: ten replications of half a million."""

_PLANS = Recent[Prepared](8)
"""What this process has planned: a few megabytes each, and half a second to make again."""


@dataclass(frozen=True, eq=False)
class Worked:
    """What a task gives back.

    Attributes:
        kept: its replications, up to the one that broke off.
        overloads: where its plan is asked for more than it can do, Chinese and English.
        error: why one broke off.
    """

    kept: tuple[Kept, ...]
    overloads: tuple[tuple[str, str], ...]
    error: ReplicationError | None = None


def run_point(config: Config, scenario: str, numbers: Collection[int], want: Want = WHOLE) -> Worked:
    """Run replications of one scenario; the laws of each are checked.

    Plan and parcels are kept in this process for the next task that needs the same ones. The time that the plan took
    stands with the first replication.

    Raises:
        InputError: the scenario cannot be planned.
    """
    clock = StepClock()
    with clock("plan"):
        prepared = planned(config, scenario)
    (made,) = prepared.scenarios
    over = tuple(overload_texts(prepared, made)) if made.overloads else ()
    found: list[Kept] = []
    try:
        found.extend(kept(prepared, number, want, clock, _drawn()) for number in numbers)
    except ReplicationError as error:
        return Worked(tuple(found), over, error)
    return Worked(tuple(found), over)


def planned(config: Config, scenario: str) -> Prepared:
    """The plan of one scenario; this process keeps the last ones. Raises InputError where there is none."""
    return _PLANS.get(_key(config, scenario)) or side_by_side(config, (scenario,))


def side_by_side(config: Config, names: tuple[str, ...], helpers: LocalEngine | None = None) -> Prepared:
    """``prepare``; this process keeps the plans until it makes others, so that what it simulates itself is planned once."""
    known = _columns(config, names, helpers) if helpers and helpers.started and names[1:] else {}
    made = prepare(config, names, helpers=helpers, known=known)
    _PLANS.keep({_key(config, s.name): replace(made, scenarios=(s,)) for s in made.scenarios})
    return made


def _columns(config: Config, names: tuple[str, ...], helpers: LocalEngine) -> dict[str, Scenario]:
    """Each column as helpers that have started make it alone; none where one has a fault, which is told of all together."""
    made = {d.name: d.value for d in helpers.run([Task(name, _column, (config, name)) for name in names]) if d.kind == "ok"}
    return {name: made[name] for name in names} if len(made) == len(names) else {}


def _column(config: Config, name: str) -> Scenario:
    return planned(config, name).scenarios[0]


def _key(config: Config, scenario: str) -> str:
    return f"{scenario} {scenario_key(config, scenario)}"


@lru_cache(maxsize=1)
def _drawn() -> DrawnBefore:
    """What this process has drawn."""
    return DrawnBefore(PARCELS_BYTES)
