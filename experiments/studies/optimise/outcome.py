"""The stages of an optimisation, each on parcels of its own, and what it found before it began."""

from __future__ import annotations

from experiments.scenarios.design import DesignPoint, over, point
from experiments.settings.config import Config
from experiments.studies.frame import about_of
from experiments.studies.optimise.decisions import based
from sim.inference.search.confirm import stage_seed
from sim.inference.search.decisions import values_of
from sim.proposal.optimise.optimised import Optimised, Question


def empty(config: Config, asked: Question) -> Optimised:
    """An optimisation of which nothing is found yet."""
    base = based(config)
    modes, spreads = base.mode_table, base.assignment_table
    names = {key: (s.name_zh, s.name_en) for key, s in spreads.items()} | {key: (m.name_zh, m.name_en) for key, m in modes.items()}
    return Optimised(
        about=about_of(config, config.key(), (), names), asked=asked, remote=frozenset(key for key, mode in modes.items() if mode.handover == "township"),
        mode=None if base.assignment.mixed else base.mode, budget=config.optimise.budget, replications=config.optimise.estimation_replications,
    )  # fmt: skip


def chosen(config: Config, found: Optimised) -> DesignPoint:
    """The chosen plan as a scenario, with the seed of the estimation."""
    assert found.result is not None
    base = based(config)
    return point(over(base, {"seed": stage_seed(base.run.seed, "estimation")}), values_of(found.asked.axes, found.result.chosen))
