"""Modes side by side: what ``compare`` and ``simulate`` have in common."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from experiments.scenarios.evaluate import archive_of
from experiments.scenarios.idle import GivenOverride, Names, idle
from experiments.scenarios.provenance import scenario_key
from experiments.scenarios.work import side_by_side
from experiments.settings.config import Config
from experiments.studies.compare.report import write
from experiments.studies.compare.result import replications
from experiments.studies.compare.robust import varied
from experiments.studies.compare.shared import asked
from experiments.studies.compare.tested import Tests
from experiments.studies.frame import Study
from sim.inference.enough import record
from sim.inference.mix.best_mix import NO_MIX, BestMix
from sim.policy.sheet_notes import noted_sheets
from sim.problems import phrase
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.comparison_words import closing_lines, where_line
from sim.proposal.comparison.shapes import Shapes, labelled
from sim.proposal.idle_lines import idle_lines
from sim.proposal.plan_lines import plan_lines
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.words import say


def study(frame: Study, names: Names, given: Sequence[GivenOverride] = (), shapes: Shapes | None = None, mix: BestMix = NO_MIX) -> Compared:
    """Run a study and write its results folder; then what tests its answer, which is added to the folder; what it found.

    Args:
        names: what a config asks for. ``given``: the overrides of the command line, to say which of them change nothing.
        shapes: of a comparison, the shape of the network of each of its columns.
        mix: of a comparison, the best mix, a column beside those that a config asks for.
    """
    config, clock = frame.config, frame.clock
    with clock("plan"):
        pools = asked(config)
        prepared = _planned(frame, (*names(config), *mix.column), shapes)
    print("\n".join(plan_lines(prepared, config.run.lang)))
    print(flush=True)
    with clock("simulate"):
        result = replications(config, prepared, frame.folder, shapes.costs if shapes else {}, frame.team)
        result = replace(result, plan=result.plan | mix.tables)
    with clock("overrides"):
        asked_for = replace(prepared, scenarios=tuple(s for s in prepared.scenarios if s.name not in mix.column))
        nothing = changing_nothing(config, asked_for, names, given)
    extra = {} if shapes is None or not shapes.tried else {"shapes": shapes.table()}
    drawn = _leave(frame, result, extra, nothing)
    _say(frame, result, nothing)
    tests = Tests(frame, pools, lambda of: (*names(of), *mix.column))
    return _tested(frame, tests, result, extra, nothing, drawn) if tests.any(result) else result


def _tested(
    frame: Study, tests: Tests, result: Compared, extra: dict[str, pd.DataFrame], nothing: Mapping[str, tuple[str, ...]], drawn: Sequence[Path]
) -> Compared:
    """What the tests find, which is added to the folder; what it adds to the answer is printed."""
    lang = frame.config.run.lang
    print("\n" + phrase("tests.start").text(lang))
    more, tables = tests.of(result)
    _leave(frame, more, extra | tables, nothing, drawn)
    added = [x for x in more.card.answers if x not in result.card.answers]
    print("\n" + "\n".join("• " + say(lang, x.zh, x.en) for x in added))
    _say_where(frame)
    return more


def _planned(frame: Study, columns: Sequence[str], shapes: Shapes | None) -> Prepared:
    """The plans of the columns; keys of robustness at fault are told here, before anything is simulated."""
    prepared = noted_sheets(side_by_side(frame.config, tuple(columns), frame.team.helpers), frame.config.county.source, frame.config.plan)
    varied(frame.config, [s.plan for s in prepared.scenarios])
    return prepared if shapes is None else labelled(prepared, shapes.remarks)


def _leave(
    frame: Study, result: Compared, extra: dict[str, pd.DataFrame], nothing: Mapping[str, tuple[str, ...]], drawn: Sequence[Path] | None = None
) -> list[Path]:
    """Write the results folder as far as the study is; its charts (``drawn``: those that stand there)."""
    config = frame.config
    with frame.clock("write"):
        charts = write(config, result, frame.folder, extra, frame.team.helpers, drawn)
    precision = None if result.decision is None else record(config.precision.model_dump(mode="json"), result.decision)
    frame.note(result.key, result.digests, result.counts, precision=precision, changes_nothing=nothing or None)
    return charts


def _say(frame: Study, result: Compared, nothing: Mapping[str, tuple[str, ...]]) -> None:
    """Print what a study found, where it is, and which overrides change nothing."""
    lang = frame.config.run.lang
    print("\n".join(closing_lines(result, lang, lang if frame.config.run.charts else None)))
    _say_where(frame)
    for line in idle_lines(nothing, mode_names(result.prepared, lang), lang):
        print(line, file=sys.stderr)


def _say_where(frame: Study) -> None:
    """Print where the results are, and what each part of the work took so far."""
    print("\n" + where_line(frame.folder, frame.clock.seconds, frame.config.run.lang), flush=True)


def changing_nothing(config: Config, prepared: Prepared, names: Names, given: Sequence[GivenOverride]) -> dict[str, tuple[str, ...]]:
    """The overrides that change nothing in a scenario; see ``idle``."""
    if not given:
        return {}
    with archive_of(config) as archive:
        return idle(config, prepared, names, given, lambda of, name: archive.first(scenario_key(of, name)))
