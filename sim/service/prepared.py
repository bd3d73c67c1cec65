"""What is ready to be simulated: a county, its expected parcels, and the plan of each column with what is asked of it."""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import dataclass

from sim.county.county import County
from sim.demand.expected import Expected
from sim.parameters import Parameters
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.service.load.load import ResourceLoad
from sim.service.mode.mode import Mode

PLANNED = ("schedule", "fleet", "staffing")
"""Sections of the parameters that only planning reads: where two plans are the same, their values no longer matter."""


@dataclass(frozen=True, eq=False)
class Scenario:
    """One column of a comparison: a mode (or an assignment) made into a plan, with what is asked of it.

    ``name`` is its key in every table, ``name_zh`` and ``name_en`` what people call it, ``about`` in both languages which mode serves
    which village in the column of an assignment.
    """

    name: str
    plan: ServicePlan
    loads: tuple[ResourceLoad, ...]
    name_zh: str = ""
    name_en: str = ""
    about: tuple[str, str] = ("", "")

    @property
    def overloads(self) -> tuple[ResourceLoad, ...]:
        """The loads that never clear."""
        return tuple(x for x in self.loads if x.state == "overloaded")


@dataclass(frozen=True, eq=False)
class Prepared:
    """All that the replications of a run share; it goes to every worker once. ``remarks``: what is to be said of the choice of columns."""

    county: County
    parameters: Parameters
    expected: Expected
    modes: dict[str, Mode]
    scenarios: tuple[Scenario, ...]
    seed: int
    remarks: tuple[tuple[str, str], ...] = ()


def plan_key(prepared: Prepared) -> str:
    """Names the plan of the first column and all else that its simulation depends on."""
    plan, left_out = prepared.scenarios[0].plan, ("name", "notes")
    parts = {name: getattr(plan, name) for name in plan.__dataclass_fields__ if name not in left_out}
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True  # without its memory of objects met before, so that equal plans give equal bytes
    pickler.dump((parts, prepared.parameters.model_dump_json(exclude=set(PLANNED))))
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def pooled(plan: ServicePlan) -> tuple[str, ...]:
    """Keys of the brands whose parcels the figures of a plan are of: those in a pool."""
    inside = [b for b, ways in enumerate(plan.inbound) if any(i >= 0 and plan.ways[i].pool for i in ways)]
    return tuple(dict.fromkeys(plan.brands[b] for b in inside))


def used(key: str, plan: ServicePlan) -> bool:
    """Whether a plan has what a parameter's key speaks of: the vehicle type, the host, the kind of point; a study of the
    key needs no run of a plan that has not."""
    section, *rest = key.split(".")
    if section == "vehicles":
        return rest[0] in {line.vehicle for line in plan.lines}
    if section == "host":
        return Actor.host(rest[0]) in {line.operator for line in plan.lines}
    if key.startswith("points.types."):
        return rest[1] in {p.type for p in plan.points}
    if key.startswith("points.locker."):
        return any(p.locker for p in plan.points)
    return True
