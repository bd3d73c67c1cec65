"""What a sweep says, in words and as a short table: the best scenarios, what cannot be told from them, which keys did
nothing, what failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from sim.inference.estimate import ENOUGH, SAME
from sim.measure.kpi import ALL
from sim.measure.registry import kpi_of, name_of
from sim.proposal.aligned import table as aligned
from sim.proposal.sweep.swept import (
    COUNT,
    MESSAGE,
    NUMBER,
    OK,
    OVERLOADED,
    STATUS,
    ranking,
)
from sim.proposal.sweep.swept_rows import Swept, readable, records, span
from sim.words import amount, say

SHOWN = 12
"""So many numbers of scenarios are listed; the others are counted."""

EACH = 5
"""So many of the best and of the worst scenarios are printed."""

FAILURES = 3
"""So many failed scenarios are told why."""


def result_lines(sweep: Swept, chosen: Sequence[str]) -> Iterator[str]:
    """What is printed at the end: the best and the worst scenarios, and the answer.

    Args:
        chosen: what a selection says, in words.
    """
    ranked = sweep.ranked
    if len(ranked):
        few = ranked if len(ranked) <= 2 * EACH else pd.concat([ranked.head(EACH), ranked.tail(EACH)])
        yield "\n" + aligned(readable(sweep, few, named=False), widest=28) + "\n"
    yield from ("• " + line for line in (*chosen, *answer(sweep)))


def answer(sweep: Swept) -> list[str]:
    """The answer in words, what matters most first."""
    return [*_best(sweep), *_pools(sweep), *_idle_lines(sweep), *_warnings(sweep)]


def _best(sweep: Swept) -> list[str]:
    lang, ranked = sweep.lang, sweep.ranked
    if ranked.empty:
        name = name_of(sweep.kpi, lang)
        return [say(lang, f"没有方案有{name}的数值。", f"No scenario has a value of {name}.")]
    if ranked.iloc[0][OVERLOADED]:
        return [say(
            lang, "各方案均超负荷，没有可信的数字，因此没有最优方案。",
            "Every scenario is overloaded, so that no figure counts and none is best.",
        )]
    if len(sweep.compared):
        return [_first(sweep), *_against(sweep)]
    no_reference = say(
        lang, "基准方案没有完成或超负荷，因此不与它比较。",
        "The reference is not done or overloaded, so nothing is set against it.",
    )
    return [_first(sweep), *([no_reference] if sweep.reference else [])]


def _first(sweep: Swept) -> str:
    """Which scenario is best, and the range of all that count."""
    lang, kpi, row = sweep.lang, sweep.kpi, sweep.ranked.iloc[0]
    name, number = name_of(kpi, lang), int(row[NUMBER])
    value = amount(float(row[kpi]), kpi_of(kpi).unit, lang) + span(row, kpi) + _range(sweep)
    told = sweep.told(number)
    return say(
        lang, f"按“{name}”，方案{number}最优（{told}）：{value}。",
        f"Scenario {number} is best by “{name}” ({told}): {value}.",
    )


def _range(sweep: Swept) -> str:
    """From where to where the scenarios that count come out; empty for a single one."""
    sound = sweep.ranked.loc[~sweep.ranked[OVERLOADED], sweep.kpi]
    if len(sound) < 2:
        return ""
    low, high = (amount(v, kpi_of(sweep.kpi).unit, sweep.lang) for v in (sound.min(), sound.max()))
    return say(
        sweep.lang, f"；{len(sound):,}个方案在{low}至{high}之间",
        f"; the {len(sound):,} scenarios range from {low} to {high}",
    )


def _against(sweep: Swept) -> list[str]:
    """How many differ from the reference, and which of those that do not is best by the other KPI."""
    lang, compared = sweep.lang, sweep.compared
    reference = int(compared["b"].iloc[0])
    if int(compared[COUNT].max()) < ENOUGH:
        return [say(
            lang, f"重复少于{ENOUGH}次，无法检验各方案的差异。",
            f"Fewer than {ENOUGH} replications: no difference can be tested.",
        )]
    alike = compared.loc[compared["verdict"] == SAME, "a"].astype(int).tolist()
    apart = len(compared) - len(alike)
    told = say(
        lang,
        f"与方案{reference}逐次配对比较（已校正比较个数）：{apart:,}个方案可以区分，"
        f"{len(alike):,}个无法区分{_listed(alike, lang)}。",
        f"Paired with scenario {reference} by replication (adjusted for their number): {apart:,} can be told from it, "
        f"{len(alike):,} cannot{_listed(alike, lang)}.",
    )  # fmt: skip
    is_first = reference == int(sweep.ranked[NUMBER].iloc[0])
    return [told, *(_better_otherwise(sweep, reference, alike) if is_first and alike else [])]


def _better_otherwise(sweep: Swept, best: int, alike: Sequence[int]) -> list[str]:
    """Which scenario that cannot be told from the best is best by the other KPI, if another is."""
    lang, other = sweep.lang, sweep.contour
    if other is None or other == sweep.kpi or kpi_of(other).better == "none":
        return []
    table = sweep.found.table
    near = ranking(table[table[NUMBER].isin([best, *alike])], other)
    if near.empty or int(near[NUMBER].iloc[0]) == best:
        return []
    number = int(near[NUMBER].iloc[0])
    told, value = sweep.told(number), amount(float(near[other].iloc[0]), kpi_of(other).unit, lang)
    return [say(
        lang, f"其中{name_of(other)}最优的是方案{number}（{told}）：{value}。",
        f"Of these the best by {name_of(other, 'en')} is scenario {number} ({told}): {value}.",
    )]


def _listed(numbers: Sequence[int], lang: str) -> str:
    """Numbers of scenarios in brackets, if they are few."""
    return say(
        lang, f"（{'、'.join(map(str, numbers))}）", f" ({', '.join(map(str, numbers))})"
    ) if 0 < len(numbers) <= SHOWN else ""


def idle_note(sweep: Swept, key: str) -> str:
    """That a swept key does nothing, and in which modes; empty where it does something in each."""
    lang, told = sweep.lang, [e for e in sweep.effects if e.key == key]
    idle = [e for e in told if e.idle]
    if not idle:
        return ""
    where = say(lang, "、", ", ").join(sweep.labels.scenario(e.scenario) for e in idle if e.scenario)
    name = sweep.labels.plain(key)
    return say(
        lang, f"{name}{f'在{where}中' if where else ''}不起作用。",
        f"{name} does nothing{f' in {where}' if where else ''}.",
    )


def _pools(sweep: Swept) -> list[str]:
    """That scenarios pool different brands, so that figures of the pool are not of the same parcels."""
    lang, keys, kpi = sweep.lang, sweep.keys, sweep.kpi
    names = {str(dict(e.labels)["assignment"]) for e in sweep.entries} if "assignment" in keys else set()
    pools = {tuple(sorted(p.items())) for n, p in sweep.pools.items() if n in names}
    if kpi.endswith(ALL) or not (len(pools) > 1 or any(k.startswith("assignment.pools") for k in keys)):
        return []
    return [say(
        lang,
        f"各方案参与共配的品牌不同，{name_of(kpi)}只计各自的品牌，不能直接比较；比较全县用 sweep.kpi={kpi}{ALL}。",
        f"Scenarios pool different brands, and {name_of(kpi, 'en')} is of each one's own, not comparable; "
        f"sweep.kpi={kpi}{ALL} compares all parcels.",
    )]  # fmt: skip


def _idle_lines(sweep: Swept) -> list[str]:
    """The swept keys that do nothing, a line each, and how that is known."""
    lang, lines = sweep.lang, []
    for key in sweep.keys:
        note, sets = idle_note(sweep, key), sum(e.sets for e in sweep.effects if e.key == key and e.idle)
        if note:
            zh = f"（{key}：只有它不同的方案共{sets}组，组内每次重复的结果都完全相同）"
            en = (
                f" ({key}: scenarios that differ in it alone, {sets} set{'s' if sets > 1 else ''} of them, came out "
                "the same in every replication)"
            )
            lines.append(f"{note[:-1]}{say(lang, zh, en)}{note[-1]}")
    return lines


def _warnings(sweep: Swept) -> list[str]:
    """What must stand beside the answer."""
    return [*_overloaded(sweep), *_imprecise(sweep), *_failures(sweep), *_standing(sweep)]


def _overloaded(sweep: Swept) -> list[str]:
    """Scenarios whose figures do not count, if any."""
    table = sweep.found.table
    over = table.loc[table[OVERLOADED], NUMBER].tolist()
    return [say(
        sweep.lang,
        f"{len(over):,}个方案超负荷，结果随模拟时长变化，不可采信，排在其他方案之后{_listed(over, sweep.lang)}。",
        f"{len(over):,} scenarios are overloaded, so their results depend on when the clock stops; they are ranked "
        f"after the others{_listed(over, sweep.lang)}.",
    )] if over else []


def _imprecise(sweep: Swept) -> list[str]:
    """Scenarios that did not reach the precision asked for, if any."""
    unreached, most = sweep.found.unreached, sweep.rule.maximum
    return [say(
        sweep.lang,
        f"{len(unreached):,}个方案在{most}次重复（precision.max）"
        f"后仍未达到要求的精度{_listed(unreached, sweep.lang)}。",
        f"{len(unreached):,} scenarios are not as precise as asked after {most} replications "
        f"(precision.max){_listed(unreached, sweep.lang)}.",
    )] if unreached else []


def _failures(sweep: Swept) -> Iterator[str]:
    """Why the first scenarios that failed did so."""
    for row in records(sweep.failed().head(FAILURES), NUMBER, MESSAGE):
        first = str(row[MESSAGE]).partition("\n")[0]
        yield say(sweep.lang, f"方案{row[NUMBER]}失败：{first}", f"Scenario {row[NUMBER]} failed: {first}")


def _standing(sweep: Swept) -> list[str]:
    """How many scenarios are done, failed and to run, where that is not plain yet."""
    status, failed = sweep.found.table[STATUS], len(sweep.failed())
    open_, done = int((status == "missing").sum()), int((status == OK).sum())
    return [say(
        sweep.lang,
        f"{len(status):,}个方案：完成{done:,}，失败{failed:,}，未完成{open_:,}；重复同一命令即可继续。",
        f"{len(status):,} scenarios: {done:,} done, {failed:,} failed, {open_:,} to run; the same command goes on.",
    )] if failed > FAILURES or open_ else []
