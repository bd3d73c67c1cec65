"""What a sweep says, in words and as a short table: the best scenarios, what cannot be told from them, which keys did
nothing, what failed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.chart.info import ChartSpec
from sim.inference.estimate import A_LOWER, B_LOWER, DEGENERATE, ENOUGH, SAME, UNTOLD
from sim.inference.precision import StoppingRule
from sim.measure.registry import ALL, kpi_of, name_of
from sim.proposal.aligned import table as aligned
from sim.proposal.marks import MARKS
from sim.proposal.swept import (
    COUNT,
    MESSAGE,
    NUMBER,
    OK,
    OVERLOADED,
    SAME_AS,
    STATUS,
    Basis,
    Entry,
    SweepTable,
    ranking,
)
from sim.proposal.swept_effects import Effect, effects
from sim.proposal.swept_labels import Labels
from sim.words import amount, figure, say, unit_text, word

SHOWN = 12
"""So many numbers of scenarios are listed; the others are counted."""

EACH = 5
"""So many of the best and of the worst scenarios are printed."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Swept:
    """A sweep as far as it is done, with what is derived from it.

    Attributes:
        keys: swept keys and groups. ``entries``: the scenarios, in order.
        replications: of each; None: as many as ``rule`` asks.
        compared: each scenario that is done against one of them (``experiments.studies.sweep.table.comparison``).
        labels: names of the keys and their values.
        pools: brands of each pool, by assignment.
        kpi: that scenarios are ranked by. ``contour``: the other one that is shown.
        reference: the one that others are compared with was named. ``selected``: the best is selected with a stated
            probability.
        x, y: keys of the charts, where they were named. ``chart``: how charts are written.
    """

    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    replications: int | None
    rule: StoppingRule
    basis: Basis
    found: SweepTable
    compared: pd.DataFrame
    labels: Labels
    pools: Mapping[str, Mapping[str, tuple[str, ...]]]
    kpi: str
    contour: str | None
    reference: bool
    selected: bool
    x: str | None
    y: str | None
    chart: ChartSpec
    ranked: pd.DataFrame = field(init=False)
    effects: list[Effect] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranked", ranking(self.found.table, self.kpi))
        object.__setattr__(self, "effects", effects(self.found.table, self.keys))

    @property
    def lang(self) -> str:
        """Language of the words."""
        return self.labels.lang

    def failed(self) -> pd.DataFrame:
        """The rows of scenarios that failed."""
        table = self.found.table
        return table[table[STATUS].isin(("failed", "killed"))]

    def told(self, number: int) -> str:
        """A scenario's swept keys and their values."""
        entry = self.entries[number - 1]
        return self.labels.told([k for k, _ in entry.labels], [v for _, v in entry.labels])


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
    lang, kpi, ranked = sweep.lang, sweep.kpi, sweep.ranked
    unit, name = kpi_of(kpi).unit, name_of(kpi, lang)
    if ranked.empty:
        return [say(lang, f"没有方案有{name}的数值。", f"No scenario has a value of {name}.")]
    row = ranked.iloc[0]
    number, mean = int(row[NUMBER]), amount(float(row[kpi]), unit, lang)
    if row[OVERLOADED]:
        return [say(
            lang, "各方案均超负荷，没有可信的数字，因此没有最优方案。",
            "Every scenario is overloaded, so that no figure counts and none is best.",
        )]
    sound = ranked[~ranked[OVERLOADED]]
    low, high = (amount(v, unit, lang) for v in (sound[kpi].min(), sound[kpi].max()))
    range_ = say(
        lang, f"；{len(sound):,}个方案在{low}至{high}之间",
        f"; the {len(sound):,} scenarios range from {low} to {high}",
    ) if len(sound) > 1 else ""
    lines = [say(
        lang,
        f"按{name}，方案{number}最优（{sweep.told(number)}）：{mean}{span(row, kpi)}{range_}。",
        f"By {name}, scenario {number} is best ({sweep.told(number)}): {mean}{span(row, kpi)}{range_}.",
    )]  # fmt: skip
    if not len(sweep.compared) and sweep.reference:
        lines.append(say(
            lang, "基准方案没有完成或超负荷，因此不与它比较。",
            "The reference is not done or overloaded, so nothing is set against it.",
        ))
    if len(sweep.compared):
        lines += _against(sweep)
    return lines


def span(row: Mapping[Hashable, Any] | pd.Series, kpi: str) -> str:
    """The interval of a KPI in brackets; where none can be told, nothing."""
    unit, low, high = kpi_of(kpi).unit, float(row[f"{kpi}_low"]), float(row[f"{kpi}_high"])
    return "" if row[f"{kpi}_state"] in (
        DEGENERATE, *UNTOLD
    ) or np.isnan(low) else f" [{figure(low, unit)}, {figure(high, unit)}]"


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
    lines = [say(
        lang,
        f"与方案{reference}逐次配对比较（已校正比较个数）：{apart:,}个方案可以区分，"
        f"{len(alike):,}个无法区分{_listed(alike, lang)}。",
        f"Paired with scenario {reference} by replication (adjusted for their number): {apart:,} can be told from it, "
        f"{len(alike):,} cannot{_listed(alike, lang)}.",
    )]  # fmt: skip
    other = sweep.contour
    if other is None or other == sweep.kpi or kpi_of(other).better == "none" or not alike or reference != int(
        sweep.ranked[NUMBER].iloc[0]
    ):
        return lines
    near = ranking(sweep.found.table[sweep.found.table[NUMBER].isin([reference, *alike])], other)
    if near.empty or int(near[NUMBER].iloc[0]) == reference:
        return lines
    number, value = int(near[NUMBER].iloc[0]), amount(float(near[other].iloc[0]), kpi_of(other).unit, lang)
    lines.append(say(
        lang,
        f"其中{name_of(other)}最优的是方案{number}（{sweep.told(number)}）：{value}。",
        f"Of these the best by {name_of(other, 'en')} is scenario {number} ({sweep.told(number)}): {value}.",
    ))  # fmt: skip
    return lines


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
    lang, table, failed, lines = sweep.lang, sweep.found.table, sweep.failed(), []
    over = table.loc[table[OVERLOADED], NUMBER].tolist()
    if over:
        lines.append(
            say(
                lang,
                f"{len(over):,}个方案超负荷，结果随模拟时长变化，不可采信，排在其他方案之后{_listed(over, lang)}。",
                f"{len(over):,} scenarios are overloaded, so their results depend on when the clock stops; they are "
                f"ranked after the others{_listed(over, lang)}.",
            )
        )
    unreached = sweep.found.unreached
    if unreached:
        most = sweep.rule.maximum
        lines.append(
            say(
                lang,
                f"{len(unreached):,}个方案在{most}次重复（precision.max）"
                f"后仍未达到要求的精度{_listed(unreached, lang)}。",
                f"{len(unreached):,} scenarios are not as precise as asked after {most} replications "
                f"(precision.max){_listed(unreached, lang)}.",
            )
        )
    for row in failed.head(3).to_dict("records"):
        first = str(row[MESSAGE]).partition("\n")[0]
        lines.append(say(lang, f"方案{row[NUMBER]}失败：{first}", f"Scenario {row[NUMBER]} failed: {first}"))
    open_ = int((table[STATUS] == "missing").sum())
    if len(failed) > 3 or open_:
        done = int((table[STATUS] == OK).sum())
        lines.append(
            say(
                lang,
                f"{len(table):,}个方案：完成{done:,}，失败{len(failed):,}，未完成{open_:,}；重复同一命令即可继续。",
                f"{len(table):,} scenarios: {done:,} done, {len(failed):,} failed, {open_:,} to run; the same command "
                "goes on.",
            )
        )
    return lines


def readable(sweep: Swept, rows: pd.DataFrame, *, named: bool) -> pd.DataFrame:
    """Some scenarios as people read them, every cell a text: number, swept keys, replications, the KPIs with their
    intervals, difference to the reference.

    Args:
        rows: of the table.
        named: keys and values by their names, else as a person writes them.
    """
    lang, kpi, labels = sweep.lang, sweep.kpi, sweep.labels
    same = sweep.found.table.groupby(SAME_AS)[NUMBER].agg(list).to_dict()
    out = pd.DataFrame({say(lang, "方案", "no."): [_number(int(n), same.get(n, []), lang) for n in rows[NUMBER]]})
    for key in sweep.keys:
        out[labels.name(key) if named else key] = [labels.value(key, v) if named else str(v) for v in rows[key]]
    out[word("n", lang)] = [str(n) for n in rows[COUNT]]
    for shown in dict.fromkeys(k for k in (kpi, sweep.contour) if k):
        out[labels.kpi(shown)] = [shown_text(row, shown, lang) for row in rows.to_dict("records")]
    if len(sweep.compared):
        against = sweep.compared.set_index("a")
        reference, unit = int(sweep.compared["b"].iloc[0]), kpi_of(kpi).unit
        what = say(
            lang, "百分点" if unit == "share" else unit_text(unit, lang),
            "points" if unit == "share" else unit_text(unit, lang),
        )
        head = say(
            lang, f"与方案{reference}的差值（{what}，联合95%区间）",
            f"difference to {reference} ({what}, joint 95 % interval)",
        )
        out[head] = [_difference(against, int(n), unit) for n in rows[NUMBER]]
        said = {A_LOWER: say(lang, "较低", "lower"), B_LOWER: say(lang, "较高", "higher"), SAME: word(SAME, lang)}
        out[word("verdict", lang)] = [
            said[str(against["verdict"][n])] if n in against.index else "—" for n in rows[NUMBER]
        ]
    return out


def shown_text(row: Mapping[Hashable, Any], kpi: str, lang: str) -> str:
    """A KPI of a scenario: its mean with the interval, a mark where none can be told; of an overloaded plan no figure,
    since it does not count."""
    if row[OVERLOADED]:
        return word("overloaded", lang)
    return figure(float(row[kpi]), kpi_of(kpi).unit) + MARKS.get(str(row[f"{kpi}_state"]), span(row, kpi))


def _number(number: int, same: Sequence[int], lang: str) -> str:
    """A scenario's number, and those that came out the same."""
    if not same:
        return str(number)
    listed = say(lang, "、", ", ").join(map(str, same[:3])) + ("…" if len(same) > 3 else "")
    return f"{number} (= {listed})"


def _difference(against: pd.DataFrame, number: int, unit: str) -> str:
    if number not in against.index:
        return "—"
    scale = 100.0 if unit == "share" else 1.0
    values = [scale * float(against[c].to_dict()[number]) for c in ("difference", "joint_low", "joint_high")]
    mean, low, high = (f"{v:+,.{1 if unit == 'share' else 2}f}" if np.isfinite(v) else figure(v, unit) for v in values)
    return mean if np.isnan(values[1]) else f"{mean} [{low}, {high}]"


def distinct(sweep: Swept) -> pd.DataFrame:
    """The ranked rows less those that came out the same as an earlier scenario."""
    return sweep.ranked[sweep.ranked[SAME_AS].isna()]
