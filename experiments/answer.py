"""The answer in words, before any table: which mode is fastest, which is cheapest, for whom, and what would change that."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.words import say


def sentences(summary: pd.DataFrame, comparison: pd.DataFrame, names: Mapping[str, str], overloaded: frozenset[str], lang: str) -> list[str]:
    """The answer, a sentence an item. Modes are named as people call them; a lead that is not distinguishable says so.

    Args:
        summary, comparison: result frames.
        names: of the modes, by key.
        overloaded: modes whose plan is asked for more than it can do.
    """
    mean = {(m, k): v for m, k, v in zip(summary["mode"], summary["kpi"], summary["mean"], strict=True)}
    out = [
        _fastest(mean, comparison, names, lang),
        _cheapest(mean, comparison, names, lang, "cost_system_parcel.all", say(lang, "社会总成本（全县每件）", "system cost a parcel (all parcels of the county)")),
        _cheapest(mean, comparison, names, lang, "cost_operators_parcel.all", say(lang, "企业支出（全县每件）", "operators' outlay a parcel (all parcels)")),
        _cheapest(mean, comparison, names, lang, "cost_residents_parcel.all", say(lang, "群众取件成本（全县每件）", "residents' cost a parcel (all parcels)")),
        *_flips(mean, names, lang),
    ]
    if overloaded:
        listed = say(lang, "、", ", ").join(names[m] for m in names if m in overloaded)
        out.append(say(lang, f"注意：{listed}超负荷，其结果取决于模拟时长，不可当作可行方案。", f"Note: {listed}: overloaded; the numbers depend on when the clock stops and are no plan that works."))
    return [s for s in out if s]


def _ranked(mean: Mapping[tuple[str, str], float], names: Mapping[str, str], key: str, low: bool = True) -> list[str]:
    known = [m for m in names if mean.get((m, key)) is not None and mean[m, key] == mean[m, key]]
    return sorted(known, key=lambda m: mean[m, key] if low else -mean[m, key])


def _told_apart(comparison: pd.DataFrame, key: str, first: str, second: str) -> bool:
    pairs = comparison[(comparison["kpi"] == key) & comparison["a"].isin([first, second]) & comparison["b"].isin([first, second])]
    return bool(len(pairs)) and pairs["verdict"].iloc[0] != "not distinguishable"


def _fastest(mean: Mapping[tuple[str, str], float], comparison: pd.DataFrame, names: Mapping[str, str], lang: str) -> str:
    key = "within_24h"
    ranked = _ranked(mean, names, key, low=False)
    if not ranked:
        return ""
    best, text = ranked[0], ""
    if len(ranked) > 1 and not _told_apart(comparison, key, best, ranked[1]):
        text = say(lang, f"，与{names[ranked[1]]}无显著差别", f", not distinguishable from {names[ranked[1]]}")
    share, hours = mean[best, key], mean.get((best, "at_point_mean_h"), float("nan"))
    return say(
        lang,
        f"进村最快：{names[best]}，共配件24小时进村率{share:.1%}，平均{hours:.1f}小时到点{text}。",
        f"Fastest to the village: {names[best]}, {share:.1%} of the pool's parcels there within 24 h, {hours:.1f} h on average{text}.",
    )


def _cheapest(mean: Mapping[tuple[str, str], float], comparison: pd.DataFrame, names: Mapping[str, str], lang: str, key: str, what: str) -> str:
    ranked = _ranked(mean, names, key)
    if not ranked:
        return ""
    best, worst = ranked[0], ranked[-1]
    text = ""
    if len(ranked) > 1 and not _told_apart(comparison, key, best, ranked[1]):
        text = say(lang, f"，与{names[ranked[1]]}无显著差别", f", not distinguishable from {names[ranked[1]]}")
    most = "" if worst == best else say(lang, f"；最高为{names[worst]}，{mean[worst, key]:.2f}元", f"; highest: {names[worst]}, {mean[worst, key]:.2f} yuan")
    return say(lang, f"{what}最低：{names[best]}，{mean[best, key]:.2f}元{text}{most}。", f"Lowest {what}: {names[best]}, {mean[best, key]:.2f} yuan{text}{most}.")


def _flips(mean: Mapping[tuple[str, str], float], names: Mapping[str, str], lang: str) -> list[str]:
    """Which assumption changes the cheapest mode: the basis on which hosts' runs are charged, the share of residents' trips."""
    out = []
    by_basis = {basis: _ranked(mean, names, f"cost_system_{basis}_parcel.all") for basis in ("marginal", "full")}
    if all(by_basis.values()) and by_basis["marginal"] != by_basis["full"]:
        a, b = (say(lang, "、", ", ").join(names[m] for m in by_basis[k]) for k in ("marginal", "full"))
        out.append(say(lang, f"社会总成本排序随承运方成本口径而变：边际口径为{a}；完全口径为{b}。", f"The ranking by system cost flips with the basis of hosts' cost: at marginal cost {a}; at full share {b}."))
    best = {share: order[0] for share in ("025", "050", "100") if (order := _by_trip_share(mean, names, share))}
    if len(set(best.values())) > 1:
        told = say(lang, "；", "; ").join(f"{int(k) / 100:g}: {names[m]}" for k, m in best.items())
        out.append(say(lang, f"社会总成本最低的模式随群众出行分摊比例而变：{told}。", f"The cheapest mode by system cost changes with resident.trip_share: {told}."))
    return out


def _by_trip_share(mean: Mapping[tuple[str, str], float], names: Mapping[str, str], share: str) -> list[str]:
    """Modes by system cost with another share of residents' trips charged to parcels."""
    total = {}
    for m in names:
        parts = [mean.get((m, k)) for k in ("cost_system_parcel.all", "cost_residents_parcel.all", f"cost_residents_{share}_parcel.all")]
        if any(v is None or v != v for v in parts):
            return []
        total[m] = float(parts[0] or 0) - float(parts[1] or 0) + float(parts[2] or 0)
    return sorted(total, key=lambda m: total[m])
