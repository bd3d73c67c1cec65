"""The answer in words: which mode is best for whom, against the next one and against the status quo."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.measure.by_mode import series
from sim.measure.estimate import ENOUGH, SAME, Comparison, Floats, compare, estimate
from sim.measure.measure import Measures
from sim.measure.registry import POOL, SCOPES, Kpi, kpi_of, shape_of
from sim.measure.results import COST_LINES
from sim.measure.to_village import to_village
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


def answers(modes: Mapping[str, list[Measures]], names: Names, status_quo: Sequence[str], overloaded: Collection[str], scope: str = POOL) -> list[Line]:
    """At most eight lines: the best mode for each question, savings against the status quo, what comes to the village, and who pays.

    Overloaded modes are in none of them, since their figures depend on when the clock stops.

    Args:
        status_quo: modes of today, the first one that takes part counts.
        scope: suffix of the KPIs (``sim.measure.registry.SCOPES``).
    """
    sound = {m: rows for m, rows in modes.items() if m not in overloaded}
    if not sound:
        return [Line("none", "各方案均超负荷，没有可信的数字：先按下面所列减轻负荷", "Every plan is overloaded, so that no figure counts: ease the loads listed below first", NOT_VERIFIED, "answer")]
    found = [line for key, zh, en in ASKED if (line := best(sound, key + scope, zh, en, names, few=len(modes) == 1))]
    today = next((m for m in status_quo if m in modes), None)
    if today is not None and len(modes) > 1:
        found += [_against(sound, today, names, scope)] if today in sound else [_no_baseline(today, names)]
    return [*found, _to_village(modes, names, overloaded, scope), _who_pays(sound, names, scope)]


def _to_village(modes: Mapping[str, list[Measures]], names: Names, overloaded: Collection[str], scope: str) -> Line:
    """What each mode brings to the villages: at the township's outlets residents fetch the rest themselves."""
    of, texts = SCOPES[scope], []
    for i, lang in enumerate(("zh", "en")):
        shares = to_village(modes, overloaded, scope, lang)
        texts.append(("；", "; ")[i].join(f"{named(names, mode)[i]} {share}" for mode, share in shares.items()))
    return Line("to_village", f"快件送到村的占比（{of[0]}；其余群众到乡镇自取）：{texts[0]}", f"Parcels brought to the village ({of[1]}; the rest is fetched at the township): {texts[1]}", "", "answer")


def best(modes: Mapping[str, list[Measures]], key: str, zh: str, en: str, names: Names, few: bool = True) -> Line | None:
    """Which mode is best by a KPI, with its interval, and by how much it is ahead of the next; None where no mode has the KPI.

    Args:
        few: of a single mode the KPI alone is told; False: it is the only one left of several, and named.
    """
    kpi = kpi_of(key)
    values = {m: series(rows, key) for m, rows in modes.items()}
    found = {m: estimate(v, shape=shape_of(key)) for m, v in values.items()}
    told = sorted((m for m in found if np.isfinite(found[m].mean)), key=lambda m: found[m].mean * (1 if kpi.better == "low" else -1))
    if not told:
        return None
    first, of = told[0], SCOPES["." + key.partition(".")[2] if "." in key else POOL]
    own = [amount(found[first].mean, kpi.unit, lang) + spread(found[first].low, found[first].high, kpi.unit) for lang in ("zh", "en")]
    if len(told) == 1:
        who = ("", "") if few else tuple(f"{n}{c}" for n, c in zip(named(names, first), ("，", ", "), strict=True))
        return Line(key, f"{kpi.name_zh}（{of[0]}）：{who[0]}{own[0]}", f"{kpi.name_en} ({of[1]}): {who[1]}{own[1]}", "", "answer")
    pairs = {frozenset((c.a, c.b)): c for c in compare({m: values[m] for m in told}, shape=shape_of(key))}
    near = [m for m in told[1:] if pairs[frozenset((first, m))].verdict == SAME]
    pair = pairs[frozenset((first, near[0] if near else told[1]))]
    tail = _behind(pair, first, near, names, kpi) if near else _ahead(pair, first, told[1], names, kpi)
    return Line(
        key, f"{zh}（{of[0]}）：{named(names, first)[0]}，{own[0]}，{tail[0]}", f"{en} ({of[1]}): {named(names, first)[1]}, {own[1]}, {tail[1]}",
        NOT_VERIFIED if near else MET, "answer",
    )  # fmt: skip


def _behind(pair: Comparison, first: str, near: Sequence[str], names: Names, kpi: Kpi) -> tuple[str, str]:
    """From which modes the first cannot be told, and how far the first of them is from it."""
    ends = [lead(pair, first, kpi.unit, lang) for lang in ("zh", "en")]
    if pair.n < ENOUGH:
        return f"重复次数不足，未作检验（差{ends[0]}）", f"too few replications to test (difference {ends[1]})"
    others = [("、", ", ")[i].join(named(names, m)[i] for m in near) for i in (0, 1)]
    return f"与{others[0]}无法区分（差{ends[0]}）", f"not distinguishable from {others[1]} (difference {ends[1]})"


def _ahead(pair: Comparison, first: str, second: str, names: Names, kpi: Kpi) -> tuple[str, str]:
    """How far the first mode is ahead of the second, from which it can be told."""
    ends = [lead(pair, first, kpi.unit, lang) for lang in ("zh", "en")]
    less = ("快", "faster") if kpi.unit == "h" else ("低", "less") if kpi.better == "low" else ("高", "more")
    return f"比其次的{named(names, second)[0]}{less[0]}{ends[0]}", f"{ends[1]} {less[1]} than the next, {named(names, second)[1]}"


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


def _no_baseline(today: str, names: Names) -> Line:
    """That nothing is set against the status quo, which is overloaded."""
    zh, en = named(names, today)
    return Line("status_quo", f"{zh}超负荷，其数字不可采信，因此不与它比较", f"{en} is overloaded and its figures do not count, so nothing is set against it", NOT_VERIFIED, "answer")


def _against(modes: Mapping[str, list[Measures]], today: str, names: Names, scope: str) -> Line:
    """What each mode saves or adds for society and for residents, a parcel, against the status quo."""
    cost: dict[str, Floats] = {m: series(rows, f"cost_system_parcel{scope}") for m, rows in modes.items()}
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
    (zh, en), of = named(names, today), SCOPES[scope]
    return Line(
        "status_quo", f"与{zh}相比，单件社会总成本（{of[0]}，元/件）：{'、'.join(parts[0])}", f"Against {en}, system cost a parcel ({of[1]}, yuan): {', '.join(parts[1])}", "", "answer"
    )  # fmt: skip


def _who_pays(modes: Mapping[str, list[Measures]], names: Names, scope: str) -> Line:
    """The lines of the cost of each mode; public money only where some plan asks for it."""
    shares = {mode: {line: estimate(series(measures, f"cost_{line}_parcel{scope}")).mean for line in COST_LINES} for mode, measures in modes.items()}
    asked = [line for line in COST_LINES if line != "public" or any(share[line] != 0 for share in shares.values())]
    texts = []
    for i, lang in enumerate(("zh", "en")):
        rows = [f"{named(names, mode)[i]} {' / '.join(figure(share[line], 'yuan/parcel') for line in asked)}" for mode, share in shares.items()]
        head, of = "/".join(word(line, lang) for line in asked), SCOPES[scope][i]
        none = "" if "public" in asked else ("；财政资金不在本方案内", "; no public money in this plan")[i]
        texts.append((f"谁来承担（{of}，{head}，元/件{none}）：" + "；".join(rows)) if lang == "zh" else (f"Who pays ({of}; {head}, yuan a parcel{none}): " + "; ".join(rows)))
    return Line("who_pays", texts[0], texts[1], "", "answer")
