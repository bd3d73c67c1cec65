"""Turns a parameter on the small county and reads the KPI that its documentation names."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np

from experiments.scenarios.prepare import county_of
from experiments.scenarios.prepare import prepare as prepare_plans
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.measure.measure import measure
from sim.service.draft.routes import RouteCache
from tests.experiments.county_files import Configs

BASE: dict[str, Any] = {"horizon.warmup_days": 1, "horizon.measured_days": 7, "horizon.drain_days": 2, "fleet.route_iterations": 50}
"""A short run: a parameter is turned on the same parcels, so a difference needs few of them to show."""


class Bench:
    """Runs scenarios of one county, each once."""

    def __init__(self, configs: Configs) -> None:
        self.configs, self.routes = configs, RouteCache()
        self.kpis = cache(self._kpis)
        self.outcome = lru_cache(maxsize=8)(_outcome)

    def read(self, mode: str, values: Mapping[str, Any]) -> dict[str, float]:
        """Every KPI of the county; ``villages`` is a number that changes whenever the cost of a village does, other things equal."""
        turned = {k: v for k, v in {**BASE, **values}.items() if v != self.configs.default(k)}
        return self.kpis(mode, json.dumps(turned, sort_keys=True))

    def _kpis(self, mode: str, text: str) -> dict[str, float]:
        config = self.configs.config(json.loads(text))
        plan = prepare_plans(config, (mode,), self.routes).scenarios[0].plan
        county, p, seed = county_of(config), config.parameters, config.run.seed
        drawn = draw(plan, *parcels_of(county, p, seed, 0), p, seed, 0)
        m = measure(plan, drawn, self.outcome(pickle.dumps((plan, drawn))), county, p, 0)
        cost = np.nan_to_num(m.villages["cost_system_parcel"])
        return {**m.county, "villages": float(cost @ np.arange(1, len(cost) + 1))}


def _outcome(flow: bytes) -> Outcome:
    """What comes of a plan and draws, which most prices leave as they were."""
    return simulate(*pickle.loads(flow))
