"""What a sensitivity study says in words: what drives what, and what must stand beside the answer."""

from __future__ import annotations

from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.indices import EFFECT, INSUFFICIENT, NAMES, NOISE, NONE, UNKNOWN, Indices, Method
from sim.measure.registry import kpi_of, name_of
from sim.parameters.factor import SCALED, WIDENED
from sim.proposal.about import About
from sim.words import apart, figure, say, unit_text

TOLD = 3
"""Keys that the answer names for each KPI."""

WIDE = 0.5
"""Width of a total index's interval from which the reader is told that samples are too few."""


_NOTHING = {
    NONE: ("不随任何一个参数变化。", " changes with none of the keys."),
    NOISE: ("：没有参数的影响能与随机波动区分。", ": no key's effect is told from replication noise."),
    INSUFFICIENT: ("：完整的样本不足，得不出指数。", ": too few complete blocks to tell an index."),
}


def answer(about: About, found: Drivers) -> list[str]:
    """For each mode and KPI the keys that drive it, in words; for each KPI how much is between modes."""
    lines = [_driven_by(about, found, mode, kpi) for mode, kpi in found.indices]
    for kpi, (share, low, high) in found.between.items():
        name, span = name_of(kpi, about.lang), f"{share:.0%} [{low:.0%}, {high:.0%}]"
        lines.append(say(
            about.lang, f"{name}：总方差中模式之间占{span}。", f"{name}: {span} of the whole variance is between modes."
        ))
    return lines


def _driven_by(about: About, found: Drivers, mode: str, kpi: str) -> str:
    """The keys that drive a KPI in a mode, or why none can be told."""
    lang, x = about.lang, found.indices[mode, kpi]
    name, called = name_of(kpi, lang), about.name(mode)
    head = say(lang, f"{name}（{called}）", f"{name} ({called})")
    told = [
        say(lang, found.factors[i].name_zh, found.factors[i].name_en) + _size(about, found.method, kpi, x, i)
        for i in [i for i in found.largest_first(x) if x.verdict[i] in (EFFECT, UNKNOWN)][:TOLD]
    ]
    if not told:
        return head + say(lang, *_nothing(x))
    return say(lang, f"{head}主要取决于：{'；'.join(told)}。", f"{head} is driven by: {'; '.join(told)}.")


def _nothing(x: Indices) -> tuple[str, str]:
    """Why no key drives a KPI."""
    if set(x.verdict) == {NONE}:
        return _NOTHING[NONE]
    return _NOTHING[INSUFFICIENT if INSUFFICIENT in x.verdict else NOISE]


def _size(about: About, method: Method, kpi: str, x: Indices, i: int) -> str:
    """How large an index is, with its interval and direction."""
    lead = NAMES[method][0]
    value, low, high = (float(part[lead][i]) for part in (x.value, x.low, x.high))
    if lead == "ST":
        value, low, high = (min(1.0, v) for v in (value, low, high))  # an estimate may lie beyond what a share can be
        share, span = f"{value:.0%}", f"[{low:.0%}, {high:.0%}]"
        return say(about.lang, f"（占方差{share} {span}）", f" ({share} of the variance {span})")
    return _moved(kpi, float(x.value["mu"][i]), (value, low, high), about.lang)


def _moved(kpi: str, mu: float, size: tuple[float, float, float], lang: str) -> str:
    """How far a key moves a KPI over its range, and which way: ``mu`` with, ``size`` without the sign of each move."""
    unit = kpi_of(kpi).unit
    way = "±" if abs(mu) < 0.9 * size[0] else "+" if mu > 0 else "−"  # ±: it moves the KPI up here and down there
    value, least, most = (figure(v, apart(unit)) for v in size)
    what = say(lang, "个百分点", "percentage points") if unit == "share" else unit_text(unit, lang)
    return say(
        lang, f"（全范围{way}{value}{what}，大小的95%区间{least}至{most}）",
        f" ({way}{value} {what} over its range, 95 % interval of the size {least} to {most})",
    )


def warnings(about: About, found: Drivers) -> list[str]:
    """What must stand beside the answer: keys without effect, widened ranges, points without a plan, overloads, keys
    left out."""
    return [
        *_as_configured(about, found), *_left_out(about, found), *_no_result(about, found), *_dropped(about, found),
        *_too_wide(about, found), *_overloaded(about, found)
    ]


def _as_configured(about: About, found: Drivers) -> list[str]:
    """Modes that have no result as configured, and precision that was not reached."""
    lang, turned, lines = about.lang, found.turned, list[str]()
    for mode, state, message in zip(turned.modes, turned.base.state, turned.base.message, strict=True):
        if state != "ok":
            lines.append(say(
                lang, f"{about.name(mode)}的现方案没有结果：{message}",
                f"{about.name(mode)} as configured has no result: {message}",
            ))
    missed = [
        f"{about.name(mode)}: {name_of(s.target.kpi, lang)}" for mode, d in found.precision.items() for s in d.missed()
    ]
    if missed:
        lines.append(say(
            lang, f"{len(found.numbers)}次重复仍未达到要求的精度：{'；'.join(missed)}。",
            f"Precision not reached with {len(found.numbers)} replications: {'; '.join(missed)}.",
        ))
    return lines


def _left_out(about: About, found: Drivers) -> list[str]:
    """Keys without effect, keys turned alone only, and ranges that were moved."""
    lang, factors, still = about.lang, found.turned.factors, found.turned.still()
    lines = []
    if still.any():
        none, all_ = int(still.sum()), len(factors)
        lines.append(say(
            lang, f"{all_}个参数中{none}个对这些指标没有影响（见 ranges.csv）。",
            f"{none} of {all_} keys change none of these KPIs (ranges.csv).",
        ))
    moving = [(f, s) for f, s, none in zip(factors, found.turned.score(), still, strict=True) if not none]
    left = [score for f, score in moving if f not in found.factors]
    if left:
        lines.append(say(
            lang, f"另有{len(left)}个参数只做了逐项变动：单独各占不超过{max(left):.1%}。",
            f"{len(left)} more keys were turned only one at a time: none has more than {max(left):.1%} of the squared "
            "swings.",
        ))
    moved = [f"{f.key} [{f.low:g}, {f.high:g}]" for f, _ in moving if f.origin in (SCALED, WIDENED)]
    if moved:
        lines.append(say(
            lang, f"配置另有取值，范围随之移动：{'、'.join(moved)}。",
            f"Ranges moved with values that the config sets: {', '.join(moved)}.",
        ))
    return lines


def _no_result(about: About, found: Drivers) -> list[str]:
    """Ends of ranges at which a key alone gave no result."""
    lang, turned = about.lang, found.turned
    ends = [
        (turned.factors[(i // 2) % len(turned.factors)], i % 2) for i, s in enumerate(turned.ends.state) if s != "ok"
    ]
    named = dict.fromkeys(
        say(lang, f"{f.name_zh} {f.value(float(end)):g}", f"{f.name_en} {f.value(float(end)):g}") for f, end in ends
    )
    return [say(
        lang, f"逐项变动时没有结果（见 points.csv）：{'；'.join(named)}。",
        f"No result one at a time (points.csv says why): {'; '.join(named)}.",
    )] if named else []


def _too_wide(about: About, found: Drivers) -> list[str]:
    """Indices of too few samples."""
    wide = sum(bool((x.high["ST"] - x.low["ST"] > WIDE).any()) for x in found.indices.values() if "ST" in x.value)
    zh = (
        f"{len(found.indices)}组指数中{wide}组有总效应的区间宽于{WIDE:.0%}：样本太少，请增大 "
        f"sensitivity.samples（现为{found.samples}）。"
    )
    en = (
        f"{wide} of {len(found.indices)} sets of indices have a total index with an interval wider than {WIDE:.0%}: "
        f"too few samples, raise sensitivity.samples (now {found.samples})."
    )
    return [say(about.lang, zh, en)] if wide else []


def _overloaded(about: About, found: Drivers) -> list[str]:
    """Points whose times depend on when the clock stops."""
    told = (*found.turned.ends.overloads, *found.responses.overloads)
    over, every = sum(map(bool, told)), len(told)
    zh = f"{every}个方案中{over}个超负荷，其时间指标随统计天数变化（points.csv）。"
    en = f"{over} of {every} points are overloaded: their times depend on when the clock stops (points.csv)."
    return [say(about.lang, zh, en)] if over else []


def _dropped(about: About, found: Drivers) -> list[str]:
    """Trajectories or sample blocks that had to be dropped."""
    lang, lines = about.lang, list[str]()
    if found.design is None:
        return lines
    for (mode, kpi), x in found.indices.items():
        lost = found.design.blocks - x.blocks
        if lost:
            what = say(lang, "条轨迹", "trajectories") if found.method == "morris" else say(
                lang, "个样本块", "sample blocks"
            )
            zh = f"{name_of(kpi, lang)}（{about.name(mode)}）：{lost}{what}因有方案不可行或无数值而舍去，余{x.blocks}。"
            en = (
                f"{name_of(kpi, lang)} ({about.name(mode)}): {lost} {what} dropped for points without a plan or a "
                f"number, {x.blocks} left."
            )
            lines.append(say(lang, zh, en))
    return lines
