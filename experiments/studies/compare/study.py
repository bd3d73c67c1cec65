"""Modes side by side: what ``compare`` and ``simulate`` have in common."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from experiments.engines.team import Team
from experiments.scenarios.evaluate import archive_of, evaluator
from experiments.scenarios.idle import GivenOverride, Names, idle, words
from experiments.scenarios.prepare import noted, prepare
from experiments.scenarios.provenance import scenario_key
from experiments.settings.config import Config
from experiments.studies.compare.placements import headline
from experiments.studies.compare.report import write
from experiments.studies.compare.result import replications
from experiments.studies.compare.robust import robustness
from experiments.studies.compare.shared import asked, with_shares
from experiments.studies.frame import Study
from sim.inference.enough import record
from sim.problems import phrase, said
from sim.proposal.compared import Compared
from sim.proposal.comparison_words import closing_lines
from sim.proposal.plan_lines import plan_lines
from sim.proposal.robust_words import robust_answer, robust_lines
from sim.proposal.shapes import Shapes, labelled
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.words import say


def study(frame: Study, names: Names, given: Sequence[GivenOverride] = (), shapes: Shapes | None = None) -> None:
    """Run a study and write its results folder.

    Args:
        names: what a config asks for. ``given``: the overrides of the command line, to say which of them change nothing.
        shapes: of a comparison, the shape of the network of each of its columns.
    """
    config, folder, clock = frame.config, frame.folder, frame.clock
    lang = config.run.lang
    with clock("plan"):
        pools = asked(config)
        prepared = noted(prepare(config, names(config), helpers=frame.team.helpers))
        prepared = prepared if shapes is None else labelled(prepared, shapes.remarks)
    print("\n".join(plan_lines(prepared, lang)))
    print(flush=True)
    with clock("simulate"):
        result = replications(config, prepared, folder, shapes.costs if shapes else {}, frame.team)
    if config.robustness.points and len(prepared.scenarios) > 1:
        print("\n" + phrase("robust.start", points=config.robustness.points).text(lang), flush=True)
        with clock("robustness"):
            result, frame.besides["robustness"] = tested(config, result, frame.team)
    if pools:
        print("\n" + phrase("sharing.start", groups=sum(map(len, pools.values()))).text(lang), flush=True)
        with clock("sharing"):
            result, frame.besides["sharing"] = with_shares(config, result, pools, frame.team)
    with clock("overrides"):
        nothing = changing_nothing(config, prepared, names, given)
    extra = {} if shapes is None or not shapes.tried else {"shapes": shapes.table()}
    if config.run.placement_seeds > 1:
        with clock("placements"):
            extra["headline"], frame.besides["placements"] = headline(config, names(config), folder, frame.team)
    with clock("write"):
        write(config, result, folder, extra, frame.team)
    precision = None if result.decision is None else record(config.precision.model_dump(mode="json"), result.decision)
    frame.note(result.key, result.digests, result.counts, precision=precision, changes_nothing=nothing or None)
    print("\n".join(closing_lines(result, lang, lang if config.run.charts else None)))
    took = said(tuple(phrase("spent.line", part=phrase(f"spent.{k}"), seconds=round(v, 1)) for k, v in clock.seconds.items() if v >= 0.05), lang)
    where = say(lang, f"结果：{folder}（先看 index.html；表 tables.xlsx；图 charts/）。用时：{took}", f"Results: {folder} (begin with index.html; tables in tables.xlsx; charts in charts/)  {took}")
    print("\n" + where)
    for line in words(nothing, mode_names(prepared, lang)):
        print(line.text(lang), file=sys.stderr)


def tested(config: Config, result: Compared, team: Team) -> tuple[Compared, dict[str, Any]]:
    """The result with how robust its order is, in its answer and on its trust card; as it is where that is not tested.
    With it, what was simulated for that and what was found (``Evaluator.counts``)."""
    summary = result.frames.summary
    means = {(str(m), str(k)): float(x) for m, k, x in zip(summary["mode"], summary["kpi"], summary["mean"], strict=True)}
    with evaluator(config, team) as runs:
        found = robustness(config, result.prepared, means, runs)
        counts = runs.counts()
    if found is None:
        return result, {}
    zh, en = mode_names(result.prepared, "zh"), mode_names(result.prepared, "en")
    names = {name: (zh[name], en[name]) for name in zh}
    card, lines = result.card, robust_lines(found, names)
    flips = card.flips or any(x.verdict for x in lines)
    answers = (*card.answers[:1], robust_answer(found, names), *card.answers[1:])
    card = replace(card, answers=answers, lines=(*card.lines, *lines), flips=flips)
    return replace(result, robust=found, card=card), counts


def changing_nothing(config: Config, prepared: Prepared, names: Names, given: Sequence[GivenOverride]) -> dict[str, tuple[str, ...]]:
    """The overrides that change nothing in a scenario; see ``idle``."""
    if not given:
        return {}
    with archive_of(config) as archive:
        return idle(prepared, names, given, lambda name: next((r for r in archive.rows(scenario_key(config, name)) if r.number == 0), None))
