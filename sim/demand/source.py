"""Where the parcels of a scenario come from."""

from __future__ import annotations

from sim.county.county import County
from sim.demand.draw import draw_parcels
from sim.demand.parcels import MarketTrips, Parcels
from sim.parameters.tree import Parameters


def parcels_of(county: County, parameters: Parameters, seed: int, replication: int) -> tuple[Parcels, MarketTrips]:
    """The parcels and market trips of one replication: replayed where ``demand.parcels_file`` names a table, else
    drawn.

    Raises:
        InputError: the table or the demand parameters are at fault.
    """
    if parameters.demand.parcels_file is None:
        return draw_parcels(county, parameters, seed, replication)
    from sim.demand.replay import replay_parcels

    return replay_parcels(parameters.demand.parcels_file, county, parameters, seed, replication)


def demand_key(parameters: Parameters) -> str:
    """The same for parameters that give the same parcels: everything in them that ``parcels_of`` reads."""
    return parameters.model_dump_json(
        include={"horizon": True, "demand": True, "resident": True, "handling": {"work_cv"}}
    )
