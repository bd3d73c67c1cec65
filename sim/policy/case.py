"""A plan beside what was simulated of it: what every table of a plan is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.county.county import County
from sim.measure.measure import Measures
from sim.parameters import Parameters
from sim.policy.document import CountyPlan
from sim.service.prepared import Prepared, Scenario


@dataclass(frozen=True, eq=False, kw_only=True)
class PlanCase:
    """A plan and its simulation.

    Attributes:
        document: None where no plan is given; tables that need none are there all the same.
        measures: by column, each by replication.
    """

    document: CountyPlan | None
    prepared: Prepared
    measures: Mapping[str, Sequence[Measures]]

    @property
    def county(self) -> County:
        """The county."""
        return self.prepared.county

    @property
    def parameters(self) -> Parameters:
        """The parameters."""
        return self.prepared.parameters

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The columns."""
        return self.prepared.scenarios
