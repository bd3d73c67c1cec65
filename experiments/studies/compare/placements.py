"""The headline over several placements of what is synthetic: does the answer hang on where the villages were put?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.prepare import county_of
from experiments.scenarios.work import side_by_side
from experiments.settings.config import Config
from experiments.studies.compare.result import replications
from sim.county.county import AssumedHub
from sim.inference.robustness.placements import over_placements
from sim.proposal.tables import HEADLINE


def seats(config: Config, assumed: AssumedHub | None) -> list[str | None]:
    """The county seats to go through in turn: where the rules take different townships for it, each of them; else the config's own."""
    if assumed is None or config.county.seat is not None:
        return [config.county.seat]
    return [None, *assumed.others]


def headline(config: Config, names: tuple[str, ...], folder: Path, team: Team) -> tuple[pd.DataFrame, dict[str, int]]:
    """The headline KPIs with each of ``placement_seeds`` placements, counted from the config's own.

    Where the hub stands at a township taken for the county seat and the rules disagree, the placements take turns among
    them.

    Returns:
        See ``over_placements``; and how many replications were simulated and how many found.
    """
    summaries, counts = list[pd.DataFrame](), Counter[str]()
    for other in _placed(config):
        result = replications(other, side_by_side(other, names, team.helpers), folder, {}, team)
        counts.update({name: result.counts[name] for name in ("simulated", "found")})
        summaries.append(result.frames.summary)
    return over_placements(summaries, HEADLINE), dict(counts)


def _placed(config: Config) -> Iterator[Config]:
    """The config with each placement."""
    run, county = config.run.model_copy(update={"trace": False}), config.county
    turns = seats(config, county_of(config).assumed_hub)
    for i in range(run.placement_seeds):
        seed, seat = county.placement_seed + i, turns[i % len(turns)]
        placed = county.model_copy(update={"placement_seed": seed, "seat": seat})
        yield config.model_copy(update={"county": placed, "run": run})
