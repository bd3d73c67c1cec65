"""The trust card: the answer first, then what it rests on and which assumption would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.county.county import County
from sim.inference.by_mode import by_mode, series
from sim.inference.estimate import SAME, Floats, compare, estimate
from sim.inference.precision import CENSORED, Decision, TargetStanding
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.kpi import POOL
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of, name_of
from sim.parameters import Parameters
from sim.plan.actor import KEEPER, Actor
from sim.problems import said
from sim.proposal.answer import answers
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


@dataclass(frozen=True)
class TrustCard:
    """What closes every result: ``answers`` first, then ``lines``, each in one of ``GROUPS``. ``flips``: some
    assumption changes the ranking."""

    answers: tuple[Statement, ...]
    lines: tuple[Statement, ...]
    flips: bool


@dataclass(frozen=True)
class Flip:
    """Pairs of modes whose order by cost differs between two assumptions, and the orders (cheapest first)."""

    assumption: str
    pairs: tuple[tuple[str, str], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


Series = Mapping[str, Floats]


def flip(assumption: str, before: Series, after: Series) -> Flip:
    """Compare the order of modes by cost under two assumptions.

    A pair counts where its mean difference changes sign and is more than noise under at least one of them (or the
    replications are too few to say). Modes without a finite mean are left out.

    Args:
        before, after: by mode, the cost in each replication.
    """
    means = [{m: estimate(v).mean for m, v in given.items()} for given in (before, after)]
    names = [m for m in before if all(np.isfinite(mean[m]) for mean in means)]
    told = [{(c.a, c.b): c for c in compare({m: given[m] for m in names})} for given in (before, after)]
    pairs = []
    for pair in told[0]:
        b, a = told[0][pair], told[1][pair]
        noise = not np.isnan(b.p) and b.verdict == SAME and a.verdict == SAME
        if b.difference * a.difference < 0 and not noise:
            pairs.append(pair)
    order = [tuple(sorted(names, key=mean.__getitem__)) for mean in means]
    return Flip(assumption, tuple(pairs), order[0], order[1])


def flips(modes: dict[str, list[Measures]], scope: str = POOL) -> tuple[Flip, Flip]:
    """The ranking by system cost a parcel: hosts at marginal against full cost, and residents' trip share at 0.25
    against 1."""

    def cost(key: str) -> Series:
        return {m: series(rows, f"{key}{scope}") for m, rows in modes.items()}

    def at_share(percent: int) -> Series:
        system, residents, then = cost("cost_system_parcel"), cost("cost_residents_parcel"), cost(
            f"cost_residents_{percent:03d}_parcel"
        )
        return {m: system[m] - residents[m] + then[m] for m in modes}

    hosts = flip("cost.host_basis", cost("cost_system_marginal_parcel"), cost("cost_system_full_parcel"))
    return hosts, flip("resident.trip_share", at_share(25), at_share(100))


def flip_line(found: Flip, names: Names) -> Statement:
    """A flip in words."""
    what = {
        "cost.host_basis": ("承运方成本口径（边际或完全）", "the basis of hosts' cost (marginal or full)"),
        "resident.trip_share": ("群众出行成本的分摊（0.25至1）", "the share of residents' trips (0.25 to 1)"),
    }
    zh, en = what[found.assumption]
    if not found.pairs:
        return Statement(
            found.assumption, f"{zh}不改变各模式的成本排序", f"{en} does not change the ranking of modes by cost", "",
            "change",
        )
    zh_pairs = "、".join(f"{named(names, a)[0]}与{named(names, b)[0]}" for a, b in found.pairs)
    en_pairs = ", ".join(f"{named(names, a)[1]} and {named(names, b)[1]}" for a, b in found.pairs)
    return Statement(
        found.assumption, f"{zh}会改变成本排序：{zh_pairs}互换",
        f"{en} changes the ranking by cost: {en_pairs} change places", NOT_VERIFIED, "change",
    )


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
) -> TrustCard:
    """The trust card of a study.

    Args:
        overloaded: by mode, where its plan is asked for more than it can do, in Chinese and English.
        names: Chinese and English name by mode.
        status_quo: modes of today, against which the others are set.
        precision: how the number of replications was chosen, where it was.
        scope: of the answer, a suffix of KPIs: all parcels where modes have different pools.
    """
    modes, names, overloaded = by_mode(measures), names or {}, overloaded or {}
    told = answers(modes, names, status_quo, overloaded, scope, _actors(parameters))
    sound = {m: rows for m, rows in modes.items() if m not in overloaded}
    found = flips(sound, scope) if len(sound) > 1 else ()
    lines = [
        *(Statement("laws", zh, en, "", "checks") for zh, en in LAWS.values()),
        *([] if precision is None else [_chosen(precision, names)]),
        *_runs(modes, parameters, names, overloaded, scope),
        *(_overload(mode, where, names) for mode, where in overloaded.items()),
        *input_lines(county),
        *(flip_line(f, names) for f in found),
        Statement(
            "sweep", "其余取值的影响可用低值、高值逐项试算（输入参数表）",
            "what other values do can be tried with the low and high values of the inputs table", "", "change",
        ),
        *(Statement("limits", zh, en, "", "limits") for zh, en in LIMITS),
    ]
    return TrustCard(tuple(told), tuple(lines), any(f.pairs for f in found))


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
    if not missed:
        return Statement(
            "replications", f"{zh}{all_}项精度目标均已达到", f"{en}all {all_} targets reached",
            NOT_VERIFIED if untold else MET, "precision",
        )
    told = [_missed(s, names) for s in missed[:5]]
    more = (f"等{len(missed)}项", f" and {len(missed) - 5} more") if len(missed) > 5 else ("", "")
    near = any(s.target.absolute is None and s.half >= abs(s.mean) and s.target.against is None for s in missed)
    hint = (
        "；均值近零者须给定绝对半宽（precision.absolute）",
        "; a mean near 0 needs an absolute half-width (precision.absolute)",
    ) if near else ("", "")
    return Statement(
        "replications",
        f"{zh}{all_}项精度目标中{len(missed)}项未达到：{'；'.join(t[0] for t in told)}{more[0]}{hint[0]}",
        f"{en}{len(missed)} of {all_} targets not reached: {'; '.join(t[1] for t in told)}{more[1]}{hint[1]}", NOT_MET,
        "precision",
    )  # fmt: skip


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
    out = [Statement("days", zh, en, "", "precision")]
    for mode, rows in modes.items():
        parts: tuple[list[str], list[str]] = ([], [])
        for key in (f"at_village_mean_h{scope}", f"cost_system_parcel{scope}") if mode not in overloaded else ():
            e = estimate(series(rows, key))
            half = (e.high - e.low) / 2
            reached = f"±{half / abs(e.mean):.1%}" if np.isfinite(half) and e.mean else "—"
            parts[0].append(f"{name_of(key)}{reached}")
            parts[1].append(f"{name_of(key, 'en')} {reached}")
        if mode in overloaded:
            parts = (["超负荷，不计精度"], ["overloaded, so no precision"])
        lost, all_ = sum(m.undelivered[scope] for m in rows), sum(m.cohort[scope] for m in rows)
        few = ("（少于3次，无法检验）", " (fewer than 3: nothing can be tested)") if len(rows) < 3 else ("", "")
        zh, en = named(names, mode)
        out.append(Statement(
            "precision", f"{zh}：{len(rows)}次重复{few[0]}，{'，'.join(parts[0])}；未送达{lost:,}/{all_:,}件",
            f"{en}: {len(rows)} replications{few[1]}, {', '.join(parts[1])}; undelivered {lost:,} of {all_:,}", "",
            "precision",
        ))  # fmt: skip
    return out
