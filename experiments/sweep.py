"""``parcelflow sweep``: many scenarios, each run once ever; what is done already is found, what fails becomes a row that says so."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from experiments import collect
from experiments.scenarios.auto import rule_of, run_auto
from experiments.scenarios.design import Design, Entry
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.prepare import county_of
from experiments.scenarios.provenance import Stopwatch, provenance, write_json
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis
from experiments.studies.sweep import selecting
from experiments.studies.sweep.table import OK, Found, Plan
from sim.problems import InputError, Problem, nearest
from sim.words import say


def main(config: Config, folder: Path, design: Design, entries: Sequence[Entry]) -> int:
    """Run the scenarios of a design and write their table; 1 where not all of them could be run.

    Args:
        design: all of whose points are valid; see ``Design.check``, which gives ``entries``.

    Raises:
        InputError: keys of ``sweep`` that do not fit the design.
    """
    check_keys(config, design.keys, len(entries))
    started, clock, run = dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), Stopwatch(), config.run
    replications = None if run.replications == "auto" else int(run.replications)
    plan = Plan(design.keys, tuple(entries), replications, config.precision, run.store, origin(config, design.keys))
    folder.mkdir(parents=True, exist_ok=True)
    plan.write(folder)
    with evaluator(config) as study:
        _say_start(config, plan, study)
        with clock("simulate"):
            statuses = [s for s, _ in run_auto(study, config, design)] if replications is None else study.run(design, range(replications))
        stopped = run.fail_fast and any(s.state in ("failed", "killed") for s in statuses)
        chosen = None
        if config.sweep.select and not stopped:
            with clock("select"):
                chosen = selecting.choose(study, design, config.sweep.select, selecting.zone_of(config), config.precision.batch)
        with clock("table"):
            found = collect.write(config, folder, plan, study.archive)
            if chosen is not None:
                selecting.write(chosen, config, entries, design.keys, folder)
        _note(config, folder, plan, found, study, started, clock)
    return 0 if set(found.states()) == {OK} else 1


def check_keys(config: Config, keys: Sequence[str], scenarios: int) -> None:
    """Check the keys of ``sweep`` against what is swept.

    Raises:
        InputError: with every fault.
    """
    s, problems = config.sweep, []
    for name, key in (("sweep.x", s.x), ("sweep.y", s.y)):
        if key is not None and key not in keys:
            problems.append(Problem("sweep.axis", name, key, f"a swept key: {', '.join(keys)}", nearest(key, keys)))
    problems += unknown_kpis("sweep.kpi", [s.kpi])
    problems += unknown_kpis("sweep.contour", [s.contour] if s.contour else [])
    problems += selecting.faults(config)
    if s.reference is not None and s.reference > scenarios:
        problems.append(Problem("sweep.reference", "sweep.reference", str(s.reference), f"1 to {scenarios}, the number of a scenario"))
    if problems:
        raise InputError(problems)


def origin(config: Config, keys: Sequence[str]) -> tuple[str, str]:
    """One line that says what the numbers come from, Chinese and English; what is swept is left out."""
    county = None if any(k.split(".")[0] == "county" for k in keys) else county_of(config)
    names = ("各县", "several counties") if county is None else (county.name, county.name_en)
    n, days, seed = config.run.replications, config.parameters.horizon.measured_days, config.run.seed
    zh, en = [f"parcelflow · {names[0]}"], [f"parcelflow · {names[1]}"]
    zh.append("重复次数按精度" if n == "auto" else f"{n}次重复")
    en.append("replications by precision" if n == "auto" else f"{n} replications")
    if "horizon.measured_days" not in keys:
        zh[-1], en[-1] = f"{zh[-1]}×{days}天", f"{en[-1]} of {days} days"
    if "seed" not in keys:
        zh.append(f"种子{seed}")
        en.append(f"seed {seed}")
    return " · ".join(zh), " · ".join(en)


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


def _note(config: Config, folder: Path, plan: Plan, found: Found, study: Evaluator, started: str, clock: Stopwatch) -> None:
    """Write provenance.json."""
    key = hashlib.sha256("\n".join(e.key for e in plan.entries).encode()).hexdigest()
    data = provenance(config, key, {}, started, clock.seconds, study.counts())
    data |= {"outcome_digest": found.digest, "keys": list(plan.keys), "scenarios": {"all": len(plan.entries), **found.states()}, "store": str(study.archive.path)}
    del data["outcome_digests"]
    write_json(folder / "provenance.json", data)
