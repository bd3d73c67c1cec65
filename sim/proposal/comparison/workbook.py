"""The sheets of tables.xlsx: the tables of a results folder as people read them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN, OVERLOADED
from sim.measure.kpi import PLAN
from sim.measure.registry import kpi_of, name_of
from sim.parameters import Parameters, registry
from sim.parameters.names import name_of as name_of_parameter
from sim.parameters.names import unit_of
from sim.parameters.sources import explained
from sim.plan.actor import Actor, actor_of
from sim.proposal.comparison.disruption_shown import disruption_sheet
from sim.proposal.comparison.gap_sheets import gap_sheet, shape_sheet
from sim.proposal.comparison.robust_words import parameters_named
from sim.proposal.comparison.support_sheets import support_sheets
from sim.proposal.comparison.titles import title_of
from sim.proposal.local_table import local_table
from sim.proposal.money_sheets import money_sheets
from sim.proposal.named_values import values_in_words
from sim.proposal.names import place_names
from sim.proposal.sheet import FORMATS, THREE, TWO, OutputSheet
from sim.proposal.tables import mode_names, mode_titles
from sim.proposal.worded_sheet import Told, told_sheet
from sim.service.assignment.choices_table import rule_text
from sim.service.prepared import Prepared
from sim.service.tables import operator_text, vehicle_text
from sim.words import POINTS, apart, headed, say, unit_text, word

HEAVIEST = 30
"""Loads shown of each mode beside those that are overloaded."""

def sheets(
    frames: Mapping[str, pd.DataFrame], prepared: Prepared, lang: str, first: Sequence[OutputSheet] = ()
) -> list[OutputSheet]:
    """The sheets behind the cover, in order; tables without rows are left out.

    Args:
        frames: result tables by name, with ``crews_use`` and ``fleet_use``, those of the plans, ``inputs``, and
            ``headline`` if there is one.
        first: sheets that go before these.
    """
    names, told, parameters = mode_names(prepared, lang), _reader(prepared, lang), prepared.parameters
    modes = [
        _wide(frames["summary"], names, lang),
        *([shape_sheet(frames["shapes"], prepared, lang)] if "shapes" in frames else []),
        _hosts_sheet(frames["hosts"], told, lang),
        _paired(_had(frames["comparison"], frames["summary"]), names, lang),
    ]
    found = [
        *first,
        *modes[:3],
        *([_robustness(frames["robustness"], names, parameters, lang)] if "robustness" in frames else []),
        *modes[3:],
        *([gap_sheet(frames["gaps"], names, lang)] if len(frames.get("gaps", ())) else []),
        *_local_sheets(frames, told, lang),
        *support_sheets(frames, names, parameters, lang),
        *disruption_sheet(frames, names, lang),
        *money_sheets(frames, names, parameters, lang),
        *_plan_sheets(frames, told, lang),
        _loads_sheet(frames["loads"], told, lang),
        _inputs_sheet(frames["inputs"], prepared, told, lang),
        _sources(parameters, lang),
        *([_placements(frames["headline"], names, lang)] if "headline" in frames else []),
    ]
    return [s for s in found if len(s.table)]


def _hosts_sheet(hosts: pd.DataFrame, told: Told, lang: str) -> OutputSheet:
    return told_sheet(title_of("hosts", lang), _hosts(hosts), told, lang, say(
        lang, "承运方不增车时能承运的村与件数占比",
        "share of villages and parcels that hosts carry without added vehicles",
    ))


def _local_sheets(frames: Mapping[str, pd.DataFrame], told: Told, lang: str) -> list[OutputSheet]:
    """Villages, townships, and the villages that wait longest."""
    own = frames.get("village_results")
    return [
        *([] if own is None else [told_sheet(title_of("village_results", lang), own, told, lang, say(
            lang, "方案；时限为共配池快件，成本为全部快件", "the scheme; times of the pool's parcels, costs of all",
        ))]),
        told_sheet(
            title_of("villages", lang), local_table(frames["villages"], lang), told, lang,
            say(lang, "各村均值；区间见villages.csv", "means by village; intervals in villages.csv"),
        ),
        told_sheet(title_of("townships", lang), local_table(frames["townships"], lang), told, lang),
        told_sheet(
            title_of("worst20", lang), frames["worst20"].drop(columns="village"), told, lang,
            say(lang, "按到村点时间P90排序", "by P90 time to the village point"),
        ),
    ]


def _loads_sheet(loads: pd.DataFrame, told: Told, lang: str) -> OutputSheet:
    return told_sheet(title_of("loads", lang), _loads(loads, lang), told, lang, say(
        lang, f"超负荷者全列；另列各模式最重的{HEAVIEST}项",
        f"every overload, and the {HEAVIEST} heaviest loads of each mode",
    ))


def _inputs_sheet(inputs: pd.DataFrame, prepared: Prepared, told: Told, lang: str) -> OutputSheet:
    return told_sheet(title_of("inputs", lang), _inputs(inputs, prepared, lang), told, lang, say(
        lang, "取值可在命令行按“参数”栏修改；来源代号见“来源”表",
        "set any of them on the command line by its key; tags of sources: see Sources",
    ))


def _plan_sheets(frames: Mapping[str, pd.DataFrame], told: Told, lang: str) -> list[OutputSheet]:
    """Which mode serves whom, when what runs, with which vehicles and people: as planned, and how these were used."""
    simulated = say(lang, "模拟结果", "as simulated")
    return [
        told_sheet(title_of("assignment", lang), frames["assignment"], told, lang),
        told_sheet(title_of("timetable", lang), frames["timetable"], told, lang),
        told_sheet(title_of("fleet", lang), frames["fleet"], told, lang, say(lang, "按方案计划", "as planned")),
        told_sheet(title_of("fleet_use", lang), frames["fleet_use"], told, lang, simulated),
        told_sheet(
            title_of("crews", lang), _crews(frames["crews"], lang), told, lang,
            say(lang, "按方案计划；村级服务点同类合并", "as planned; village points alike in one row"),
        ),
        told_sheet(title_of("crews_use", lang), frames["crews_use"], told, lang, simulated),
    ]


def _reader(prepared: Prepared, lang: str) -> Told:
    """By column, how its keys become words."""
    p, names, places = prepared.parameters, mode_names(prepared, lang), place_names(prepared.county, lang)
    modes = mode_titles(prepared, lang)
    place = lambda v: places.get(v, v)  # noqa: E731
    return {
        "mode": lambda v: names.get(v, v),
        "service_mode": lambda v: modes.get(v, word(v, lang, "service_mode")),
        "scope": lambda v: word(v, lang, "scope"),
        "rule": lambda v: rule_text(v, lang),
        "operator": lambda v: operator_text(actor, p, lang) if (actor := actor_of(v)) else v,
        "pool": lambda v: operator_text(Actor.pool(v), p, lang),
        "host": lambda v: operator_text(Actor.host(v), p, lang),
        "vehicle": lambda v: vehicle_text(v, p, lang),
        "stage": lambda v: word(v, lang),
        "level": lambda v: word(v, lang, "level"),
        "name": place, "township_name": place, "base_name": place, "place_name": place,
        "changed": lambda v: word("yes", lang) if v else "",
    }  # fmt: skip


def _wide(summary: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    """Every KPI that any mode has, side by side, numbers to reckon with: a column a mode and one for half its 95 %
    interval."""
    cells = _means(summary, lang)
    rows, formats = [], []
    for key in dict.fromkeys(summary["kpi"]):
        unit = kpi_of(key).unit
        of_modes = [x for mode in names for x in cells.get((mode, key), (math.nan, math.nan))]
        if any(x == x for x in of_modes):
            rows.append([name_of(key, lang), unit_text(unit, lang), *of_modes])
            formats.append(FORMATS.get(unit, TWO))
    of_names = (head for name in names.values() for head in (name, f"± {name}"))
    heads = [say(lang, "指标", "KPI"), say(lang, "单位", "unit"), *of_names]
    about = say(
        lang,
        "均值与95%置信区间半宽（百分位数与罕见事件没有）；未注明“全县”者只计参与共配的品牌；超负荷方案的数字不可采信，"
        "不列",
        "mean, and half of the 95 % interval (none of percentiles and rare events); the pool's brands unless it says "
        "all parcels; nothing of overloaded plans, whose figures do not count",
    )
    return OutputSheet(title_of("summary", lang), pd.DataFrame(rows, columns=heads), {}, formats, about)


def _means(summary: pd.DataFrame, lang: str) -> dict[tuple[str, str], tuple[object, float]]:
    """By mode and KPI the mean, or that there is none, and half the interval; of an overloaded plan what the plan
    itself decides."""
    of_plan = summary["kpi"].map(lambda key: kpi_of(str(key)).cohort == PLAN)
    told = summary[(summary["state"] != OVERLOADED) | of_plan]
    columns = (told[c] for c in ("mode", "kpi", "mean", "ci_low", "ci_high", "state"))
    return {
        (mode, kpi): (word(state, lang) if state == NOT_IN_PLAN else mean, (high - low) / 2)
        for mode, kpi, mean, low, high, state in zip(*columns, strict=True)
    }


def _had(comparison: pd.DataFrame, summary: pd.DataFrame) -> pd.DataFrame:
    """The rows of KPIs that some mode has."""
    return comparison[comparison["kpi"].isin(summary[summary["mean"].notna()]["kpi"])]


APART = ["difference", "ci_low", "ci_high", "ci_low_holm", "ci_high_holm"]
"""Columns of a comparison that are in the unit of the difference."""


def _paired(comparison: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    units = [apart(kpi_of(k).unit) for k in comparison["kpi"]]
    told = comparison.copy()
    told.loc[[u == POINTS for u in units], APART] *= 100.0
    table = told.assign(
        kpi=[name_of(k, lang) for k in comparison["kpi"]], a=comparison["a"].map(names), b=comparison["b"].map(names),
        verdict=[word(v, lang) for v in comparison["verdict"]], state=[word(v, lang) for v in comparison["state"]]
    )  # fmt: skip
    table.insert(1, "unit", [unit_text(u, lang) for u in units])
    about = say(
        lang, "同一批快件逐次重复配对；p值按Holm法校正，联合区间按同一指标的对数校正",
        "paired by replication on the same parcels; p after Holm and joint intervals adjusted for the number of pairs "
        "of a KPI"
    )
    heads = headed(table, lang)
    return OutputSheet(
        title_of("comparison", lang), heads, {word("p_holm", lang): THREE, word("n", lang): "0"},
        [FORMATS.get(u, TWO) for u in units], about
    )


def _placements(headline: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    units = list(headline["unit"])
    table = headline.assign(
        mode=headline["mode"].map(names), kpi=[name_of(k, lang) for k in headline["kpi"]],
        unit=[unit_text(u, lang) for u in units]
    )
    about = say(lang, "换种子重新布设合成村庄后的结果", "with the synthetic villages placed anew")
    return OutputSheet(
        title_of("headline", lang), headed(table, lang), {word("n", lang): "0"},
        [FORMATS.get(u, TWO) for u in units], about
    )


def _robustness(table: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> OutputSheet:
    said = table.assign(
        kpi=[name_of(k, lang) for k in table["kpi"]], a=table["a"].map(names), b=table["b"].map(names),
        verdict=[word(v, lang) for v in table["verdict"]],
        flips=[parameters_named(x, "=", parameters, lang) for x in table["flips"]],
        strongest=[parameters_named(x, " ", parameters, lang) for x in table["strongest"]],
    )
    about = say(
        lang, "甲成本低于乙的排序在多少个取值点成立；单独取所列值即互换",
        "at how many points A costs less than B; values that alone turn that",
    )
    return OutputSheet(
        title_of("robustness", lang), headed(said, lang), {word("holds", lang): "0", word("points", lang): "0"},
        [TWO] * len(said), about,
    )


def _hosts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={"host": "operator"}).assign(operator=[str(Actor.host(h)) for h in frame["host"]])


def _crews(crews: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Crews, the village points of one mode that are alike in one row."""
    crews = crews.assign(places=1)
    at_points = crews["level"] == word("village", lang, "level")
    by = [c for c in crews.columns if c not in ("place", "places", "hours_week")]
    points = crews[at_points].groupby(by, sort=False, as_index=False).agg(
        hours_week=("hours_week", "sum"), places=("places", "sum")
    )
    points["place"] = say(lang, "各村级服务点", "village points")
    joined = pd.concat([crews[~at_points], points], ignore_index=True)
    order = {m: i for i, m in enumerate(dict.fromkeys(crews["mode"]))}
    joined = joined.iloc[joined["mode"].map(order).argsort(kind="stable")]
    return joined[["mode", "place", "places", *(c for c in crews.columns if c not in ("mode", "place", "places"))]]


def _loads(loads: pd.DataFrame, lang: str) -> pd.DataFrame:
    # else as many runs as planned
    loads = loads[(loads["kind"] != word("depot_runs", lang)) | (loads["state"] != word("ok", lang))]
    over = loads["state"] == word("overloaded", lang)
    rank = loads.groupby("mode", sort=False)["rho"].rank(ascending=False, method="first")
    return loads[over | (rank <= HEAVIEST)]


def _inputs(inputs: pd.DataFrame, prepared: Prepared, lang: str) -> pd.DataFrame:
    """The inputs but for labels, units in words, the short names of those that have one, and what is called by a key
    (a vehicle, a mode) by its name with its key."""
    labels = inputs["key"].str.endswith((".name_zh", ".name_en"))
    table = inputs[~labels]
    table = table.assign(
        value=values_in_words(table, prepared.parameters, mode_titles(prepared, lang), lang),
        unit=[unit_of(u, lang) for u in table["unit"]],
    )
    names = [name_of_parameter(key, prepared.parameters, lang) for key in table["key"]]
    shown = ["" if name == key else name for name, key in zip(names, table["key"], strict=True)]
    table.insert(2, say(lang, "名称", "name"), shown)
    return table.rename(columns={"key": say(lang, "参数", "key"), "meaning": say(lang, "含义", "meaning")})


def _sources(parameters: Parameters, lang: str) -> OutputSheet:
    """What the tags of the inputs' sources stand for."""
    rows = explained((q.source for q in registry(parameters)), lang)
    heads = [say(lang, "代号", "tag"), say(lang, "内容", "what"), say(lang, "出处", "where")]
    return OutputSheet(title_of("sources", lang), pd.DataFrame(rows, columns=heads), about=say(
        lang, "输入参数来源代号的含义；公开来源的说明为英文",
        "what the tags of sources stand for; some addresses are mirrors"
    ))
