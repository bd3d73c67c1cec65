"""What a mode map found, for people: charts, page and console."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pandas as pd

from experiments.output.console import table
from experiments.output.page import STYLE
from experiments.scenarios.evaluate import Status
from experiments.settings.config import Config
from experiments.settings.specs.mode_map import HOST_FEES
from experiments.studies.mode_map.stylise import Ground
from sim.chart.info import ModeName, PlanInfo
from sim.county.county import County
from sim.measure.best import BEST, ONLY
from sim.measure.estimate import SAME
from sim.measure.phase import objective_kpi
from sim.measure.registry import name_of
from sim.words import figure, say

UNSURE = "~"
"""Marks a best mode whose second cannot be told from it."""


@dataclass(eq=False)
class Found:
    """What there is to report; frames as ``sim.measure.phase`` and ``experiments.studies.mode_map.village_modes`` document them, None where not asked for.

    Attributes:
        dots: where the county's townships are on the map. ``failed``: scenarios that failed. ``overloaded``: modes left out village by village.
    """

    config: Config
    ground: Ground
    county: County
    folder: Path
    phase: pd.DataFrame | None = None
    evens: pd.DataFrame | None = None
    dots: pd.DataFrame | None = None
    villages: pd.DataFrame | None = None
    mixture: pd.DataFrame | None = None
    failed: Sequence[Status] = ()
    overloaded: tuple[str, ...] = ()
    lang: str = field(init=False)

    def __post_init__(self) -> None:
        self.lang = self.config.run.lang

    @property
    def names(self) -> dict[str, str]:
        """What people call each mode."""
        table = self.config.mode_table
        return {m: (table[m].name_zh if self.lang == "zh" else table[m].name_en) or m for m in self.config.run.modes}

    @property
    def title(self) -> str:
        """What is mapped."""
        name = self.county.name if self.lang == "zh" else self.county.name_en
        return say(self.lang, f"{name}：何处用何种模式（{self.least}最低）", f"{name}: which mode where (least {self.least})")

    @property
    def least(self) -> str:
        """What is made least, by its name."""
        return name_of(objective_kpi(self.config.run.objective), self.lang)

    @property
    def distance(self) -> str:
        """The distance axis in words."""
        if self.config.mode_map.along == "hub":
            return say(self.lang, "县城至乡镇（公里）", "hub to township (km)")
        return say(self.lang, "村级环线（公里）", "village loop (km)")

    @property
    def fee(self) -> str:
        """The fee level in words."""
        name = self.config.mode_map.fee
        return say(self.lang, "承运费倍数", "fees paid to hosts ×") if name == HOST_FEES else f"tariff.{name} ="

    def foot(self, days: int) -> str:
        """Where a figure comes from that stands on so many measured days."""
        run = self.config.run
        name = self.county.name if self.lang == "zh" else self.county.name_en
        return say(self.lang, f"parcelflow · {name} · {run.replications}次重复×{days}天 · 种子{run.seed}", f"parcelflow · {name} · {run.replications} replications of {days} days · seed {run.seed}")


def report(found: Found) -> None:
    """Draw the charts, write the page, print the answer."""
    charts = _charts(found) if found.config.run.charts else []
    lines, sections = answer(found), _sections(found)
    (found.folder / "index.html").write_text(_page(found, lines, sections, charts), encoding="utf-8")
    for head, frame in sections:
        print(f"\n{head}\n" + table(frame, rows=20, widest=60))
    print()
    for text in lines:
        print("• " + text)
    print("\n" + say(found.lang, f"结果：{found.folder}（先看 index.html）", f"Results: {found.folder} (begin with index.html)"))


def answer(found: Found) -> list[str]:
    """The answer in sentences, and what to keep in mind."""
    lines: list[str] = []
    if found.phase is not None:
        lines += [_form_text(found), *_even_texts(found)]
        lines.append(say(found.lang, "各模式的时效与频次不同，成本最低不等于服务相同：24小时进村率与周投递天数见表mode_map。", "Modes differ in what they give: least cost is not equal service. The share within 24 h and the days a week stand in table mode_map."))
        if found.config.mode_map.fees != (1.0,) and found.config.run.objective in ("system", "operators", "residents"):
            lines.append(say(found.lang, "费用是各方之间的转移支付，不改变这一口径的成本；看品牌支出用objective=brands。", "Fees move between actors and change no cost of this objective; see objective=brands for what brands pay."))
    if found.villages is not None:
        lines += _village_texts(found)
    if found.overloaded:
        listed = ", ".join(found.names[m] for m in found.overloaded)
        lines.append(say(found.lang, f"超负荷、不参与各村比较：{listed}。", f"Overloaded and no candidate village by village: {listed}."))
    for status in found.failed:
        labels = ", ".join(f"{k} {v}" for k, v in status.labels)
        lines.append(say(found.lang, f"失败：{labels}：{status.message}", f"Failed: {labels}: {status.message}"))
    return lines


def _form_text(found: Found) -> str:
    o, asked = found.ground.outline, found.config.mode_map
    loop = "" if asked.along == "loop" else say(found.lang, f"，{asked.loop_villages}村环线{o.loop_km:.3g}公里", f", loops of {o.loop_km:.3g} km over {asked.loop_villages} villages")
    hub = "" if asked.along == "hub" else say(found.lang, f"，县城至乡镇{o.hub_km:.3g}公里", f", {o.hub_km:.3g} km from hub to township")
    return say(
        found.lang,
        f"相图为示意县：{o.townships}个乡镇，各{o.villages}村{loop}{hub}；车辆、班组与承运方按规则随件量配置；件数为联盟品牌的件。",
        f"The map is of a stylised county: {o.townships} townships of {o.villages} villages{loop}{hub}; fleets, crews and hosts sized by rule to each volume; parcels are the pool's.",
    )


def _even_texts(found: Found) -> list[str]:
    """Where the best mode changes, at each distance of the first fee level; other levels stand in the table."""
    if found.evens is None:
        return []
    shown = found.evens[found.evens["best_there"]]
    texts = []
    for (fee, km), rows in shown.groupby(["fee", "distance_km"]):
        columns = ["cheaper_below", "cheaper_above", "parcels", "ci_low", "ci_high"]
        parts = [f"{found.names[a]} → {_range(*ends)} → {found.names[b]}" for a, b, *ends in rows.sort_values("parcels")[columns].to_numpy().tolist()]
        level = f"{found.fee} {fee:g}, " if len(found.config.mode_map.fees) > 1 else ""
        texts.append(say(found.lang, f"{level}{found.distance}{km:g}：{'；'.join(parts)}（件/村·天）。", f"{level}{found.distance} {km:g}: {'; '.join(parts)} (parcels a village and day)."))
    return texts


def _range(at: float, low: float, high: float) -> str:
    if math.isnan(low):
        return f"{at:.3g}"
    return f"{at:.3g} ({f'{low:.3g}' if low > 0 else '…'}–{f'{high:.3g}' if math.isfinite(high) else '…'})"


def _village_texts(found: Found) -> list[str]:
    v, lang = found.villages, found.lang
    assert v is not None
    parts = [f"{found.names[str(m)]} {n}" for m, n in v["mode"].value_counts().items()]
    unsure = int((v["verdict"] == SAME).sum())
    texts = [
        say(lang, f"{len(v)}个村中成本最低的模式：{'，'.join(parts)}；其中{unsure}村与次优无法区分。", f"Of {len(v)} villages the mode of least cost is: {', '.join(parts)}; in {unsure} the second cannot be told from it."),
        say(
            lang,
            "注意：各村成本取自全县统一采用一种模式的方案；混合采用时线路、车辆与人员由更少的村分摊，成本会变。",
            "Mind: a village's cost is that of a plan with one mode for the whole county; in a mixture rounds, vehicles and crews are shared by fewer villages, and costs change.",
        ),
        say(lang, f"village_modes.csv可直接作为模式分配表：assignment.table={found.folder / 'village_modes.csv'}", f"village_modes.csv is an assignment as it stands: assignment.table={found.folder / 'village_modes.csv'}"),
    ]
    if found.mixture is not None:
        texts += _mixture_texts(found, found.mixture.set_index("what"))
    return texts


def _mixture_texts(found: Found, mixture: pd.DataFrame) -> list[str]:
    """What became of the villages' best modes when they were run together."""
    if not {"simulated", "best_uniform"} <= set(mixture.index):
        return []
    cost, mode = mixture["cost"], found.names[str(mixture.loc["best_uniform", "mode"])]
    promised, simulated, uniform = (float(cost[what]) for what in ("promised", "simulated", "best_uniform"))
    verdict = {"lower": ("更低", "costs less"), "higher": ("更高", "costs more")}.get(str(mixture.loc["simulated", "verdict"]), ("无法区分", "cannot be told from it"))
    return [
        say(
            found.lang,
            f"混合方案：按统一方案的各村成本合计应为{promised:.2f}元/件，实际模拟为{simulated:.2f}元/件；最优统一模式{mode}为{uniform:.2f}元/件，混合方案与之相比{verdict[0]}（差{simulated - uniform:+.2f}）。",
            f"The mixture: {promised:.2f} yuan a parcel by the villages' costs above, {simulated:.2f} when simulated; the best single mode, {mode}, costs {uniform:.2f}: the mixture {verdict[1]} ({simulated - uniform:+.2f}).",
        )
    ]


def _sections(found: Found) -> list[tuple[str, pd.DataFrame]]:
    """Tables to print, each with its heading."""
    parts: list[tuple[str, pd.DataFrame]] = []
    if found.phase is not None:
        for fee, rows in found.phase.groupby("fee"):
            level = f" ({found.fee} {fee:g})" if found.phase["fee"].nunique() > 1 else ""
            head = say(found.lang, f"成本最低的模式及其单件成本（元）{level}；{UNSURE} 与次优无法区分", f"Mode of least cost and its cost a parcel (yuan){level}; {UNSURE} second not distinguishable")
            parts.append((head, matrix(rows, found.names, found.distance, found.lang)))
    if found.villages is not None:
        by = found.villages.groupby("mode", sort=False)
        frame = by.agg(n=("village", "size"), sure=("verdict", lambda v: int(v.isin([BEST, ONLY]).sum())), parcels=("parcels_day", "mean"), cost=("cost", "mean"), margin=("margin", "median"), day=("within_24h", "mean"), days=("delivery_days_week", "mean")).reset_index()
        frame["mode"] = frame["mode"].map(found.names)
        frame["day"] = [figure(float(x), "share") for x in frame["day"]]
        frame.columns = [
            say(found.lang, *pair) for pair in (
                ("最优模式", "best mode"), ("村数", "villages"), ("其中可区分", "distinguishable"), ("平均日件量", "mean parcels a day"), ("单件成本均值(元)", "mean cost (yuan)"),
                ("比次优低(中位,元)", "median margin (yuan)"), ("24小时进村率", "within 24 h"), ("周投递天数", "days a week"),
            )
        ]  # fmt: skip
        parts.append((say(found.lang, "本县各村", "Villages of the county"), frame))
    return parts


def matrix(cells: pd.DataFrame, names: dict[str, str], distance: str, lang: str = "zh") -> pd.DataFrame:
    """One fee level's map as a table: a row a distance, a column a volume, the best mode and its cost in each cell."""
    volumes = sorted(set(cells["parcels"]))
    rows = []
    for km, of in cells.groupby("distance_km"):
        best = {v: f"{UNSURE if verdict == SAME else ''}{names[mode]} {cost:.2f}" for v, verdict, mode, cost in of.loc[of["best"], ["parcels", "verdict", "mode", "cost"]].to_numpy().tolist()}
        rows.append([km, *(best.get(v, "—") for v in volumes)])
    return pd.DataFrame(rows, columns=[distance, *(say(lang, f"{v:g}件/村·天", f"{v:g} a day") for v in volumes)])


def _charts(found: Found) -> list[Path]:
    """The charts that there are frames for."""
    from sim.chart.best_map import best_map_figure
    from sim.chart.break_even import break_even_figure, cost_curves_figure
    from sim.chart.phase import phase_figure
    from sim.chart.style import drawing, save

    lang, chart, county = found.lang, found.config.chart, found.county
    table = found.config.mode_table
    info = PlanInfo(tuple(ModeName(m, table[m].name_zh, table[m].name_en, table[m].handover == "township") for m in found.config.run.modes), {}, "", chart.order)
    looks, folder, foot = info.looks(lang), found.folder / "charts", found.foot(found.config.mode_map.measured_days)
    folder.mkdir(parents=True, exist_ok=True)
    words = [county.name, *(t.name for t in county.townships), *found.names.values(), foot, found.title, found.distance, found.fee]
    written: list[Path] = []
    with drawing(words):
        if found.phase is not None and found.evens is not None:
            level = found.config.mode_map.fees[0]
            at_fee = f" ({found.fee} {level:g})" if len(found.config.mode_map.fees) > 1 else ""
            curves = say(lang, f"单件成本与件量{at_fee}", f"Cost a parcel by volume{at_fee}")
            evens = say(lang, f"盈亏平衡件量{at_fee}", f"Break-even volumes{at_fee}")
            written += save(phase_figure(found.phase, looks, say(lang, f"最优模式（{found.least}最低）", f"Best mode (least {found.least})"), found.distance, found.fee, foot, found.dots, lang), folder / "phase", chart.formats, chart.dpi)
            written += save(cost_curves_figure(found.phase, found.evens, looks, curves, found.distance, foot, lang), folder / "cost_curves", chart.formats, chart.dpi)
            if found.evens["best_there"].any():
                written += save(break_even_figure(found.evens, found.names, evens, found.distance, foot, lang), folder / "break_even", chart.formats, chart.dpi)
        if found.villages is not None:
            what = say(lang, "各村最优模式", "best mode by village")
            written += save(best_map_figure(county, found.villages, looks, what, say(lang, f"{found.least}最低", f"least {found.least}"), found.foot(found.config.parameters.horizon.measured_days), lang), folder / "best_mode", chart.formats, chart.dpi)
    return written


def _page(found: Found, lines: Sequence[str], sections: Sequence[tuple[str, pd.DataFrame]], charts: Sequence[Path]) -> str:
    """index.html: the answer, the tables, the charts."""
    lang = found.lang
    shown = [p for p in charts if p.suffix == ".png"] or [p for p in charts if p.suffix == ".svg"]
    pictures = "".join(f'<figure><img src="charts/{escape(p.name)}" alt="{escape(p.stem)}"></figure>' for p in shown)
    tables = "".join(f'<h2>{escape(head)}</h2><div class="scroll">{frame.to_html(index=False, border=0, float_format=lambda x: f"{x:,.2f}")}</div>' for head, frame in sections)
    files = ", ".join(f'<a href="{escape(p.name)}">{escape(p.name)}</a>' for p in sorted(found.folder.glob("*.csv")))
    said = "".join(f"<li>{escape(text)}</li>" for text in lines)
    return (
        f'<!doctype html><html lang="{say(lang, "zh-CN", "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(found.title)}</title><style>{STYLE}</style></head><body><h1>{escape(found.title)}</h1><p class=\"note\">{escape(found.foot(found.config.mode_map.measured_days))}</p>"
        f'<h2>{say(lang, "结论", "The answer")}</h2><ul class="answer">{said}</ul>{tables}<h2>{say(lang, "图", "Charts")}</h2><div class="charts">{pictures}</div>'
        f'<div class="files"><h2>{say(lang, "表", "Tables")}</h2><p>{files}</p></div></body></html>\n'
    )
