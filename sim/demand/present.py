"""Brands whose parcels stay away: the county as a group of its brands would have it to itself."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.demand.offers import Offers
from sim.demand.outlook import Expected
from sim.demand.parcels import Parcels
from sim.parameters.demand import Demand

Columns = TypeVar("Columns", Parcels, Offers)


def present(demand: Demand) -> NDArray[np.bool_]:
    """By brand, whether its parcels are there."""
    return np.array([key not in demand.without for key in demand.brands], np.bool_)


def parcels_present(rows: Columns, demand: Demand) -> Columns:
    """The parcels of the brands that are there, each as it would be with all others."""
    if not demand.without:
        return rows
    kept = present(demand)[rows.brand]
    columns: dict[str, Any] = {f.name: getattr(rows, f.name)[kept] for f in fields(rows)}
    return type(rows)(**columns)


def expected_present(found: Expected, demand: Demand) -> Expected:
    """What is expected of the brands that are there."""
    if not demand.without:
        return found
    daily, there = found.daily * present(demand)[:, None], found.going[:, present(demand)].sum(axis=1)
    return replace(found, daily=daily, offered=None if found.offered is None else there)
