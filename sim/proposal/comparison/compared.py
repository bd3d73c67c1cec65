"""What a comparison came to: everything that its tables, its page and its workbook are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sim.inference.precision import Decision
from sim.inference.results import Frames
from sim.inference.robustness.robust import RobustnessFindings
from sim.policy.document import CountyPlan
from sim.proposal.comparison.robust_words import robust_table
from sim.proposal.trust import TrustCard
from sim.service.prepared import Prepared, pooled


@dataclass(frozen=True, eq=False)
class Compared:
    """What a comparison found: the frames, the trust card, and the digests of every outcome by scenario.

    ``key`` names what it is the result of, ``counts`` says how many replications of a scenario were simulated and how
    many found. With ``replications=auto``, ``decision`` is what the rule said and ``history`` how the intervals
    narrowed (``sim.inference.precision``). ``robust``: how often the order of the columns holds, where that was tested.
    ``plan``: the tables of the county's plan, of ``document`` (None: there is none).
    ``costs``: tables ``recipe``, ``gaps``, ``gains`` and ``running_cost``, of the plans that are not overloaded;
    ``subsidies``, ``investment``, ``cashflow`` and ``disruptions``, where there are any.
    """

    prepared: Prepared
    frames: Frames
    card: TrustCard
    digests: dict[str, list[str]]
    key: str
    counts: dict[str, Any]
    decision: Decision | None
    history: pd.DataFrame | None
    robust: RobustnessFindings | None = None
    costs: dict[str, pd.DataFrame] = field(default_factory=dict)
    plan: dict[str, pd.DataFrame] = field(default_factory=dict)
    document: CountyPlan | None = None

    @property
    def replications(self) -> int:
        """How many replications it rests on."""
        return len(next(iter(self.digests.values())))

    @property
    def pools(self) -> dict[str, tuple[str, ...]]:
        """Keys of the brands in the pool of each column."""
        return {s.name: pooled(s.plan) for s in self.prepared.scenarios}

    def tables(self) -> dict[str, pd.DataFrame]:
        """The result tables by name."""
        more = {} if self.history is None else {"precision": self.history}
        return self.frames.tables() | self.costs | self.plan | more | (
            {} if self.robust is None else {"robustness": robust_table(self.robust)}
        )
