"""Parameters without what they say of places by name and of days by date, for a county that has other places."""

from __future__ import annotations

from typing import Any, TypeVar

from sim.parameters import Parameters
from sim.parameters.demand import Demand
from sim.parameters.disruption import Away, Closure, Disruption
from sim.parameters.hosts import Host
from sim.parameters.schedule import RoundSchedule, Schedule

Dated = TypeVar("Dated", Closure, Away)


def nameless(p: Parameters) -> Parameters:
    """The parameters with nothing that speaks of a township, a village or a line by its name, of a host's own feed, or of a date; what
    holds of every place and week stays."""
    hosts = {key: _host(host) for key, host in p.host.items()}
    resident = p.resident.model_copy(update={"markets": {}})
    return p.model_copy(update={
        "disruption": _disruption(p.disruption), "host": hosts, "resident": resident, "schedule": _schedule(p.schedule),
        "demand": _demand(p.demand),
    })


def _host(host: Host) -> Host:
    return host.model_copy(update={"timetables": {}, "cancelled_dates": (), "feed": None, "feed_space": None})


def _disruption(of: Disruption) -> Disruption:
    closures = {key: _any_day(closure) for key, closure in of.closures.items() if not closure.townships}
    away = {key: _any_day(people) for key, people in of.away.items() if people.weekdays and not people.places}
    return of.model_copy(update={"closures": closures, "away": away})


def _any_day(dated: Dated) -> Dated:
    return dated.model_copy(update={"dates": ()})


def _schedule(schedule: Schedule) -> Schedule:
    legs = {name: getattr(schedule, name) for name in type(schedule).model_fields}
    rounds: dict[str, Any] = {
        name: leg.model_copy(update={"groups": {}}) for name, leg in legs.items() if isinstance(leg, RoundSchedule)
    }
    return schedule.model_copy(update=rounds)


def _demand(demand: Demand) -> Demand:
    products = {key: product.model_copy(update={"villages": ()}) for key, product in demand.outbound.products.items()}
    outbound = demand.outbound.model_copy(update={"products": products, "replay": False})
    return demand.model_copy(update={"outbound": outbound, "parcels_file": None})
