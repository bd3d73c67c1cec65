"""What is varied to see how far the order of a comparison holds: which keys, over which values, and what makes a
simulation of a point short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.arrays import Floats
from sim.inference.robustness.robust import OneChange
from sim.inference.robustness.robust_keys import Robustness
from sim.parameters import Parameters, registry
from sim.parameters.factor import Factor, value_text
from sim.parameters.ranges import SIZES
from sim.parameters.timetables import DepartureKey, timetables
from sim.plan.plan import ServicePlan
from sim.service.prepared import used

Varied = Factor | DepartureKey
Settings = Mapping[str, Any]


def shortened(asked: Robustness, p: Parameters) -> Settings:
    """The keys that make a point's simulation short, and give it as many people and vehicles and as much shelf as its
    parcels need.

    Nothing needs to drain: money is of the parcels delivered in the measured days. Crews and fleets that a plan counts
    out for today's parcels would only strike out the points with more of them, and stand idle at those with fewer; so
    are shelves, which cost nothing in the ledger.
    """
    return {
        **dict.fromkeys(_counted_out(p), "auto"),
        **{f"points.types.{kind}.shelf_parcels": None for kind in p.points.types},
        "horizon.measured_days": min(asked.days, p.horizon.measured_days),
        "horizon.drain_days": 0,
        "fleet.route_iterations": min(asked.route_iterations, p.fleet.route_iterations),
    }


def _counted_out(p: Parameters) -> list[str]:
    """Keys of crews and fleets that a plan counts out, where the model itself would size them; a host has what it has.
    """
    usual = {q.key: q.base for q in registry(Parameters())}
    sized = [q for q in registry(p) if q.unit in SIZES and usual.get(q.key, "auto") == "auto"]
    return [q.key for q in sized if q.base != "auto" and not q.key.startswith("host.")]


def of_plans(
    numbers: Sequence[Factor], asked: Robustness, p: Parameters, plans: Sequence[ServicePlan]
) -> tuple[Varied, ...]:
    """What is varied of plans: the parameters among ``numbers`` that one of them has, and its hosts' timetables."""
    fixed = shortened(asked, p)
    hosts = [h for h in p.host if any(used(f"host.{h}.", plan) for plan in plans)]
    theirs = (f for f in numbers if f.key not in fixed and any(used(f.key, plan) for plan in plans))
    return (*theirs, *timetables(p, hosts, asked.shift_min))


def hypercube(keys: int, points: int, seed: int) -> Floats:
    """A Latin hypercube: every key has one point in each of ``points`` equal parts of its range; (points, keys)."""
    from scipy.stats import qmc  # takes a second, and only studies of robustness need it

    out: Floats = qmc.LatinHypercube(keys, rng=np.random.Generator(np.random.Philox(seed))).random(points)
    return out


def drawn(v: Varied, share: float) -> Any:
    """The value of a key at a share of its range from 0 to 1."""
    return v.value(share) if isinstance(v, DepartureKey) else v.value(share, spread=True)


def alone(v: Varied) -> tuple[Any, ...]:
    """The values that a key is tried at alone."""
    if isinstance(v, DepartureKey):
        return v.others
    return tuple(x for x in (v.value(0.0), v.value(1.0)) if x != v.base)


def of_a_timetable(v: Varied) -> bool:
    """Whether a key says when a host runs, on which the ranking may hang unseen."""
    return isinstance(v, DepartureKey) or (v.key.startswith("host.") and v.unit == "days")


def change(v: Varied, x: Any) -> OneChange:
    """A key alone at another value, as it is told."""
    if isinstance(v, DepartureKey):
        texts = "、".join(x), ", ".join(x)
    else:
        texts = value_text(x, v.unit, "zh"), value_text(x, v.unit, "en")
    return OneChange(v.key, (v.name_zh, v.name_en), texts, of_a_timetable(v))
