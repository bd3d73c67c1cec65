"""What the replications of a comparison come to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.inference.cost.cash_flow import cash_flow, paid_once
from sim.inference.cost.contracts import contracts
from sim.inference.cost.gains import gains
from sim.inference.cost.gaps import Carriage, gaps
from sim.inference.cost.parties import Modes
from sim.inference.cost.running_cost import running_cost
from sim.inference.cost.support_tables import investment
from sim.inference.disruption_table import disruptions
from sim.inference.grew import with_growth
from sim.inference.precision import Decision
from sim.inference.recipes import recipes
from sim.inference.results import combine
from sim.measure.kpi import ALL, POOL
from sim.measure.measure import Measures
from sim.measure.part import Replication
from sim.policy.case import PlanCase
from sim.policy.document import CountyPlan
from sim.policy.tables import plan_tables
from sim.policy.targets import missing
from sim.proposal import tables
from sim.proposal.comparison.compared import Compared
from sim.proposal.names import overload_texts
from sim.proposal.trust import trust_card
from sim.service.prepared import Prepared, pooled

ByMode = Mapping[str, list[Measures]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Ran:
    """How replications came about; see ``Compared``."""

    key: str
    counts: dict[str, Any]
    decision: Decision | None
    history: pd.DataFrame | None


def combined(
    prepared: Prepared, done: Sequence[Replication], tried: Mapping[str, Mapping[str, float]], run: Ran,
    document: CountyPlan | None = None,
) -> Compared:
    """Tables and trust card of a comparison.

    Args:
        done: every replication with all scenarios.
        tried: costs of modes that are no column, see ``gaps``.
        document: the county's plan, if there is one.
    """
    names = [s.name for s in prepared.scenarios]
    by_mode = {name: [r.measures[name] for r in done] for name in names}
    prepared = with_growth(prepared, by_mode)
    over = _overloads(prepared, by_mode)
    measures = [m for r in done for m in r.measures.values()]
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    plan = plan_tables(PlanCase(document=document, prepared=prepared, measures=by_mode))
    card = trust_card(
        measures, prepared.county, prepared.parameters, overloaded=over, names={n: (zh[n], en[n]) for n in names},
        status_quo=tables.status_quo(prepared), precision=run.decision, scope=scope(prepared),
        missing=missing(plan["targets"], over) if "targets" in plan else (),
    )  # fmt: skip
    digests = {name: [r.digests[name] for r in done] for name in names}
    return Compared(
        prepared, combine(measures, prepared.county, list(over)), card, digests, run.key, run.counts, run.decision,
        run.history, costs=_costs(prepared, by_mode, over, tried), document=document,
        plan=plan,
    )


def _overloads(prepared: Prepared, by_mode: ByMode) -> dict[str, list[tuple[str, str]]]:
    """Where the plans of overloaded modes are asked for more than they can do, in Chinese and English."""
    return {
        s.name: overload_texts(prepared, s, [m.growth for m in by_mode[s.name]])
        for s in prepared.scenarios
        if s.overloads
    }


def _costs(
    prepared: Prepared, by_mode: ByMode, over: Collection[str], tried: Mapping[str, Mapping[str, float]]
) -> dict[str, pd.DataFrame]:
    """Tables of what makes up the cost of the modes that are not overloaded, and of the support that plans ask for."""
    sound = {name: of for name, of in by_mode.items() if name not in over}
    support = {make.__name__: make(by_mode, prepared.parameters) for make in (investment, disruptions)}
    return {
        "recipe": recipes(sound, scope(prepared)),
        "gaps": gaps(sound, _carriage(prepared), tried, scope(prepared)),
        **{name: table for name, table in support.items() if len(table)},
        **_money(sound, prepared),
    }


def _money(sound: Modes, prepared: Prepared) -> dict[str, pd.DataFrame]:
    """Who bears what a year in the plans that are not overloaded, and five years of it where something is paid once."""
    p, today = prepared.parameters, next((name for name in tables.status_quo(prepared) if name in sound), "")
    if not sound:
        return {}
    plans = {s.name: s.plan for s in prepared.scenarios}
    found = {
        "gains": gains(sound, p.horizon.measured_days, today), "contracts": contracts(sound, plans, p, today),
        "running_cost": running_cost(sound, p),
    }  # fmt: skip
    return found | ({"cashflow": cash_flow(sound, p)} if paid_once(sound, p) else {})


def scope(prepared: Prepared) -> str:
    """Whose parcels are compared: the pool's, or all where the columns pool different brands."""
    return POOL if len({pooled(s.plan) for s in prepared.scenarios}) == 1 else ALL


def _carriage(prepared: Prepared) -> dict[str, Carriage]:
    """Who carries in each mode, and its shape of network."""
    return {
        key: Carriage(m.partner or key, m.shape if m.handover == "village" else "") for key, m in prepared.modes.items()
    }
