"""Everything random of one replication under one plan, as columns drawn before the clock starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.demand.parcels import MarketTrips, Parcels

PPM = 1_000_000


@dataclass(frozen=True, eq=False)
class Draws:
    """One replication.

    Attributes:
        parcels, market: the demand, the same in every mode.
        travel_ppm: by run; driving times are multiplied by it, in parts per million.
        cancelled: by run; drawn cancellation (the host's own, or weather).
        host_parcels, host_grams, host_ml: by run; the host's own load (0 on lines of ours).
    """

    parcels: Parcels
    market: MarketTrips
    travel_ppm: NDArray[np.int64]
    cancelled: NDArray[np.bool_]
    host_parcels: NDArray[np.int64]
    host_grams: NDArray[np.int64]
    host_ml: NDArray[np.int64]
