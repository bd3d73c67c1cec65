"""A prefecture's counties as people read them: rows of a table, lines of the answer, the page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN
from sim.measure.kpi import POOL, SCOPES
from sim.plain.whole import write_whole
from sim.policy import prefecture
from sim.policy.document import CountyPlan
from sim.policy.prefecture import CountyFound
from sim.proposal.book import save_workbook
from sim.proposal.county_line import facts_line
from sim.proposal.frames import save_frame
from sim.proposal.measured import measured
from sim.proposal.page import PageSection, link_page, page
from sim.proposal.plan.plan_answer import met_of
from sim.proposal.plan.plan_stages import head_of
from sim.proposal.plan.plan_targets import TARGETS, simulated_text
from sim.proposal.plan.plan_view import PlanReader, PlanView, of_places
from sim.proposal.plan.plan_views import section_of, sheet_of
from sim.proposal.sheet import ONE, PERCENT, TWO, WHOLE
from sim.words import say, with_unit, word

_COST = ("mode", "yuan_parcel", "wan_system", "wan_public")

Frames = Mapping[str, pd.DataFrame]


def _counties(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    names = [name or say(reader.lang, "合计", "together") for name in table["name"]]
    shown = table.assign(mode=table["mode"].map(reader.modes), name=names)
    left = shown.drop(columns="county")
    none = word(NOT_IN_PLAN, reader.lang)
    left["wan_public"] = left["wan_public"].astype(object).where(left["wan_public"].notna(), none)
    pool = with_unit(head_of("within_24h", reader.lang), say(reader.lang, *SCOPES[POOL]), reader.lang)
    own = {"parcels_day": word("parcels_day", reader.lang, "basics"), "within_24h": pool}
    return left.rename(columns={c: own.get(str(c)) or head_of(str(c), reader.lang) for c in left.columns})


COUNTIES = PlanView(
    ("各县", "Counties"),
    (
        "万元为每年；合计的单件成本和24小时进村率按件量加权，其余相加",
        "money in 10,000 yuan a year; of all together, cost a parcel and the 24-h rate are weighed by parcels, the "
        "rest is added",
    ),
    _counties,
    {
        "villages": WHOLE, "people": WHOLE, "parcels_day": WHOLE, "within_24h": PERCENT, "yuan_parcel": TWO,
        **dict.fromkeys(("vehicles", "workers", "drivers"), ONE),
        **dict.fromkeys(("wan_system", "wan_operators", "wan_public", "wan_residents"), ONE),
    },
    on_page=60,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Prefecture:
    """A plan and what was found of its counties; ``names``: English by Chinese name of a county."""

    document: CountyPlan
    found: Sequence[CountyFound]
    names: Mapping[str, str]
    seed: int
    key: str

    def title(self, lang: str) -> str:
        """Of page and workbook."""
        return say(lang, self.document.name_zh, self.document.name_en)

    def shown(self, frames: Frames, reader: PlanReader) -> dict[str, pd.DataFrame]:
        """The tables with the counties called in the reader's language."""
        called = {**self.names, self.document.name_zh: self.document.name_en}
        named = {"counties": "name", "targets": "place"}
        if reader.lang == "zh":
            called = {}
        return {k: frames[k].assign(**{c: [called.get(x, x) for x in frames[k][c]]}) for k, c in named.items()}

    def answer(self, frames: Frames, reader: PlanReader) -> list[str]:
        """Each target of all counties together, and what they cost a year."""
        lang, whole = reader.lang, frames["targets"][frames["targets"]["place"] == self.document.name_zh]
        lines = [_target_line(row, self.document, reader) for row in whole.to_dict("records")]
        totals = frames["counties"][frames["counties"]["county"] == ""]
        costs = [
            say(
                lang,
                f"{reader.modes[mode]}：社会总成本{each:.2f}元/件，每年{wan:,.0f}万元（财政：{_public(public, lang)}）",
                f"{reader.modes[mode]}: system cost {each:.2f} yuan a parcel, {wan:,.0f} x 10,000 yuan a year (public "
                f"money {_public(public, lang)})",
            )
            for mode, each, wan, public in totals[list(_COST)].itertuples(index=False)
        ]
        return [*lines, *costs]

    def cover(self, frames: Frames, reader: PlanReader) -> list[tuple[str, str]]:
        """The cover of the workbook."""
        lines = self.answer(frames, reader)
        head = say(reader.lang, "结论", "The answer")
        return [(self.title(reader.lang), self.foot(reader)), *(("" if i else head, x) for i, x in enumerate(lines))]

    def foot(self, reader: PlanReader) -> str:
        """Where the figures come from."""
        days = reader.prepared.parameters.horizon.measured_days
        n, times = len(self.found), int(max(of.tables["summary"]["n"].max() for of in self.found))
        return say(
            reader.lang, f"parcelflow · {n}个县 · {times}次重复×{days}天 · 种子{self.seed} · {self.key[:8]}",
            f"parcelflow · {n} counties · {times} replications of {days} days · seed {self.seed} · {self.key[:8]}",
        )


def _public(wan: float, lang: str) -> str:
    """What the public purse pays, 10,000 yuan; or that no county's plan asks it to."""
    return word(NOT_IN_PLAN, lang) if wan != wan else say(lang, f"{wan:,.1f}万元", f"{wan:,.1f}")


def _target_line(row: Mapping[Hashable, Any], document: CountyPlan, reader: PlanReader) -> str:
    lang, target = reader.lang, document.targets[str(row["target"])]
    required, of = (float(str(row[k])) for k in ("required", "of"))
    told = say(lang, target.zh, target.en), of_places(required, of), simulated_text(target, row, lang)
    verdict, mode = word(str(row["verdict"]), lang, "target"), reader.modes[str(row["mode"])]
    return say(
        lang, f"{mode}，{told[0]}：要求{told[1]}，模拟{told[2]}，{verdict}（{row['date']}）",
        f"{mode}, {told[0]}: required {told[1]}, simulated {told[2]}, {verdict} ({row['date']})",
    )


def county_line(found: CountyFound, reader: PlanReader, names: Mapping[str, str]) -> str:
    """One line on a county that is done: its targets, and what a parcel costs."""
    return say(reader.lang, found.name, names[found.name]) + _told(found, reader)


def _told(found: CountyFound, reader: PlanReader) -> str:
    """What is said of a county behind its name."""
    counted = found.tables["targets"].dropna(subset="places").groupby("mode", sort=False)["verdict"]
    met = say(reader.lang, "、", ", ").join(f"{reader.modes[str(m)]} {met_of(of, reader.lang)}" for m, of in counted)
    each = found.tables["budget"].query("line == 'system'")[["mode", "yuan_parcel"]].itertuples(index=False)
    cost = say(reader.lang, "、", ", ").join(f"{reader.modes[mode]} {yuan:.2f}" for mode, yuan in each)
    return say(
        reader.lang, f"：目标达到/可判项数 {met}；社会总成本（元/件）{cost}",
        f": targets met of those judged: {met}; system cost (yuan a parcel) {cost}",
    )


def prefecture_page(made: Prefecture, frames: Frames, reader: PlanReader) -> str:
    """The page: the answer, the way to the page of each county, the counties, the targets."""
    lang, shown = reader.lang, made.shown(frames, reader)
    links = PageSection(
        say(lang, "各县的结果", "Results of each county"),
        links=[
            (say(lang, of.name, made.names[of.name]), f"{of.slug}/index.html", _told(of, reader)) for of in made.found
        ],
    )
    sections = [links, section_of(COUNTIES, shown["counties"], reader), section_of(TARGETS, shown["targets"], reader)]
    files = ["counties.csv", "targets.csv", "tables.xlsx", "provenance.json"]
    scope = say(
        lang, "各县各自模拟，件、人、钱、村相加。",
        "Each county is simulated by itself; parcels, people, money and villages add up. ",
    ) + say(lang, "{}。", "{}.").format(measured(reader.prepared.parameters, lang))
    return page(
        made.title(lang), made.answer(frames, reader), scope, sections, files,
        [(say(lang, "各县", "Counties"), _left_out(made.found[0].slug, lang))], made.foot(reader), lang,
        facts_line(prefecture.basics(made.found), lang),
    )  # fmt: skip


def _left_out(slug: str, lang: str) -> list[str]:
    """What the answer of a prefecture does not have, and where it is to be had."""
    return [
        say(lang, "每个县的页面有自己的可信度卡", "the page of each county has a trust card of its own"),
        say(
            lang, "逐县未做：结论稳健性检验、敏感性表、换一种布点再算；要看某一县的，运行 "
            f"parcelflow compare plan=... county={slug}",
            "not done county by county: whether the answer is robust, the what-if table, other placements; for those "
            f"of one county run parcelflow compare plan=... county={slug}",
        ),
        say(
            lang, "县与县之间不调剂：车辆、人员和邮政班次各县自用，没有地区级的分拨",
            "counties share nothing: each has its vehicles, people and rounds of the post, and no hub of the "
            "prefecture stands above them",
        ),
    ]


def write_prefecture(folder: Path, made: Prefecture, reader: PlanReader) -> list[str]:
    """Write the tables, the workbook and the page of all counties; the lines of the answer."""
    frames = {
        "counties": prefecture.counties(made.found),
        "targets": prefecture.targets(made.document, made.document.name_zh, made.found),
    }
    for name, frame in frames.items():
        save_frame(folder, name, frame)
    shown = made.shown(frames, reader)
    sheets = [sheet_of(view, shown[name], reader) for name, view in (("counties", COUNTIES), ("targets", TARGETS))]
    save_workbook(folder / "tables.xlsx", made.cover(frames, reader), sheets, reader.lang)
    write_whole(folder / "index.html", prefecture_page(made, frames, reader))
    for of in made.found:
        link_page(folder / of.slug / "index.html", "../index.html", made.title(reader.lang))
    return list(made.answer(frames, reader))
