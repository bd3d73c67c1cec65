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
from experiments.scenarios.auto import run_auto
from experiments.scenarios.axes import no_scenario_key
from experiments.scenarios.design import Design
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.sweep.fixed import idle_fixed
from experiments.studies.sweep.selecting import choose
from sim.inference.enough import rule_of
from sim.problems import Faults
from sim.proposal.frames import save_frames
from sim.proposal.idle_lines import idle_lines
from sim.proposal.sweep.selected import selection_table, selection_words, stopped_words
from sim.proposal.sweep.swept import OK, Basis, Entry, SweepTable
from sim.proposal.sweep.swept_basis import basis, beginning
from sim.proposal.sweep.swept_keys import check_sweep, zone_of
from sim.proposal.sweep.swept_plan import SweepPlan
from sim.proposal.sweep.swept_rows import Swept
from sim.source import code_version, installed
from sim.store.status import Status


@dataclass(frozen=True, eq=False)
class _Selected:
    """What a selection of the best came to: in words, as a table, and whether every scenario in it could be run."""

    said: Sequence[str] = ()
    table: pd.DataFrame | None = None
    sound: bool = True


@dataclass(frozen=True, eq=False)
class _Sweep:
    """A sweep as it goes on: the study, its design, what it set out to do, and who runs it."""

    frame: Study
    design: Design
    plan: SweepPlan
    runs: Evaluator

    @property
    def config(self) -> Config:
        """Of the study."""
        return self.frame.config

    def tables(self) -> Swept:
        """The tables of the folder, written as far as all is done."""
        return collect.tables(self.config, self.frame.folder, self.plan, self.runs.archive)


def main(config: Config, folder: Path, design: Design, entries: Sequence[Entry]) -> int:
    """Run the scenarios of a design and write their table; 1 where not all of them could be run.

    Args:
        design: all of whose points are valid; see ``scenarios``, which gives ``entries``.

    Raises:
        InputError: keys of ``sweep`` that do not fit the design.
    """
    check_sweep(config.sweep, design.keys, len(entries), config.run.replications, config.precision)
    plan = _plan(config, design, entries)
    folder.mkdir(parents=True, exist_ok=True)
    plan.write(folder)
    with Study(config, folder) as frame, evaluator(config, frame.team) as runs:
        sweep = _Sweep(frame, design, plan, runs)
        chosen, nothing, swept, drawn = _swept(sweep)
    collect.finish(config, swept, chosen.said, chosen.table, drawn, folder)
    _say_idle(sweep, swept, nothing)
    return 0 if chosen.sound and set(swept.found.states()) == {OK} else 1


def _plan(config: Config, design: Design, entries: Sequence[Entry]) -> SweepPlan:
    """What the sweep sets out to do."""
    run = config.run
    n = None if run.replications == "auto" else run.replications
    return SweepPlan(design.keys, tuple(entries), n, config.precision, run.store, _basis(config, design))


def _swept(sweep: _Sweep) -> tuple[_Selected, dict[str, tuple[str, ...]], Swept, list[Path]]:
    """Run, select and write: what was selected, which overrides change nothing, what was found, and its charts."""
    config, folder, clock = sweep.config, sweep.frame.folder, sweep.frame.clock
    _say_start(sweep)
    with clock("simulate"), _kept(sweep):
        bad = {s.key: s.state for s in _run(sweep) if s.state in ("failed", "killed")}
    with clock("select"):
        chosen = _select(sweep, bad)
    sweep.runs.progress.end()
    with clock("overrides"):
        nothing = idle_fixed(sweep.design, sweep.runs.archive.first)
    with clock("table"):
        save_frames(folder, {} if chosen.table is None else {"selection": chosen.table})
        swept = sweep.tables()
    with clock("charts"):
        drawn = collect.draw(config, swept, folder)
    _note(sweep, swept.found, nothing)
    return chosen, nothing, swept, drawn


def _say_idle(sweep: _Sweep, swept: Swept, nothing: Mapping[str, tuple[str, ...]]) -> None:
    """Say which overrides change nothing."""
    called = {e.scenario: swept.labels.scenario(e.scenario) for e in sweep.plan.entries}
    for line in idle_lines(nothing, called, sweep.config.run.lang):
        print(line, file=sys.stderr)


def _run(sweep: _Sweep) -> list[Status]:
    """Run the replications that the config asks for."""
    n, runs, design = sweep.plan.replications, sweep.runs, sweep.design
    return [s for s, _ in run_auto(runs, sweep.config.precision, design)] if n is None else runs.run(design, range(n))


def _select(sweep: _Sweep, bad: Mapping[str, str]) -> _Selected:
    """Select the best scenario by ``sweep.select``, if that is asked for; ``bad``: states of those that failed, by
    key."""
    config, entries, lang = sweep.config, sweep.plan.entries, sweep.config.run.lang
    kpi, precision = config.sweep.select, config.precision
    if not kpi or (config.run.fail_fast and bad):
        return _Selected()
    zone = zone_of(config.sweep, config.run.replications, precision)
    chosen = choose(sweep.runs, sweep.design, kpi, zone, precision.batch, bad)
    if chosen.stopped:
        return _Selected(stopped_words(chosen, entries, lang), sound=False)
    table = selection_table(chosen, entries, sweep.design.keys, kpi, zone)
    return _Selected(selection_words(table, lang), table, not chosen.failed)


@contextmanager
def _kept(sweep: _Sweep) -> Iterator[None]:
    """What ends the work under it early leaves the table of what is done."""
    try:
        yield
    except (KeyboardInterrupt, EngineError):
        sweep.tables()
        raise


def scenarios(design: Design, looked: Callable[[Config], None]) -> list[Entry]:
    """The scenarios of a design, each made once; see ``Design.check``.

    Raises:
        InputError: with the faults of the scenarios and of the keys of ``sweep``.
    """
    faults, entries, config = Faults(), list[Entry](), design.unswept()
    with faults.gathered():
        if config is not None:
            check_sweep(config.sweep, design.keys, len(design), config.run.replications, config.precision)
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


def _say_start(sweep: _Sweep) -> None:
    """Say how much there is to do before it begins."""
    plan, archive = sweep.plan, sweep.runs.archive
    keys, n = {e.key for e in plan.entries}, plan.replications
    there = sum(len(archive.numbers(key).intersection(range(n or 0))) for key in keys)
    rule, lang = rule_of(plan.precision), sweep.config.run.lang
    print(beginning(len(plan.entries), len(keys), rule, n, there, str(archive.path), lang), flush=True)


def _note(sweep: _Sweep, found: SweepTable, nothing: dict[str, tuple[str, ...]]) -> None:
    """Write provenance.json; ``nothing``: see ``idle_fixed``."""
    plan, runs = sweep.plan, sweep.runs
    key = hashlib.sha256("\n".join(e.key for e in plan.entries).encode()).hexdigest()
    sweep.frame.note(
        key, {}, runs.counts(), outcome_digest=found.digest, outcome_digests=None, keys=list(plan.keys),
        scenarios={"all": len(plan.entries), **found.states()}, store=str(runs.archive.path),
        changes_nothing=nothing or None,
    )  # fmt: skip
