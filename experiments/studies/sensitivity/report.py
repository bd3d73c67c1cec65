"""What a sensitivity study leaves: tables, tornado charts, and the answer in words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.output.console import table
from experiments.output.store import save_frame
from experiments.scenarios.provenance import provenance, run_key, write_json
from experiments.settings.config import Config
from experiments.studies.sensitivity import one_at_a_time
from experiments.studies.sensitivity.ranges import SCALED, WIDENED, Factor
from experiments.version import installed
from sim.chart.tornado import Bar, End, tornado
from sim.measure.estimate import interval
from sim.measure.indices import EFFECT, LEADING, UNKNOWN, unshared_noise
from sim.measure.registry import kpi_of, name_of
from sim.parameters.names import unit_of
from sim.words import figure, say, unit_text

if TYPE_CHECKING:
    from experiments.studies.sensitivity.found import Found

TOLD = 3
"""Keys that the printed answer names for each KPI."""


def say_start(config: Config, modes: Sequence[str], asked: Sequence[Factor]) -> None:
    """Print what will be run."""
    s, lang = config.sensitivity, config.run.lang
    keys = len(asked) if s.keys is not None else min(s.top, len(asked))
    points = s.trajectories * (keys + 1) if s.method == "morris" else s.samples * (keys + 2)
    names = say(lang, "、", ", ").join(mode_name(config, m, lang) for m in modes)
    alone = 2 * len(asked)
    print(
        say(
            lang,
            f"敏感性分析（{s.method}）：模式 {names}；先逐项变动{len(asked)}个参数（{alone}个方案），再对其中{keys}个联合变动（{points}个方案），"
            f"每种模式如此，每个方案{config.run.replications}次重复。",
            f"Sensitivity ({s.method}) of {names}: {len(asked)} keys one at a time ({alone} points), then {keys} of them together ({points} points), "
            f"in each mode, {config.run.replications} replications a point.",
        ),
        flush=True,
    )
    if not s.modes:
        print(say(lang, "只分析配置中的一种模式；多种模式：sensitivity.modes=[...]。", "One mode, the config's own; for more: sensitivity.modes=[...]."), flush=True)


def mode_name(config: Config, name: str, lang: str) -> str:
    """What people call a mode or an assignment."""
    found = config.mode_table.get(name) or config.assignment_table.get(name)
    return (found and say(lang, found.name_zh, found.name_en)) or name


def frames(config: Config, found: Found) -> dict[str, pd.DataFrame]:
    """The tables, by name."""
    lang = config.run.lang
    out = {
        "sensitivity": _indices(config, found),
        "one_at_a_time": one_at_a_time.table(found.turned, lang),
        "outputs": _outputs(found),
        "ranges": _ranges(config, found),
        "points": _points(found),
    }
    if found.between:
        rows = [(kpi, *share) for kpi, share in found.between.items()]
        out["between_modes"] = pd.DataFrame(rows, columns=["kpi", "variance_share", "ci_low", "ci_high"])
    return out


def _indices(config: Config, found: Found) -> pd.DataFrame:
    """A row a mode, KPI and key, the leading index first, largest first."""
    method, lang = config.sensitivity.method, config.run.lang
    names = ("mu_star", "mu", "sigma") if method == "morris" else ("ST", "S1")
    rows = []
    for (mode, kpi), x in found.indices.items():
        for i in np.argsort(-np.nan_to_num(x.value[LEADING[method]]), kind="stable"):
            f = found.factors[i]
            numbers = [v for name in names for v in (x.value[name][i], x.low[name][i], x.high[name][i])]
            rows.append((mode, kpi, f.key, say(lang, f.name_zh, f.name_en), *numbers, x.floor[i], x.blocks, x.verdict[i]))
    columns = ["mode", "kpi", "key", "name", *(c for name in names for c in (name, f"{name}_low", f"{name}_high")), "noise_floor", "n", "verdict"]
    return pd.DataFrame(rows, columns=columns)


def _outputs(found: Found) -> pd.DataFrame:
    """A row a mode and KPI: the base, how much the output varies over the points, and how much of that is replication noise."""
    rows = []
    points = 0 if found.design is None else len(found.design.unit)
    for m, mode in enumerate(found.turned.modes):
        part = slice(m * points, (m + 1) * points)
        states, overloads = found.responses.state[part], found.responses.overloads[part]
        for k, kpi in enumerate(found.turned.kpis):
            base = found.turned.base.values[m, :, k]
            mean, low, high, n = (x.item() for x in interval(base))
            noise = float(base.var(ddof=1)) if n > 1 else float("nan")
            y = found.values(m, k)
            y = y[:, np.isfinite(y).all(axis=0)]
            total = float(y.var()) if y.size else float("nan")
            across = float(y.mean(axis=0).var()) if y.size else float("nan")
            unshared = unshared_noise(y) if y.size else float("nan")
            blocks = found.indices[mode, kpi].blocks if (mode, kpi) in found.indices else 0
            rows.append(
                (mode, kpi, kpi_of(kpi).unit, mean, low, high, n, float(np.sqrt(across)), noise**0.5, _over(noise, total), _over(unshared, across), points,
                 sum(s != "ok" for s in states), sum(bool(o) for o in overloads), 0 if found.design is None else found.design.blocks, blocks)
            )  # fmt: skip
    columns = [
        "mode", "kpi", "unit", "base", "ci_low", "ci_high", "n", "sd_over_points", "noise_sd", "noise_share", "unshared_noise_share", "points",
        "points_without_values", "points_overloaded", "blocks", "blocks_used",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")


def _ranges(config: Config, found: Found) -> pd.DataFrame:
    """A row a key: its range, where it comes from, how much it moves alone, and whether it is in the indices."""
    lang, turned = config.run.lang, found.turned
    chosen = {f.key for f in found.factors}
    rows = [
        (f.key, say(lang, f.name_zh, f.name_en), f.unit, f.base, f.low, f.high, f.origin, f.source, float(score), f.key in chosen, len(found.numbers) if full else 1)
        for f, score, full in zip(turned.factors, turned.score(), turned.full, strict=True)
    ]
    columns = ["key", "name", "unit", "base", "low", "high", "origin", "source", "score", "in_indices", "replications"]
    return pd.DataFrame(rows, columns=columns).sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _points(found: Found) -> pd.DataFrame:
    """A row a point: what was changed, what became of it, its plan's overloads, and each KPI's mean over replications."""
    turned, rows = found.turned, []

    def add(stage: str, block: int, mode: str, values: Mapping[str, float], state: Any, i: int) -> None:
        means = [interval(state.values[i, :, k])[0].item() for k in range(len(turned.kpis))]
        overloads = "; ".join(en for _, en in state.overloads[i])
        rows.append({"stage": stage, "block": block, "mode": mode, "state": state.state[i], "message": state.message[i], "overloads": overloads}
                    | dict(zip(turned.kpis, means, strict=True)) | {"changed": ", ".join(f"{k}={v:g}" for k, v in values.items())} | dict(values))  # fmt: skip

    for m, mode in enumerate(turned.modes):
        add("base", -1, mode, {}, turned.base, m)
        for f, factor in enumerate(turned.factors):
            for end in (0, 1):
                add("one at a time", -1, mode, {factor.key: factor.value(float(end))}, turned.ends, turned.row(m, f, end))
        if found.design is None:
            continue
        for i, unit in enumerate(found.design.unit):
            values = {f.key: f.value(float(u), found.design.method == "sobol") for f, u in zip(found.factors, unit, strict=True)}
            add("design", i // found.design.size, mode, values, found.responses, m * len(found.design.unit) + i)
    frame = pd.DataFrame(rows)
    first = ["stage", "block", "mode", "changed", "state", "message", "overloads", *turned.kpis]
    keys = [f.key for f in found.factors]
    return frame[first + [k for k in keys if k in frame.columns]]


def write(config: Config, found: Found, folder: Path) -> None:
    """Write tables and charts."""
    for name, frame in frames(config, found).items():
        save_frame(folder, name, frame)
    if config.run.charts:
        charts(config, found, folder)


def charts(config: Config, found: Found, folder: Path) -> list[Path]:
    """A tornado for each mode and KPI that any key moves."""
    from sim.chart.style import drawing, save

    lang, ends = config.run.lang, one_at_a_time.table(found.turned, config.run.lang)
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with drawing([*(f.name_zh for f in found.turned.factors), config.county.slug]):
        for found_by, part in ends.groupby(["mode", "kpi"], sort=False):
            mode, kpi = (str(x) for x in found_by)
            bars = [_bar(g, lang) for _, g in part.groupby("key", sort=False)]
            base = float(part["kpi_base"].iloc[0])
            if not np.isfinite(base) or not any(b.swing > 0 for b in bars):
                continue
            kpi_name, unit = name_of(kpi, lang), kpi_of(kpi).unit
            shown = "" if unit == "share" else unit_text(unit, lang)
            drawn = tornado(bars, base, kpi_name, unit, shown, mode_name(config, mode, lang), [], foot(config), lang)
            written += save(drawn, folder / "charts" / f"tornado_{kpi}_{mode}", config.chart.formats, config.chart.dpi)
    return written


def _bar(rows: pd.DataFrame, lang: str) -> Bar:
    """A key's two rows as a bar."""
    by_end = {r["end"]: r for r in rows.to_dict("records")}
    low, high = (
        End(_told(r, lang), r["difference"], r["ci_low"], r["ci_high"], r["verdict"] in (EFFECT, UNKNOWN))
        for r in (by_end[e] for e in one_at_a_time.ENDS)
    )
    base = by_end["low"]["base_value"]
    return Bar(str(rows["name"].iloc[0]), low, high, "" if pd.isna(base) else value_text(base, by_end["low"]["unit"], lang))


def _told(row: Mapping[Any, Any], lang: str) -> str:
    """The key's value at an end, and whether the plan is overloaded there."""
    return value_text(row["value"], "-", lang) + (say(lang, "（超负荷）", " (overloaded)") if row["overloaded"] else "")


def value_text(value: float, unit: str, lang: str) -> str:
    """A key's value with its unit for a reader."""
    number = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    what = unit_of(unit, lang)
    return number + ("" if not what else what if lang == "zh" else f" {what}")


def foot(config: Config) -> str:
    """One line that says where a figure comes from."""
    h, run = config.parameters.horizon, config.run
    return say(
        run.lang,
        f"parcelflow · {config.county.slug} · {run.replications}次重复×{h.measured_days}天 · 种子{run.seed} · {config.key()[:8]}",
        f"parcelflow · {config.county.slug} · {run.replications} replications of {h.measured_days} days · seed {run.seed} · {config.key()[:8]}",
    )


def say_result(config: Config, found: Found, folder: Path) -> None:
    """Print the indices, the answer in words, what went wrong, and where everything is."""
    lang = config.run.lang
    for line in answer(config, found):
        print("• " + line)
    for line in warnings(config, found):
        print("! " + line)
    print("\n" + table(_outputs(found)[["mode", "kpi", "base", "sd_over_points", "noise_sd", "noise_share", "unshared_noise_share"]], widest=60))
    where = say(lang, f"结果：{folder}（表 sensitivity.csv、one_at_a_time.csv、ranges.csv；图 charts/tornado_*）", f"Results: {folder} (sensitivity.csv, one_at_a_time.csv, ranges.csv; charts/tornado_*)")
    print("\n" + where)


def answer(config: Config, found: Found) -> list[str]:
    """For each mode and KPI the keys that drive it, in words; for each KPI how much is between modes."""
    lang, method = config.run.lang, config.sensitivity.method
    lines = []
    for (mode, kpi), x in found.indices.items():
        lead = x.value[LEADING[method]]
        order = [int(i) for i in np.argsort(-np.nan_to_num(lead), kind="stable") if x.verdict[i] in (EFFECT, UNKNOWN)][:TOLD]
        told = [f"{say(lang, found.factors[i].name_zh, found.factors[i].name_en)}{_size(config, kpi, x, i)}" for i in order]
        head = say(lang, f"{name_of(kpi, lang)}（{mode_name(config, mode, lang)}）", f"{name_of(kpi, lang)} ({mode_name(config, mode, lang)})")
        if told:
            lines.append(say(lang, f"{head}主要取决于：{'；'.join(told)}。", f"{head} is driven by: {'; '.join(told)}."))
        else:
            lines.append(say(lang, f"{head}：没有参数的影响能与随机波动区分。", f"{head}: no key's effect is told from replication noise."))
    for kpi, (share, low, high) in found.between.items():
        span = f"{share:.0%} [{low:.0%}, {high:.0%}]"
        lines.append(say(lang, f"{name_of(kpi, lang)}：总方差中模式之间占{span}。", f"{name_of(kpi, lang)}: {span} of the whole variance is between modes."))
    return lines


def _size(config: Config, kpi: str, x: Any, i: int) -> str:
    """How large an index is, with its interval and direction."""
    lang = config.run.lang
    lead = LEADING[config.sensitivity.method]
    unit = kpi_of(kpi).unit
    value, low, high = (float(part[lead][i]) for part in (x.value, x.low, x.high))
    if lead == "ST":
        return say(lang, f"（占方差{value:.0%} [{low:.0%}, {high:.0%}]）", f" ({value:.0%} of the variance [{low:.0%}, {high:.0%}])")
    mu = float(x.value["mu"][i])
    way = "±" if abs(mu) < 0.9 * value else "+" if mu > 0 else "−"  # ±: it moves the KPI up here and down there
    what = "" if unit == "share" else say(lang, unit_text(unit, lang), f" {unit_text(unit, lang)}")
    return say(
        lang,
        f"（全范围{way}{figure(value, unit)}{what}，区间{figure(low, unit)}至{figure(high, unit)}）",
        f" ({way}{figure(value, unit)}{what} over its range, interval {figure(low, unit)} to {figure(high, unit)})",
    )


def warnings(config: Config, found: Found) -> list[str]:
    """What must stand beside the answer: keys without effect, widened ranges, points without a plan, overloads, keys left out."""
    lang, turned, lines = config.run.lang, found.turned, []
    score = turned.score()
    still = int(turned.still().sum())
    if still:
        lines.append(say(lang, f"{still}个参数对这些指标没有影响（见 ranges.csv）。", f"{still} keys change none of these KPIs (ranges.csv)."))
    left = [s for s, f, none in zip(score, turned.factors, turned.still(), strict=True) if not none and f not in found.factors]
    if left:
        lines.append(
            say(lang, f"另有{len(left)}个参数只做了逐项变动：单独各占不超过{max(left):.1%}。", f"{len(left)} more keys were turned only one at a time: none has more than {max(left):.1%} of the squared swings.")
        )
    moved = [f"{f.key} [{f.low:g}, {f.high:g}]" for f, none in zip(turned.factors, turned.still(), strict=True) if f.origin in (SCALED, WIDENED) and not none]
    if moved:
        lines.append(say(lang, f"配置另有取值，范围随之移动：{'、'.join(moved)}。", f"Ranges moved with values that the config sets: {', '.join(moved)}."))
    ends = [(turned.factors[(i // 2) % len(turned.factors)].key, one_at_a_time.ENDS[i % 2]) for i, s in enumerate(turned.ends.state) if s != "ok"]
    if ends:
        named = ", ".join(f"{k} {e}" for k, e in dict.fromkeys(ends))
        lines.append(say(lang, f"逐项变动时无可行方案：{named}。", f"No plan one at a time: {named}."))
    if found.design is not None:
        lines += _dropped(config, found)
    over = sum(bool(o) for o in (*turned.ends.overloads, *found.responses.overloads))
    if over:
        every = len(turned.ends.overloads) + len(found.responses.overloads)
        lines.append(say(lang, f"{every}个方案中{over}个超负荷，其时间指标随统计天数变化（points.csv）。", f"{over} of {every} points are overloaded: their times depend on when the clock stops (points.csv)."))
    return lines


def _dropped(config: Config, found: Found) -> list[str]:
    lang, lines = config.run.lang, []
    for (mode, kpi), x in found.indices.items():
        lost = (found.design.blocks if found.design else 0) - x.blocks
        if lost:
            what = say(lang, "条轨迹", "trajectories") if config.sensitivity.method == "morris" else say(lang, "个样本块", "sample blocks")
            zh = f"{name_of(kpi, lang)}（{mode_name(config, mode, lang)}）：{lost}{what}因有方案不可行或无数值而舍去，余{x.blocks}。"
            en = f"{name_of(kpi, lang)} ({mode_name(config, mode, lang)}): {lost} {what} dropped for points without a plan or a number, {x.blocks} left."
            lines.append(say(lang, zh, en))
    return lines


def write_provenance(config: Config, found: Found, folder: Path, started: str, seconds: dict[str, float], counts: Mapping[str, Any]) -> None:
    """Write provenance.json; the digest is of every value that was used."""
    values = b"".join(np.ascontiguousarray(x.values).tobytes() for x in (found.turned.base, found.turned.ends, found.responses))
    key = run_key(config, found.turned.modes)
    said = provenance(config, key, {"values": [hashlib.sha256(values).hexdigest()]}, started, seconds)
    said["packages"]["SALib"] = installed("SALib")
    write_json(folder / "provenance.json", {**said, "runs": dict(counts)})
