"""One replication of a study, with what a figure may be read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from experiments.scenarios.prepare import prepare
from experiments.settings.compose import configs, files
from sim.demand.source import parcels_of
from sim.measure.pipeline import StepClock, replication
from sim.service.prepared import Scenario


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a study: its KPIs, the tables of its trace, and what was planned."""

    kpis: Mapping[str, float]
    trace: Mapping[str, pd.DataFrame]
    scenario: Scenario

    def runs(self, line: str) -> pd.DataFrame:
        """The departed runs of the lines whose names begin with ``line``."""
        runs = self.trace["runs"]
        return runs[runs["line"].str.startswith(line) & runs["departed"].notna()]


@cache
def ran(study: str, *more: str) -> dict[str, Column]:
    """The columns of ``study`` by name, from its first replication; ``more``: further overrides."""
    _, jobs = configs([f"study={study}", *more], "compare", None, files(None))
    config = next(iter(jobs))
    prepared = prepare(config, config.modes)
    demand = parcels_of(prepared.county, prepared.parameters, prepared.seed, 0)
    found = {}
    for scenario in prepared.scenarios:
        part, trace = replication(replace(prepared, scenarios=(scenario,)), 0, demand, StepClock(), traced=True)
        found[scenario.name] = Column(kpis=part.measures.county, trace=trace, scenario=scenario)
    return found
