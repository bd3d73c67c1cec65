"""Expected demand of a county: of the table of real parcels where one is named, else of the parameters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.clock import MINUTE, clock_ms
from sim.county.county import County
from sim.demand.calendar import calendar_of, weekday_factors
from sim.demand.forward import order_arrivals
from sim.demand.harvest import expected_offers
from sim.demand.households import households, usual_circle
from sim.demand.line_haul import brought
from sim.demand.outlook import Arrival, Expected, dwell_quantiles
from sim.demand.present import expected_present
from sim.demand.shares import brand_shares, door_share
from sim.parameters.demand import Demand
from sim.parameters.tree import Parameters

__all__ = ["Expected", "expected", "of_parameters", "village_means", "waves"]


def village_means(county: County, demand: Demand) -> NDArray[np.float64]:
    """Mean parcels of each village a day: the village's own figure where the user gave one, else population x rate; x
    scale, and by growth."""
    rates = np.where(county.urban, demand.urban_per_resident_day, demand.parcels_per_resident_day).tolist()
    each = zip(county.villages, rates, strict=True)
    means = [v.population * rate if v.parcels_per_day is None else v.parcels_per_day for v, rate in each]
    return np.array(means, np.float64) * demand.scale * (1 + demand.growth_a_year) ** demand.years_ahead


def waves(demand: Demand, daily: Floats, weekday: Floats) -> tuple[Arrival, ...]:
    """The line-haul waves, and what is ordered from a forward warehouse, with their shares of a day; none where no wave
    has a share.

    Args:
        daily, weekday: as in ``Expected``: where trucks have a size, a wave brings what a mean week leaves to it.
    """
    total = sum(wave.share for wave in demand.waves)
    if not total:
        return ()
    shares = np.array([wave.share for wave in demand.waves]) * ((1 - demand.forward_share) / total)
    came = zip(demand.waves, brought(demand, shares, daily.sum(axis=1), weekday).tolist(), strict=True)
    return (*(Arrival(clock_ms(wave.time), share) for wave, share in came), *order_arrivals(demand))


def expected(county: County, parameters: Parameters) -> Expected:
    """Expected demand of a county; of the table of real parcels where ``demand.parcels_file`` names one, and of the
    brands that are there.

    Raises:
        InputError: shares or weekday factors without weight, or faults of the parcels file.
    """
    found, demand = _coming_in(county, parameters), parameters.demand
    if not demand.outbound.on:
        return expected_present(found, demand)
    offered = expected_offers(county, demand, parameters.horizon, found.daily.sum(axis=0))
    if demand.outbound.replay and demand.parcels_file is not None:
        from sim.demand.recorded import recorded_offers

        offered += recorded_offers(demand.parcels_file, county, parameters)
    return expected_present(replace(found, offered=offered), demand)


def _coming_in(county: County, parameters: Parameters) -> Expected:
    """What comes in, and what everybody does."""
    demand = parameters.demand
    if demand.parcels_file is not None:
        from sim.demand.recorded import recorded  # pandas, which a worker without a table never needs

        return recorded(demand.parcels_file, county, parameters)
    peak = calendar_of(demand, parameters.horizon).sized_for if demand.sized_for == "peak" else 1.0
    daily = np.outer(brand_shares(demand), village_means(county, demand) * peak)
    found = of_parameters(
        parameters, daily, weekday_factors(demand), tuple(v.code for v in county.villages),
        households(county, usual_circle(parameters)).count,
    )
    return replace(found, to_door=door_share(county, demand, daily.sum(axis=0)))


def of_parameters(
    parameters: Parameters, daily: Floats, weekday: Floats, villages: tuple[str, ...], households: NDArray[np.int64]
) -> Expected:
    """Expected demand of so many parcels (see ``Expected``) that are in all else as the parameters say."""
    demand, resident = parameters.demand, parameters.resident
    return Expected(
        daily=daily,
        weekday=weekday,
        brands=tuple(demand.brands),
        villages=villages,
        kg=np.full(daily.shape, demand.weight_mean_kg),
        litres=np.full(daily.shape, demand.volume_mean_l),
        arrivals=waves(demand, daily, weekday),
        delay=demand.truck_delay_mean_min * MINUTE,
        dwell_point=dwell_quantiles(resident, resident.dwell_point_median_h),
        dwell_township=dwell_quantiles(resident, resident.dwell_township_median_h),
        to_door=demand.to_door_share,
        households=households,
    )
