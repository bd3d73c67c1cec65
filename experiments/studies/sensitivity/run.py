"""The runs of a sensitivity study: each key alone at the ends of its range, everything else as the config has it, on the same parcels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from experiments.settings.config import Config
from experiments.studies.sensitivity.respond import ReplicationSource, respond
from sim.inference.one_at_a_time import SAME, OneAtATime
from sim.parameters.factor import Factor


def turn(runs: ReplicationSource, config: Config, modes: Mapping[str, Mapping[str, Any]], factors: Sequence[Factor], numbers: Sequence[int], kpis: Sequence[str], screen: bool) -> OneAtATime:
    """Run the base and each key at both ends, in every mode.

    Args:
        modes: settings that make each mode, by its name.
        screen: run the first replication of every key first and the rest only of keys that move a KPI in it.
    """
    names = tuple(modes)
    base = respond(runs, config, list(modes.values()), numbers, kpis)
    settings = [{**s, f.key: f.value(float(end))} for s in modes.values() for f in factors for end in (0, 1)]
    full = np.ones(len(factors), dtype=np.bool_)
    if not screen or len(numbers) == 1:
        return OneAtATime(names, tuple(kpis), tuple(factors), base, respond(runs, config, settings, numbers, kpis), full)
    first = respond(runs, config, settings, numbers[:1], kpis)
    values = np.full((len(settings), len(numbers), len(kpis)), np.nan)
    values[:, :1] = first.values
    first = replace(first, values=values)
    screened = OneAtATime(names, tuple(kpis), tuple(factors), base, first, full)
    at_base = base.values[:, None, None, 0]
    still = (np.abs(screened.differences()[:, :, :, 0]) <= SAME * np.abs(at_base)) | np.isnan(at_base)
    moved = np.asarray(~still.all(axis=(0, 2, 3)), dtype=np.bool_)
    rows = [i for i in range(len(settings)) if moved[(i // 2) % len(factors)]]
    rest = respond(runs, config, [settings[i] for i in rows], numbers, kpis)
    return OneAtATime(names, tuple(kpis), tuple(factors), base, first.laid_over(rows, rest), moved)
