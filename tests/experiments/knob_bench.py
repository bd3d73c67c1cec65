"""Turns a parameter on the small county and reads the KPI that its documentation names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from county_files import Configs

from experiments.scenarios.prepare import county_of
from experiments.scenarios.prepare import prepare as prepare_plans
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.service.routes import RouteCache

BASE: dict[str, Any] = {"horizon.warmup_days": 3, "horizon.measured_days": 7, "horizon.drain_days": 4, "fleet.route_iterations": 50}
"""Short runs: the knobs are turned on the same parcels, so a difference needs few of them to show."""

REPLICATIONS = 1


class Bench:
    """Runs scenarios of one county, each once."""

    def __init__(self, configs: Configs) -> None:
        self.configs, self.routes = configs, RouteCache()
        self.kpis = lru_cache(maxsize=None)(self._kpis)

    def read(self, mode: str, values: Mapping[str, Any]) -> dict[str, float]:
        """Mean of every KPI over the replications."""
        return self.kpis(mode, json.dumps({**BASE, **values}, sort_keys=True))

    def villages(self, mode: str, values: Mapping[str, Any]) -> float:
        """A number that changes whenever the cost of a village does, other things equal."""
        return self.read(mode, values)["villages"]

    def _kpis(self, mode: str, text: str) -> dict[str, float]:
        config = self.configs.config(json.loads(text))
        prepared = prepare_plans(config, (mode,), self.routes)
        county, p = county_of(config), config.parameters
        plan = prepared.scenarios[0].plan
        found = []
        for r in range(REPLICATIONS):
            parcels, market = parcels_of(county, p, config.run.seed, r)
            drawn = draw(plan, parcels, market, p, config.run.seed, r)
            m = measure(plan, drawn, simulate(plan, drawn), county, p, r)
            cost = np.nan_to_num(m.villages["cost_system_parcel"])
            found.append({**m.county, "villages": float(cost @ np.arange(1, len(cost) + 1))})
        return {k: float(np.mean([f[k] for f in found])) for k in found[0]}
