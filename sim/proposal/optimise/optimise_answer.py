"""The answer of an optimisation in words: the chosen plan, whether it keeps the targets, what being faster costs; and
how it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sim.arrays import Floats
from sim.inference.estimate import interval
from sim.inference.search.confirm import RISK, overall
from sim.inference.search.grid import FAILED, OK, OVERLOADED, REFUSED, Index, size_of
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.registry import kpi_of, name_of
from sim.proposal.about import About
from sim.proposal.optimise.optimise_tables import front_frame, records
from sim.proposal.optimise.optimise_words import VERDICTS, decision, plan_text, told
from sim.proposal.optimise.optimised import Optimised
from sim.words import amount, figure, say

STAGES = {"search": ("搜索", "search"), "selection": ("筛选", "selection"), "estimation": ("估计", "estimation")}
LEADS = {
    MET: ("满足全部目标的最省方案", "The cheapest plan found that keeps all targets"),
    NOT_VERIFIED: (
        "没有方案被证实满足全部目标；尚有可能满足的方案中最省的",
        "No plan is shown to keep all targets; the cheapest of those that may",
    ),
    NOT_MET: (
        "所查方案都达不到全部目标；差距最小（相近者取最省）的",
        "No plan found keeps all targets; the one that misses least (the cheapest of several alike)",
    ),
}


def title(about: About) -> str:
    """Headline."""
    c = about.county
    return say(about.lang, f"{c.name}：满足目标的最省方案", f"{c.name_en}: the cheapest plan that keeps the targets")


def scope(about: About) -> str:
    """Whose parcels the figures are about, how to read them, and which days are measured."""
    return say(
        about.lang,
        "未注明“全县”的数字只计参与共配的品牌；均值及95%置信区间，取自搜索与筛选未用过的快件。“—”："
        "该项决策在此方案中不起作用。",
        "Figures are of the brands in the pool unless they say all parcels; means with 95 % intervals, on parcels that "
        "neither search nor selection used. "
        "A dash: the decision changes nothing in that plan. ",
    ) + about.measured()


def answer(found: Optimised) -> list[str]:
    """The answer, what matters most first."""
    lang = found.about.lang
    if found.result is None:
        return [say(
            lang, "没有可仿真的方案：全部超负荷或无法编制，原因见searched.csv。",
            "No plan could be simulated: all are overloaded or cannot be made; searched.csv says why.",
        )]
    rows = records(front_frame(found))
    row: dict[str, Any] = next(x for x in rows if x["chosen"])
    verdicts = found.result.verdicts[found.result.chosen]
    lines = [*_decided(found, row, found.result.chosen, overall(verdicts)), *_on_targets(found, row, verdicts)]
    if overall(verdicts) != NOT_MET:
        lines += _faster(found, rows, row, lang)
    return [*lines, *_remote(found, lang), *_without_effect(found.about, row["idle"].split())]


def _decided(found: Optimised, row: Mapping[str, Any], chosen: Index, state: str) -> list[str]:
    """What the chosen plan decides, and its two KPIs."""
    lang = found.about.lang
    zh, en = LEADS[state] if found.asked.targets else ("最省方案", "The cheapest plan found")
    decided = plan_text(found.about, found.asked.axes, chosen, row["idle"].split(), lang)
    figures = say(lang, "；", "; ").join(told(row, kpi, lang) for kpi in found.asked.kpis)
    return [
        say(lang, f"{zh}是方案{row['plan']}：{decided}。", f"{en} is plan {row['plan']}: {decided}."),
        figures + say(lang, "。", "."),
    ]


def _on_targets(found: Optimised, row: Mapping[str, Any], verdicts: Sequence[str]) -> Iterator[str]:
    """A line a target: what the chosen plan comes to, and whether that keeps it."""
    lang = found.about.lang
    for target, verdict in zip(found.asked.targets, verdicts, strict=True):
        bound = target.bound_text(lang)
        wanted, state = say(lang, f"（目标 {bound}）：", f" (target {bound}): "), say(lang, *VERDICTS[verdict])
        reached, best = told(row, target.kpi, lang), _best(found, target.kpi, verdict, lang)
        yield reached + wanted + state + best + say(lang, "。", ".")


def _without_effect(about: About, idle: Sequence[str]) -> list[str]:
    """Which decisions change nothing in the chosen plan, if any."""
    if not idle:
        return []
    names = say(about.lang, "、", ", ").join(decision(about, key, about.lang, unit=False) for key in idle)
    return [say(
        about.lang, f"在选定方案中不起作用的决策：{names}。", f"Decisions without effect in the chosen plan: {names}."
    )]


def _remote(found: Optimised, lang: str) -> list[str]:
    """Plans in which people fetch parcels at the township, which have no time to the village: not comparable with the
    others by it."""
    time = found.asked.kpis[1]
    if found.result is None or not time.startswith("at_village"):
        return []
    plans = [
        str(n) for n, p in enumerate(found.result.values, start=1)
        if found.remote & {str(a.values[i]) for a, i in zip(found.asked.axes, p, strict=True)}
    ]
    if not plans:
        return []
    zh = (
        f"注意：方案{'、'.join(plans)}有群众到乡镇自取，这部分快件不进村，不在{name_of(time)}之内；要按到手时间比较，"
        "用optimise.time=in_hand_mean_h。"
    )
    en = (
        f"Mind: in plan {', '.join(plans)} people fetch parcels at the township, which are not in the "
        f"{name_of(time, 'en')}; optimise.time=in_hand_mean_h compares all by the time in hand."
    )
    return [say(lang, zh, en)]


def _best(found: Optimised, kpi: str, verdict: str, lang: str) -> str:
    """Of a target that is not kept for sure: the best that any plan of the search came to."""
    if verdict == MET:
        return ""
    i = 2 + [t.kpi for t in found.asked.targets].index(kpi)
    values = [j.means[i] for j in found.judged.values() if j.state == OK and np.isfinite(j.means[i])]
    if not values:
        return ""
    sign = next(t.sign for t in found.asked.targets if t.kpi == kpi)
    best = amount(max(values) if sign == ">=" else min(values), kpi_of(kpi).unit, lang)
    return say(lang, f"；搜索中各方案最好为{best}", f"; the best of any plan in the search was {best}")


def _faster(found: Optimised, rows: list[dict[str, Any]], row: Mapping[str, Any], lang: str) -> list[str]:
    """What the fastest plan of the front gains on the chosen one, and what it costs more; paired by replication, with
    intervals."""
    cost, time = found.asked.kpis
    fast = min((x for x in rows if x["front"]), key=lambda x: (x[time], x[cost]))
    if fast["plan"] == row["plan"] or found.result is None:
        return []
    mean, low, high = _difference(list(found.result.values.values()), fast["plan"] - 1, row["plan"] - 1)
    if not (high[1] < 0 and not _prints_as_nothing(mean[1], time)):
        return []
    gain, more = _spanned(-mean[1], -high[1], -low[1], time, lang), _spanned(mean[0], low[0], high[0], cost, lang)
    return [say(
        lang, f"前沿上最快的是方案{fast['plan']}：比选定方案{name_of(time)}少{gain}，{name_of(cost)}高{more}。",
        f"The fastest of the front is plan {fast['plan']}: {name_of(time, 'en')} {gain} less than the chosen plan, "
        f"{name_of(cost, 'en')} {more} more.",
    )]


def _difference(plans: Sequence[Floats], a: int, b: int) -> tuple[Floats, Floats, Floats]:
    """Mean of a plan's cost and time less another's, low and high end; the interval allows for the two being picked
    from these very values."""
    pairs = len(plans) * (len(plans) - 1) // 2
    mean, low, high, _ = interval(plans[a][:, :2] - plans[b][:, :2], 1 - RISK / pairs)
    return mean, low, high


def _prints_as_nothing(value: float, kpi: str) -> bool:
    unit = kpi_of(kpi).unit
    return figure(-value, unit) == figure(0.0, unit)


def _spanned(value: float, low: float, high: float, kpi: str, lang: str) -> str:
    """A figure of a KPI with its interval in brackets."""
    unit = kpi_of(kpi).unit
    ends = f"{figure(low, unit)}–{figure(high, unit)}"
    return amount(value, unit, lang) + say(lang, f"（{ends}）", f" ({ends})")


def how(found: Optimised) -> list[str]:
    """How the result was found: what was looked at, what was left out and why, runs by stage."""
    lines = [_looked_at(found), _left_out(found), _runs(found), say(
        found.about.lang, "搜索、筛选、估计各用不同的种子，故被选中的好运不会算作好方案。",
        "Search, selection and estimation have seeds of their own, so luck in one is not taken for merit in the next.",
    )]
    estimated = len(found.result.values) if found.result else 0
    if estimated > 1 and found.asked.targets:
        lines.append(say(
            found.about.lang, f"达标与否对{estimated}个方案联合判断（总置信度95%），故比单个方案的95%区间更严。",
            f"Whether targets are met is judged of {estimated} plans together, at 95 % in all, which is stricter than "
            "the 95 % interval of each.",
        ))
    return lines


def _looked_at(found: Optimised) -> str:
    """How many combinations there are, how many were looked at, and how many plans they made."""
    looked, whole = len(found.seen), size_of(found.asked.axes)
    kept = sum(f.feasible for f in found.seen.values())
    plans = len({j.plan for j in found.judged.values() if j.state == OK})
    return say(
        found.about.lang, f"{whole:,}种组合中查看{looked:,}种，得{plans:,}个不同方案并仿真；"
        f"其中{kept:,}种组合在搜索中达标。"
        "未查看的组合中可能还有更好的，加大optimise.budget可继续搜索。",
        f"Of {whole:,} combinations {looked:,} were looked at, which made {plans:,} different plans that were "
        f"simulated; {kept:,} of the combinations kept the targets in the search. "
        "Those not looked at may hold better ones: a larger optimise.budget searches on.",
    )


def _left_out(found: Optimised) -> str:
    """How many combinations were not simulated, by reason."""
    counts = found.counts()
    overloaded, refused, failed = (f"{counts[state]:,}" for state in (OVERLOADED, REFUSED, FAILED))
    return say(
        found.about.lang, f"超负荷{overloaded}种（视为不可行，未仿真），无法编制{refused}种，失败{failed}种。",
        f"{overloaded} overloaded (counted as infeasible, not simulated), {refused} that cannot be made, {failed} "
        "failed.",
    )


def _runs(found: Optimised) -> str:
    """Simulation runs by stage, and how many were allowed."""
    lang, done, budget = found.about.lang, sum(found.runs.values()), found.budget
    stages = say(lang, "、", ", ").join(f"{say(lang, *STAGES[stage])} {n}" for stage, n in found.runs.items())
    return say(
        lang, f"仿真次数：{stages}；共{done:,}，上限{budget:,}。",
        f"Simulation runs: {stages}; {done:,} in all of at most {budget:,}.",
    )
