"""``parcelflow sweep``: many scenarios, each run once ever; what is done already is found, what fails becomes a row that says so."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from experiments import collect
from experiments.engines.engine import EngineError
from experiments.output.store import save_frame
from experiments.scenarios.auto import rule_of, run_auto
from experiments.scenarios.design import Design, no_scenario_key
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.idle import words
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.sweep import selecting
from experiments.studies.sweep.fixed import idle_fixed
from experiments.studies.sweep.keys import check_keys
from experiments.studies.sweep.table import Plan
from experiments.version import code_version, installed
from sim.problems import InputError, Problem
from sim.proposal.selected import selection_table, selection_words, stopped_words
from sim.proposal.swept import OK, Basis, Entry, SweepTable
from sim.proposal.trust import input_lines
from sim.words import say


def main(config: Config, folder: Path, design: Design, entries: Sequence[Entry]) -> int:
    """Run the scenarios of a design and write their table; 1 where not all of them could be run.

    Args:
        design: all of whose points are valid; see ``scenarios``, which gives ``entries``.

    Raises:
        InputError: keys of ``sweep`` that do not fit the design.
    """
    check_keys(config, design.keys, len(entries))
    frame, run = Study(config, folder), config.run
    clock = frame.clock
    replications = None if run.replications == "auto" else int(run.replications)
    plan = Plan(design.keys, tuple(entries), replications, config.precision, run.store, basis(config, design))
    folder.mkdir(parents=True, exist_ok=True)
    plan.write(folder)
    done = True
    with evaluator(config) as study:
        _say_start(config, plan, study)
        with clock("simulate"), _kept(config, folder, plan, study):
            statuses = [s for s, _ in run_auto(study, config, design)] if replications is None else study.run(design, range(replications))
        bad = {s.key: s.state for s in statuses if s.state in ("failed", "killed")}
        selection, said = None, list[str]()
        if config.sweep.select and not (run.fail_fast and bad):
            with clock("select"):
                chosen = selecting.choose(study, design, config.sweep.select, selecting.zone_of(config), config.precision.batch, bad)
            done = not chosen.failed and not chosen.stopped
            if chosen.stopped:
                said = stopped_words(chosen, entries, run.lang)
            else:
                selection = selection_table(chosen, entries, design.keys, config.sweep.select, selecting.zone_of(config))
                said = selection_words(selection, run.lang)
                save_frame(folder, "selection", selection)
        with clock("overrides"):
            nothing = idle_fixed(design, lambda key: next((r for r in study.archive.rows(key) if r.number == 0), None))
        with clock("table"):
            sweep = collect.tables(config, folder, plan, study.archive)
        with clock("charts"):
            drawn = collect.draw(config, sweep, folder)
        _note(frame, plan, sweep.found, study, nothing)
    collect.finish(config, sweep, said, selection, drawn, folder)
    called = {e.scenario: sweep.labels.scenario(e.scenario) for e in entries}
    for line in words(nothing, called):
        print(line.text(run.lang), file=sys.stderr)
    return 0 if done and set(sweep.found.states()) == {OK} else 1


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
    problems: list[Problem] = []
    entries: list[Entry] = []
    config = design.unswept()
    try:
        if config is not None:
            check_keys(config, design.keys, len(design))
    except InputError as error:
        problems += error.problems
    try:
        entries = design.check(looked)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return entries


def basis(config: Config, design: Design) -> Basis:
    """What the numbers come from; what is swept is left out."""
    keys = design.keys
    county = None if any(k.split(".")[0] == "county" for k in keys) else county_of(config)
    names = ("各县", "Several counties") if county is None else (county.name, county.name_en)
    h, n, seed = config.parameters.horizon, config.run.replications, config.run.seed
    zh, en = [f"parcelflow · {names[0]}"], [f"parcelflow · {names[1]}"]
    zh.append("重复次数按精度" if n == "auto" else f"{n}次重复")
    en.append("replications by precision" if n == "auto" else f"{n} replications")
    if "horizon.measured_days" not in keys:
        zh[-1], en[-1] = f"{zh[-1]}×{h.measured_days}天", f"{en[-1]} of {h.measured_days} days"
    if "seed" not in keys:
        zh.append(f"种子{seed}")
        en.append(f"seed {seed}")
    days = (
        f"自{h.start_date}起，预热{h.warmup_days}天，统计{h.measured_days}天，收尾{h.drain_days}天",
        f"from {h.start_date}: warm-up {h.warmup_days} days, {h.measured_days} measured, {h.drain_days} to drain",
    )
    if any(k.split(".")[0] == "horizon" for k in keys):
        days = ("模拟的日期随方案而变", "which days are simulated differs between scenarios")
    several = [("各县不同：见各县的比较结果（compare）", "differs between the counties: see a comparison of each")]
    inputs = several if county is None else [(x.zh, x.en) for x in input_lines(county)]
    fixed = [o.input_line for o in (*design.fixed.groups, *design.fixed.values) if not no_scenario_key(o.key_or_group, "")]
    version = f"v{installed('parcelflow')} · {code_version()[:8]}"
    return Basis(names, (" · ".join(zh), " · ".join(en)), days, tuple(inputs), tuple(fixed), version)


def _say_start(config: Config, plan: Plan, study: Evaluator) -> None:
    """Say how much there is to do before it begins."""
    lang, n = config.run.lang, plan.replications
    scenarios = len(plan.entries)
    if n is None:
        rule = rule_of(plan.precision)
        print(say(lang, f"{scenarios:,}个方案，每个{rule.minimum}至{rule.maximum}次重复（按精度）", f"{scenarios:,} scenarios, {rule.minimum} to {rule.maximum} replications each, by precision"), flush=True)
        return
    keys = {e.key for e in plan.entries}
    there = sum(len(study.archive.numbers(key).intersection(range(n))) for key in keys)
    zh = f"{scenarios:,}个方案 × {n}次重复 = {len(keys) * n:,}次模拟，其中{there:,}次已在档案（{study.archive.path}），待运行{len(keys) * n - there:,}次"
    en = f"{scenarios:,} scenarios x {n} replications = {len(keys) * n:,} runs; {there:,} are in the archive ({study.archive.path}), {len(keys) * n - there:,} to run"
    if len(keys) < scenarios:
        zh += f"（{scenarios - len(keys):,}个方案与其他方案相同）"
        en += f" ({scenarios - len(keys):,} scenarios are the same as others)"
    print(say(lang, zh, en), flush=True)


def _note(frame: Study, plan: Plan, found: SweepTable, study: Evaluator, nothing: dict[str, tuple[str, ...]]) -> None:
    """Write provenance.json; ``nothing``: see ``idle_fixed``."""
    key = hashlib.sha256("\n".join(e.key for e in plan.entries).encode()).hexdigest()
    scenarios = {"all": len(plan.entries), **found.states()}
    frame.note(
        key, {}, study.counts(), outcome_digest=found.digest, outcome_digests=None, keys=list(plan.keys), scenarios=scenarios,
        store=str(study.archive.path), changes_nothing=nothing or None,
    )  # fmt: skip
