"""What the robustness of a comparison says: its table, the line beside the answer, and the lines of the trust card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sim.inference.robustness.robust import BASES, ROBUST, OneChange, Pair, RobustnessFindings
from sim.inference.verdict import MET, NOT_VERIFIED
from sim.measure.registry import name_of
from sim.parameters import Parameters
from sim.parameters.names import name_of as name_of_parameter
from sim.parameters.names import unit_of
from sim.proposal.lines import Names, Statement, named
from sim.words import figure, say, word

TOLD = 6
"""So many trials are named in a line or a cell; the others are counted."""


def robust_table(found: RobustnessFindings) -> pd.DataFrame:
    """A row a pair and cost, for programs: ``a`` is cheaper than ``b`` with the config's values.

    Returns:
        kpi, a, b, difference (A − B), holds, points, verdict, flips (``key=value`` of each trial that alone turns the
        order), strongest (keys most correlated with the gap over the points, with their rank correlation).
    """
    rows = [
        (
            p.kpi, p.first, p.second, -p.gap, p.holds, p.points, p.verdict,
            "; ".join(f"{t.key}={t.value[1]}" for t in p.flips),
            "; ".join(f"{key} {rho:+.2f}" for key, rho in p.strongest),
        )
        for p in found.pairs
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["kpi", "a", "b", "difference", "holds", "points", "verdict", "flips", "strongest"]
    )


def parameters_named(listed: object, between: str, parameters: Parameters, lang: str) -> str:
    """Keys with their values as ``robust_table`` lists them (``key=value; ...``), in words."""
    parts = [part.partition(between) for part in str(listed).split("; ") if listed == listed and part]
    said = (f"{name_of_parameter(k, parameters, lang)}{b}{_value(v, lang)}" for k, b, v in parts)
    return say(lang, "；", "; ").join(said)


def _value(told: str, lang: str) -> str:
    """A value told in English, with its unit in the reader's language."""
    number, _, unit = told.partition(" ")
    said = told.replace(", ", "、") if number.endswith(",") else number + unit_of(unit)
    return say(lang, said, told)


def robust_shown(found: RobustnessFindings, names: Mapping[str, str], lang: str) -> pd.DataFrame:
    """The same as people read it, ``names`` by mode."""
    rows = [
        (
            name_of(p.kpi, lang), names[p.first], names[p.second], figure(p.gap, "yuan/parcel"),
            f"{p.holds}/{p.points}", word(p.verdict, lang), listed(p.flips, lang) or "—",
        )
        for p in found.pairs
    ]  # fmt: skip
    heads = (
        ("成本", "cost"), ("较低的模式", "cheaper"), ("较高的模式", "dearer"), ("差额（元/件）", "gap (yuan/parcel)"),
        ("排序成立的取值点", "order holds at points"), ("判断", "verdict"),
        ("单独取此值即互换的参数", "parameters that alone turn it"),
    )  # fmt: skip
    return pd.DataFrame(rows, columns=[say(lang, *head) for head in heads])


def listed(trials: Sequence[OneChange], lang: str) -> str:
    """Trials in words, those of one key together: the parameter and the values at which the order turns."""
    by_key: dict[str, list[OneChange]] = {}
    for t in trials:
        by_key.setdefault(t.key, []).append(t)
    told = [_valued(same, lang) for same in list(by_key.values())[:TOLD]]
    more = len(by_key) - TOLD
    return say(lang, "；", "; ").join(told) + (
        say(lang, f"；等{len(by_key)}项", f"; and {more} more") if more > 0 else ""
    )


def _valued(same: Sequence[OneChange], lang: str) -> str:
    i = 0 if lang == "zh" else 1
    values = say(lang, "或", " or ").join(dict.fromkeys(t.value[i] for t in same))
    return same[0].names[i] + say(lang, f"（{values}）", f" ({values})")


def robust_answer(found: RobustnessFindings, names: Names) -> Statement:
    """At how many points the cheapest mode is cheapest, on each basis of hosts' cost, and what turns that; met where it
    is robust on both."""
    told = [_first_place(found, kpi, names) for kpi in found.by_basis]
    within = round(98 / found.points**0.5) if found.points else 100
    zh = (
        f"稳健性（各参数在合理范围内同时取值，{found.points}个取值点，占比误差至多约±{within}个百分点）："
    ) + "；".join(t.zh for t in told)
    en = (
        f"Robustness ({found.points} points within the plausible ranges of all parameters; shares of them to within "
        f"{within} percentage points at worst): "
    ) + "; ".join(t.en for t in told)
    return Statement("robustness", zh, en, MET if all(t.verdict == MET for t in told) else NOT_VERIFIED, "answer")


def _first_place(found: RobustnessFindings, kpi: str, names: Names) -> Statement:
    """The cheapest mode on one basis of hosts' cost: at how many points it is, and what alone turns it."""
    by_cost, least = found.of(kpi), found.cheapest[kpi]
    first = by_cost[0].first
    turns = [t for pair in by_cost if pair.first == first for t in pair.flips]
    zh, en = (text + lost for text, lost in zip(
        _cheapest(found, kpi, first, names), _lost(found.points - found.counted[first]), strict=True
    ))
    if least[first] >= ROBUST * found.points and not turns:
        return Statement(kpi, f"{zh}，稳健", f"{en}, robust", MET)
    by = (f"：{listed(turns, 'zh')}", f": {listed(turns, 'en')}") if turns else ("", "")
    return Statement(kpi, f"{zh}，不稳健{by[0]}", f"{en}, not robust{by[1]}", NOT_VERIFIED)


def _cheapest(found: RobustnessFindings, kpi: str, first: str, names: Names) -> tuple[str, str]:
    """At how many points each mode is the cheapest, the first mode before the others."""
    least, (zh, en) = found.cheapest[kpi], named(names, first)
    others = [(named(names, m), least[m]) for m in sorted(least, key=lambda m: -least[m]) if m != first and least[m]]
    return (
        f"{_basis(kpi)[0]}{zh}在{least[first]}个点社会总成本最低" + "".join(f"，{name[0]}{n}个" for name, n in others),
        f"{_basis(kpi)[1]} {en} is cheapest for society in {least[first]} of {found.points}"
        + "".join(f", {name[1]} in {n}" for name, n in others),
    )


def _lost(points: int) -> tuple[str, str]:
    """At how many points a mode cannot be told; empty for none."""
    at = "one point" if points == 1 else f"{points} points"
    return (
        f"（其方案在{points}个点超负荷或不可行）", f" (at {at} its plan is overloaded or cannot be made)"
    ) if points else ("", "")


def _basis(kpi: str) -> tuple[str, str]:
    """A basis of hosts' cost in words."""
    return (
        "按承运方边际成本", "with hosts at marginal cost,"
    ) if kpi.startswith(BASES[0]) else ("按承运方完全成本", "with hosts at full cost,")


def robust_lines(found: RobustnessFindings, names: Names) -> list[Statement]:
    """For the trust card: every parameter that alone turns the order of a pair by system cost, hosts' timetables first.
    """
    turned: dict[OneChange, list[Pair]] = {}
    for pair in (p for kpi in found.by_basis for p in found.of(kpi)):
        for t in pair.flips:
            turned.setdefault(t, []).append(pair)
    told = [_turned(t, turned[t], names) for t in sorted(turned, key=lambda t: not t.timetable)]
    if any(t.timetable for t in turned):
        return told
    none = Statement(
        "robustness", "承运方时刻表（发车时刻、每周班期）逐项试过，均不单独改变成本排序",
        "each host's timetable (departures, days a week) was tried: none alone turns the ranking by cost", "", "change",
    )
    return [none, *told]


def _turned(t: OneChange, pairs: Sequence[Pair], names: Names) -> Statement:
    """What a value alone turns, by basis of hosts' cost."""
    by_basis: dict[str, list[tuple[tuple[str, str], tuple[str, str]]]] = {}
    for pair in pairs:
        by_basis.setdefault(pair.kpi, []).append((named(names, pair.second), named(names, pair.first)))
    zh = "；".join(
        _basis(kpi)[0] + "、".join(f"{less[0]}低于{more[0]}" for less, more in of) for kpi, of in by_basis.items()
    )
    en = "; ".join(
        f"{_basis(kpi)[1]} " + ", ".join(f"{less[1]} costs less than {more[1]}" for less, more in of)
        for kpi, of in by_basis.items()
    )
    return Statement(
        t.key, f"{t.names[0]}改为{t.value[0]}，成本排序改变：{zh}",
        f"{t.names[1]} ({t.key}) at {t.value[1]} turns the ranking by cost: {en}", NOT_VERIFIED, "change",
    )
