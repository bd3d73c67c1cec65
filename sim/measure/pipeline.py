"""One replication of one scenario, from its draws to what is kept of it: written once, for every verb and engine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.demand.source import Demanded
from sim.flow.digest import digest
from sim.flow.draws import Draws, draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.measure.measure import measure
from sim.measure.part import Part
from sim.parameters.demand import Horizon
from sim.plan.plan import ServicePlan
from sim.service.prepared import Prepared

if TYPE_CHECKING:
    import pandas as pd

STEPS = ("plan", "draw", "simulate", "measure")
"""Parts of the work, in the order in which a clock tells them; ``simulate`` includes the check of its laws."""


class StepClock:
    """Processor time of this process by part of the work."""

    def __init__(self) -> None:
        self._spent = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Count what is done within."""
        begin = time.process_time()
        yield
        self._spent[step] += time.process_time() - begin

    def take(self) -> tuple[float, float, float, float]:
        """Seconds spent since the last time, by part."""
        plan, drawing, simulating, measuring = self._spent.values()
        self._spent = dict.fromkeys(STEPS, 0.0)
        return plan, drawing, simulating, measuring


def replication(
    prepared: Prepared, number: int, demand: Demanded, clock: StepClock, traced: bool = False
) -> tuple[Part, dict[str, pd.DataFrame]]:
    """Draw, simulate, check the laws and measure the one scenario of ``prepared``; what is kept, and the tables of the
    trace if one is wanted.

    Raises:
        BrokenInvariant: the simulation broke a law.
    """
    (scenario,), p = prepared.scenarios, prepared.parameters
    with clock("draw"):
        drawn = draw(scenario.plan, *demand, p, prepared.seed, number)
    with clock("simulate"):
        outcome = simulate(scenario.plan, drawn)
        check_laws(scenario.plan, drawn, outcome)
    with clock("measure"):
        part = Part(number, measure(scenario.plan, drawn, outcome, prepared.county, p, number), digest(outcome))
        tables = _trace(scenario.plan, drawn, outcome, p.horizon, number) if traced else {}
    return part, tables


def _trace(
    plan: ServicePlan, drawn: Draws, outcome: Outcome, horizon: Horizon, number: int
) -> dict[str, pd.DataFrame]:
    from sim.measure.trace import trace_tables  # and pandas with it, which a worker needs for nothing else

    measured = range(horizon.warmup_days, horizon.warmup_days + horizon.measured_days)
    return trace_tables(plan, drawn, outcome, measured, number)
