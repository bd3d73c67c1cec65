"""The tables of a sensitivity study: as files, and as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sim.inference.drivers import one_at_a_time
from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.indices import EFFECT, INSUFFICIENT, NAMES, NOISE, NONE, UNKNOWN, Indices
from sim.inference.drivers.noise import noise_share, unshared_noise
from sim.inference.drivers.responses import Responses
from sim.inference.estimate import estimate, interval
from sim.measure.registry import kpi_of, name_of, shape_of
from sim.parameters.factor import value_text
from sim.proposal.about import About
from sim.words import amount, apart, figure, say

OUTPUTS = (
    "mode", "kpi", "unit", "base", "ci_low", "ci_high", "n", "estimate", "sd_over_points", "noise_sd", "noise_share",
    "unshared_noise_share", "points", "points_without_values", "points_overloaded", "blocks", "blocks_used",
)  # fmt: skip
"""Columns of the table ``outputs``."""


def frames(about: About, found: Drivers) -> dict[str, pd.DataFrame]:
    """The tables, by name."""
    lang = about.lang
    out = {
        "sensitivity": _indices(about, found),
        "one_at_a_time": one_at_a_time.table(found.turned, lang),
        "outputs": _outputs(found),
        "ranges": _ranges(about, found),
        "points": _points(found),
    }
    if found.between:
        rows = [(kpi, *share) for kpi, share in found.between.items()]
        out["between_modes"] = pd.DataFrame(rows, columns=["kpi", "variance_share", "ci_low", "ci_high"])
    return out


def _indices(about: About, found: Drivers) -> pd.DataFrame:
    """A row a mode, KPI and key, the leading index first, largest first."""
    names = NAMES[found.method]
    rows = []
    for (mode, kpi), x in found.indices.items():
        for i in found.largest_first(x):
            f = found.factors[i]
            numbers = [v for name in names for v in (x.value[name][i], x.low[name][i], x.high[name][i])]
            told = mode, kpi, f.key, say(about.lang, f.name_zh, f.name_en)
            rows.append((*told, *numbers, x.floor[i], x.blocks, x.verdict[i]))
    of_names = (column for name in names for column in (name, f"{name}_low", f"{name}_high"))
    columns = ["mode", "kpi", "key", "name", *of_names, "noise_floor", "n", "verdict"]
    return pd.DataFrame(rows, columns=columns)


def _outputs(found: Drivers) -> pd.DataFrame:
    """A row a mode and KPI: the base, how much the output varies over the points, and how much of that is replication
    noise: ``noise_sd`` and ``noise_share`` of a single replication, ``unshared_noise_share`` of a point's mean, where
    common parcels cancel."""
    rows = []
    for m, mode in enumerate(found.turned.modes):
        points = _counts(found, m)
        for k, kpi in enumerate(found.turned.kpis):
            used = found.indices[mode, kpi].blocks if (mode, kpi) in found.indices else 0
            rows.append((mode, kpi, kpi_of(kpi).unit, *_output(found, m, k), *points, used))
    return pd.DataFrame(rows, columns=OUTPUTS)


def _output(found: Drivers, m: int, k: int) -> tuple[object, ...]:
    """The base of a KPI in a mode, how much it varies over the points, and how much of that is replication noise."""
    turned = found.turned
    base, overloaded = turned.base.values[m, :, k], bool(turned.base.overloads[m])
    at_base = estimate(base, overloaded, shape=shape_of(turned.kpis[k]))
    noise = float(base[~np.isnan(base)].std(ddof=1)) if at_base.n > 1 else np.nan
    y = found.values(m, k)
    y = y[:, np.isfinite(y).all(axis=0)]
    across = float(y.mean(axis=0).var()) if y.size else np.nan
    unshared = unshared_noise(y) / across if across > 0 else np.nan
    estimated = at_base.mean, at_base.low, at_base.high, at_base.n, at_base.state
    return *estimated, across**0.5, noise, noise_share(y), unshared


def _counts(found: Drivers, m: int) -> tuple[int, int, int, int]:
    """Points of a mode, those without values, those overloaded, and blocks of the design."""
    points, blocks = (0, 0) if found.design is None else (len(found.design.unit), found.design.blocks)
    part = slice(m * points, (m + 1) * points)
    failed = sum(state != "ok" for state in found.responses.state[part])
    return points, failed, sum(map(bool, found.responses.overloads[part])), blocks


def _ranges(about: About, found: Drivers) -> pd.DataFrame:
    """A row a key: its range, where it comes from, how much it moves alone, and whether it is in the indices."""
    lang, turned = about.lang, found.turned
    chosen = {f.key for f in found.factors}
    rows = [
        (
            f.key, say(lang, f.name_zh, f.name_en), f.unit, f.base, f.low, f.high, f.origin, f.source, float(score),
            f.key in chosen, len(found.numbers) if full else 1,
        )
        for f, score, full in zip(turned.factors, turned.score(), turned.full, strict=True)
    ]
    columns = ["key", "name", "unit", "base", "low", "high", "origin", "source", "score", "in_indices", "replications"]
    return pd.DataFrame(rows, columns=columns).sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _points(found: Drivers) -> pd.DataFrame:
    """A row a point: what was changed, what became of it, its plan's overloads, and each KPI's mean over replications.
    """
    frame = pd.DataFrame([row for m in range(len(found.turned.modes)) for row in _points_of(found, m)])
    first = ["stage", "block", "mode", "changed", "state", "message", "overloads", *found.turned.kpis]
    keys = [f.key for f in found.factors]
    return frame[first + [k for k in keys if k in frame.columns]]


def _points_of(found: Drivers, m: int) -> Iterator[dict[str, object]]:
    """The points of a mode: the base, each key alone at both ends, the design."""
    turned, kpis = found.turned, found.turned.kpis
    mode = {"mode": turned.modes[m]}
    yield {"stage": "base", "block": -1} | mode | _point({}, turned.base, m, kpis)
    for f, factor in enumerate(turned.factors):
        for end in (0, 1):
            values, i = {factor.key: factor.value(float(end))}, turned.row(m, f, end)
            yield {"stage": "one at a time", "block": -1} | mode | _point(values, turned.ends, i, kpis)
    if found.design is None:
        return
    units = found.design.unit
    for i, unit in enumerate(units):
        point = _point(found.settings(unit), found.responses, m * len(units) + i, kpis)
        yield {"stage": "design", "block": i // found.design.size} | mode | point


def _point(values: Mapping[str, float], at: Responses, i: int, kpis: Sequence[str]) -> dict[str, object]:
    """What was changed at a point, and row ``i`` of the responses."""
    means = {kpi: interval(at.values[i, :, k])[0].item() for k, kpi in enumerate(kpis)}
    told = {"state": at.state[i], "message": at.message[i], "overloads": "; ".join(en for _, en in at.overloads[i])}
    return {**told, **means, "changed": ", ".join(f"{k}={v:g}" for k, v in values.items()), **values}


VERDICTS = {NONE: ("无影响", "no effect"), NOISE: ("与随机波动无法区分", "not told from noise"), UNKNOWN: (
    "随机波动未知（仅一次重复）", "noise not known (one replication)"
),
            EFFECT: ("有影响", "effect"), INSUFFICIENT: ("数据不足", "insufficient")}  # fmt: skip

HEADS = {
    "mu_star": ("影响大小 μ*", "size μ*"), "mu": ("方向 μ", "direction μ"), "sigma": ("非线性与交互 σ", "spread σ"),
    "ST": ("总效应 ST", "total ST"), "S1": ("单独效应 S1", "alone S1"),
}  # fmt: skip


def in_words(about: About, found: Drivers, kpi: str) -> pd.DataFrame:
    """The indices of a KPI as people read them: a row a mode and key that changes it, every index with its interval."""
    lang = about.lang
    rows = []
    for mode in found.turned.modes:
        x = found.indices[mode, kpi]
        for i in (i for i in found.largest_first(x) if x.verdict[i] != NONE):
            f = found.factors[i]
            span = f"{value_text(f.low, '-', lang)}–{value_text(f.high, f.unit, lang)}"
            cells = _index_cells(found, x, i, kpi, lang)
            rows.append((say(lang, f.name_zh, f.name_en), span, about.name(mode), *cells))
    heads = (
        ("参数", "key"), ("范围", "range"), ("合作模式", "mode"), *(HEADS[n] for n in NAMES[found.method]),
        ("噪声上限", "noise at most"), ("判断", "verdict"),
    )
    return pd.DataFrame(rows, columns=[say(lang, *head) for head in heads])


def _index_cells(found: Drivers, x: Indices, i: int, kpi: str, lang: str) -> list[str]:
    """The indices of a key with their intervals, what noise alone may come to, and the verdict."""
    unit = apart(kpi_of(kpi).unit) if found.method == "morris" else "share"
    spans = [
        f"{figure(x.value[n][i], unit)} [{figure(x.low[n][i], unit)}, {figure(x.high[n][i], unit)}]"
        for n in NAMES[found.method]
    ]
    return [*spans, figure(x.floor[i], unit), say(lang, *VERDICTS[x.verdict[i]])]


def noise_in_words(about: About, found: Drivers) -> pd.DataFrame:
    """How much each output varies over the points and how much of that is replication noise, as people read it."""
    lang, rows = about.lang, []
    for r in _outputs(found).to_dict("records"):
        unit = r["unit"]
        base = amount(r["base"], unit, lang) + (
            "" if np.isnan(r["ci_low"]) else f" [{figure(r['ci_low'], unit)}, {figure(r['ci_high'], unit)}]"
        )
        sizes = [
            amount(r[name], apart(unit), lang) if unit == "share" else figure(r[name], unit)
            for name in ("sd_over_points", "noise_sd")
        ]
        shares = [figure(r[name], "share") for name in ("noise_share", "unshared_noise_share")]
        rows.append((about.name(r["mode"]), name_of(r["kpi"], lang), base, *sizes, *shares))
    heads = (
        ("合作模式", "mode"), ("指标", "result"), ("现方案", "as configured"), ("各方案间标准差", "sd over points"),
        ("单次重复噪声标准差", "noise sd of a replication"),
        ("单次重复：噪声占方差", "noise share, one replication"),
        ("取平均、成对后：噪声占方差", "noise share, paired means"),
    )  # fmt: skip
    return pd.DataFrame(rows, columns=[say(lang, *head) for head in heads])
