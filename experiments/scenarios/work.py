"""What a worker does for a study: replications of one scenario, their KPIs, and what they took."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import lru_cache

import numpy as np

from experiments.scenarios.archive import Row
from experiments.scenarios.names import overload_texts
from experiments.scenarios.prepare import Prepared, prepare
from experiments.scenarios.provenance import scenario_key
from experiments.settings.config import Config
from sim.county.county import County
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.source import demand_key, parcels_of
from sim.flow.digest import digest
from sim.flow.draws import draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.measure.registry import keys
from sim.parameters import Parameters

PARTS = ("plan", "draw", "simulate", "measure")
"""Parts of the work, in the order of ``archive.Row.seconds``; ``simulate`` includes the check of its laws."""

PARCELS_BYTES = 256 * 2**20
"""Parcels that a worker keeps for the next scenario with the same demand."""

Demand = tuple[Parcels, MarketTrips]


@dataclass(frozen=True, eq=False)
class Worked:
    """What a task gives back: its replications, and where its plan is asked for more than it can do (Chinese and English)."""

    rows: tuple[Row, ...]
    overloads: tuple[tuple[str, str], ...]


def run_point(config: Config, scenario: str, numbers: tuple[int, ...]) -> Worked:
    """Run replications of one scenario; the laws of each are checked.

    The numbers are those that ``simulate`` and ``compare`` give. Plan and parcels are kept in this process for the next task that
    needs the same ones. The time that the plan took stands with the first replication.

    Raises:
        InputError: the scenario cannot be planned.
        BrokenInvariant: a simulation broke a law.
    """
    clock = _Clock()
    with clock("plan"):
        prepared = _prepared(_Asked(f"{scenario} {scenario_key(config, scenario)}", config, scenario))
    (made,) = prepared.scenarios
    plan, p, county, seed = made.plan, prepared.parameters, prepared.county, prepared.seed
    rows = []
    for number in numbers:
        with clock("draw"):
            parcels, market = _shelf().get(county, p, seed, number)
            drawn = draw(plan, parcels, market, p, seed, number)
        with clock("simulate"):
            outcome = simulate(plan, drawn)
            check_laws(plan, drawn, outcome)
        with clock("measure"):
            measures = measure(plan, drawn, outcome, county, p, number)
            values = np.array([measures.county[k] for k in keys()])
            fingerprint = digest(outcome)
        rows.append(Row(number, fingerprint, values, clock.take()))
    return Worked(tuple(rows), tuple(overload_texts(prepared, made)) if made.overloads else ())


@dataclass(frozen=True)
class _Asked:
    """A plan to make; the same one where the key is the same."""

    key: str
    config: Config = field(compare=False)
    scenario: str = field(compare=False)


@lru_cache(maxsize=2)
def _prepared(asked: _Asked) -> Prepared:
    return prepare(asked.config, (asked.scenario,))


class _Clock:
    """Processor time of this process by part of the work."""

    def __init__(self) -> None:
        self._spent = dict.fromkeys(PARTS, 0.0)

    @contextmanager
    def __call__(self, part: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        self._spent[part] += time.process_time() - begin

    def take(self) -> tuple[float, float, float, float]:
        """What was spent since the last time, by part."""
        plan, drawing, simulating, measuring = self._spent.values()
        self._spent = dict.fromkeys(PARTS, 0.0)
        return plan, drawing, simulating, measuring


class _Shelf:
    """Parcels drawn before, those used longest ago given up first."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[tuple[County, str, int, int], Demand] = OrderedDict()

    def get(self, county: County, parameters: Parameters, seed: int, number: int) -> Demand:
        """The parcels of a replication."""
        key = (county, demand_key(parameters), seed, number)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = parcels_of(county, parameters, seed, number)
        self._kept[key] = made
        self._size += _bytes(made)
        while self._size > self._most and len(self._kept) > 1:
            self._size -= _bytes(self._kept.popitem(last=False)[1])
        return made


def _bytes(demand: Demand) -> int:
    parcels, market = demand
    columns = [market.time, *(getattr(parcels, f.name) for f in fields(parcels))]
    return sum(int(column.nbytes) for column in columns)


@lru_cache(maxsize=1)
def _shelf() -> _Shelf:
    """This process's shelf."""
    return _Shelf(PARCELS_BYTES)
