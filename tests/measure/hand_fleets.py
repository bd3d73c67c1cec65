"""Is ``sized`` smallest? ``python -m tests.measure.hand_fleets [COUNTY ...]`` tries it against fleets made by hand.

The plan of the rule and a grid of fleets, departures and crews given by hand are simulated on the same draws. A fleet made by hand beats the
rule if it costs less a parcel at the same service: no overload, no more parcels undelivered, and neither the share at the village within a
day nor the mean time to the village worse than a tolerance. Printed are the rule's plan and the grid by cost, with what each fails.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.service.prepared import Prepared

BASE = ("replications=1", "horizon.measured_days=7")
TOLERANCE = {"within_24h": 0.01, "at_village_mean_h": 0.25, "undelivered_share": 0.001}
"""How much worse than the rule's plan still counts as the same service."""

RULE = (
    *(f"fleet.{leg}.count=auto" for leg in ("trunk", "village", "direct")),
    *(f"staffing.{at}.{stage}.crew=auto" for at, stages in (("hub", ("unload", "sort")), ("township", ("unload", "sort"))) for stage in stages),
)
"""What a county's plan gives is left to the rule."""
TRUNKS = ((), *((f"fleet.trunk.vehicle={kind}", f"fleet.trunk.count={n}") for kind, n in (("truck", 1), ("truck", 2), ("minivan", 2), ("minivan", 3))))
VANS = (*(("minivan", n) for n in (2, 3, 5, 8, 14)), *(("micro_van", n) for n in (4, 8, 12)))
VILLAGES = ((), *((f"fleet.village.vehicle={kind}", f"fleet.village.count={n}") for kind, n in VANS))
CREWS = ((), *((f"staffing.hub.unload.crew={n}", f"staffing.hub.sort.crew={n}") for n in (1, 2)), ("staffing.township.unload.crew=1", "staffing.township.sort.crew=1"))
DIRECT = tuple((f"fleet.direct.vehicle={kind}", f"fleet.direct.count={n}") for kind in ("minivan", "micro_van", "truck") for n in (1, 2, 3, 4, 6))
SINGLE = ((), ("schedule.direct.depart=['08:30']",))


def grid(mode: str, first: str) -> Iterator[tuple[str, ...]]:
    """Fleets made by hand, as overrides: for a mode through the township of trunk, village vans, fewer departures and crews; for one straight from
    the hub of vans and departures. ``first``: the first departure to the villages that is asked for."""
    if mode.endswith("direct"):
        parts: list[tuple[tuple[str, ...], ...]] = [DIRECT, SINGLE, CREWS[:3]]
    else:
        parts = [TRUNKS, VILLAGES]
        yield from (crew for crew in CREWS if crew)
        fewer = (f"schedule.village.depart=['{first}']", "schedule.village.days_per_week=6")
        yield from ((*trunk, times) for trunk in TRUNKS for times in fewer)
    yield from (found for each in itertools.product(*parts) if (found := tuple(itertools.chain(*each))))


def kpis(prepared: Prepared) -> dict[str, Any]:
    """KPIs of the first scenario in one replication, whether it is overloaded, and the first departure to the villages."""
    (scenario, *_), p = prepared.scenarios, prepared.parameters
    demand = parcels_of(prepared.county, p, prepared.seed, 0)
    draws = draw(scenario.plan, *demand, p, prepared.seed, 0)
    found = measure(scenario.plan, draws, simulate(scenario.plan, draws), prepared.county, p, 0)
    return {**found.county, "overloaded": any(load.state == "overloaded" for load in scenario.loads), "first": p.schedule.village.depart[0]}


def tried(county: str, mode: str, words: Sequence[str]) -> dict[str, Any]:
    """KPIs of a county's plan with some overrides; none where it is refused."""
    _, jobs = configs([*BASE, f"county={county}", f"modes=[{mode}]", *RULE, *words], "compare", None, files(None))
    try:
        return kpis(prepare(next(iter(jobs)), (mode,)))
    except ValueError as error:
        return {"cost_system_parcel": float("nan"), "refused": str(error).splitlines()[0][:60]}


def fails(found: dict[str, Any], rule: dict[str, Any]) -> list[str]:
    """What of the rule's service a fleet does not keep."""
    if "refused" in found:
        return [found["refused"]]
    worse = [k for k, by in TOLERANCE.items() if (found[k] - rule[k]) * (-1 if k == "within_24h" else 1) > by]
    return worse + ["overloaded"] * (found["overloaded"] and not rule["overloaded"])


def table(county: str, mode: str) -> bool:
    """Print the grid of one county and mode by cost; whether the rule's plan is beaten by none."""
    rule = tried(county, mode, ())
    rows = [(words, tried(county, mode, words)) for words in grid(mode, rule["first"])]
    better = [found for _, found in rows if not fails(found, rule) and found["cost_system_parcel"] < rule["cost_system_parcel"] - 0.005]
    print(f"{county} {mode}: by rule {line(rule)}; {len(rows)} by hand, {len(better)} of them better at the same service")
    for words, found in sorted(rows, key=lambda row: row[1]["cost_system_parcel"]):
        print("  ", line(found), " ".join(fails(found, rule)) or ("BETTER" if found in better else "same service"), "|", *(w.split(".", 1)[1] for w in words))
    return not better


def line(found: dict[str, Any]) -> str:
    """Cost, service and vehicles in a row."""
    if "refused" in found:
        return "refused"
    return f"{found['cost_system_parcel']:.3f} yuan {found['within_24h']:.1%} {found['at_village_mean_h']:.2f} h {found['vehicles']:.0f} vehicles"


if __name__ == "__main__":
    done = [table(county, mode) for county in sys.argv[1:] or ("hoxud", "hangjin") for mode in ("courier_courier", "courier_direct")]
    raise SystemExit(0 if all(done) else 1)
