"""What a plan comes to if something turns out otherwise: the table ``whatif`` 敏感性表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.county.county import County
from sim.parameters import Parameters
from sim.parameters.hosts import Host
from sim.parameters.operation import StageCrew
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


def turns(
    parameters: Parameters, plan: ServicePlan, county: County, occasions: Mapping[str, Mapping[str, Any]]
) -> Iterator[WhatIf]:
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
        yield from _host(host, parameters, county)
    yield from _people(parameters, plan)
    if "post" in hosts:
        for fee in FEES:
            yield WhatIf("fee", f"{fee:.2f}", {"tariff.post_yuan": fee})
    for name, of in occasions.items():
        yield WhatIf(name, "", of)


def _host(host: str, parameters: Parameters, county: County) -> Iterator[WhatIf]:
    """A vehicle of a host more and less, and a part of its runs cancelled."""
    for more in (-1, 1):
        if keys := _vehicles(host, parameters.host[host], county, more):
            yield WhatIf("vehicle", f"{host} {more:+d}", keys)
    yield WhatIf("cancelled", f"{host} {CANCELLED:.0%}", {f"host.{host}.cancel_share": CANCELLED})


def _vehicles(key: str, host: Host, county: County, more: int) -> dict[str, Any]:
    """The keys that give a host so many vehicles more than it has; none where it would have none, or where one less
    would change, beside their number, how those that are sized by their host's own parcels leave together."""
    if isinstance(host.vehicles, int):
        number = host.vehicles + more
        return {f"host.{key}.vehicles": number} if number > 0 else {}
    villages, townships = len(county.rural), len({v.township for v in county.rural})
    number = max(townships, round(villages / host.villages_per_vehicle)) + more
    if more > 0:
        return {f"host.{key}.villages_per_vehicle": villages / number}
    return {f"host.{key}.vehicles": number} if number > 0 and not host.brands else {}


def _people(parameters: Parameters, plan: ServicePlan) -> Iterator[WhatIf]:
    """Somebody more and less at each stage of the hub and of the townships that has people of a pool of its own."""
    staffing: Mapping[str, Mapping[str, StageCrew]] = {
        "hub": parameters.staffing.hub, "township": parameters.staffing.township,
    }  # fmt: skip
    for level, stages in staffing.items():
        for name in (name for name, crew in stages.items() if not crew.crew_of):
            for people, more in _crews(plan, level, name):
                yield WhatIf("worker", f"{level}.{name} {more:+d}", {f"staffing.{level}.{name}.crew": people + more})


def _crews(plan: ServicePlan, level: str, name: str) -> Iterator[tuple[int, int]]:
    """The people of a stage, where each of the places has as many, and one less and one more."""
    of = [h for h in plan.handlings if (h.place == 0) == (level == "hub") and h.operator.kind == ActorKind.POOL]
    crews = [stage.crew for h in of for stage in h.stages if stage.name == name]
    people = {max((shift.people for shift in crew.shifts), default=0) for crew in crews}
    if len(people) == 1:
        yield from ((number, more) for number in people for more in (-1, 1) if number and number + more > 0)


def table(rows: list[tuple[WhatIf, str, list[float]]]) -> pd.DataFrame:
    """The rows as a table: columns ``COLUMNS``; ``state`` is ok, overloaded, or impossible, of which there is no
    figure."""
    return pd.DataFrame([(t.what, t.value, state, *values) for t, state, values in rows], columns=COLUMNS)
