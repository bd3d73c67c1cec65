"""Selection of the best scenario of a sweep: replications go to those that may still be the best, until one is left.

The procedure is ``sim.inference.selection``'s. It is a function of the values in the archive, so a selection that was interrupted goes
on where it was, and one that is asked for again answers the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.scenarios.design import Point
from experiments.scenarios.evaluate import Evaluator
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis
from experiments.settings.specs.sweep import Sweep
from experiments.studies.sweep.table import Plan, column
from sim.inference.estimate import ENOUGH, Floats, interval
from sim.inference.selection import BEST, DROPPED, UNDECIDED, Selection, Zone, against_best, select
from sim.measure.registry import keys as kpi_keys
from sim.measure.registry import kpi_of, name_of
from sim.problems import Problem, phrase
from sim.proposal.swept import Entry
from sim.words import Amount, amount, say

OVERLOADED, REPEATED = "overloaded", "repeated"
"""States of scenarios that are not in the selection, beside failed, killed and missing: its plan is asked for more than it can do; it is
the same as one before it."""


FILE, HASH = "selection.parquet", "hash"


@dataclass(frozen=True, eq=False)
class Chosen:
    """What became of a selection: scenarios by key in the order of ``selection``, their replications, and why others are ``out`` of it.

    ``failed``: messages of those that failed on the way, by key. ``stopped``: it is not finished, since fail_fast asks to stop at a failure.
    """

    keys: tuple[str, ...]
    selection: Selection
    series: tuple[Floats, ...]
    out: dict[str, str]
    failed: dict[str, str] = field(default_factory=dict)
    stopped: bool = False

    @property
    def best(self) -> str | None:
        """Key of the best scenario; of those that are undecided the one ahead; None: none has a value."""
        return None if self.selection.best is None else self.keys[self.selection.best]


def zone_of(config: Config) -> Zone:
    """How a config asks to select: the first replications are those of the sweep, the most are ``precision.max``."""
    s, first = config.sweep, config.precision.min if config.run.replications == "auto" else config.run.replications
    return Zone(float(s.delta or 0), s.alpha, first, config.precision.max, kpi_of(str(s.select)).better == "low")


def faults(config: Config) -> list[Problem]:
    """What is wrong with the keys of a selection; none is asked for where ``sweep.select`` is empty."""
    s, n = config.sweep, config.run.replications
    if s.select is None:
        return []
    problems = list(unknown_kpis("sweep.select", [s.select]))
    if s.select in kpi_keys() and kpi_of(s.select).better == "none":
        problems.append(Problem("sweep.select", "sweep.select", s.select, phrase("sweep.kpi")))
    if s.delta is None:
        unit = Amount(kpi_of(s.select).unit) if s.select in kpi_keys() else phrase("sweep.kpi_unit")
        problems.append(Problem("sweep.delta", "sweep.delta", phrase("config.nothing"), phrase("sweep.delta", unit=unit), phrase("sweep.matters")))
    if n != "auto" and not ENOUGH <= n <= config.precision.max:
        problems.append(Problem("sweep.select", "replications", str(n), phrase("sweep.enough", least=ENOUGH, most=config.precision.max)))
    return problems


def choose(evaluator: Evaluator, points: Iterable[Point], kpi: str, zone: Zone, batch: int, bad: Mapping[str, str] | None = None) -> Chosen:
    """Run KN over scenarios; who is left gets ``batch`` more replications at a time.

    Left out are scenarios that fail, and those whose plan is overloaded, since their numbers depend on when the clock stops (unless all are).

    Args:
        points: gone through once a round (a design, or a list).
        bad: states of scenarios that are known to fail, by key; they are not tried again.
    """
    out, failed = dict(bad or {}), dict[str, str]()
    statuses = {s.key: s for s in evaluator.run((p for p in points if p.key not in out), range(zone.first))}
    sound = [key for key, s in statuses.items() if s.state == "ok"]
    keys = [key for key in sound if not statuses[key].overloads] or sound
    out |= {key: OVERLOADED if s.state == "ok" else s.state for key, s in statuses.items() if key not in keys}
    if not keys:
        return Chosen((), Selection(0, (), None, False, (), ()), (), out)
    series = {key: _values(evaluator, key, zone.first, kpi) for key in keys}
    while (found := select(list(series.values()), zone)).wanted:
        wanted, n = {keys[i] for i in found.wanted}, min(zone.maximum, found.n - 1 + batch)
        for status in evaluator.run((p for p in points if p.key in wanted), range(n)):
            if status.state == "ok":
                series[status.key] = _values(evaluator, status.key, n, kpi)
            elif status.state != "missing":  # from here on it has no value
                series[status.key] = np.append(series[status.key], np.full(n - len(series[status.key]), np.nan))
                out[status.key], failed[status.key] = status.state, status.message
        if (failed and evaluator.fail_fast) or any(len(series[key]) < n for key in wanted):
            return Chosen(tuple(keys), found, tuple(series.values()), out, failed, stopped=True)
    return Chosen(tuple(keys), found, tuple(series.values()), out, failed)


def _values(evaluator: Evaluator, key: str, n: int, kpi: str) -> Floats:
    return evaluator.archive.values(key, range(n), [kpi])[:, 0]


def table(chosen: Chosen, entries: Sequence[Entry], keys: Collection[str], sweep: Sweep) -> pd.DataFrame:
    """What became of each scenario, in the order of the design.

    Returns:
        number, the swept keys, scenario, state (best, dropped, not distinguishable, no value; or why it is not in the selection), dropped_at
        (replications after which it was dropped), n, mean with its 95 % interval over those, difference to the best (over the replications of
        both; empty for the one that is best or ahead) with an interval adjusted for the number of scenarios, whether that tells the two apart,
        what was asked (kpi, delta, alpha), and the hash that names the scenario in the archive.
    """
    at = {key: i for i, key in enumerate(chosen.keys)}
    against = against_best(chosen.series, chosen.selection, sweep.alpha) if chosen.keys else []
    seen: set[str] = set()
    rows: list[tuple[object, ...]] = []
    for number, entry in enumerate(entries, start=1):
        i = at.get(entry.key)
        if i is None or entry.key in seen:  # of scenarios that are the same, the first stands for all
            state = REPEATED if entry.key in seen else chosen.out.get(entry.key, "missing")
            rows.append((number, entry.scenario, state, None, 0, *(np.nan,) * 6, False))
            seen.add(entry.key)
            continue
        seen.add(entry.key)
        dropped = chosen.selection.dropped_at[i]
        n = chosen.selection.n if dropped is None else dropped
        mean, low, high, _ = (float(v) for v in interval(chosen.series[i][:n]))
        difference, joint_low, joint_high = against[i]
        apart = not joint_low <= 0 <= joint_high and difference == difference
        rows.append((number, entry.scenario, chosen.out.get(entry.key, chosen.selection.states[i]), dropped, n, mean, low, high, difference, joint_low, joint_high, apart))
    told = pd.DataFrame(rows, columns=["number", "scenario", "state", "dropped_at", "n", "mean", "ci_low", "ci_high", "difference", "joint_low", "joint_high", "told_apart"])
    told["dropped_at"] = told["dropped_at"].astype("Int64")
    for place, key in enumerate(keys, start=1):
        told.insert(place, key if key not in told else f"swept_{key}", column([dict(e.labels)[key] for e in entries]))
    return told.assign(kpi=sweep.select, delta=sweep.delta, alpha=sweep.alpha, **{HASH: [e.key for e in entries]})


def read(folder: Path, plan: Plan) -> pd.DataFrame | None:
    """What became of each scenario, as a sweep wrote it into its folder; None where there is none of these scenarios."""
    try:
        told = pd.read_parquet(folder / FILE)
    except (OSError, ValueError):  # pyarrow's errors are either
        return None
    return told if HASH in told and told[HASH].tolist() == [e.key for e in plan.entries] else None


def words(told: pd.DataFrame, lang: str) -> list[str]:
    """Who is best, how sure that is, who was dropped when, and who cannot be told from it.

    Args:
        told: see ``table``.
    """
    kpi = str(told["kpi"].iloc[0])
    unit, delta, alpha = kpi_of(kpi).unit, float(told["delta"].iloc[0]), float(told["alpha"].iloc[0])
    ahead = told[told["state"].isin([BEST, UNDECIDED]) & told["difference"].isna()]
    if ahead.empty:
        return [say(lang, f"没有方案的{name_of(kpi)}可供选择。", f"No scenario has a value of {name_of(kpi, 'en')} to select by.")]
    row = ahead.iloc[0]
    number, n, mean, delta_text = int(row["number"]), int(row["n"]), amount(float(row["mean"]), unit, lang), amount(delta, unit, lang)
    if row["state"] == BEST:
        zh = f"按{name_of(kpi)}最优：方案{number}（{mean}，{n}次重复）；若它比其余各方案好{delta_text}以上，选对的概率不低于{1 - alpha:.0%}。"
        en = f"Best by {name_of(kpi, 'en')}: scenario {number} ({mean}, {n} replications); right with a probability of at least {1 - alpha:.0%} where it is better than every other by {delta_text}."
    else:
        left = told.loc[told["state"] == UNDECIDED, "number"].tolist()
        zh = f"按{name_of(kpi)}，{n}次重复后仍无法区分：方案{'、'.join(map(str, left))}；暂列首位的是方案{number}（{mean}）。"
        en = f"By {name_of(kpi, 'en')}, {n} replications do not tell apart scenarios {', '.join(map(str, left))}; ahead is scenario {number} ({mean})."
    gone = told[told["state"] == DROPPED]
    after = ", ".join(f"n={n}: {len(rows)}" for n, rows in gone.groupby("dropped_at"))
    near = told.loc[~told["told_apart"] & told["state"].isin([DROPPED, UNDECIDED]) & (told["number"] != number), "number"]
    second = say(
        lang,
        f"淘汰的方案数：{after or '无'}；与最优者无法区分：{_numbers(near, lang) or '无'}{_left_out(told, lang)}。",
        f"Scenarios dropped: {after or 'none'}; not distinguishable from the best: {_numbers(near, lang) or 'none'}{_left_out(told, lang)}.",
    )
    return [say(lang, zh, en), second]


def _numbers(numbers: Iterable[object], lang: str) -> str:
    return say(lang, "、", ", ").join(map(str, numbers))


def _left_out(told: pd.DataFrame, lang: str) -> str:
    """Who is not in the selection, and why."""
    parts = []
    for states, zh, en in (((OVERLOADED,), "超负荷不参选", "overloaded, so not in it"), (("failed", "killed"), "失败", "failed")):
        out = told.loc[told["state"].isin(states), "number"]
        if len(out):
            parts.append(say(lang, f"；{zh}：{_numbers(out, lang)}", f"; {en}: {_numbers(out, lang)}"))
    return "".join(parts)


def stopped_words(chosen: Chosen, entries: Sequence[Entry], lang: str) -> list[str]:
    """That a selection is not finished, and which failure stopped it."""
    number = {e.key: i for i, e in reversed(list(enumerate(entries, start=1)))}
    left = sum(n is None for n in chosen.selection.dropped_at)
    lines = [f"{say(lang, f'方案{number[key]}失败', f'Scenario {number[key]} failed')}{say(lang, '：', ': ')}{message.splitlines()[0] if message else '?'}" for key, message in chosen.failed.items()]
    return [
        *lines,
        say(
            lang,
            f"选优中止（fail_fast=true）：{chosen.selection.n - 1}次重复后还有{left}个方案，尚未选出最优；重复同一命令即可继续。",
            f"The selection stopped (fail_fast=true): {left} scenarios were left after {chosen.selection.n - 1} replications, none is selected yet; the same command goes on.",
        ),
    ]
