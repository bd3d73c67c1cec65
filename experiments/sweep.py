"""``parcelflow sweep``: many scenarios, each run once ever; what is done already is found, what fails becomes a row."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from experiments import collect
from experiments.engines.engine import EngineError
from experiments.output.store import save_frame
from experiments.scenarios.auto import run_auto
from experiments.scenarios.design import Design, no_scenario_key
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.idle import words
from experiments.scenarios.prepare import county_of
from experiments.scenarios.status import Status
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.sweep import selecting
from experiments.studies.sweep.fixed import idle_fixed
from experiments.studies.sweep.keys import check_keys
from experiments.studies.sweep.table import Plan
from experiments.version import code_version, installed
from sim.inference.enough import rule_of
from sim.problems import Faults
from sim.proposal.selected import selection_table, selection_words, stopped_words
from sim.proposal.swept import OK, Basis, Entry, SweepTable
from sim.proposal.swept_basis import basis, beginning


@dataclass(frozen=True, eq=False)
class _Selected:
    """What a selection of the best came to: in words, as a table, and whether every scenario in it could be run."""

    said: Sequence[str] = ()
    table: pd.DataFrame | None = None
    sound: bool = True


def main(config: Config, folder: Path, design: Design, entries: Sequence[Entry]) -> int:
    """Run the scenarios of a design and write their table; 1 where not all of them could be run.

    Args:
        design: all of whose points are valid; see ``scenarios``, which gives ``entries``.

    Raises:
        InputError: keys of ``sweep`` that do not fit the design.
    """
    check_keys(config, design.keys, len(entries))
    frame, run = Study(config, folder), config.run
    n, clock = None if run.replications == "auto" else run.replications, frame.clock
    plan = Plan(design.keys, tuple(entries), n, config.precision, run.store, _basis(config, design))
    folder.mkdir(parents=True, exist_ok=True)
    plan.write(folder)
    with frame, evaluator(config, frame.team) as study:
        _say_start(config, plan, study)
        with clock("simulate"), _kept(config, folder, plan, study):
            bad = {s.key: s.state for s in _run(config, study, design) if s.state in ("failed", "killed")}
        with clock("select"):
            chosen = _select(config, study, design, entries, bad)
        with clock("overrides"):
            nothing = idle_fixed(design, lambda key: next((r for r in study.archive.rows(key) if r.number == 0), None))
        with clock("table"):
            if chosen.table is not None:
                save_frame(folder, "selection", chosen.table)
            sweep = collect.tables(config, folder, plan, study.archive)
        with clock("charts"):
            drawn = collect.draw(config, sweep, folder)
        _note(frame, plan, sweep.found, study, nothing)
    collect.finish(config, sweep, chosen.said, chosen.table, drawn, folder)
    for line in words(nothing, {e.scenario: sweep.labels.scenario(e.scenario) for e in entries}):
        print(line.text(run.lang), file=sys.stderr)
    return 0 if chosen.sound and set(sweep.found.states()) == {OK} else 1


def _run(config: Config, study: Evaluator, design: Design) -> list[Status]:
    """Run the replications that the config asks for."""
    n = config.run.replications
    return [s for s, _ in run_auto(study, config.precision, design)] if n == "auto" else study.run(design, range(n))


def _select(
    config: Config, study: Evaluator, design: Design, entries: Sequence[Entry], bad: Mapping[str, str]
) -> _Selected:
    """Select the best scenario by ``sweep.select``, if that is asked for; ``bad``: states of those that failed, by
    key."""
    if not config.sweep.select or (config.run.fail_fast and bad):
        return _Selected()
    kpi, zone, lang = config.sweep.select, selecting.zone_of(config), config.run.lang
    chosen = selecting.choose(study, design, kpi, zone, config.precision.batch, bad)
    if chosen.stopped:
        return _Selected(stopped_words(chosen, entries, lang), sound=False)
    table = selection_table(chosen, entries, design.keys, kpi, zone)
    return _Selected(selection_words(table, lang), table, not chosen.failed)


@contextmanager
def _kept(config: Config, folder: Path, plan: Plan, study: Evaluator) -> Iterator[None]:
    """What ends the work under it early leaves the table of what is done."""
    try:
        yield
    except (KeyboardInterrupt, EngineError):
        collect.tables(config, folder, plan, study.archive)
        raise


def scenarios(design: Design, looked: Callable[[Config], None]) -> list[Entry]:
    """The scenarios of a design, each made once; see ``Design.check``.

    Raises:
        InputError: with the faults of the scenarios and of the keys of ``sweep``.
    """
    faults, entries, config = Faults(), list[Entry](), design.unswept()
    with faults.gathered():
        if config is not None:
            check_keys(config, design.keys, len(design))
    with faults.gathered():
        entries = design.check(looked)
    faults.refuse()
    return entries


def _basis(config: Config, design: Design) -> Basis:
    """What the numbers come from."""
    county = None if any(k.split(".")[0] == "county" for k in design.keys) else county_of(config)
    n = None if config.run.replications == "auto" else config.run.replications
    fixed = [o.input_line for o in design.fixed.every if not no_scenario_key(o.key_or_group, "")]
    version = f"v{installed('parcelflow')} · {code_version()[:8]}"
    return basis(county, config.parameters, design.keys, (n, config.run.seed), fixed, version)


def _say_start(config: Config, plan: Plan, study: Evaluator) -> None:
    """Say how much there is to do before it begins."""
    keys, n, lang = {e.key for e in plan.entries}, plan.replications, config.run.lang
    there = sum(len(study.archive.numbers(key).intersection(range(n or 0))) for key in keys)
    rule, archive = rule_of(plan.precision), str(study.archive.path)
    print(beginning(len(plan.entries), len(keys), rule, n, there, archive, lang), flush=True)


def _note(
    frame: Study, plan: Plan, found: SweepTable, study: Evaluator, nothing: dict[str, tuple[str, ...]]
) -> None:
    """Write provenance.json; ``nothing``: see ``idle_fixed``."""
    key = hashlib.sha256("\n".join(e.key for e in plan.entries).encode()).hexdigest()
    frame.note(
        key, {}, study.counts(), outcome_digest=found.digest, outcome_digests=None, keys=list(plan.keys),
        scenarios={"all": len(plan.entries), **found.states()}, store=str(study.archive.path),
        changes_nothing=nothing or None,
    )  # fmt: skip
