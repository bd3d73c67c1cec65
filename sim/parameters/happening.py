"""Whether a parameter has any say in what a config simulates: whether there is what it speaks of."""

from __future__ import annotations

from sim.parameters import Parameters

SWITCHED_ON_BY = ("share", "replay", "harvest")
"""Keys of ``demand.outbound`` that turn on what goes out."""


def happens(key: str, parameters: Parameters) -> bool:
    """Whether there is what a key speaks of: the occasion is in the calendar, growth has years, a product is harvested,
    parcels go out, or the fault occurs that it puts a price or a time on. Of other keys nothing is
    known here."""
    first, *rest = key.split(".")
    if first == "demand":
        return _of_demand(rest, parameters)
    kinds = parameters.points.types.values()
    if key == "points.false_sign_h":
        return any(kind.false_sign_share for kind in kinds)
    if key == "points.second_charge_yuan":
        return any(kind.second_charge_share for kind in kinds)
    return key != "disruption.lost_yuan" or parameters.disruption.lost_share > 0


def _of_demand(rest: list[str], parameters: Parameters) -> bool:
    """The same of a key of ``demand``, split after that word."""
    demand = parameters.demand
    if rest == ["growth_a_year"]:
        return demand.years_ahead > 0
    if rest[0] == "occasions":
        name, field = rest[1:3]
        return name in demand.calendar and (field != "peak" or demand.occasions[name].peak_day is not None)
    if rest[0] == "outbound" and rest[1] not in SWITCHED_ON_BY:
        return demand.outbound.harvest if rest[1] == "products" else demand.outbound.on
    return True
