"""Are the keys of ``sweep`` right for what is swept?"""

from __future__ import annotations

from collections.abc import Sequence

from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis
from experiments.studies.sweep import selecting
from sim.problems import InputError, Problem, did_you_mean, phrase


def check_keys(config: Config, keys: Sequence[str], scenarios: int) -> None:
    """Check the keys of ``sweep`` against what is swept.

    Raises:
        InputError: with every fault.
    """
    s, problems = config.sweep, []
    for name, key in (("sweep.x", s.x), ("sweep.y", s.y)):
        if key is not None and key not in keys:
            problems.append(Problem("sweep.axis", name, key, phrase("sweep.axis", keys=tuple(keys)), did_you_mean(key, keys)))
    problems += unknown_kpis("sweep.kpi", [s.kpi])
    problems += unknown_kpis("sweep.contour", [s.contour] if s.contour else [])
    problems += selecting.faults(config)
    if s.reference is not None and s.reference > scenarios:
        problems.append(Problem("sweep.reference", "sweep.reference", str(s.reference), phrase("sweep.reference", last=scenarios)))
    if problems:
        raise InputError(problems)
