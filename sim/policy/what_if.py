"""What a plan comes to if something turns out otherwise: the table ``whatif`` 敏感性表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.parameters import Parameters
from sim.plan.actor import ActorKind
from sim.plan.leg import Leg
from sim.plan.plan import ServicePlan

KPIS = (
    "reach", "within_24h", "at_village_mean_h", "left_overnight_share", "cost_system_parcel", "cost_brands_parcel",
    "cost_host_parcel", "cost_public_parcel", "cost_residents_parcel", "vehicles", "workers",
)  # fmt: skip
"""What is told of each row."""

COLUMNS = ["what", "value", "state", *KPIS]
VOLUMES, DAYS, FEES = (0.7, 1.3), (3, 5, 6, 7), (0.4, 1.5)
CANCELLED = 0.2


@dataclass(frozen=True)
class WhatIf:
    """One thing that is otherwise: what (a key of words), its value as people read it, and the keys that say so."""

    what: str
    value: str
    keys: Mapping[str, Any]


def turns(parameters: Parameters, plan: ServicePlan, occasions: Mapping[str, Mapping[str, Any]]) -> Iterator[WhatIf]:
    """Everything that is tried with a plan, as it is first.

    Args:
        occasions: keys of Double 11 and of the harvest, by name.
    """
    yield WhatIf("as_planned", "", {})
    for factor in VOLUMES:
        yield WhatIf("volume", f"{factor - 1:+.0%}", {"demand.scale": parameters.demand.scale * factor})
    known = dict.fromkeys(line.operator.key for line in plan.lines if line.hosted)
    hosts = [h for h in known if h in parameters.host]
    legs = [leg for leg in (Leg.VILLAGE, Leg.DIRECT) if any(x.leg == leg and not x.hosted for x in plan.lines)]
    for days in DAYS:
        keys = {f"host.{host}.days_per_week": days for host in hosts}
        keys |= {f"schedule.{leg.value}.days_per_week": days for leg in legs}
        yield WhatIf("days", str(days), keys)
    for host in hosts:
        yield from _host(host, parameters)
    yield from _people(parameters, plan)
    if "post" in hosts:
        for fee in FEES:
            yield WhatIf("fee", f"{fee:.2f}", {"tariff.post_yuan": fee})
    for name, of in occasions.items():
        yield WhatIf(name, "", of)


def _host(host: str, parameters: Parameters) -> Iterator[WhatIf]:
    """A vehicle of a host more and less, where their number is given, and a part of its runs cancelled."""
    vehicles = parameters.host[host].vehicles
    if isinstance(vehicles, int):
        for more in (-1, 1):
            if vehicles + more > 0:
                yield WhatIf("vehicle", f"{host} {more:+d}", {f"host.{host}.vehicles": vehicles + more})
    yield WhatIf("cancelled", f"{host} {CANCELLED:.0%}", {f"host.{host}.cancel_share": CANCELLED})


def _people(parameters: Parameters, plan: ServicePlan) -> Iterator[WhatIf]:
    """Somebody more and less at the hub's sorting of a pool."""
    hub = [h for h in plan.handlings if h.place == 0 and h.operator.kind == ActorKind.POOL]
    sorting = [stage for h in hub for stage in h.stages if stage.name == "sort"]
    people = max((shift.people for s in sorting for shift in s.crew.shifts), default=0)
    for more in (-1, 1) if people else ():
        if people + more > 0:
            yield WhatIf("worker", f"{more:+d}", {"staffing.hub.sort.crew": people + more})


def table(rows: list[tuple[WhatIf, str, list[float]]]) -> pd.DataFrame:
    """The rows as a table: columns ``COLUMNS``; ``state`` is ok, overloaded, or impossible, of which there is no
    figure."""
    return pd.DataFrame([(t.what, t.value, state, *values) for t, state, values in rows], columns=COLUMNS)
