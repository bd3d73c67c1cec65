"""What a mode map leaves for people: tables, charts and page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.chart.info import PlanInfo
from sim.chart.look import Look
from sim.inference.estimate import SAME
from sim.inference.selection.best import BEST, ONLY
from sim.proposal.card import card
from sim.proposal.measured import measured
from sim.proposal.mode_map.map_words import form_text
from sim.proposal.mode_map.mapped import Mapped
from sim.proposal.page import PageSection, page, pictures
from sim.proposal.trust import input_lines
from sim.words import figure, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

UNSURE = "~"
"""Marks a best mode whose second cannot be told from it."""

VILLAGE_HEADS = (
    ("最优模式", "best mode"), ("村数", "villages"), ("其中可区分", "distinguishable"),
    ("平均日件量", "mean parcels a day"),
    ("单件成本均值（元）", "mean cost (yuan)"), ("比次优低（中位,元）", "median margin (yuan)"),
    ("24小时进村率", "within 24 h"), ("周投递天数", "days a week"),
)  # fmt: skip


def sections(found: Mapped) -> list[tuple[str, pd.DataFrame]]:
    """The tables of the page and of a console, each with its heading."""
    parts = list(_phase_sections(found))
    if found.villages is not None and not found.villages.empty:
        parts.append((say(found.lang, "本县各村", "Villages of the county"), _villages_by_mode(found, found.villages)))
    return parts


def _phase_sections(found: Mapped) -> Iterator[tuple[str, pd.DataFrame]]:
    """A table a fee level: the best mode by volume and distance."""
    if found.phase is None:
        return
    several = found.phase["fee"].nunique() > 1
    for fee, rows in found.phase.groupby("fee"):
        level = f" ({found.fee} {fee:g})" if several else ""
        head = say(
            found.lang, f"成本最低的模式及其单件成本（元）{level}；{UNSURE} 与次优无法区分",
            f"Mode of least cost and its cost a parcel (yuan){level}; {UNSURE} second not distinguishable",
        )
        yield head, matrix(rows, found.names, found.distance, found.lang)


def _villages_by_mode(found: Mapped, villages: pd.DataFrame) -> pd.DataFrame:
    """A row a best mode: how many villages it is best in, and what is typical of them."""
    frame = villages.groupby("mode", sort=False).agg(
        n=("village", "size"), sure=("verdict", lambda v: int(v.isin([BEST, ONLY]).sum())),
        parcels=("parcels_day", "mean"), cost=("cost", "mean"), margin=("margin", "median"),
        day=("within_24h", "mean"), days=("delivery_days_week", "mean"),
    ).reset_index()
    frame["mode"] = frame["mode"].map(found.names)
    frame["day"] = [figure(float(x), "share") for x in frame["day"]]
    frame["parcels"] = [f"{x:,.1f}" for x in frame["parcels"]]
    frame.columns = [say(found.lang, *pair) for pair in VILLAGE_HEADS]
    return frame


def matrix(cells: pd.DataFrame, names: dict[str, str], distance: str, lang: str = "zh") -> pd.DataFrame:
    """One fee level's map as a table: a row a distance, a column a volume, the best mode and its cost in each cell."""
    volumes = sorted(set(cells["parcels"]))
    rows = []
    for km, of in cells.groupby("distance_km"):
        best = {
            v: f"{UNSURE if verdict == SAME else ''}{names[mode]} {cost:.2f}"
            for v, verdict, mode, cost in of.loc[of["best"], ["parcels", "verdict", "mode", "cost"]].to_numpy().tolist()
        }
        rows.append([km, *(best.get(v, "—") for v in volumes)])
    return pd.DataFrame(rows, columns=[distance, *(say(lang, f"{v:g}件/村·天", f"{v:g} a day") for v in volumes)])


def charts(found: Mapped) -> list[Path]:
    """The charts that there are frames for."""
    from sim.chart.style import drawing, save

    chart, county = found.about.chart, found.about.county
    looks = PlanInfo(found.modes, {}, "", chart.order).looks(found.lang)
    folder = found.folder / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    words = [
        county.name, *(t.name for t in county.townships), *found.names.values(), found.foot(found.days), found.title,
        found.distance, found.fee
    ]
    with drawing(words):
        figures = [*_phase_figures(found, looks), *_best_map(found, looks)]
        return [path for name, figure in figures for path in save(figure, folder / name, chart.formats, chart.dpi)]


def _phase_figures(found: Mapped, looks: Sequence[Look]) -> Iterator[tuple[str, Figure]]:
    """Charts of the stylised county: the phase diagram, cost by volume, and break-evens where there are any."""
    from sim.chart.break_even import break_even_figure, cost_curves_figure
    from sim.chart.phase import phase_figure

    if found.phase is None or found.evens is None:
        return
    lang, foot, whose = found.lang, found.foot(found.days), _whose_cost(found)

    def title(zh: str, en: str) -> str:
        return say(lang, f"{found.name}：{zh}", f"{found.name}: {en}")

    yield "phase", phase_figure(
        found.phase, looks, title("最优模式", "best mode"), found.least, found.distance, found.fee, foot, found.dots,
        lang, form_text(found),
    )
    yield "cost_curves", cost_curves_figure(
        found.phase, found.evens, looks, title("单件成本与件量", "cost a parcel by volume"),
        {km: found.far(km) for km in found.distances}, whose, foot, lang,
    )
    if found.evens["best_there"].any():
        even = title("盈亏平衡件量", "break-even volumes")
        yield "break_even", break_even_figure(found.evens, found.names, even, found.distance, whose, foot, lang)


def _whose_cost(found: Mapped) -> str:
    """Which cost is drawn, at which fee of several, and of which county."""
    level = f"{found.fee} {found.fees[0]:g}" if len(found.fees) > 1 else ""
    at_fee = say(found.lang, f"；{level}", f"; {level}") if level else ""
    cost = say(found.lang, f"成本：{found.least}{at_fee}。", f"Cost: {found.least}{at_fee}. ")
    return cost + form_text(found)


def _best_map(found: Mapped, looks: Sequence[Look]) -> Iterator[tuple[str, Figure]]:
    """The map of the real county's villages, where they were asked for."""
    from sim.chart.base_map import BaseMap
    from sim.chart.best_map import best_map_figure

    if found.villages is None or found.villages.empty:
        return
    lang = found.lang
    overloaded = say(lang, "、", ", ").join(found.names[m] for m in found.overloaded)
    over = say(lang, f"未参与比较（超负荷）：{overloaded}。", f"Not compared, since overloaded: {overloaded}. ")
    foot = found.foot(found.about.parameters.horizon.measured_days)
    yield "best_mode", best_map_figure(
        BaseMap.of(found.about.county), found.villages, looks, say(lang, "各村最优模式", "best mode by village"),
        say(lang, f"{found.least}最低", f"least {found.least}"), over + foot if overloaded else foot, lang,
    )


CAPTIONS = {
    "phase": ("最优模式：件量与距离", "Mode of least cost by volume and distance"),
    "cost_curves": ("单件成本与件量", "Cost a parcel by volume"),
    "break_even": ("盈亏平衡件量", "Break-even volumes"),
    "best_mode": ("各村最优模式", "Best mode by village"),
}
"""What each chart shows."""


def map_page(
    found: Mapped, lines: Sequence[str], told: Sequence[tuple[str, pd.DataFrame]], drawn: Sequence[Path]
) -> str:
    """index.html: the answer, the tables, the charts, on what it rests."""
    lang = found.lang
    scope = say(
        lang, "单件成本为参与共配品牌的快件的均值。", "Cost a parcel is the mean over the parcels of the pool. "
    )
    charts = [(p, say(lang, *CAPTIONS[p.stem])) for p in pictures(drawn)]
    return page(
        found.title, lines, scope + _days(found),
        [
            *(PageSection(head, _texts(frame)) for head, frame in told),
            PageSection(say(lang, "图", "Charts"), charts=charts),
        ],
        [p.name for p in sorted(found.folder.glob("*.csv"))] + ["provenance.json"],
        card(input_lines(found.about.county), _rests_on(found), [], lang), found.foot(found.days), lang,
        facts=found.about.county_line(),
    )  # fmt: skip


def _days(found: Mapped) -> str:
    """Which days are measured, and of which kind they are: in the county, and in the cells of the map, which may have
    another number of them."""
    lang, p = found.lang, found.about.parameters
    days = p.horizon.model_copy(update={"measured_days": found.days})
    cells = measured(p.model_copy(update={"horizon": days}), lang)
    if found.villages is None or found.days == p.horizon.measured_days:
        return say(lang, f"{cells}。", f"{cells}.")
    villages = measured(p, lang)
    if found.phase is None:
        return say(lang, f"{villages}。", f"{villages}.")
    return say(lang, f"各村：{villages}；相图：{cells}。", f"Villages: {villages}; the map: {cells}.")


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with its numbers as people read them; columns of whole numbers have no decimals."""
    whole = {c for c in frame.select_dtypes("number") if (frame[c].dropna() % 1 == 0).all()}
    return pd.DataFrame({c: [_text(value, whole=c in whole) for value in frame[c]] for c in frame})


def _text(value: object, *, whole: bool) -> str:
    if not isinstance(value, int | float):
        return str(value)
    return "—" if math.isnan(value) else f"{value:,.{0 if whole else 2}f}"


def _rests_on(found: Mapped) -> list[tuple[str, str]]:
    """On what the numbers rest, in Chinese and English."""
    n, about = found.replications, found.about
    return [
        (
            f"图上每格统计{found.days}天，重复{n}次（同一批快件）",
            f"each cell: {found.days} measured days, {n} replications (the same parcels)",
        ),
        about.days(),
        (f"种子{about.seed}；模型版本 {about.version[:12]}", f"seed {about.seed}; model version {about.version[:12]}"),
    ]
