"""The answer in words: which mode is best for whom, against the next one and against the status quo."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.measure.estimate import SAME, Comparison, Floats, compare, estimate
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of, name_of
from sim.measure.results import COST_LINES, series
from sim.words import amount, figure, word

MET, NOT_MET, NOT_VERIFIED = "met", "not met", "not verified"

Names = Mapping[str, tuple[str, str]]
"""Chinese and English name by mode."""

ASKED = (
    ("cost_system_parcel", "社会总成本最低", "Least cost for society"),
    ("cost_brands_parcel", "快递企业支出最低", "Least outlay for the brands"),
    ("cost_residents_parcel", "群众成本最低", "Least cost for residents"),
    ("in_hand_mean_h", "到手最快", "Fastest in hand"),
    ("within_24h", "24小时进村率最高", "Highest 24-h village rate"),
)
"""The questions a planner asks: KPI, and what the best mode by it is called."""


@dataclass(frozen=True)
class Line:
    """A line of words in both languages: what it is about, the group it stands in, and a verdict where it is an answer."""

    topic: str
    zh: str
    en: str
    verdict: str = ""
    group: str = ""


def named(names: Names, mode: str) -> tuple[str, str]:
    """Chinese and English name of a mode; its key where it has none."""
    return names.get(mode, (mode, mode))


def answers(modes: Mapping[str, list[Measures]], names: Names, status_quo: Sequence[str], overloaded: Collection[str]) -> list[Line]:
    """At most seven lines: the best mode for each question, savings against the status quo, and who pays.

    Args:
        status_quo: modes of today, the first one that takes part counts.
    """
    found = [line for key, zh, en in ASKED if (line := best(modes, key, zh, en, names, overloaded))]
    today = next((m for m in status_quo if m in modes), None)
    if today is not None and len(modes) > 1:
        found.append(_against(modes, today, names))
    return [*found, _who_pays(modes, names)]


def best(modes: Mapping[str, list[Measures]], key: str, zh: str, en: str, names: Names, overloaded: Collection[str]) -> Line | None:
    """Which mode is best by a KPI, with its interval, and by how much it is ahead of the next; None where no mode has the KPI."""
    kpi = kpi_of(key)
    values = {m: series(rows, key) for m, rows in modes.items()}
    found = {m: estimate(v) for m, v in values.items()}
    told = sorted((m for m in found if np.isfinite(found[m].mean)), key=lambda m: found[m].mean * (1 if kpi.better == "low" else -1))
    if not told:
        return None
    first = told[0]
    over = first in overloaded
    own = [amount(found[first].mean, kpi.unit, lang) + spread(found[first].low, found[first].high, kpi.unit) for lang in ("zh", "en")]
    if len(told) == 1:
        return Line(key, f"{name_of(key)}：{own[0]}", f"{name_of(key, 'en')}: {own[1]}", NOT_VERIFIED if over else "", "answer")
    pairs = {frozenset((c.a, c.b)): c for c in compare({m: values[m] for m in told})}
    near = [m for m in told[1:] if pairs[frozenset((first, m))].verdict == SAME]
    few = len(values[first]) < 3
    if near:
        ends = [lead(pairs[frozenset((first, near[0]))], first, kpi.unit, lang) for lang in ("zh", "en")]
        others = [("、", ", ")[i].join(named(names, m)[i] for m in near) for i in (0, 1)]
        why = ("重复次数不足，未作检验", "too few replications to test") if few else ("无法区分", "not distinguishable")
        tail = (f"与{others[0]}{why[0]}" if not few else why[0]) + f"（差{ends[0]}）", (f"{why[1]} from {others[1]}" if not few else why[1]) + f" (difference {ends[1]})"
    else:
        ends = [lead(pairs[frozenset((first, told[1]))], first, kpi.unit, lang) for lang in ("zh", "en")]
        less = ("快", "faster") if kpi.unit == "h" else ("低", "less") if kpi.better == "low" else ("高", "more")
        tail = f"比其次的{named(names, told[1])[0]}{less[0]}{ends[0]}", f"{ends[1]} {less[1]} than the next, {named(names, told[1])[1]}"
    warn = ("；但该方案超负荷", "; but its plan is overloaded") if over else ("", "")
    return Line(
        key, f"{zh}：{named(names, first)[0]}，{own[0]}，{tail[0]}{warn[0]}", f"{en}: {named(names, first)[1]}, {own[1]}, {tail[1]}{warn[1]}",
        NOT_VERIFIED if over or near else MET, "answer",
    )  # fmt: skip


def lead(pair: Comparison, first: str, unit: str, lang: str) -> str:
    """How far apart two modes are, with the interval; shares in percentage points."""
    low, high = sorted((abs(pair.low), abs(pair.high))) if pair.low * pair.high > 0 else (-min(abs(pair.low), abs(pair.high)), max(abs(pair.low), abs(pair.high)))
    text, ends = (abs(pair.difference), low, high), unit
    if unit == "share":
        text, ends = (100 * text[0], 100 * low, 100 * high), "h"  # one decimal
    shown = figure(text[0], ends)
    if unit == "share":
        shown += "个百分点" if lang == "zh" else " points"
    else:
        shown = amount(text[0], unit, lang)
    return shown + spread(text[1], text[2], ends)


def spread(low: float, high: float, unit: str) -> str:
    """An interval in square brackets; nothing where it cannot be told, or is too narrow to print."""
    if not (np.isfinite(low) and np.isfinite(high)) or figure(low, unit) == figure(high, unit):
        return ""
    return f" [{figure(low, unit)}, {figure(high, unit)}]"


def _against(modes: Mapping[str, list[Measures]], today: str, names: Names) -> Line:
    """What each mode saves or adds for society and for residents, a parcel, against the status quo."""
    cost: dict[str, Floats] = {m: series(rows, "cost_system_parcel") for m, rows in modes.items()}
    pairs = {c.a if c.b == today else c.b: c for c in compare(cost) if today in (c.a, c.b)}
    base = estimate(cost[today]).mean
    parts: tuple[list[str], list[str]] = ([], [])
    for mode, pair in sorted(pairs.items(), key=lambda item: estimate(cost[item[0]]).mean):
        change = estimate(cost[mode]).mean - base
        if not np.isfinite(change) or base == 0:
            continue
        unsure = pair.verdict == SAME and not np.isnan(pair.p)
        shown = f"{change:+.2f}".replace("-", "−") + f" ({change / base:+.0%})".replace("-", "−")
        parts[0].append(f"{named(names, mode)[0]}{shown.replace(' (', '（').replace(')', '）')}" + ("无法区分" if unsure else ""))
        parts[1].append(f"{named(names, mode)[1]} {shown}" + (" not distinguishable" if unsure else ""))
    zh, en = named(names, today)
    return Line(
        "status_quo", f"与{zh}相比，单件社会总成本（元/件）：{'、'.join(parts[0])}", f"Against {en}, system cost a parcel (yuan): {', '.join(parts[1])}", "", "answer"
    )  # fmt: skip


def _who_pays(modes: Mapping[str, list[Measures]], names: Names) -> Line:
    """The three lines of the cost of each mode."""
    texts = []
    for i, lang in enumerate(("zh", "en")):
        rows = []
        for mode, measures in modes.items():
            lines = " / ".join(figure(estimate(series(measures, f"cost_{line}_parcel")).mean, "yuan/parcel") for line in COST_LINES)
            rows.append(f"{named(names, mode)[i]} {lines}")
        head = "/".join(word(line, lang) for line in COST_LINES)
        texts.append((f"谁来承担（{head}，元/件）：" + "；".join(rows)) if lang == "zh" else (f"Who pays ({head}, yuan a parcel): " + "; ".join(rows)))
    return Line("who_pays", texts[0], texts[1], "", "answer")
