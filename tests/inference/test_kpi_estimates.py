"""Estimates of many KPIs at once are those of each alone; what is rare for the pool is rare for all."""

from __future__ import annotations

import numpy as np

from sim.inference.estimate import DEGENERATE, OK, RARE, estimates
from sim.inference.kpi_estimates import kpi_estimates
from sim.measure.registry import shape_of

RNG = np.random.default_rng(2)


def test_each_is_as_if_estimated_alone_and_in_its_order() -> None:
    values = {key: RNG.uniform(0.2, 0.8, 12) for key in ("within_24h", "cost_system_parcel", "at_village_p90_h", "within_24h.all")}
    found = kpi_estimates(values)
    assert list(found) == list(values)
    for key, many in found.items():
        alone = estimates(values[key][:, None], shape_of(key))
        assert many.mean.item() == alone.mean.item()
        assert (many.state.item(), many.n.item()) == (alone.state.item(), alone.n.item())


def test_a_share_that_never_varies_for_the_pool_is_rare_among_all() -> None:
    noise = 1 - RNG.uniform(0, 1e-3, 12)
    found = kpi_estimates({"within_24h": np.ones(12), "within_24h.all": noise})
    assert found["within_24h"].state.item() in (RARE, DEGENERATE)
    assert found["within_24h.all"].state.item() == RARE
    assert np.isnan(found["within_24h.all"].low.item())
    assert kpi_estimates({"within_24h.all": noise})["within_24h.all"].state.item() == OK


def test_villages_are_estimated_side_by_side() -> None:
    values = {"cost_system_parcel": RNG.uniform(1, 2, (10, 3))}
    assert kpi_estimates(values)["cost_system_parcel"].mean.tolist() == values["cost_system_parcel"].mean(axis=0).tolist()


def test_no_interval_of_what_cannot_be_below_nought_is():
    two = {"lost_10k.all": np.array([0.0, 5.0]), "km_day": np.array([1.0, 90.0]), "cost_keeper_parcel": np.array([-1.0, 0.5])}
    found = kpi_estimates(two)
    assert (found["lost_10k.all"].low, found["km_day"].low) == (0, 0)
    assert found["cost_keeper_parcel"].low < 0, "a margin"
