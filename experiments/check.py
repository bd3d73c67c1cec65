"""``parcelflow check``: is the input in order, and what does it ask of its plans?

Writes nothing, and simulates only what tells whether an override matters.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from experiments.engines.team import Team
from experiments.scenarios.idle import GivenOverride, idle
from experiments.scenarios.prepare import prepare
from experiments.scenarios.work import run_point
from experiments.settings.config import Config
from sim.policy.sheet_notes import noted_sheets
from sim.proposal.check_lines import county_lines, load_lines, verdict_line
from sim.proposal.idle_lines import idle_lines
from sim.proposal.plan_lines import plan_lines
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.store.archive import Row
from sim.store.kept import KPIS

MOST_PARCELS = 6_000_000
"""So many parcels, over all plans and days, are simulated at most to see what an override changes: some ten seconds."""


def main(config: Config, folder: Path, given: Sequence[GivenOverride] = ()) -> int:
    """Print what the county is made of, the plan of each mode and its heaviest loads; the exit code."""
    lang = config.run.lang
    with closing(Team(config)) as team:
        prepared = noted_sheets(prepare(config, config.modes, helpers=team.helpers), config.county.source, config.plan)
    for of in (county_lines, plan_lines, load_lines):
        print("\n".join(of(prepared, lang)))
    for line in idle_lines(_changing_nothing(config, prepared, given), mode_names(prepared, lang), lang):
        print(line, file=sys.stderr)
    print("\n" + verdict_line(prepared, lang))
    return 0


def _changing_nothing(config: Config, prepared: Prepared, given: Sequence[GivenOverride]) -> dict[str, tuple[str, ...]]:
    """The overrides that change nothing in a plan and its first replication, as far as that is soon seen; see
    ``idle``."""
    h = config.parameters.horizon
    days, plans = h.warmup_days + h.measured_days + h.drain_days, len(prepared.scenarios)
    if prepared.expected.total * days * plans * (1 + len(given)) > MOST_PARCELS:
        return {}

    @cache
    def first(name: str) -> Row:
        return run_point(config, name, (0,), KPIS).kept[0].row

    return idle(config, prepared, lambda c: c.modes, given, lambda of, name: first(name) if of is config else None)
