"""What an optimisation was asked, and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.inference.search.confirm import Confirmed
from sim.inference.search.grid import FAILED, OK, OVERLOADED, REFUSED, DecisionKey, Found, Index, Judged
from sim.inference.target import Target
from sim.proposal.about import About


@dataclass(frozen=True)
class Question:
    """What is to be optimised: the decisions, the two KPIs to make small, and the targets."""

    axes: tuple[DecisionKey, ...]
    kpis: tuple[str, str]
    targets: tuple[Target, ...]


@dataclass(eq=False, kw_only=True)
class Optimised:
    """What the optimisation found; ``result`` is None where nothing could be simulated.

    Attributes:
        remote: modes in which people fetch their parcels at the township.
        mode: of a plan that decides on none; None where the config's own assignment tells villages apart.
        budget: simulation runs that might be used. ``replications``: of each plan of the result.
        judged: every point looked at, in the order in which it was; ``seen``: the same as the search saw it.
        runs: simulation runs by stage.
        chances: what the selection said of each candidate.
        idle: decisions that change nothing, by plan of the result.
    """

    about: About
    asked: Question
    remote: frozenset[str]
    mode: str | None
    budget: int
    replications: int
    judged: Mapping[Index, Judged] = field(default_factory=dict)
    seen: Mapping[Index, Found] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)
    chances: dict[Index, str] = field(default_factory=dict)
    result: Confirmed | None = None
    idle: dict[Index, tuple[str, ...]] = field(default_factory=dict)

    def counts(self) -> Mapping[str, int]:
        """How many points came to each state."""
        states = [j.state for j in self.judged.values()]
        return {s: states.count(s) for s in (OK, OVERLOADED, REFUSED, FAILED)}
