"""Where the parcels of a scenario come from."""

from __future__ import annotations

from typing import NamedTuple

from sim.county.county import County
from sim.demand.draw import draw_parcels
from sim.demand.offered import offers_of
from sim.demand.offers import Offers
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.present import parcels_present
from sim.parameters.tree import Parameters


class Demanded(NamedTuple):
    """What is asked of the county in one replication, whatever the mode: what comes in, who goes to market, what goes
    out."""

    parcels: Parcels
    market: MarketTrips
    offers: Offers


def parcels_of(county: County, parameters: Parameters, seed: int, replication: int) -> Demanded:
    """The parcels and market trips of one replication: inbound ones replayed where ``demand.parcels_file`` names a
    table, else drawn; outbound ones beside them.

    Raises:
        InputError: the table or the demand parameters are at fault.
    """
    parcels, market = _inbound(county, parameters, seed, replication)
    offers, demand = offers_of(county, parameters, parcels, seed, replication), parameters.demand
    return Demanded(parcels_present(parcels, demand), market, parcels_present(offers, demand))


def _inbound(county: County, parameters: Parameters, seed: int, replication: int) -> tuple[Parcels, MarketTrips]:
    if parameters.demand.parcels_file is None:
        return draw_parcels(county, parameters, seed, replication)
    from sim.demand.replay import replay_parcels

    return replay_parcels(parameters.demand.parcels_file, county, parameters, seed, replication)


def demand_key(parameters: Parameters) -> str:
    """The same for parameters that give the same parcels: everything in them that ``parcels_of`` reads."""
    told = parameters.model_dump_json(
        include={"horizon": True, "demand": True, "resident": True, "handling": {"work_cv"}, "loading": {"skip"}}
    )
    return f"{told} luck: {parameters.points.goes_wrong} lost: {parameters.disruption.lost_share}"
