"""What became of a selection of the best scenario, as a table and in words."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from sim.inference.estimate import interval
from sim.inference.selection.contest import OVERLOADED, Chosen
from sim.inference.selection.selection import BEST, DROPPED, UNDECIDED, Zone, against_best
from sim.measure.registry import kpi_of, name_of
from sim.proposal.sweep.swept import Entry, column
from sim.words import amount, say

REPEATED = "repeated"
"""State of a scenario that is not in the selection since it is the same as one before it."""


FILE = "selection.parquet"
HASH = "hash"
"""Column of what names a scenario in the archive."""

COLUMNS = (
    "number", "scenario", "state", "dropped_at", "n", "mean", "ci_low", "ci_high", "difference", "joint_low",
    "joint_high", "told_apart",
)  # fmt: skip
NOTHING = (None, 0, *(math.nan,) * 6, False)
"""Columns from ``dropped_at`` of a scenario that is not in the selection."""


def selection_table(
    chosen: Chosen, entries: Sequence[Entry], keys: Collection[str], kpi: str, zone: Zone
) -> pd.DataFrame:
    """What became of each scenario, in the order of the design.

    Returns:
        number, the swept keys, scenario, state (best, dropped, not distinguishable, no value; or why it is not in the
        selection), dropped_at (replications after which it was dropped), n, mean with its 95 % interval over those,
        difference to the best (over the replications of both; empty for the one that is best or ahead) with an interval
        adjusted for the number of scenarios, whether that tells the two apart, what was asked (kpi, delta, alpha), and
        the hash that names the scenario in the archive.
    """
    told = pd.DataFrame(_fates(chosen, entries, zone), columns=COLUMNS)
    told["dropped_at"] = told["dropped_at"].astype("Int64")
    for place, key in enumerate(keys, start=1):
        told.insert(place, key if key not in told else f"swept_{key}", column([dict(e.labels)[key] for e in entries]))
    return told.assign(kpi=kpi, delta=zone.delta, alpha=zone.alpha, **{HASH: [e.key for e in entries]})


def read_selection(folder: Path, keys: Sequence[str]) -> pd.DataFrame | None:
    """What became of each scenario, as it was written into the folder of a sweep; None where there is none of these
    scenarios, named by their ``keys``."""
    try:
        told = pd.read_parquet(folder / FILE)
    except (OSError, ValueError):  # pyarrow's errors are either
        return None
    return told if HASH in told and told[HASH].tolist() == list(keys) else None


def _fates(chosen: Chosen, entries: Sequence[Entry], zone: Zone) -> Iterator[tuple[object, ...]]:
    """A row an entry; of scenarios that are the same, the first stands for all."""
    at = {key: i for i, key in enumerate(chosen.keys)}
    against = against_best(chosen.series, chosen.selection, zone.alpha) if chosen.keys else []
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        i = at.get(entry.key)
        if entry.key in seen:
            yield number, entry.scenario, REPEATED, *NOTHING
        elif i is None:
            yield number, entry.scenario, chosen.out.get(entry.key, "missing"), *NOTHING
        else:
            state = chosen.out.get(entry.key, chosen.selection.states[i])
            yield number, entry.scenario, state, *_standing(chosen, i, against[i])
        seen.add(entry.key)


def _standing(chosen: Chosen, i: int, against: tuple[float, float, float]) -> tuple[object, ...]:
    """Of a scenario of the selection: when it was dropped, its mean, and its difference to the best."""
    dropped = chosen.selection.dropped_at[i]
    n = chosen.selection.n if dropped is None else dropped
    mean, low, high, _ = map(float, interval(chosen.series[i][:n]))
    difference, joint_low, joint_high = against
    apart = not joint_low <= 0 <= joint_high and not math.isnan(difference)
    return dropped, n, mean, low, high, *against, apart


def selection_words(told: pd.DataFrame, lang: str) -> list[str]:
    """Who is best, how sure that is, who was dropped when, and who cannot be told from it.

    Args:
        told: see ``selection_table``.
    """
    kpi = str(told["kpi"].iloc[0])
    ahead = told[told["state"].isin([BEST, UNDECIDED]) & told["difference"].isna()]
    if ahead.empty:
        return [say(
            lang, f"没有方案的{name_of(kpi)}可供选择。",
            f"No scenario has a value of {name_of(kpi, 'en')} to select by.",
        )]
    first = ahead.iloc[0]
    lead = _best(first, kpi, lang) if first["state"] == BEST else _undecided(told, first, kpi, lang)
    return [lead, _others(told, int(first["number"]), lang)]


def _best(first: pd.Series, kpi: str, lang: str) -> str:
    """Which scenario is best, and how sure that is."""
    unit, right = kpi_of(kpi).unit, f"{1 - float(first['alpha']):.0%}"
    mean, delta = amount(float(first["mean"]), unit, lang), amount(float(first["delta"]), unit, lang)
    number, n = int(first["number"]), int(first["n"])
    return say(
        lang,
        f"按{name_of(kpi)}最优：方案{number}（{mean}，{n}次重复）；若它比其余各方案好{delta}以上，"
        f"选对的概率不低于{right}。",
        f"Best by {name_of(kpi, 'en')}: scenario {number} ({mean}, {n} replications); right with a probability of at "
        f"least {right} where it is better than every other by {delta}.",
    )


def _undecided(told: pd.DataFrame, first: pd.Series, kpi: str, lang: str) -> str:
    """Which scenarios cannot be told apart, and which is ahead."""
    mean, number, n = amount(float(first["mean"]), kpi_of(kpi).unit, lang), int(first["number"]), int(first["n"])
    left = say(lang, "、", ", ").join(map(str, told.loc[told["state"] == UNDECIDED, "number"]))
    return say(
        lang, f"按“{name_of(kpi)}”，{n}次重复后仍无法区分：方案{left}；暂列首位的是方案{number}（{mean}）。",
        f"By “{name_of(kpi, 'en')}”, {n} replications do not tell apart scenarios {left}; ahead is scenario {number} "
        f"({mean}).",
    )


def _others(told: pd.DataFrame, first: int, lang: str) -> str:
    """Who was dropped when, and who cannot be told from the first."""
    gone = told[told["state"] == DROPPED]
    counts = [(n, len(rows)) for n, rows in gone.groupby("dropped_at")]
    after = say(
        lang, "、".join(f"{n}次重复后{rows}个" for n, rows in counts),
        ", ".join(f"{rows} after {n} replications" for n, rows in counts),
    )
    alike = ~told["told_apart"] & told["state"].isin([DROPPED, UNDECIDED]) & (told["number"] != first)
    near, left = _numbers(told.loc[alike, "number"], lang), _left_out(told, lang)
    return say(
        lang, f"淘汰的方案：{after or '无'}；与最优者无法区分：{near or '无'}{left}。",
        f"Scenarios dropped: {after or 'none'}; not distinguishable from the best: {near or 'none'}{left}.",
    )


def _numbers(numbers: Iterable[object], lang: str) -> str:
    return say(lang, "、", ", ").join(map(str, numbers))


def _left_out(told: pd.DataFrame, lang: str) -> str:
    """Who is not in the selection, and why."""
    parts = []
    for states, zh, en in (
        ((OVERLOADED,), "超负荷不参选", "overloaded, so not in it"), (("failed", "killed"), "失败", "failed")
    ):
        out = told.loc[told["state"].isin(states), "number"]
        if len(out):
            parts.append(say(lang, f"；{zh}：{_numbers(out, lang)}", f"; {en}: {_numbers(out, lang)}"))
    return "".join(parts)


def stopped_words(chosen: Chosen, entries: Sequence[Entry], lang: str) -> list[str]:
    """That a selection is not finished, and which failure stopped it."""
    number = {e.key: i for i, e in reversed(list(enumerate(entries, start=1)))}
    left = sum(n is None for n in chosen.selection.dropped_at)
    lines = []
    for key, message in chosen.failed.items():
        why = message.splitlines()[0] if message else "?"
        lines.append(say(lang, f"方案{number[key]}失败：{why}", f"Scenario {number[key]} failed: {why}"))
    return [
        *lines,
        say(
            lang,
            f"选优中止（fail_fast=true）：{chosen.selection.n - 1}次重复后还有{left}个方案，尚未选出最优；"
            "重复同一命令即可继续。",
            f"The selection stopped (fail_fast=true): {left} scenarios were left after {chosen.selection.n - 1} "
            "replications, none is selected yet; the same command goes on.",
        ),
    ]
