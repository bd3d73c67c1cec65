"""A comparison in words: its title, whose parcels it is about, and what must be read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from sim.inference.mix.mix_search import BEST
from sim.inference.verdict import NOT_MET, NOT_VERIFIED
from sim.measure.kpi import ALL, POOL
from sim.plan.actor import Actor
from sim.problems import phrase, said
from sim.proposal import about, tables
from sim.proposal.aligned import table
from sim.proposal.assumed_size import size_remarks
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.fresh_words import fresh_remark
from sim.proposal.county_line import facts_line
from sim.proposal.lines import Names, Statement
from sim.proposal.marks import legend
from sim.proposal.measured import measured
from sim.proposal.money_sheets import party_text
from sim.proposal.names import aside_texts, place_names
from sim.proposal.plan.plan_answer import plan_answers
from sim.proposal.plan.plan_mix_answer import mix_answers
from sim.proposal.plan.plan_worse import Today, alike
from sim.service.tables import operator_text
from sim.words import LANGUAGES, say

FLIPS = ("cost.host_basis", "resident.trip_share")
"""Topics of the trust card that say which assumption changes the ranking."""

ALARMS = {"overloaded": NOT_VERIFIED, **dict.fromkeys(FLIPS, NOT_VERIFIED), "replications": NOT_MET}
"""Topics of the trust card that must stand beside the answer, where they have this verdict."""


def title(result: Compared, lang: str) -> str:
    """Headline of the page and the workbook."""
    c, d = result.prepared.county, result.document
    if d is not None and say(lang, d.name_zh, d.name_en):
        if len(d.counties) > 1:  # a prefecture's
            return say(lang, f"{d.name_zh}（{c.name}）：模拟核验", f"{d.name_en} ({c.name_en}), simulated")
        zh = d.name_zh if c.name in d.name_zh else f"{c.name}{d.name_zh}"
        return say(lang, f"{zh}：模拟核验", f"{c.name_en}: {d.name_en}, simulated")
    if len(result.prepared.scenarios) == 1:
        (mode,) = tables.mode_names(result.prepared, lang).values()
        return say(lang, f"{c.name}农村快递：{mode}", f"{c.name_en}: rural parcel delivery, {mode}")
    return say(lang, f"{c.name}农村快递合作模式比较", f"{c.name_en}: rural parcel delivery by cooperation mode")


def county_facts(result: Compared, lang: str) -> str:
    """The county in one line, for the head of the page."""
    return facts_line(result.plan.get("basics"), lang)


def told_first(result: Compared) -> list[Statement]:
    """The answer in words: of a county's plan what its targets come to and what it costs, then the modes."""
    zh, en = (tables.mode_names(result.prepared, lang) for lang in LANGUAGES)
    names = {key: (zh[key], en[key]) for key in zh}
    over = [s.name for s in result.prepared.scenarios if s.overloads]
    modes = names | {key: (mode.name_zh, mode.name_en) for key, mode in result.prepared.modes.items()}
    own = result.document.column if result.document else ""
    same = alike(result.frames.summary, own, BEST)
    places = [place_names(result.prepared.county, lang) for lang in LANGUAGES]
    mix = mix_answers(result.plan, modes, own, same, places)
    first = [*plan_answers(result.plan, result.document, names, over), *mix, *_worse(result, names, over, same)]
    return [*first, *result.card.answers]


def _worse(result: Compared, names: Names, overloaded: Sequence[str], same: bool) -> Iterator[Statement]:
    """What is worse with the plan, and with the best mix where that is another, than it is today; nothing without a
    plan, or where today is overloaded."""
    if result.document is None or "gains" not in result.costs:
        return
    today, frames = next(iter(result.document.scenarios)), result.frames
    columns = [c for c in (result.document.column, *([] if same else [BEST])) if c in names and c not in overloaded]
    if today not in names or today in (*overloaded, *columns):
        return
    scope, p = (POOL if len(set(result.pools.values())) == 1 else ALL), result.prepared.parameters
    town = bool(result.prepared.county.urban.any())
    against = Today(today, frames.summary, frames.comparison, result.costs["gains"], scope, town)
    yield from against.worse(columns, names, lambda party, lang: party_text(party, p, lang))


def foot(result: Compared, lang: str) -> str:
    """One line that says where a figure or page comes from."""
    prepared = result.prepared
    days = prepared.parameters.horizon.measured_days
    return about.foot(prepared.county, days, result.replications, prepared.seed, result.key, lang)


def scope(result: Compared, lang: str) -> str:
    """Whose parcels the figures are about, where the columns have different pools, which brands each has; and of which
    days."""
    when = measured(result.prepared.parameters, lang)
    return _whose(result, lang) + say(lang, f"{when}。", f" {when}.")


def _whose(result: Compared, lang: str) -> str:
    """Whose parcels the figures are about, in a sentence."""
    pools, names = result.pools, tables.mode_names(result.prepared, lang)
    told = {keys: _brands(result, keys, lang) for keys in dict.fromkeys(pools.values())}
    if len(told) == 1:
        (brands,) = told.values()
        return say(
            lang,
            f"未注明“全县”的数字只计参与共配的品牌（{brands}）；金额为元，均为均值及95%置信区间。",
            f"Figures are of the brands in the pool ({brands}) unless they say all parcels; money in yuan; means with "
            "95 % intervals.",
        )
    listed = say(lang, "；", "; ").join(f"{names[m]}{say(lang, '：', ': ')}{told[keys]}" for m, keys in pools.items())
    return say(
        lang,
        f"各列参与共配的品牌不同（{listed}）：未注明“全县”的数字只计该列自己的品牌，不能跨列比较，结论因此用全县数字；"
        "金额为元，均为均值及95%置信区间。",
        f"The columns pool different brands ({listed}): figures that do not say all parcels are of each column's own "
        "brands and not comparable, so the answer is in figures of all parcels; money in yuan; means with 95 % "
        "intervals.",
    )


def _brands(result: Compared, keys: Sequence[str], lang: str) -> str:
    """Brands by name, and their share of the parcels."""
    p, asked = result.prepared.parameters, result.prepared.expected
    daily = dict(zip(asked.brands, asked.daily.sum(axis=1), strict=True))
    names = say(lang, "、", ", ").join(operator_text(Actor.brand(b), p, lang) for b in keys)
    share = sum(daily[b] for b in keys) / asked.total
    return say(lang, f"{names}，占件量{share:.0%}", f"{names}; {share:.0%} of the parcels")


def alarms(result: Compared, charts_in: str | None) -> list[Statement]:
    """What must stand beside the answer: settings that no column has, villages set aside, overloaded plans, assumptions
    that change the ranking, precision not reached, names that the charts cannot write.

    Args:
        charts_in: language of the charts; None: there are none.
    """
    remarks = size_remarks(result.prepared.county)
    remarks += [Statement("columns", *remark) for remark in result.prepared.remarks]
    remarks += [Statement("aside", *aside) for aside in aside_texts(result.prepared)]
    remarks += _fresh(result)
    return [
        *remarks, *(x for x in result.card.lines if ALARMS.get(x.topic) == x.verdict),
        *([] if charts_in is None else _unwritten(result, charts_in))
    ]


def _fresh(result: Compared) -> list[Statement]:
    """What keeps fresh produce in the county too long, if anything does."""
    asked = result.prepared.parameters.demand.outbound
    zh, en = (
        fresh_remark(result.frames.summary, tables.mode_names(result.prepared, lang), asked, lang) for lang in LANGUAGES
    )
    return [Statement("fresh", zh, en)] if zh else []


def _unwritten(result: Compared, lang: str) -> list[Statement]:
    """The characters of the names in the charts that their font has not, in one line."""
    from sim.chart.font import missing

    c = result.prepared.county
    lacking = missing(
        [c.name, *(t.name for t in c.townships)] if lang == "zh" else [c.name_en, *(t.pinyin for t in c.townships)]
    )
    if not lacking:
        return []
    told = phrase(
        "geo.not_in_font", characters=tuple(f"{x} (U+{ord(x):04X})" for x in lacking[:20]), count=len(lacking)
    )
    return [Statement("charts", told.text("zh"), told.text("en"))]


def headline(result: Compared, lang: str) -> pd.DataFrame:
    """The main KPIs side by side, as people read them."""
    return tables.side_by_side(result.frames.summary, tables.mode_names(result.prepared, lang), lang, tables.HEADLINE)


def closing_lines(result: Compared, lang: str, charts_in: str | None) -> Iterator[str]:
    """The comparison, whose parcels it is of, and the answer in words, with what must stand beside it; ``charts_in``:
    see ``alarms``."""
    shown = headline(result, lang)
    yield "\n" + table(shown, widest=60)
    if marks := legend(shown.to_numpy().ravel().astype(str), lang):
        yield "\n" + marks
    yield "\n" + scope(result, lang) + "\n"
    yield from ("• " + say(lang, x.zh, x.en) for x in (*told_first(result), *alarms(result, charts_in)))
    if result.decision is not None and result.decision.reached:
        yield "\n" + "\n".join(say(lang, x.zh, x.en) for x in result.card.lines if x.topic == "replications")


def where_line(folder: Path, seconds: Mapping[str, float], lang: str) -> str:
    """Where the results are, and what each part of the work took so far."""
    spent = {part: took for part, took in seconds.items() if took >= 0.05}
    parts = (phrase("spent.line", part=phrase(f"spent.{k}"), seconds=round(v, 1)) for k, v in spent.items())
    took = said(tuple(parts), lang)
    return say(
        lang, f"结果：{folder}（先看 index.html；表 tables.xlsx；图 charts/）。用时：{took}",
        f"Results: {folder} (begin with index.html; tables in tables.xlsx; charts in charts/)  {took}",
    )
