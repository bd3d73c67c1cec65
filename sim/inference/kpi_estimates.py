"""Estimates of many KPIs at once, each by what the registry knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.inference.estimate import DEGENERATE, OK, RARE, Estimates, estimates
from sim.measure.kpi import ALL
from sim.measure.registry import ENDS, kpi_of, shape_of
from sim.measure.shape import Shape


def kpi_estimates(values: Mapping[str, NDArray[np.number]], overloaded: bool = False) -> dict[str, Estimates]:
    """An estimate a KPI, from its values with replications along the first axis; all arrays of one shape.

    What has an end (a share, days a week) and is the same in most replications for the pool is taken for as rare among all parcels: the
    pool is most of them, and the other brands only add noise that hides it.
    """
    found = _by_shape(values, overloaded)
    for key in [k for k in values if k.endswith(ALL) and kpi_of(k).unit in ENDS and k.removesuffix(ALL) in values]:
        e, pool = found[key], found[key.removesuffix(ALL)]
        hidden = (e.state == OK) & np.isin(pool.state, (RARE, DEGENERATE))
        if hidden.any():
            found[key] = replace(e, low=np.where(hidden, np.nan, e.low), high=np.where(hidden, np.nan, e.high), state=np.where(hidden, RARE, e.state))
    return found


def _by_shape(values: Mapping[str, NDArray[np.number]], overloaded: bool) -> dict[str, Estimates]:
    """KPIs of which the same is known are estimated at once: there are a hundred of them."""
    groups: dict[Shape, list[str]] = {}
    for key in values:
        groups.setdefault(shape_of(key), []).append(key)
    found: dict[str, Estimates] = {}
    for shape, keys in groups.items():
        e = estimates(np.stack([values[key] for key in keys], axis=1), shape, overloaded)
        found |= {key: Estimates(e.mean[i], e.low[i], e.high[i], e.n[i], e.state[i]) for i, key in enumerate(keys)}
    return {key: found[key] for key in values}
