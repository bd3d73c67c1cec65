"""The headline over several placements of what is synthetic: does the answer hang on where the villages were put?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.engines.team import Team
from experiments.settings.config import Config
from sim.county.county import AssumedHub
from sim.inference.estimate import estimate
from sim.measure.registry import shape_of
from sim.proposal.tables import HEADLINE


def seats(config: Config, assumed: AssumedHub | None) -> list[str | None]:
    """The county seats to go through in turn: where the rules take different townships for it, each of them; else the config's own."""
    if assumed is None or config.county.seat is not None:
        return [config.county.seat]
    return [None, *assumed.others]


def headline(
    config: Config, names: tuple[str, ...], folder: Path, team: Team
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The headline KPIs with each of ``placement_seeds`` placements, counted from the config's own.

    Where the hub stands at a township taken for the county seat and the rules disagree, the placements take turns among them.

    Returns:
        A table of mode, kpi, unit, mean, ci_low, ci_high over placements (each the mean of its replications), n,
        lowest, highest; and how many replications were simulated and how many found.
    """
    from experiments.scenarios.prepare import county_of, prepare
    from experiments.studies.compare.result import replications

    turns = seats(config, county_of(config).assumed_hub)
    found: dict[tuple[str, str, str], list[float]] = {}
    counts = Counter[str]()
    for i in range(config.run.placement_seeds):
        county = config.county.model_copy(update={"placement_seed": config.county.placement_seed + i, "seat": turns[i % len(turns)]})
        other = config.model_copy(update={"county": county, "run": config.run.model_copy(update={"trace": False})})
        result = replications(other, prepare(other, names, helpers=team.helpers), folder, team=team)
        counts.update({name: result.counts[name] for name in ("simulated", "found")})
        summary = result.frames.summary
        for row in summary[summary["kpi"].isin(HEADLINE)].itertuples():
            found.setdefault((str(row.mode), str(row.kpi), str(row.unit)), []).append(float(str(row.mean)))
    rows = []
    for (mode, kpi, unit), values in found.items():
        e = estimate(np.array(values), shape=replace(shape_of(kpi), clumped=False))  # means of percentiles do not jump
        rows.append((mode, kpi, unit, e.mean, e.low, e.high, e.n, min(values), max(values)))
    columns = ["mode", "kpi", "unit", "mean", "ci_low", "ci_high", "n", "lowest", "highest"]
    return pd.DataFrame(rows, columns=columns), dict(counts)
