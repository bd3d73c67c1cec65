"""The trust card: the answer first, then what it rests on and which assumption would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.county.county import County
from sim.measure.estimate import INSUFFICIENT, OVERLOADED, SAME, Floats, compare, estimate
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of, name_of
from sim.measure.results import by_mode, series
from sim.parameters import Parameters

MET, NOT_MET, NOT_VERIFIED = "met", "not met", "not verified"
VERDICTS = {MET: ("达到", "met"), NOT_MET: ("未达到", "not met"), NOT_VERIFIED: ("未能核验", "not verified")}

LAWS = (
    ("件数守恒:入库=送达+退回+在途", "parcels are conserved: created = delivered + returned + still inside"),
    ("任何车次不超载", "no load above capacity"),
    ("发车不偏离时刻表(记录的晚点除外)", "no departure off its timetable except recorded delays"),
    ("时间节点先后有序", "milestones in order"),
    ("各节点符合利特尔法则", "Little's law at each place"),
    ("台账平衡:转移支付相抵,各村合计到分", "the ledger balances: transfers cancel, villages add up to the cent"),
)
"""Invariants that every run is checked for; a broken one stops the run."""


@dataclass(frozen=True)
class Target:
    """A goal for a KPI: ``at_least`` or, where False, at most ``value``."""

    kpi: str
    value: float
    at_least: bool = True


@dataclass(frozen=True)
class Line:
    """A line of the card: a topic with its text in both languages, and a verdict where it is an answer."""

    topic: str
    zh: str
    en: str
    verdict: str = ""


@dataclass(frozen=True)
class TrustCard:
    """What closes every result: ``answers`` first, then ``lines``. ``flips``: some assumption changes the ranking."""

    answers: tuple[Line, ...]
    lines: tuple[Line, ...]
    flips: bool


def judge(values: Sequence[float] | np.ndarray, target: Target, overloaded: bool = False) -> str:
    """Met or not met when the whole interval lies on one side of the target, else not verified.

    Also not verified: too few replications, or an overloaded plan that seems to meet it. Values without variation are their own interval.
    """
    e = estimate(np.asarray(values), overloaded)
    if e.n == 0 or e.state == INSUFFICIENT:
        return NOT_VERIFIED
    low, high = (e.mean, e.mean) if np.isnan(e.low) or np.isnan(e.high) else (e.low, e.high)
    met, missed = (low >= target.value, high < target.value) if target.at_least else (high <= target.value, low > target.value)
    if met and e.state != OVERLOADED:
        return MET
    return NOT_MET if missed else NOT_VERIFIED


Names = Mapping[str, tuple[str, str]]


def _named(names: Names, mode: str) -> tuple[str, str]:
    return names.get(mode, (mode, mode))


def best(modes: dict[str, list[Measures]], key: str, names: Names, overloaded: Iterable[str]) -> Line | None:
    """Which mode is best by a KPI, and whether it can be told from the next; None with fewer than two modes that have it."""
    low_is_better = kpi_of(key).better == "low"
    values = {m: series(rows, key) for m, rows in modes.items()}
    means = {m: estimate(v).mean for m, v in values.items()}
    told = sorted((m for m in means if not np.isnan(means[m])), key=lambda m: means[m] if low_is_better else -means[m])
    if len(told) < 2:
        return None
    first, second = told[:2]
    result = next(c for c in compare({m: values[m] for m in told}) if {c.a, c.b} == {first, second})
    sure = result.verdict != SAME
    (zh1, en1), (zh2, en2) = _named(names, first), _named(names, second)
    kpi = kpi_of(key)
    over = first in set(overloaded)
    zh = f"{name_of(key)}最优:{zh1}({means[first]:.2f} {kpi.unit})," + (f"优于{zh2}" if sure else f"与{zh2}无法区分") + (";但该方案超负荷" if over else "")
    en = f"best {name_of(key, 'en')}: {en1} ({means[first]:.2f} {kpi.unit}), " + (f"ahead of {en2}" if sure else f"not distinguishable from {en2}") + ("; but its plan is overloaded" if over else "")
    return Line(key, zh, en, NOT_VERIFIED if over or not sure else MET)


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

    A pair counts where its mean difference changes sign and is more than noise under at least one of them (or the replications are
    too few to say). Modes without a finite mean are left out.

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


def flips(modes: dict[str, list[Measures]], scope: str = "") -> tuple[Flip, Flip]:
    """The ranking by system cost a parcel: hosts at marginal against full cost, and residents' trip share at 0.25 against 1."""

    def cost(key: str) -> Series:
        return {m: series(rows, f"{key}{scope}") for m, rows in modes.items()}

    def at_share(percent: int) -> Series:
        system, residents, then = cost("cost_system_parcel"), cost("cost_residents_parcel"), cost(f"cost_residents_{percent:03d}_parcel")
        return {m: system[m] - residents[m] + then[m] for m in modes}

    hosts = flip("cost.host_basis", cost("cost_system_marginal_parcel"), cost("cost_system_full_parcel"))
    return hosts, flip("resident.trip_share", at_share(25), at_share(100))


def flip_line(found: Flip, names: Names) -> Line:
    """A flip in words."""
    what = {"cost.host_basis": ("承运方成本口径(边际/完全)", "the basis of hosts' cost (marginal or full)"), "resident.trip_share": ("群众出行分摊(0.25/1)", "the share of residents' trips (0.25 or 1)")}
    zh, en = what[found.assumption]
    if not found.pairs:
        return Line(found.assumption, f"{zh}不改变各模式的成本排序", f"{en} does not change the ranking of modes by cost")
    zh_pairs = "、".join(f"{_named(names, a)[0]}与{_named(names, b)[0]}" for a, b in found.pairs)
    en_pairs = ", ".join(f"{_named(names, a)[1]} and {_named(names, b)[1]}" for a, b in found.pairs)
    return Line(found.assumption, f"{zh}会改变成本排序:{zh_pairs}互换", f"{en} changes the ranking by cost: {en_pairs} change places")


def trust_card(
    measures: Iterable[Measures],
    county: County,
    parameters: Parameters,
    *,
    overloaded: Mapping[str, Sequence[str]] | None = None,
    targets: Sequence[Target] = (),
    names: Names | None = None,
) -> TrustCard:
    """The trust card of a study.

    Args:
        overloaded: by mode, where its plan is asked for more than it can do.
        targets: goals, each judged for every mode.
        names: Chinese and English name by mode.
    """
    modes, names, overloaded = by_mode(measures), names or {}, overloaded or {}
    answers = [line for key in ("cost_system_parcel", "in_hand_mean_h", "within_24h") if (line := best(modes, key, names, overloaded))]
    for target in targets:
        answers += [_answer(target, mode, rows, names, mode in overloaded) for mode, rows in modes.items()]
    found = flips(modes)
    lines = [
        *(Line("laws", zh, en) for zh, en in LAWS),
        *_runs(modes, parameters, names),
        *(_overload(mode, where, names) for mode, where in overloaded.items()),
        *(Line("input", f"{n.what}:{_STATUS.get(n.status, n.status)},{n.count} 项({n.source})", f"{n.what}: {n.status}, {n.count} ({n.source})") for n in county.notes),
        Line("input", "费用标准(tariff)均无可引用来源,为工程判断", "fees (tariff) have no quotable source; they are judgement"),
        *(flip_line(f, names) for f in found),
    ]
    return TrustCard(tuple(answers), tuple(lines), any(f.pairs for f in found))


_STATUS = {"real": "真实", "user": "用户提供", "assumed": "假设", "synthetic": "合成"}


def _answer(target: Target, mode: str, rows: list[Measures], names: Names, overloaded: bool) -> Line:
    values = series(rows, target.kpi)
    verdict = judge(values, target, overloaded)
    mean, (zh, en), sign = estimate(values).mean, _named(names, mode), "≥" if target.at_least else "≤"
    text = f"{sign} {target.value:g} {kpi_of(target.kpi).unit}"
    return Line(target.kpi, f"{zh}:{name_of(target.kpi)} {text},{VERDICTS[verdict][0]}(均值 {mean:.3g})", f"{en}: {name_of(target.kpi, 'en')} {text}, {verdict} (mean {mean:.3g})", verdict)


def _overload(mode: str, where: Sequence[str], names: Names) -> Line:
    zh, en = _named(names, mode)
    shown = ", ".join(where[:5]) + (" ..." if len(where) > 5 else "")
    return Line("overloaded", f"{zh}超负荷:{shown}", f"{en} is overloaded: {shown}", NOT_VERIFIED)


def _runs(modes: dict[str, list[Measures]], p: Parameters, names: Names) -> list[Line]:
    """Days, replications, the precision that they reach, and what is undelivered."""
    h = p.horizon
    out = [Line("days", f"预热 {h.warmup_days} 天,测量 {h.measured_days} 天,收尾 {h.drain_days} 天", f"warm-up {h.warmup_days} days, {h.measured_days} measured, {h.drain_days} to drain")]
    for mode, rows in modes.items():
        zh, en = _named(names, mode)
        parts = []
        for key in ("at_point_mean_h", "cost_system_parcel"):
            e = estimate(series(rows, key))
            half = (e.high - e.low) / 2
            parts.append(f"{key} ±{half / abs(e.mean):.1%}" if np.isfinite(half) and e.mean else f"{key} -")
        lost, all_ = sum(m.undelivered[""] for m in rows), sum(m.cohort[""] for m in rows)
        reached = ", ".join(parts)
        out.append(Line("precision", f"{zh}:重复 {len(rows)} 次,精度 {reached};未送达 {lost:,}/{all_:,} 件", f"{en}: {len(rows)} replications, precision {reached}; undelivered {lost:,} of {all_:,}"))
    return out
