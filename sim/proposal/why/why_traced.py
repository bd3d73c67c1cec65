"""One replication of one mode as it was simulated, for whoever asks why something came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.demand.source import parcels_of
from sim.flow.draws import Draws, draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.measure.case import Case
from sim.measure.measure import Measures, measure
from sim.plan.plan import ServicePlan
from sim.proposal.names import place_names
from sim.service.prepared import Prepared
from sim.words import say


@dataclass(frozen=True, kw_only=True, eq=False)
class Traced:
    """One replication of the one mode that is prepared, as it was simulated and measured."""

    prepared: Prepared
    draws: Draws
    outcome: Outcome
    measures: Measures

    @property
    def plan(self) -> ServicePlan:
        """The plan."""
        return self.prepared.scenarios[0].plan

    @cached_property
    def case(self) -> Case:
        """As the measures look at it."""
        return Case(self.plan, self.draws, self.outcome, self.prepared.county, self.prepared.parameters)

    def village(self, number: int, lang: str) -> str:
        """What people call a village."""
        name = self.prepared.county.villages[number].name
        return place_names(self.prepared.county, lang).get(name, name)


def traced(prepared: Prepared, number: int) -> Traced:
    """One replication of the one mode of ``prepared``, the same that every verb has under its number; its laws are
    checked.

    Raises:
        BrokenInvariant: the simulation broke a law.
    """
    (scenario,), p, county = prepared.scenarios, prepared.parameters, prepared.county
    drawn = draw(scenario.plan, *parcels_of(county, p, prepared.seed, number), p, prepared.seed, number)
    outcome = simulate(scenario.plan, drawn)
    check_laws(scenario.plan, drawn, outcome)
    measures = measure(scenario.plan, drawn, outcome, county, p, number)
    return Traced(prepared=prepared, draws=drawn, outcome=outcome, measures=measures)


def worded(columns: Mapping[tuple[str, str], Sequence[object]], lang: str) -> pd.DataFrame:
    """A table whose heads are told in Chinese and English."""
    return pd.DataFrame({say(lang, *heads): list(values) for heads, values in columns.items()})
