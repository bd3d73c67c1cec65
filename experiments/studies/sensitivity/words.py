"""What a sensitivity study says in words: what will be run, what drives what, and what must stand beside the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.scenarios.columns import called
from experiments.scenarios.prepare import county_of
from experiments.scenarios.provenance import run_key
from experiments.scenarios.ranges import SCALED, WIDENED, Factor
from experiments.settings.config import Config
from sim.inference.indices import EFFECT, INSUFFICIENT, NAMES, NOISE, NONE, UNKNOWN, Indices
from sim.measure.registry import kpi_of, name_of
from sim.words import figure, say, unit_text

if TYPE_CHECKING:
    from experiments.studies.sensitivity.found import Found

TOLD = 3
"""Keys that the answer names for each KPI."""

WIDE = 0.5
"""Width of a total index's interval from which the reader is told that samples are too few."""


def say_start(config: Config, modes: Sequence[str], asked: Sequence[Factor]) -> None:
    """Print what will be run."""
    s, lang = config.sensitivity, config.run.lang
    keys = len(asked) if s.keys is not None else min(s.top, len(asked))
    points = s.trajectories * (keys + 1) if s.method == "morris" else s.samples * (keys + 2)
    names = say(lang, "、", ", ").join(mode_name(config, m, lang) for m in modes)
    alone, n = 2 * len(asked), config.run.replications
    repeated = say(lang, "重复次数按精度", "replications by precision") if n == "auto" else say(lang, f"每个方案{n}次重复", f"{n} replications a point")
    print(
        say(
            lang,
            f"敏感性分析（{s.method}）：模式 {names}；先逐项变动{len(asked)}个参数（{alone}个方案），再对其中{keys}个联合变动（{points}个方案），"
            f"每种模式如此，{repeated}。",
            f"Sensitivity ({s.method}) of {names}: {len(asked)} keys one at a time ({alone} points), then {keys} of them together ({points} points), "
            f"in each mode, {repeated}.",
        ),
        flush=True,
    )
    if not s.modes:
        print(say(lang, "只分析配置中的一种模式；多种模式：sensitivity.modes=[...]。", "One mode, the config's own; for more: sensitivity.modes=[...]."), flush=True)


def say_replications(config: Config, n: int) -> None:
    """Print what ``replications=auto`` came to."""
    print(say(config.run.lang, f"按现方案的精度，每个方案{n}次重复。", f"By the precision of the plan as configured: {n} replications at every point."), flush=True)


def mode_name(config: Config, name: str, lang: str) -> str:
    """What people call a mode or an assignment."""
    known = name in config.mode_table or name in config.assignment_table
    return (say(lang, *called(config, name)) if known else "") or name


_NOTHING = {
    NONE: ("不随任何一个参数变化。", " changes with none of the keys."),
    NOISE: ("：没有参数的影响能与随机波动区分。", ": no key's effect is told from replication noise."),
    INSUFFICIENT: ("：完整的样本不足，得不出指数。", ": too few complete blocks to tell an index."),
}


def answer(config: Config, found: Found) -> list[str]:
    """For each mode and KPI the keys that drive it, in words; for each KPI how much is between modes."""
    lang, leading = config.run.lang, NAMES[config.sensitivity.method][0]
    lines = []
    for (mode, kpi), x in found.indices.items():
        lead = x.value[leading]
        order = [int(i) for i in np.argsort(-np.nan_to_num(lead), kind="stable") if x.verdict[i] in (EFFECT, UNKNOWN)][:TOLD]
        told = [f"{say(lang, found.factors[i].name_zh, found.factors[i].name_en)}{_size(config, kpi, x, i)}" for i in order]
        head = say(lang, f"{name_of(kpi, lang)}（{mode_name(config, mode, lang)}）", f"{name_of(kpi, lang)} ({mode_name(config, mode, lang)})")
        if told:
            lines.append(say(lang, f"{head}主要取决于：{'；'.join(told)}。", f"{head} is driven by: {'; '.join(told)}."))
        else:
            lines.append(head + say(lang, *_NOTHING[NONE if set(x.verdict) == {NONE} else INSUFFICIENT if INSUFFICIENT in x.verdict else NOISE]))
    for kpi, (share, low, high) in found.between.items():
        span = f"{share:.0%} [{low:.0%}, {high:.0%}]"
        lines.append(say(lang, f"{name_of(kpi, lang)}：总方差中模式之间占{span}。", f"{name_of(kpi, lang)}: {span} of the whole variance is between modes."))
    return lines


def _size(config: Config, kpi: str, x: Indices, i: int) -> str:
    """How large an index is, with its interval and direction."""
    lang = config.run.lang
    lead = NAMES[config.sensitivity.method][0]
    unit = kpi_of(kpi).unit
    value, low, high = (float(part[lead][i]) for part in (x.value, x.low, x.high))
    if lead == "ST":
        value, low, high = (min(1.0, v) for v in (value, low, high))  # an estimate may lie beyond what a share can be
        return say(lang, f"（占方差{value:.0%} [{low:.0%}, {high:.0%}]）", f" ({value:.0%} of the variance [{low:.0%}, {high:.0%}])")
    mu = float(x.value["mu"][i])
    way = "±" if abs(mu) < 0.9 * value else "+" if mu > 0 else "−"  # ±: it moves the KPI up here and down there
    size, least, most = (f"{100 * v:.1f}" if unit == "share" else figure(v, unit) for v in (value, low, high))
    what = say(lang, "个百分点", "percentage points") if unit == "share" else unit_text(unit, lang)
    return say(lang, f"（全范围{way}{size}{what}，区间{least}至{most}）", f" ({way}{size} {what} over its range, interval {least} to {most})")


def warnings(config: Config, found: Found) -> list[str]:
    """What must stand beside the answer: keys without effect, widened ranges, points without a plan, overloads, keys left out."""
    return [*_as_configured(config, found), *_left_out(config, found), *_no_result(config, found), *_dropped(config, found), *_too_wide(config, found), *_overloaded(config, found)]


def _as_configured(config: Config, found: Found) -> list[str]:
    """Modes that have no result as configured, and precision that was not reached."""
    lang, turned, lines = config.run.lang, found.turned, list[str]()
    for mode, state, message in zip(turned.modes, turned.base.state, turned.base.message, strict=True):
        if state != "ok":
            lines.append(say(lang, f"{mode_name(config, mode, lang)}的现方案没有结果：{message}", f"{mode_name(config, mode, lang)} as configured has no result: {message}"))
    missed = [f"{mode_name(config, mode, lang)}: {name_of(s.target.kpi, lang)}" for mode, d in found.precision.items() for s in d.missed()]
    if missed:
        lines.append(say(lang, f"{len(found.numbers)}次重复仍未达到要求的精度：{'；'.join(missed)}。", f"Precision not reached with {len(found.numbers)} replications: {'; '.join(missed)}."))
    return lines


def _left_out(config: Config, found: Found) -> list[str]:
    """Keys without effect, keys turned alone only, and ranges that were moved."""
    lang, turned, lines = config.run.lang, found.turned, list[str]()
    still = turned.still()
    if still.any():
        lines.append(say(lang, f"{len(turned.factors)}个参数中{int(still.sum())}个对这些指标没有影响（见 ranges.csv）。", f"{int(still.sum())} of {len(turned.factors)} keys change none of these KPIs (ranges.csv)."))
    left = [s for s, f, none in zip(turned.score(), turned.factors, still, strict=True) if not none and f not in found.factors]
    if left:
        lines.append(
            say(lang, f"另有{len(left)}个参数只做了逐项变动：单独各占不超过{max(left):.1%}。", f"{len(left)} more keys were turned only one at a time: none has more than {max(left):.1%} of the squared swings.")
        )
    moved = [f"{f.key} [{f.low:g}, {f.high:g}]" for f, none in zip(turned.factors, still, strict=True) if f.origin in (SCALED, WIDENED) and not none]
    if moved:
        lines.append(say(lang, f"配置另有取值，范围随之移动：{'、'.join(moved)}。", f"Ranges moved with values that the config sets: {', '.join(moved)}."))
    return lines


def _no_result(config: Config, found: Found) -> list[str]:
    """Ends of ranges at which a key alone gave no result."""
    lang, turned = config.run.lang, found.turned
    ends = [(turned.factors[(i // 2) % len(turned.factors)], i % 2) for i, s in enumerate(turned.ends.state) if s != "ok"]
    named = dict.fromkeys(say(lang, f"{f.name_zh} {f.value(float(end)):g}", f"{f.name_en} {f.value(float(end)):g}") for f, end in ends)
    return [say(lang, f"逐项变动时没有结果（见 points.csv）：{'；'.join(named)}。", f"No result one at a time (points.csv says why): {'; '.join(named)}.")] if named else []


def _too_wide(config: Config, found: Found) -> list[str]:
    """Indices of too few samples."""
    wide = sum(bool((x.high["ST"] - x.low["ST"] > WIDE).any()) for x in found.indices.values() if "ST" in x.value)
    zh = f"{len(found.indices)}组指数中{wide}组有总效应的区间宽于{WIDE:.0%}：样本太少，请增大 sensitivity.samples（现为{config.sensitivity.samples}）。"
    en = f"{wide} of {len(found.indices)} sets of indices have a total index with an interval wider than {WIDE:.0%}: too few samples, raise sensitivity.samples (now {config.sensitivity.samples})."
    return [say(config.run.lang, zh, en)] if wide else []


def _overloaded(config: Config, found: Found) -> list[str]:
    """Points whose times depend on when the clock stops."""
    told = (*found.turned.ends.overloads, *found.responses.overloads)
    over, every = sum(map(bool, told)), len(told)
    zh, en = f"{every}个方案中{over}个超负荷，其时间指标随统计天数变化（points.csv）。", f"{over} of {every} points are overloaded: their times depend on when the clock stops (points.csv)."
    return [say(config.run.lang, zh, en)] if over else []


def _dropped(config: Config, found: Found) -> list[str]:
    """Trajectories or sample blocks that had to be dropped."""
    lang, lines = config.run.lang, list[str]()
    if found.design is None:
        return lines
    for (mode, kpi), x in found.indices.items():
        lost = found.design.blocks - x.blocks
        if lost:
            what = say(lang, "条轨迹", "trajectories") if config.sensitivity.method == "morris" else say(lang, "个样本块", "sample blocks")
            zh = f"{name_of(kpi, lang)}（{mode_name(config, mode, lang)}）：{lost}{what}因有方案不可行或无数值而舍去，余{x.blocks}。"
            en = f"{name_of(kpi, lang)} ({mode_name(config, mode, lang)}): {lost} {what} dropped for points without a plan or a number, {x.blocks} left."
            lines.append(say(lang, zh, en))
    return lines


def foot(config: Config, found: Found) -> str:
    """One line that says where a figure or the page comes from."""
    h, run, county = config.parameters.horizon, config.run, county_of(config)
    name, key, n = say(run.lang, county.name, county.name_en), run_key(config, found.turned.modes)[:8], len(found.numbers)
    return say(
        run.lang,
        f"parcelflow · {name} · {n}次重复×{h.measured_days}天 · 种子{run.seed} · {key}",
        f"parcelflow · {name} · {n} replications of {h.measured_days} days · seed {run.seed} · {key}",
    )
