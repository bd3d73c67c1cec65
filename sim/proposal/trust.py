"""The trust card: the answer first, then what it rests on and which assumption would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.county.county import County
from sim.inference.by_mode import by_mode, series
from sim.inference.estimate import estimate
from sim.inference.precision import CENSORED, Decision, TargetStanding
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.kpi import POOL
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of, name_of
from sim.parameters import Parameters
from sim.plan.actor import KEEPER, Actor
from sim.problems import said
from sim.proposal.answer import answers
from sim.proposal.flips import flip_line, flips
from sim.proposal.lines import LIMITS, Names, Statement, named
from sim.words import amount, word

GROUPS = {
    "answer": ("结论", "The answer"),
    "checks": ("每次运行已通过的检验", "Checks that every run passed"),
    "precision": ("重复次数与精度", "Replications and precision"),
    "input": ("输入中哪些真实、哪些假设、哪些合成", "What of the input is real, assumed or synthetic"),
    "change": ("什么会改变结论", "What would change the answer"),
    "limits": ("模型的局限", "Limits of the model"),
}
"""Headings of the card, in Chinese and English, in order."""

LAWS = {
    "horizon": ("模拟期结束后不再发生任何事", "nothing happens after the horizon's end"),
    "order": ("时间节点先后有序", "milestones in order"),
    "conservation": (
        "件数守恒：入库=送达+退回+在途", "parcels are conserved: created = delivered + returned + still inside"
    ),
    "durations": ("各段时长之和等于总时长", "the parts of a parcel's time add up to the whole"),
    "capacity": ("任何车次不超载", "no load above capacity"),
    "closures": ("封路时没有快件到达或离开受阻的站", "nobody boards or alights where a road is closed to the run"),
    "departures": (
        "发车不偏离时刻表（记录的晚点除外），且在驾驶员工作时间内",
        "no departure off its timetable except recorded delays, none outside drivers' duty",
    ),
    "rides": ("车次与站点所载件数与快件记录一致", "runs and stops carry the parcels that say they rode on them"),
    "told": ("各时间节点与乘车记录一致", "milestones are what the rides say"),
    "units": ("一辆车同一时刻只跑一个车次", "a vehicle is on one run at a time"),
    "trips": ("群众取件出行与快件记录一致", "residents' trips bring the parcels that say they were fetched"),
    "shelves": ("货架不超容量", "no shelf above capacity"),
    "little": ("各节点符合利特尔法则", "Little's law at each place"),
    "crews": ("班组工时不超过排班", "no crew works more than it is there"),
    "ledger": (
        "台账平衡：转移支付相抵，各村合计到分", "the ledger balances: transfers cancel, villages add up to the cent"
    ),
}
"""Invariants that every run is checked for, by the name that ``sim.flow.laws.check_laws`` gives them (the ledger's own
check apart); a broken one stops the run."""

NAMED = 5
"""Targets of precision not reached that are named."""

OTHER_VALUES = ((
    "其余取值的影响可用低值、高值逐项试算（输入参数表）",
    "what other values do can be tried with the low and high values of the inputs table",
),)
"""How to see what no line says would change the answer."""


@dataclass(frozen=True)
class TrustCard:
    """What closes every result: ``answers`` first, then ``lines``, each in one of ``GROUPS``. ``flips``: some
    assumption changes the ranking."""

    answers: tuple[Statement, ...]
    lines: tuple[Statement, ...]
    flips: bool


def trust_card(
    measures: Iterable[Measures],
    county: County,
    parameters: Parameters,
    *,
    overloaded: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    names: Names | None = None,
    status_quo: Sequence[str] = (),
    precision: Decision | None = None,
    scope: str = POOL,
    missing: Collection[str] = (),
) -> TrustCard:
    """The trust card of a study.

    Args:
        overloaded: by mode, where its plan is asked for more than it can do, in Chinese and English.
        names: Chinese and English name by mode.
        status_quo: modes of today, against which the others are set.
        precision: how the number of replications was chosen, where it was.
        scope: of the answer, a suffix of KPIs: all parcels where modes have different pools.
        missing: modes that miss a target which another holds.
    """
    modes, names, overloaded = by_mode(measures), names or {}, overloaded or {}
    told = answers(modes, names, status_quo, overloaded, scope, _actors(parameters), missing)
    sound = {m: rows for m, rows in modes.items() if m not in overloaded}
    found = flips(sound, scope) if len(sound) > 1 else ()
    lines = [
        *_fixed("laws", LAWS.values(), "checks"),
        *([] if precision is None else [_chosen(precision, names)]),
        *_runs(modes, parameters, names, overloaded, scope),
        *(_overload(mode, where, names) for mode, where in overloaded.items()),
        *input_lines(county),
        *(flip_line(f, names) for f in found),
        *_fixed("sweep", OTHER_VALUES, "change"),
        *_fixed("limits", LIMITS, "limits"),
    ]
    return TrustCard(tuple(told), tuple(lines), any(f.pairs for f in found))


def _fixed(topic: str, texts: Iterable[tuple[str, str]], group: str) -> Iterator[Statement]:
    """Lines that every card has."""
    return (Statement(topic, zh, en, "", group) for zh, en in texts)


def _actors(p: Parameters) -> dict[Actor, tuple[str, str]]:
    """What hosts and keepers of points are called."""
    hosts = {Actor.host(key): (h.name_zh or key, h.name_en or key) for key, h in p.host.items()}
    return hosts | {KEEPER: (word(KEEPER.kind, "zh"), word(KEEPER.kind, "en"))}


def input_lines(county: County) -> list[Statement]:
    """What of a county, and of the fees, is real, assumed or synthetic."""
    found = []
    for note in county.notes:
        zh = f"{said(note.what, 'zh')}：{word(note.status)}，{note.count:,}项（{said(note.source, 'zh')}）"
        found.append(Statement(
            "input", zh,
            f"{said(note.what, 'en')}: {word(note.status, 'en')}, {note.count:,} ({said(note.source, 'en')})", "",
            "input",
        ))
    return [*found, Statement(
        "input", "费用标准（代办费、代投费等）均无可引用来源，为工程判断",
        "fees (tariff) have no quotable source; they are judgement", "", "input",
    )]


def _overload(mode: str, where: Sequence[tuple[str, str]], names: Names) -> Statement:
    zh, en = named(names, mode)
    more = len(where) - 5
    zh_where = "；".join(w[0] for w in where[:5]) + (f"等{len(where)}处" if more > 0 else "")
    en_where = "; ".join(w[1] for w in where[:5]) + (f" and {more} more" if more > 0 else "")
    return Statement(
        "overloaded", f"{zh}超负荷，结果随模拟时长变化，不可采信：{zh_where}",
        f"{en} is overloaded, so its results depend on when the clock stops: {en_where}", NOT_VERIFIED, "change",
    )


def _chosen(decision: Decision, names: Names) -> Statement:
    """How many replications were chosen by precision, and which targets they do not reach."""
    missed, all_ = decision.missed(), len(decision.standings)
    untold = tuple(dict.fromkeys(s.target.kpi for s in decision.untold()))
    zh, en = f"重复次数按精度选定：{decision.n}次，", f"replications chosen by precision: {decision.n}; "
    if untold:
        zh = f"{zh}{'、'.join(map(name_of, untold))}分布偏斜或事件罕见，区间不可信，达到与否不作数；"
        en = (
            f"{en}no interval of {', '.join(name_of(k, 'en') for k in untold)} would hold (skewed or rare), so that "
            "reaching its target says nothing; "
        )
    if missed:
        missed_zh, missed_en = _all_missed(missed, names)
        zh, en = f"{zh}{all_}项精度目标中{missed_zh}", f"{en}{len(missed)} of {all_} targets not reached: {missed_en}"
        return Statement("replications", zh, en, NOT_MET, "precision")
    verdict = NOT_VERIFIED if untold else MET
    zh, en = f"{zh}{all_}项精度目标均已达到", f"{en}all {all_} targets reached"
    return Statement("replications", zh, en, verdict, "precision")


def _all_missed(missed: Sequence[TargetStanding], names: Names) -> tuple[str, str]:
    """Targets of precision that are not reached, the first of them by name, and what may help."""
    zh, en = zip(*(_missed(s, names) for s in missed[:NAMED]), strict=True)
    more = (f"等{len(missed)}项", f" and {len(missed) - NAMED} more") if len(missed) > NAMED else ("", "")
    near_zero = any(
        s.target.absolute is None and s.target.against is None and s.half >= abs(s.mean) for s in missed
    )
    hint = (
        "；均值近零者须给定绝对半宽（precision.absolute）",
        "; a mean near 0 needs an absolute half-width (precision.absolute)",
    ) if near_zero else ("", "")
    return f"{len(missed)}项未达到：{'；'.join(zh)}{more[0]}{hint[0]}", f"{'; '.join(en)}{more[1]}{hint[1]}"


def _missed(s: TargetStanding, names: Names) -> tuple[str, str]:
    """A target that was not reached, in words."""
    unit, t = kpi_of(s.target.kpi).unit, s.target
    parts = []
    for i, lang in enumerate(("zh", "en")):
        who = named(names, t.scenario)[i] + (f" − {named(names, t.against)[i]}" if t.against else "")
        half = f"±{amount(s.half, unit, lang)}" + (
            f"（要求±{amount(s.limit, unit, lang)}）" if lang == "zh" else f" (asked: ±{amount(s.limit, unit, lang)})"
        )
        if s.state == CENSORED:
            half = "有重复为无穷大" if lang == "zh" else "infinite in some replication"
        parts.append(f"{who}，{name_of(t.kpi)}{half}" if lang == "zh" else f"{who}, {name_of(t.kpi, 'en')} {half}")
    return parts[0], parts[1]


def _runs(
    modes: dict[str, list[Measures]], p: Parameters, names: Names, overloaded: Collection[str], scope: str
) -> list[Statement]:
    """Days, replications, the precision that they reach (of plans that are not overloaded), and what is undelivered."""
    h = p.horizon
    zh = f"自{h.start_date}起，预热{h.warmup_days}天，统计{h.measured_days}天，收尾{h.drain_days}天"
    en = f"from {h.start_date}: warm-up {h.warmup_days} days, {h.measured_days} measured, {h.drain_days} to drain"
    reached = {
        mode: ("超负荷，不计精度", "overloaded, so no precision") if mode in overloaded else _reached(rows, scope)
        for mode, rows in modes.items()
    }
    lines = [_of_mode(rows, named(names, mode), reached[mode], scope) for mode, rows in modes.items()]
    return [Statement("days", zh, en, "", "precision"), *lines]


def _reached(rows: Sequence[Measures], scope: str) -> tuple[str, str]:
    """The precision of the time and the cost that an answer is about, in Chinese and English."""
    zh, en = list[str](), list[str]()
    for key in (f"at_village_mean_h{scope}", f"cost_system_parcel{scope}"):
        e = estimate(series(rows, key))
        half = (e.high - e.low) / 2
        reached = f"±{half / abs(e.mean):.1%}" if np.isfinite(half) and e.mean else "—"
        zh.append(f"{name_of(key)}{reached}")
        en.append(f"{name_of(key, 'en')} {reached}")
    return "，".join(zh), ", ".join(en)


def _of_mode(rows: Sequence[Measures], name: tuple[str, str], reached: tuple[str, str], scope: str) -> Statement:
    """Replications of a mode, the precision that they reach, and what is undelivered."""
    lost, all_ = sum(m.undelivered[scope] for m in rows), sum(m.cohort[scope] for m in rows)
    few = ("（少于3次，无法检验）", " (fewer than 3: nothing can be tested)") if len(rows) < 3 else ("", "")
    return Statement(
        "precision", f"{name[0]}：{len(rows)}次重复{few[0]}，{reached[0]}；未送达{lost:,}/{all_:,}件",
        f"{name[1]}: {len(rows)} replications{few[1]}, {reached[1]}; undelivered {lost:,} of {all_:,}", "", "precision",
    )  # fmt: skip
