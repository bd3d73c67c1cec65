"""Where a county's own townships are on a map of modes by volume and distance."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from sim.county.county import County
from sim.county.stylised import loop_km
from sim.demand.expected import expected
from sim.parameters import Parameters


def dots(county: County, parameters: Parameters, pool: Collection[str], loop_villages: int | None) -> pd.DataFrame:
    """The townships that have points, without the county town: township (its code), name, parcels (of the pool, a
    point and day), distance_km.

    Args:
        pool: brands.
        loop_villages: the distance is that of a round road over so many villages; None: of the road from the hub.
    """
    asked = expected(county, parameters)
    daily = asked.daily[[i for i, brand in enumerate(asked.brands) if brand in pool]].sum(axis=0)
    of = np.array([v.township for v in county.villages])
    rows = []
    for t, seat in enumerate(county.townships):
        points = sum(p.township == t for p in county.points)
        if points and t != county.town:
            hub_km = float(county.road_km[0, county.township_place(t)])
            km = hub_km if loop_villages is None else loop_km(county, t, loop_villages)
            rows.append((seat.code, seat.name, float(daily[of == t].sum()) / points, km))
    return pd.DataFrame(rows, columns=["township", "name", "parcels", "distance_km"])
