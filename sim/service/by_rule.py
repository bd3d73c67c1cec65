"""Numbers given for a real county taken out of its parameters, so that a stylised one is sized by rule."""

from __future__ import annotations

import math

from sim.county.county import County
from sim.county.spec import Stylised
from sim.demand.calendar import weekday_factors
from sim.parameters import Parameters
from sim.parameters.hosts import Host
from sim.parameters.operation import Count, CrewShifts

LEGS = ("village", "direct", "relay", "brand_trunk")
PLACES = ("hub", "township", "brand_hub", "brand_township", "outlet")


def by_rule(p: Parameters, county: County) -> Parameters:
    """Parameters with fleets, crews and hosts sized by rule: numbers given for a county fit its own volume.

    A host keeps as many points a vehicle as it has; the trunk's number is left for ``trunks``.
    """
    given = _number(p.fleet.trunk.count)
    sized = (*LEGS, "trunk") if given is not None and given >= len(county.townships) else LEGS
    fleet = p.fleet.model_copy(update={leg: getattr(p.fleet, leg).model_copy(update={"count": "auto"}) for leg in sized})
    crews = {name: {stage: _sized(crew) for stage, crew in getattr(p.staffing, name).items()} for name in PLACES}
    hosts = {key: _a_vehicle(host, len(county.points)) for key, host in p.host.items()}
    return p.model_copy(update={"fleet": fleet, "staffing": p.staffing.model_copy(update=crews), "host": hosts})


def _sized(crew: CrewShifts) -> CrewShifts:
    return crew.model_copy(update={"crew": "auto", "also": tuple(s.model_copy(update={"crew": "auto"}) for s in crew.also)})


def _a_vehicle(host: Host, points: int) -> Host:
    if host.vehicles == "auto" or not host.vehicles:
        return host
    return host.model_copy(update={"vehicles": "auto", "villages_per_vehicle": max(points, 1) / host.vehicles})


def _number(count: Count) -> int | None:
    return None if count == "auto" else sum(count.values()) if isinstance(count, dict) else int(count)


def trunks(p: Parameters, form: Stylised) -> Count:
    """Trunk vehicles of a stylised county: as given, or more, while each tours several townships and holds their
    heaviest day; else a line a township."""
    given = _number(p.fleet.trunk.count)
    if given is None:
        return "auto"
    vehicle, leg = p.vehicles[p.fleet.trunk.vehicle], p.schedule.trunk
    space = min(vehicle.parcels, vehicle.kg / p.demand.weight_mean_kg, vehicle.litres / p.demand.volume_mean_l)
    of_township = form.parcels_day * p.demand.scale * form.villages
    day = of_township * float(weekday_factors(p.demand).max()) * 7 / leg.days_per_week
    most = math.floor(space * p.fleet.target_load / day)
    count = max(given, math.ceil(form.townships / most)) if most else form.townships
    return count if count < form.townships else "auto"
