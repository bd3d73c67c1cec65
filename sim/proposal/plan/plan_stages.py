"""A plan month by month, and if things turn out otherwise, as people read it."""

from __future__ import annotations

import pandas as pd

from sim.measure.registry import kpi_of, name_of
from sim.parameters import Parameters
from sim.plan.actor import Actor
from sim.policy.what_if import KPIS
from sim.proposal.plan.plan_view import PlanReader, PlanView, not_known, of_places
from sim.proposal.sheet import FORMATS, TWO
from sim.service.tables import operator_text
from sim.words import headed, say, unit_text, with_unit, word


def _rollout(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    counts = {
        f"stage_{key}": [of_places(n, of) for n, of in zip(table[key], table[whole], strict=True)]
        for key, whole in (("reached", "villages"), ("points", "places"), ("to_standard", "places"))
    }
    told = zip(counts["stage_to_standard"], table["unknown"], strict=True)
    counts["stage_to_standard"] = [text + not_known(n, lang) for text, n in told]
    whole = say(lang, "全县", "county")
    named = zip(table["township"], table["name"], strict=True)
    names = [reader.place(name) if code else whole for code, name in named]
    standards = () if reader.document is None else reader.document.facilities.values()
    if not any(line.of == "village" for line in standards):
        del counts["stage_to_standard"]
    return headed(table[["month"]].assign(name=names, **counts), lang)


def _county_first(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    """The county's rows of all months, then the townships', as there is room for."""
    return _rollout(table.sort_values("township", key=lambda codes: codes != "", kind="stable"), reader)


ROLLOUT = PlanView(
    ("分月推进表", "Roll-out by month"),
    (
        "每一阶段各自模拟，各次重复不一的，取平均数的整数部分；尚未纳入的村维持现状；通达：到村的品牌数和每周天数达到所设的"
        "（service.reach_brands、service.reach_days）；可按每月10日、20日和月报的格式报送",
        "each stage is simulated (where replications differ, the whole places of their mean); villages that are not "
        "yet in keep the status quo; reached: by as many brands on as many days a week as are set "
        "(service.reach_brands, service.reach_days); in the form of the reports of the 10th and 20th and of the month",
    ),
    _rollout, page_shown=_county_first,
)


def _whatif(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang, p = reader.lang, reader.prepared.parameters
    what = [word(w, lang, "whatif") for w in table["what"]]
    shown = table.assign(
        what=what, value=[_value(v, p, lang) for v in table["value"]],
        state=["" if s == "ok" else word(s, lang, "whatif") for s in table["state"]],
    )  # fmt: skip
    left = shown.replace("", None).dropna(axis="columns", how="all").astype(object).fillna("")
    return left.rename(columns={c: head_of(str(c), lang) for c in left.columns})


def head_of(column: str, lang: str) -> str:
    """The head of a column: of a KPI its name and unit, of any other its word."""
    if column not in KPIS:
        return word(column, lang)
    unit = kpi_of(column).unit
    return name_of(column, lang) if unit == "share" else with_unit(name_of(column, lang), unit_text(unit, lang), lang)


def _value(text: str, parameters: Parameters, lang: str) -> str:
    """A value whose first word may be a host, or a stage of a place."""
    host, space, rest = text.partition(" ")
    level, dot, stage = host.partition(".")
    if dot and space:
        return f"{word(level, lang, 'level')} {word(stage, lang)} {rest}"
    return f"{operator_text(Actor.host(host), parameters, lang)} {rest}" if space else text


WHATIF = PlanView(
    ("敏感性表", "What if"),
    (
        "方案一列，只改所列的一项，其余照旧；随机抽样同一批；按需配备的人员和车辆重新配备。重复次数按what_if（默认1次），"
        "因此首行与模式比较表略有出入，不给区间",
        "the plan's column with that alone otherwise, on the same draws; what is sized by rule is sized anew. Of "
        "what_if replications (1 unless asked for more), so that the first row is near the comparison's means and not "
        "the same, and no interval is given",
    ),
    _whatif, {kpi: FORMATS.get(kpi_of(kpi).unit, TWO) for kpi in KPIS},
)
