"""What tests the answer of a comparison, or divides it up, once it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.idle import Names
from experiments.settings.config import Config
from experiments.studies.compare.placements import headline
from experiments.studies.compare.robust import points, robustness
from experiments.studies.compare.shared import Pools, with_shares
from experiments.studies.compare.staged import with_stages, with_what_if
from experiments.studies.frame import Study
from sim.problems import phrase
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.judged import means_of, with_robustness


@dataclass(frozen=True, eq=False)
class Tests:
    """What tests the answer of a comparison, or divides it up, once it is there: longer than the comparison itself.

    Attributes:
        pools: brands whose shares of the cost are asked for, by pool.
        names: what a config asks for.
    """

    frame: Study
    pools: Pools
    names: Names

    def any(self, result: Compared) -> bool:
        """Whether there is anything to do."""
        config = self.frame.config
        return bool(self._robust(result) or self.pools or config.run.placement_seeds > 1 or self._plan)

    @property
    def _plan(self) -> bool:
        """Whether there is a plan to be followed further than its columns."""
        plan, run = self.frame.config.plan, self.frame.config.run
        return plan is not None and run.modes is None and bool((run.stages and plan.rollout) or run.what_if)

    def _robust(self, result: Compared) -> bool:
        return self.frame.config.robustness.points != 0 and len(result.prepared.scenarios) > 1

    def of(self, result: Compared) -> tuple[Compared, dict[str, pd.DataFrame]]:
        """The result with what they found, and their tables beside its own."""
        frame, config, lang = self.frame, self.frame.config, self.frame.config.run.lang
        tables: dict[str, pd.DataFrame] = {}
        if self._robust(result):
            print("\n" + phrase("robust.start", points=points(config, result.prepared)).text(lang), flush=True)
            with frame.clock("robustness"):
                result, frame.besides["robustness"] = tested(config, result, frame.team)
        if self.pools:
            print("\n" + phrase("sharing.start", groups=sum(map(len, self.pools.values()))).text(lang), flush=True)
            with frame.clock("sharing"):
                result, frame.besides["sharing"] = with_shares(config, result, self.pools, frame.team)
        if self._plan:
            result = followed(frame, result)
        if config.run.placement_seeds > 1:
            with frame.clock("placements"):
                tables["headline"], frame.besides["placements"] = headline(config, self.names(config), frame.folder, frame.team)
        return result, tables


def followed(frame: Study, result: Compared) -> Compared:
    """The result with the plan stage by stage, and if things turn out otherwise."""
    config, run = frame.config, frame.config.run
    if config.plan is not None and config.plan.rollout and run.stages:
        print("\n" + phrase("plan.stages", count=len(config.plan.rollout)).text(run.lang), flush=True)
        with frame.clock("stages"):
            result, frame.besides["stages"] = with_stages(config, result, frame.team)
    if run.what_if:
        print("\n" + phrase("plan.what_if").text(run.lang), flush=True)
        with frame.clock("what_if"):
            result, frame.besides["what_if"] = with_what_if(config, result, frame.team)
    return result


def tested(config: Config, result: Compared, team: Team) -> tuple[Compared, dict[str, Any]]:
    """The result with how robust its order is; as it is where that is not tested. With it, what was simulated for that
    and what was found (``Evaluator.counts``)."""
    with evaluator(config, team) as runs:
        found = robustness(config, result.prepared, means_of(result), runs)
        counts = runs.counts()
    return (result, {}) if found is None else (with_robustness(result, found), counts)
