"""Selection of the best scenario of a sweep: replications go to those that may still be the best, until one is left.

The procedure is ``sim.measure.selection``'s. It is a function of the values in the archive, so a selection that was interrupted goes
on where it was, and one that is asked for again answers the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.output.store import save_frame
from experiments.scenarios.design import Entry, Point
from experiments.scenarios.evaluate import Evaluator
from experiments.settings.config import Config
from experiments.settings.crosscheck import unknown_kpis
from experiments.studies.sweep.table import column
from sim.measure.estimate import ENOUGH, Floats, interval
from sim.measure.registry import keys as kpi_keys
from sim.measure.registry import kpi_of, name_of
from sim.measure.selection import DROPPED, UNDECIDED, Selection, Zone, against_best, select
from sim.problems import Problem
from sim.words import amount, say

OVERLOADED, REPEATED = "overloaded", "repeated"
"""States of scenarios that are not in the selection, beside failed, killed and missing: its plan is asked for more than it can do; it is
the same as one before it."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """What became of a selection: scenarios by key in the order of ``selection``, their replications, and why others are ``out`` of it."""

    keys: tuple[str, ...]
    selection: Selection
    series: tuple[Floats, ...]
    out: dict[str, str]

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
        problems.append(Problem("sweep.select", "sweep.select", s.select, "a KPI of which less, or more, is better"))
    if s.delta is None:
        unit = kpi_of(s.select).unit if s.select in kpi_keys() else "the KPI's unit"
        problems.append(Problem("sweep.delta", "sweep.delta", "nothing", f"a difference > 0 ({unit})", "the smallest difference that matters to you"))
    if n != "auto" and not ENOUGH <= n <= config.precision.max:
        problems.append(Problem("sweep.select", "replications", str(n), f"{ENOUGH} to {config.precision.max} (precision.max), or auto: those of every scenario before the first is dropped"))
    return problems


def choose(evaluator: Evaluator, points: Iterable[Point], kpi: str, zone: Zone, batch: int) -> Chosen:
    """Run KN over scenarios; who is left gets ``batch`` more replications at a time.

    Left out are scenarios that fail, and those whose plan is overloaded, since their numbers depend on when the clock stops (unless all are).

    Args:
        points: gone through once a round (a design, or a list).
    """
    statuses = {s.key: s for s in evaluator.run(points, range(zone.first))}
    sound = [key for key, s in statuses.items() if s.state == "ok"]
    keys = [key for key in sound if not statuses[key].overloads] or sound
    out = {key: OVERLOADED if s.state == "ok" else s.state for key, s in statuses.items() if key not in keys}
    if not keys:
        return Chosen((), Selection(0, (), None, False, (), ()), (), out)
    series = {key: _values(evaluator, key, zone.first, kpi) for key in keys}
    while (found := select(list(series.values()), zone)).wanted:
        wanted, n = {keys[i] for i in found.wanted}, min(zone.maximum, found.n - 1 + batch)
        for status in evaluator.run((p for p in points if p.key in wanted), range(n)):
            lost = np.full(n - len(series[status.key]), np.nan)  # a scenario that fails now has no value from here on
            series[status.key] = _values(evaluator, status.key, n, kpi) if status.state == "ok" else np.append(series[status.key], lost)
        if any(len(series[key]) < n for key in wanted):  # fail_fast stopped the round
            break
    return Chosen(tuple(keys), found, tuple(series.values()), out)


def _values(evaluator: Evaluator, key: str, n: int, kpi: str) -> Floats:
    return evaluator.archive.values(key, range(n), [kpi])[:, 0]


def table(chosen: Chosen, entries: Sequence[Entry], keys: Collection[str], alpha: float) -> pd.DataFrame:
    """What became of each scenario, in the order of the design.

    Returns:
        number, the swept keys, scenario, state (best, dropped, not distinguishable, no value; or why it is not in the selection), dropped_at (replications after
        which it was dropped), n, mean with its 95 % interval over those, difference to the best (over the replications of both)
        with an interval adjusted for the number of scenarios, and whether that tells the two apart.
    """
    at = {key: i for i, key in enumerate(chosen.keys)}
    against = against_best(chosen.series, chosen.selection, alpha) if chosen.keys else []
    seen: set[str] = set()
    rows: list[tuple[object, ...]] = []
    for number, entry in enumerate(entries, start=1):
        i = at.get(entry.key)
        if i is None or entry.key in seen:  # of scenarios that are the same, the first stands for all
            rows.append((number, entry.scenario, REPEATED if entry.key in seen else chosen.out.get(entry.key, "missing"), None, 0, *(np.nan,) * 6, False))
            continue
        seen.add(entry.key)
        dropped = chosen.selection.dropped_at[i]
        n = chosen.selection.n if dropped is None else dropped
        mean, low, high, _ = (float(v) for v in interval(chosen.series[i][:n]))
        difference, joint_low, joint_high = against[i]
        rows.append((number, entry.scenario, chosen.selection.states[i], dropped, n, mean, low, high, difference, joint_low, joint_high, not joint_low <= 0 <= joint_high and difference == difference))
    told = pd.DataFrame(rows, columns=["number", "scenario", "state", "dropped_at", "n", "mean", "ci_low", "ci_high", "difference", "joint_low", "joint_high", "told_apart"])
    told["dropped_at"] = told["dropped_at"].astype("Int64")
    for place, key in enumerate(keys, start=1):
        told.insert(place, key if key not in told else f"swept_{key}", column([dict(e.labels)[key] for e in entries]))
    return told


def write(chosen: Chosen, config: Config, entries: Sequence[Entry], keys: Collection[str], folder: Path) -> None:
    """Write ``selection`` (parquet, CSV) and print who is best, how sure that is, who was dropped when, and who cannot be told from it."""
    told, s, lang = table(chosen, entries, keys, config.sweep.alpha), config.sweep, config.run.lang
    save_frame(folder, "selection", told)
    kpi, unit = str(s.select), kpi_of(str(s.select)).unit
    if chosen.best is None:
        print(say(lang, f"没有方案的{name_of(kpi)}可供选择。", f"No scenario has a value of {name_of(kpi, 'en')} to select by."))
        return
    number = next(i for i, e in enumerate(entries, start=1) if e.key == chosen.best)
    row = told.set_index("number").loc[number]
    mean, n = amount(float(str(row["mean"])), unit, lang), chosen.selection.n
    delta = amount(float(s.delta or 0), unit, lang)
    if chosen.selection.sure:
        zh = f"按{name_of(kpi)}最优：方案{number}（{mean}，{n}次重复）；若它比其余各方案好{delta}以上，选对的概率不低于{1 - s.alpha:.0%}。"
        en = f"Best by {name_of(kpi, 'en')}: scenario {number} ({mean}, {n} replications); right with a probability of at least {1 - s.alpha:.0%} where it is better than every other by {delta}."
    else:
        left = told.loc[told["state"] == UNDECIDED, "number"].tolist()
        zh = f"按{name_of(kpi)}，{n}次重复后仍无法区分：方案{'、'.join(map(str, left))}；暂列首位的是方案{number}（{mean}）。"
        en = f"By {name_of(kpi, 'en')}, {n} replications do not tell apart scenarios {', '.join(map(str, left))}; ahead is scenario {number} ({mean})."
    print(say(lang, zh, en))
    gone = told[told["state"] == DROPPED]
    after = ", ".join(f"n={n}: {len(rows)}" for n, rows in gone.groupby("dropped_at"))
    near = told.loc[~told["told_apart"] & told["state"].isin([DROPPED, UNDECIDED]) & (told["number"] != number), "number"].tolist()
    alike = ", ".join(map(str, near)) or say(lang, "无", "none")
    out = sorted(k for k, key in enumerate((e.key for e in entries), start=1) if chosen.out.get(key) == OVERLOADED)
    over = (f"；超负荷不参选：{'、'.join(map(str, out))}", f"; overloaded, so not in it: {', '.join(map(str, out))}") if out else ("", "")
    print(say(lang, f"淘汰的方案数：{after or '无'}；与最优者无法区分：{alike}{over[0]}。", f"Scenarios dropped: {after or 'none'}; not distinguishable from the best: {alike}{over[1]}."))
