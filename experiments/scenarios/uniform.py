"""Every mode for a whole county, planned and run."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator
from experiments.scenarios.work import side_by_side
from experiments.settings.config import Config
from sim.inference.grew import with_growth
from sim.inference.mode_map.village_modes import Uniform
from sim.service.prepared import Prepared
from sim.store.kept import Want


def planned(config: Config, modes: tuple[str, ...], team: Team | None = None) -> Prepared:
    """The plan of each mode for all villages.

    Raises:
        InputError: a mode cannot be planned.
    """
    return side_by_side(_plain(config), modes, team.helpers if team else None)


def uniform(config: Config, e: Evaluator, prepared: Prepared, numbers: Sequence[int]) -> Uniform:
    """Run each mode that was ``planned``."""
    modes = [s.name for s in prepared.scenarios]
    points = [DesignPoint((), _plain(config), m) for m in modes]
    e.must_run(points, numbers, Want())
    done = e.together(points, numbers)
    measures = {m: [r.measures[m] for r in done] for m in modes}
    prepared = with_growth(prepared, measures)
    return Uniform(prepared, measures, frozenset(s.name for s in prepared.scenarios if s.overloads))


def _plain(config: Config) -> Config:
    """The config with one mode for all villages."""
    return config.model_copy(update={"assignment": config.assignment.alone(config.assignment.mode)})
