"""The answer of a mode map in sentences, and what to keep in mind with it."""

from __future__ import annotations

import math

import pandas as pd

from sim.inference.estimate import ENOUGH, SAME
from sim.inference.selection.best import BEST, ONLY
from sim.proposal.mode_map.mapped import Mapped
from sim.words import coarse, say

MOVED_BY_FEES = ("brands", "public")
"""Objectives whose cost a fee changes; for the others it only changes hands."""

MIXTURE_VERDICTS = {
    "lower": ("更低", "costs less"),
    "higher": ("更高，不宜照此逐村混用", "costs more, so do not mix village by village like this"),
}
"""What a mixture of modes is to the best single one, by the verdict."""


def answer(found: Mapped) -> list[str]:
    """The sentences, the most important first of each part."""
    lines: list[str] = []
    if found.replications < ENOUGH:
        lines.append(
            say(
                found.lang, f"重复少于{ENOUGH}次：没有区间，任何两种模式都无法区分；以下只看量级。",
                f"Fewer than {ENOUGH} replications: no intervals, and no two modes can be told apart; read the figures "
                "for size only."
            )
        )
    if len(found.modes) == 1:
        lines.append(say(
            found.lang, "只有一种模式（modes），没有可比较的；以下是其成本。",
            "Only one mode was asked for (modes), so that there is nothing to compare; what follows is its cost."
        ))
    if found.villages is not None:
        lines += _village_texts(found, found.villages)
    if found.phase is not None:
        lines += _map_texts(found, found.phase)
    lines += [say(found.lang, f"失败：{labels}：{why}", f"Failed: {labels}: {why}") for labels, why in found.failed]
    return lines


def _map_texts(found: Mapped, phase: pd.DataFrame) -> list[str]:
    """What the map says, and how far it reaches."""
    lines = [form_text(found), *_change_texts(found, phase), *_unsure_texts(found, phase)]
    lines.append(
        say(
            found.lang,
            "各模式的时效与频次不同，成本最低不等于服务相同：24小时进村率与周投递天数见表“模式图”（mode_map.csv）。",
            "Modes differ in what they give: least cost is not equal service. The share within 24 h and the days a "
            "week stand in mode_map.csv.",
        )
    )
    if found.fees != (1.0,) and found.objective not in MOVED_BY_FEES:
        lines.append(say(
            found.lang, "费用是各方之间的转移支付，不改变这一口径的成本；看品牌支出用objective=brands。",
            "Fees move between actors and change no cost of this objective; see objective=brands for what brands pay."
        ))
    return lines


def form_text(found: Mapped) -> str:
    """What the stylised county of the map is, and whose parcels count."""
    o = found.outline
    loop = "" if found.along == "loop" else say(
        found.lang, f"，{found.loop_villages}村环线{o.loop_km:.3g}公里",
        f", loops of {o.loop_km:.3g} km over {_n(found.loop_villages, 'village')}",
    )
    hub = "" if found.along == "hub" else say(
        found.lang, f"，县城至乡镇{o.hub_km:.3g}公里", f", {o.hub_km:.3g} km from hub to township"
    )
    return say(
        found.lang,
        f"相图、成本曲线与盈亏平衡图均为示意县：{o.townships}个乡镇，各{o.villages}村{loop}{hub}；"
        "车辆、班组与承运方按规则随件量配置；件数为共配池的快件。",
        f"The map, the curves and the break-evens are of a stylised county: {_n(o.townships, 'township')} of "
        f"{_n(o.villages, 'village')}{loop}{hub}; fleets, crews and hosts sized by rule to each volume; parcels are "
        "the pool's.",
    )


def _n(count: int, noun: str) -> str:
    """A number of things in English."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _change_texts(found: Mapped, phase: pd.DataFrame) -> list[str]:
    """At each fee level and distance: where the best mode changes, or that it does not; places of which the same is
    said together."""
    if len(found.modes) == 1:
        return []
    places: dict[str, list[str]] = {}
    for fee, km in phase[["fee", "distance_km"]].drop_duplicates().to_numpy(float).tolist():
        said = _change_text(found, phase[(phase["fee"] == fee) & (phase["distance_km"] == km)], fee, km)
        places.setdefault(said, []).append(_at_fee(found, fee) + found.far(km))
    if len(places) == 1 and len(found.distances) > 1:
        return [say(found.lang, f"全图：{said}。", f"Everywhere on the map: {said}.") for said in places]
    return [
        say(found.lang, f"{'；'.join(where)}：{said}。", f"{'; '.join(where)}: {said}.")
        for said, where in places.items()
    ]


def _at_fee(found: Mapped, fee: float) -> str:
    """The fee level of several, before the distance."""
    return f"{found.fee} {fee:g}" + say(found.lang, "，", ", ") if len(found.fees) > 1 else ""


def _change_text(found: Mapped, cells: pd.DataFrame, fee: float, km: float) -> str:
    """Where the best mode changes at one fee level and distance, of which ``cells`` is the map."""
    volumes, best = sorted(set(cells["parcels"])), cells.loc[cells["best"], "mode"].tolist()
    unit = say(found.lang, "（件/村·天）", " (parcels a village and day)")
    changes = _changes(found, fee, km)
    if changes:
        return "; ".join(changes) + unit
    if len(set(best)) == 1 and len(best) == len(volumes):
        least, span = found.names[best[0]], f"{volumes[0]:g}–{volumes[-1]:g}"
        return say(
            found.lang, f"{least}在所模拟的{span}{unit}内均最低，范围以外未知",
            f"{least} costs least at all volumes run, {span}{unit}; beyond them nothing is known",
        )
    return say(
        found.lang, "没有可以内插的交点，见表“模式图”（mode_map.csv）",
        "no crossing that could be interpolated, see mode_map.csv",
    )


def _changes(found: Mapped, fee: float, km: float) -> list[str]:
    """From which mode to which the best changes there, and at how many parcels."""
    evens = found.evens
    if evens is None:
        return []
    there = evens[(evens["fee"] == fee) & (evens["distance_km"] == km) & evens["best_there"]].sort_values("parcels")
    rows = there[["cheaper_below", "cheaper_above", "parcels", "ci_low", "ci_high"]].to_numpy().tolist()
    return [f"{found.names[a]} → {_range(*ends)} → {found.names[b]}" for a, b, *ends in rows]


def _range(at: float, low: float, high: float) -> str:
    if math.isnan(low):
        return coarse(at)
    return f"{coarse(at)} ({coarse(low) if low > 0 else '…'}–{coarse(high) if math.isfinite(high) else '…'})"


def _unsure_texts(found: Mapped, phase: pd.DataFrame) -> list[str]:
    """How much of the map is uncertain, what was overloaded, and how much of the county lies outside."""
    return [*_unsure(found, phase[phase["best"]]), *_overloaded(found, phase), *_outside(found, phase)]


def _unsure(found: Mapped, best: pd.DataFrame) -> list[str]:
    """In how many cells the second mode cannot be told from the best, if in any."""
    unsure = int((best["verdict"] == SAME).sum())
    return [say(
        found.lang,
        f"{len(best)}格中有{unsure}格与次优无法区分（斜纹）；盈亏平衡点括号内为95%区间，"
        "“…”表示在所模拟的件量内没有端点。重复次数多则窄：replications=N，已算的不重算。",
        f"In {unsure} of {len(best)} cells the second cannot be told from the best (hatched). Brackets: 95 % interval "
        "of a break-even, … where it does not end within the volumes run. More replications narrow them "
        "(replications=N; none is run twice).",
    )] if unsure else []


def _overloaded(found: Mapped, phase: pd.DataFrame) -> list[str]:
    """At which volumes modes are overloaded, if at any."""
    over = phase[phase["state"] == "overloaded"]
    semicolon, comma = say(found.lang, "；", "; "), say(found.lang, "、", ", ")
    listed = semicolon.join(
        f"{found.names[str(m)]} {comma.join(f'{v:g}' for v in sorted(set(rows['parcels'])))}"
        for m, rows in over.groupby("mode", sort=False)
    )
    return [say(
        found.lang, f"超负荷、不参与比较（件/村·天）：{listed}；何处见mode_map.csv的message列。",
        f"Overloaded and no candidate (parcels a village and day): {listed}; where, says column message of "
        "mode_map.csv.",
    )] if listed else []


def _outside(found: Mapped, phase: pd.DataFrame) -> list[str]:
    """How many townships of the county have volumes or distances that the map does not reach, if any."""
    drawn = min(phase["parcels"].nunique(), phase["distance_km"].nunique()) > 1
    if found.dots is None or not len(found.dots) or not drawn:
        return []
    inside = [found.dots[axis].between(*_ends(phase[axis])) for axis in ("parcels", "distance_km")]
    all_, outside = len(found.dots), int((~(inside[0] & inside[1])).sum())
    return [say(
        found.lang, f"本县{all_}个乡镇中{outside}个的件量或距离在图幅以外，相图不能外推到那里。",
        f"Of the county's townships {outside} of {all_} are outside the volumes or distances of the map, which says "
        "nothing about them.",
    )] if outside else []


def _ends(values: pd.Series[float]) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def _village_texts(found: Mapped, v: pd.DataFrame) -> list[str]:
    lang = found.lang
    lines = []
    if found.overloaded:
        listed = ", ".join(found.names[m] for m in found.overloaded)
        lines.append(say(
            lang, f"全县采用时超负荷、不参与各村比较：{listed}。",
            f"Overloaded when used for the whole county, and no candidate village by village: {listed}."
        ))
    if v.empty:
        return [
            *lines,
            say(
                lang,
                "没有可比较的模式（全部超负荷，或没有送达的件），因此没有各村最优模式；先用parcelflow check看缺口。",
                "No mode could be compared (all overloaded, or nothing delivered), so that there is no best mode by "
                "village; see parcelflow check for what is short."
            )
        ]
    if len(found.modes) > 1:
        lines += _best_texts(found, v)
    if found.mixture is not None:
        lines += _mixture_texts(found, found.mixture.set_index("what"))
    file = found.folder / "village_modes.csv"
    return [*lines, say(
        lang, f"village_modes.csv可直接作为模式分配表：assignment.table={file}",
        f"village_modes.csv is an assignment as it stands: assignment.table={file}",
    )]


def _best_texts(found: Mapped, v: pd.DataFrame) -> list[str]:
    """How many villages each mode is the best of, and how sure that is."""
    lang, lines = found.lang, list[str]()
    parts = [f"{found.names[str(m)]} {n}" for m, n in v["mode"].value_counts().items()]
    unsure, bare = int((v["verdict"] == SAME).sum()), int((~v["verdict"].isin([BEST, ONLY, SAME])).sum())
    lines.append(
        say(
            lang, f"{len(v)}个村中成本最低的模式：{'，'.join(parts)}；其中{unsure}村与次优无法区分。",
            f"Of {_n(len(v), 'village')} the mode of least cost is: {', '.join(parts)}; in {unsure} the second "
            "cannot be told from it.",
        )
    )
    if bare:
        lines.append(say(
            lang, f"{bare}个村没有可比较的件，按全县最优模式列出。",
            f"{_n(bare, 'village')} had no parcels to compare by and stand with the county's best mode.",
        ))
    lines.append(
        say(
            lang,
            "注意：各村成本取自全县统一采用一种模式的方案；混合采用时线路、车辆与人员由更少的村分摊，成本会变。",
            "Mind: a village's cost is that of a plan with one mode for the whole county; in a mixture rounds, "
            "vehicles and crews are shared by fewer villages, and costs change.",
        )
    )
    return lines


def _mixture_texts(found: Mapped, mixture: pd.DataFrame) -> list[str]:
    """What became of the villages' best modes when they were run together."""
    if "simulated" not in mixture.index:
        return []
    cost, mode = mixture["cost"], found.names[str(mixture.loc["best_uniform", "mode"])]
    promised, simulated, uniform = (float(cost[what]) for what in ("promised", "simulated", "best_uniform"))
    apart = f"{simulated - uniform:+.2f}".replace("-", "−")
    zh, en = MIXTURE_VERDICTS.get(str(mixture.loc["simulated", "verdict"]), ("无法区分", "cannot be told from it"))
    told = say(
        found.lang,
        f"混合方案：按统一方案的各村成本合计应为{promised:.2f}元/件，实际模拟为{simulated:.2f}元/件；"
        f"最优统一模式{mode}为{uniform:.2f}元/件（差{apart}）：混合方案与之相比{zh}。",
        f"The mixture: {promised:.2f} yuan a parcel by the villages' costs above, {simulated:.2f} when simulated; "
        f"the best single mode, {mode}, {uniform:.2f} ({apart}): the mixture {en}.",
    )
    if not found.mixed_over:
        return [told]
    where = "; ".join(say(found.lang, *text) for text in found.mixed_over)
    return [told, say(
        found.lang, f"混合方案超负荷，其成本不可作数：{where}。",
        f"The mixture is overloaded, so that its cost does not count: {where}.",
    )]
