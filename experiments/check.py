"""``parcelflow check``: is the input in order, and what does it ask of its plans? Writes nothing, and simulates only what tells whether an override matters."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from experiments.scenarios.archive import Row
from experiments.scenarios.idle import GivenOverride, idle, words
from experiments.scenarios.prepare import noted, prepare
from experiments.scenarios.work import KPIS, run_point
from experiments.settings.config import Config
from sim.problems import said
from sim.proposal.aligned import table
from sim.proposal.names import place_names
from sim.proposal.plan_lines import plan_lines
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.service.tables import loads_table
from sim.words import headed, say, word

MOST_PARCELS = 6_000_000
"""So many parcels, over all plans and days, are simulated at most to see what an override changes: some ten seconds."""


def main(config: Config, folder: Path, given: Sequence[GivenOverride] = ()) -> int:
    """Print what the county is made of, the plan of each mode and its heaviest loads; the exit code."""
    lang = config.run.lang
    prepared = noted(prepare(config, config.modes, workers=config.run.workers))
    say_county(prepared, lang)
    print("\n".join(plan_lines(prepared, lang)))
    names = mode_names(prepared, lang)
    for s in prepared.scenarios:
        print("\n" + say(lang, f"{names[s.name]}：最重的负荷", f"{names[s.name]}: heaviest loads"))
        print(table(headed(loads_table([x for x in s.loads if x.kind != "depot_runs" or x.state != "ok"], lang, s.plan, prepared.parameters, place_names(prepared.county, lang)), lang), rows=8))
    for line in words(_changing_nothing(config, prepared, given), names):
        print(line.text(lang), file=sys.stderr)
    over = [names[s.name] for s in prepared.scenarios if s.overloads]
    if over:
        print("\n" + say(lang, f"输入无误；超负荷：{'、'.join(over)}", f"The input is in order; overloaded: {', '.join(over)}"))
    else:
        print("\n" + say(lang, "输入无误，各方案均不超负荷。", "The input is in order and no plan is overloaded."))
    return 0


def _changing_nothing(config: Config, prepared: Prepared, given: Sequence[GivenOverride]) -> dict[str, tuple[str, ...]]:
    """The overrides that change nothing in a plan and its first replication, as far as that is soon seen; see ``idle``."""
    h = config.parameters.horizon
    if prepared.expected.total * (h.warmup_days + h.measured_days + h.drain_days) * len(prepared.scenarios) * (1 + len(given)) > MOST_PARCELS:
        return {}

    @cache
    def first(name: str) -> Row:
        return run_point(config, name, (0,), KPIS).kept[0].row

    return idle(prepared, lambda c: c.modes, given, first)


def say_county(prepared: Prepared, lang: str) -> None:
    """Print the county in a line, and what of its data is real, given, assumed or synthetic."""
    c = prepared.county
    people, parcels = sum(v.population for v in c.villages), prepared.expected.total
    print(say(
        lang,
        f"{c.name}：{len(c.townships)}个乡镇，{len(c.villages)}个村，{len(c.points)}个服务点，{people:,}人，日均{parcels:,.0f}件",
        f"{c.name_en}: {len(c.townships)} townships, {len(c.villages)} villages, {len(c.points)} points, {people:,} residents, {parcels:,.0f} parcels a day",
    ))  # fmt: skip
    for note in c.notes:
        what, source, status = said(note.what, lang), said(note.source, lang), word(note.status, lang)
        print(say(lang, f"  {what}：{status}，{note.count:,}项（{source}）", f"  {what}: {note.count:,} {status} ({source})"))
