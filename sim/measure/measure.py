"""Everything that is measured of one simulation: one mode, one replication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.clock import HOUR
from sim.county.county import County
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome
from sim.measure.accounts import Accounts, write_ledger
from sim.measure.backlog import Backlog
from sim.measure.case import Case, per, tally
from sim.measure.disrupted_days import disrupted_days
from sim.measure.disruptions import disruption_kpis
from sim.measure.growth import growing_share, growth
from sim.measure.incidents import incident_kpis
from sim.measure.kpi import ALL, POOL, URBAN
from sim.measure.ledger import Ledger
from sim.measure.line_haul import line_haul_kpis
from sim.measure.lockers import locker_kpis
from sim.measure.losses import loss_kpis
from sim.measure.money import money_kpis, yuan_cells
from sim.measure.operation import Columns, crews_columns, fleet_columns, operation_kpis
from sim.measure.outbound import outbound_kpis
from sim.measure.registry import keys
from sim.measure.residents import parcels_a_trip
from sim.measure.shelves import shelf_places
from sim.measure.times import (
    SCOPE_PARTS,
    Cohort,
    Counts,
    Durations,
    Values,
    cohort_of,
    counts,
    decomposition,
    distribution,
    durations,
    hub_hours,
    scope_counts,
    service_kpis,
    time_kpis,
)
from sim.parameters import Parameters
from sim.plan.actor import PUBLIC
from sim.plan.plan import ServicePlan
from sim.service.outlets import outlets_10k, outlets_by_place


@dataclass(frozen=True, eq=False)
class Measures:
    """The numbers of one (mode, replication); small, and free of the outcome it was taken from.

    Attributes:
        county: KPI by key with suffix. ``villages``, ``townships``: arrays by key, for the KPIs that are local.
        cohort, undelivered: parcels measured and those of them not at their point by the end, by suffix of scope.
        parcels_day: by village, the pool's parcels that enter the hub on a measured day.
        parcels_visit: by village, the pool's parcels that came on a visit, mean.
        service_mode: by village, the mode that serves the pool there.
        distribution: see ``times.distribution``. ``decomposition``: see ``times.COMPONENTS``. ``hub_hours``: shape
            (4, 24).
        hosts: by host, the shares of the pool's villages and parcels that it would carry on what it has.
        crews, fleet: tables of utilisation, by column.
        growth: of each place's backlog; see ``sim.measure.growth``.
        backlog: what waits day by day, by column; see ``sim.measure.backlog``.
        disruptions: what went wrong, by column; see ``sim.measure.disrupted_days``.
        shelf: by village, see ``sim.measure.shelves``.
        rural: number of administrative villages; what comes after them are communities of the county town.
    """

    mode: str
    replication: int
    county: dict[str, float]
    villages: dict[str, Floats]
    townships: dict[str, Floats]
    cohort: dict[str, int]
    undelivered: dict[str, int]
    parcels_day: Floats
    parcels_visit: Floats
    service_mode: tuple[str, ...]
    distribution: Floats
    decomposition: Floats
    hub_hours: Floats
    hosts: dict[str, tuple[float, float]]
    crews: Columns
    fleet: Columns
    ledger: Ledger
    growth: Floats
    backlog: Columns
    disruptions: Columns
    shelf: Floats
    rural: int

    @property
    def public_asked(self) -> bool:
        """Whether the plan asks the public purse to pay for anything, be it that nothing qualifies."""
        return any(account.actor == PUBLIC for account in self.ledger.accounts)


def measure(
    plan: ServicePlan, draws: Draws, outcome: Outcome, county: County, parameters: Parameters, replication: int = 0
) -> Measures:
    """Measure one simulation.

    Args:
        replication: its number, carried along.

    Raises:
        UnbalancedError: the ledger does not add up (a fault of the program).
    """
    case = Case(plan, draws, outcome, county, parameters)
    accounts = write_ledger(case)
    cohort = cohort_of(case)
    counted = counts(cohort, case.villages)
    by_scope = {suffix: scope_counts(counted, suffix) for suffix in SCOPE_PARTS}
    found = _by_group(case, by_scope, _durations(case, cohort), yuan_cells(case, accounts))
    _add_outbound(found, case, accounts)
    trend, backlog = growth(case), Backlog(case)
    figures = _figures(found["county"]) | _of_plan(case, accounts) | backlog.kpis()
    figures["growing_share" + ALL] = growing_share(trend, plan)
    return Measures(
        mode=plan.name,
        replication=replication,
        county={key: figures[key] for key in keys()},
        villages=found["villages"],
        townships=found["townships"],
        cohort={suffix: int(of["parcels"][~case.urban].sum()) for suffix, of in by_scope.items()},
        undelivered={suffix: int(of["undelivered_share"][~case.urban].sum()) for suffix, of in by_scope.items()},
        parcels_day=case.entered[case.pool].sum(axis=0) / case.days,
        parcels_visit=_parcels_visit(case),
        service_mode=_service_mode(case),
        distribution=distribution(cohort, case.urban),
        decomposition=decomposition(case),
        hub_hours=hub_hours(case),
        hosts=dict(plan.host_share),
        crews=crews_columns(case),
        fleet=fleet_columns(case, accounts),
        ledger=accounts.ledger,
        growth=trend,
        backlog=backlog.columns(),
        disruptions=disrupted_days(case),
        shelf=shelf_places(case),
        rural=len(case.county.rural),
    )


def _add_outbound(found: dict[str, Values], case: Case, accounts: Accounts) -> None:
    """Add the KPIs of what goes out to those of each group."""
    for name, values in outbound_kpis(case, accounts, _groups(case)).items():
        found[name] |= {key + ALL: value for key, value in values.items()}


def _figures(found: Values) -> dict[str, float]:
    """The county's figures by key with its suffix: those of its villages, and of its communities, all brands', with
    the suffix ``.urban``."""
    urban = {key.removesuffix(ALL) + URBAN: value for key, value in found.items() if key.endswith(ALL)}
    return {key: float(value[0]) for key, value in found.items()} | {
        key: float(value[1]) if len(value) > 1 else float("nan") for key, value in urban.items()
    }


def _by_group(
    case: Case, by_scope: dict[str, Counts], times: dict[str, Durations], cells: dict[str, Floats]
) -> dict[str, Values]:
    """The KPIs that are counted by village, with their suffixes: for the county, villages and townships."""
    found: dict[str, Values] = {"county": {}, "villages": {}, "townships": {}}
    for suffix, counted in by_scope.items():
        for name, values in _of_scope(case, counted, times, suffix, cells).items():
            found[name] |= {key + suffix: value for key, value in values.items()}
    return found


def _groups(case: Case) -> dict[str, tuple[Ints, int]]:
    """By village the group that it is in, and how many there are: the county (its villages, then its communities where
    it has any), the villages themselves, townships."""
    township = np.array([v.township for v in case.county.villages], dtype=np.int64)
    return {
        "county": (case.urban.astype(np.int64), 1 + int(case.urban.any())),
        "villages": (np.arange(case.villages), case.villages),
        "townships": (township, len(case.county.townships)),
    }


def _of_scope(
    case: Case, counted: Counts, times: dict[str, Durations], suffix: str, cells: dict[str, Floats]
) -> dict[str, Values]:
    """The KPIs of one scope, by its groups of villages; of townships and villages, and service and money, only the
    pool's and those of all parcels."""
    groups, local, pool = _groups(case), suffix in (POOL, ALL), suffix == POOL
    service = service_kpis(case, suffix) if local else {}
    upstream_ms = round(case.parameters.demand.upstream_h * HOUR)
    found = {}
    for name in groups if local else ("county",):
        group, n = groups[name]
        here = {key: tally(group, values, n) for key, values in counted.items()}
        of_scope = {key: of.only(SCOPE_PARTS[suffix]) for key, of in times[name].items()}
        found[name] = time_kpis(here, of_scope, upstream_ms)
        found[name] |= {key: _mean(by_village, group, n) for key, by_village in service.items()}
        if local:
            found[name] |= money_kpis(case, cells, pool, group, n)
            for kpis in (incident_kpis, locker_kpis, loss_kpis, line_haul_kpis):
                found[name] |= kpis(case, pool, group, n)
    return found


def _of_plan(case: Case, accounts: Accounts) -> dict[str, float]:
    """The KPIs of runs, crews, hosts and trips, with their suffixes."""
    found = {key + s: value for s in (POOL, ALL, URBAN) for key, value in operation_kpis(case, accounts, s).items()}
    trips = {key + ALL: value for key, value in parcels_a_trip(case).items()}
    wrong = {key + ALL: value for key, value in disruption_kpis(case).items()}
    towns = {"outlets_10k" + URBAN: outlets_10k(case.county, outlets_by_place(case.county, case.parameters.towns))}
    return found | _host_share(case.plan) | trips | towns | wrong


def _durations(case: Case, cohort: Cohort) -> dict[str, Durations]:
    """Durations by village, township and of the county: sorted once and then merged."""
    groups = _groups(case)
    (township, townships), (_, parts) = groups["townships"], groups["county"]
    villages = durations(cohort, case.villages)
    towns = {name: of.merged(township, townships) for name, of in villages.items()}
    in_town = (np.arange(townships) == case.county.town).astype(np.int64)
    county = {name: of.merged(in_town, parts) for name, of in towns.items()}
    return {"county": county, "villages": villages, "townships": towns}


def _mean(by_village: Floats, group: NDArray[np.integer[Any]], groups: int) -> Floats:
    return per(tally(group, by_village, groups), tally(group, None, groups))


def _host_share(plan: ServicePlan) -> dict[str, float]:
    shares = list(plan.host_share.values())
    return {
        "host_own_villages_share": sum(s[0] for s in shares) if shares else float("nan"),
        "host_own_parcels_share": sum(s[1] for s in shares) if shares else float("nan"),
    }


def _parcels_visit(case: Case) -> Floats:
    """The pool's parcels of a village over the visits, on measured days, of the lines that bring them."""
    line = np.where(case.last_line >= 0, case.last_line, len(case.plan.lines))[case.pool]
    visits = np.concatenate((case.visits, [0])).astype(float)
    ordered = np.sort(line, axis=0)
    first = np.ones_like(ordered, dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return per(case.delivered[case.pool].sum(axis=0), (visits[ordered] * first).sum(axis=0))


def _service_mode(case: Case) -> tuple[str, ...]:
    """By village: the mode of the first pool brand that has a way there; empty where none has."""
    plan = case.plan
    modes = [i.mode for i in plan.ways] + [""]
    chosen = plan.inbound[case.pool]
    if not len(chosen):
        return ("",) * case.villages
    first = chosen[np.argmax(chosen >= 0, axis=0), np.arange(case.villages)]
    return tuple(modes[i] for i in first)
