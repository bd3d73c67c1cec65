"""The world of one simulation: what its parts look up, and nothing that happens changes."""

from __future__ import annotations

from dataclasses import dataclass

from sim.flow.crew import CrewCurves
from sim.flow.door_rounds import DoorRounds
from sim.flow.draws import Draws
from sim.flow.legs import Legs, legs_of
from sim.flow.rows import Rows
from sim.flow.space import FreeSpace
from sim.flow.tour import Tours
from sim.plan.plan import ServicePlan


@dataclass(frozen=True, eq=False)
class World:
    """A plan, what is drawn under it, and what follows from the two before the clock starts.

    Attributes:
        plan: with those of its crews and keepers who are there.
        curves: of its crews.
        tours, space: of its runs.
        door_rounds: of its points.
    """

    plan: ServicePlan
    draws: Draws
    rows: Rows
    curves: CrewCurves
    tours: Tours
    space: FreeSpace
    door_rounds: DoorRounds

    @classmethod
    def of(cls, plan: ServicePlan, draws: Draws) -> World:
        """Of a plan in which everybody is there.

        Raises:
            ValueError: a parcel has no way.
        """
        plan = draws.disrupted.manned(plan)
        rows = Rows(plan, draws.parcels, legs_of(plan), draws.offers)
        tours, space = Tours(plan, draws.travel_ppm), FreeSpace(plan, draws)
        return cls(plan, draws, rows, CrewCurves(plan.horizon), tours, space, DoorRounds(plan, rows))

    @property
    def legs(self) -> Legs:
        """The legs of the plan's ways."""
        return self.rows.legs

    @property
    def horizon(self) -> int:
        """The end of the simulation, ms."""
        return self.plan.horizon
