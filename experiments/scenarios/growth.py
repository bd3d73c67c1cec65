"""What grew in the simulation, among the overloads of the plans that did not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.measure.growth import grown
from sim.measure.measure import Measures
from sim.service.prepared import Prepared, Scenario


def with_growth(prepared: Prepared, measures: Mapping[str, Sequence[Measures]]) -> Prepared:
    """The same, each scenario with a load for every place whose backlog grew over its replications and that its plan does not call overloaded."""

    def seen(s: Scenario) -> Scenario:
        found = grown(s.plan, [m.growth for m in measures[s.name]], [x.key for x in s.overloads])
        return replace(s, loads=(*s.loads, *found)) if found else s

    return replace(prepared, scenarios=tuple(seen(s) for s in prepared.scenarios))
