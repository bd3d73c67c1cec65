"""The sheets of tables.xlsx: the tables of a results folder as people read them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN, OVERLOADED
from sim.measure.kpi import PLAN
from sim.measure.registry import KPIS, kpi_of, name_of
from sim.parameters import Parameters, registry
from sim.parameters.names import name_of as name_of_parameter
from sim.parameters.names import unit_of
from sim.parameters.sources import explained
from sim.plan.actor import Actor, actor_of
from sim.proposal.gap_sheets import gap_sheet, shape_sheet
from sim.proposal.local_table import local_table
from sim.proposal.money_sheets import money_sheets
from sim.proposal.names import place_names
from sim.proposal.sheet import FORMATS, ONE, PERCENT, THREE, TWO, WHOLE, OutputSheet
from sim.proposal.support_sheets import support_sheets
from sim.proposal.tables import mode_names
from sim.service.choices_table import rule_text
from sim.service.prepared import Prepared
from sim.service.tables import operator_text, vehicle_text
from sim.words import headed, say, unit_text, word

COLUMNS = {
    "parcels_day": ONE, "distance_km": ONE, "km": ONE, "hours": TWO, "runs_week": ONE, "runs_day": ONE, "km_day": ONE,
    "hours_week": ONE, "vehicle_hours_day": ONE,
    "rho": PERCENT, "busy_share": PERCENT, "offered": ONE, "capacity": ONE, "rostered_h_day": ONE, "busy_h_day": ONE,
    "overtime_h_day": ONE,
    "handled_day": WHOLE, "hours_day": ONE, "villages_share": PERCENT, "parcels_share": PERCENT, "p_holm": THREE,
    "population": WHOLE,
}  # fmt: skip
"""Number formats of columns that are no KPI."""

KEYS = ("line", "key", "depot", "handling", "township", "base", "place")
"""Columns of codes that a table with names beside them leaves out."""

HEAVIEST = 30
"""Loads shown of each mode beside those that are overloaded."""

Told = dict[str, Callable[[Any], Any]]
"""By column, how its keys become words."""


def sheets(
    frames: Mapping[str, pd.DataFrame], prepared: Prepared, lang: str, first: Sequence[OutputSheet] = ()
) -> list[OutputSheet]:
    """The sheets behind the cover, in order; tables without rows are left out.

    Args:
        frames: result tables by name, with ``crews_use`` and ``fleet_use``, those of the plans, ``inputs``, and
            ``headline`` if there is one.
        first: sheets that go before these.
    """
    names, told = mode_names(prepared, lang), _reader(prepared, lang)
    found = [
        _wide(frames["summary"], names, lang),
        _told(say(lang, "承运方既有运力", "Hosts on what they have"), _hosts(frames["hosts"]), told, lang, say(
            lang, "承运方不增车时能承运的村与件数占比",
            "share of villages and parcels that hosts carry without added vehicles",
        )),
        _paired(frames["comparison"], names, lang),
        _told(
            say(lang, "各村", "Villages"), local_table(frames["villages"], lang), told, lang,
            say(lang, "各村均值；区间见villages.csv", "means by village; intervals in villages.csv"),
        ),
        _told(say(lang, "乡镇", "Townships"), local_table(frames["townships"], lang), told, lang),
        _told(
            say(lang, "最慢20村", "Slowest 20 villages"), frames["worst20"].drop(columns="village"), told, lang,
            say(lang, "按到村点时间P90排序", "by P90 time to the village point"),
        ),
        *support_sheets(frames, names, prepared.parameters, lang),
        *money_sheets(frames, names, prepared.parameters, lang),
        *_plan_sheets(frames, told, lang),
        _told(say(lang, "负荷与超负荷", "Loads and overloads"), _loads(frames["loads"], lang), told, lang, say(
            lang, f"超负荷者全列；另列各模式最重的{HEAVIEST}项",
            f"every overload, and the {HEAVIEST} heaviest loads of each mode",
        )),
        _told(say(lang, "输入参数", "Inputs"), _inputs(frames["inputs"], prepared.parameters, lang), told, lang, say(
            lang, "取值可在命令行按“参数”栏修改；来源代号见“来源”表",
            "set any of them on the command line by its key; tags of sources: see Sources",
        )),
        _sources(prepared.parameters, lang),
    ]
    if len(frames.get("gaps", ())):
        found.insert(3, gap_sheet(frames["gaps"], names, lang))
    if "shapes" in frames:
        found.insert(1, shape_sheet(frames["shapes"], prepared, lang))
    if "robustness" in frames:
        found.insert(3, _robustness(frames["robustness"], names, lang))
    if "headline" in frames:
        found.append(_placements(frames["headline"], names, lang))
    return [s for s in (*first, *found) if len(s.table)]


def _plan_sheets(frames: Mapping[str, pd.DataFrame], told: Told, lang: str) -> list[OutputSheet]:
    """Which mode serves whom, when what runs, with which vehicles and people: as planned, and how these were used."""
    simulated = say(lang, "模拟结果", "as simulated")
    return [
        _told(say(lang, "模式分配", "Assignment"), frames["assignment"], told, lang),
        _told(say(lang, "班次时刻表", "Timetable"), frames["timetable"], told, lang),
        _told(say(lang, "车辆配置", "Fleet"), frames["fleet"], told, lang, say(lang, "按方案计划", "as planned")),
        _told(say(lang, "车辆利用", "Vehicle use"), frames["fleet_use"], told, lang, simulated),
        _told(
            say(lang, "人员配置", "Crews"), _crews(frames["crews"], lang), told, lang,
            say(lang, "按方案计划；村级服务点同类合并", "as planned; village points alike in one row"),
        ),
        _told(say(lang, "人员利用", "Crew use"), frames["crews_use"], told, lang, simulated),
    ]


def _reader(prepared: Prepared, lang: str) -> Told:
    """By column, how its keys become words."""
    p, names, places = prepared.parameters, mode_names(prepared, lang), place_names(prepared.county, lang)
    modes = {k: (m.name_zh if lang == "zh" else m.name_en) for k, m in prepared.modes.items()}
    place = lambda v: places.get(v, v)  # noqa: E731
    return {
        "mode": lambda v: names.get(v, v),
        "service_mode": lambda v: modes.get(v, word(v, lang, "service_mode")),
        "scope": lambda v: word(v, lang, "scope"),
        "rule": lambda v: rule_text(v, lang),
        "operator": lambda v: operator_text(actor, p, lang) if (actor := actor_of(v)) else v,
        "host": lambda v: operator_text(Actor.host(v), p, lang),
        "vehicle": lambda v: vehicle_text(v, p, lang),
        "stage": lambda v: word(v, lang),
        "level": lambda v: word(v, lang, "level"),
        "name": place, "township_name": place, "base_name": place, "place_name": place,
        "changed": lambda v: word("yes", lang) if v else "",
    }  # fmt: skip


def _told(title: str, frame: pd.DataFrame, told: Told, lang: str, about: str = "") -> OutputSheet:
    """A table in words: modes, operators, vehicles, stages and places by name, heads with units."""
    codes = [c for c in KEYS if c in frame and (c in ("line", "depot", "handling") or f"{c}_name" in frame)]
    words = {c: frame[c].map({v: told[c](v) for v in frame[c].unique()}) for c in frame.columns if c in told}
    out = frame.assign(**words).drop(columns=codes)
    formats, heads = {}, {}
    for column in map(str, out.columns):
        base = column.partition(".")[0]
        if base in KPIS:
            unit = kpi_of(column).unit
            name = name_of(column, lang)
            heads[column] = name if unit == "share" else f"{name} ({unit_text(unit, lang)})"
            formats[column] = FORMATS.get(unit, TWO)
        elif column in COLUMNS:
            formats[column] = COLUMNS[column]
    renamed = headed(out.rename(columns=heads), lang)
    return OutputSheet(title, renamed, {
        str(new): formats[old] for old, new in zip(map(str, out.columns), renamed.columns, strict=True)
        if old in formats
    }, (), about)


def _wide(summary: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    """Every KPI side by side, numbers to reckon with: a column a mode and one for half its 95 % interval."""
    told = summary[(summary["state"] != OVERLOADED) | summary["kpi"].map(lambda k: kpi_of(str(k)).cohort == PLAN)]
    columns = (told[c] for c in ("mode", "kpi", "mean", "ci_low", "ci_high", "state"))
    cells = {
        (m, k): (word(state, lang) if state == NOT_IN_PLAN else mean, (high - low) / 2)
        for m, k, mean, low, high, state in zip(*columns, strict=True)
    }
    rows, formats = [], []
    for key in dict.fromkeys(summary["kpi"]):
        unit = kpi_of(key).unit
        rows.append([
            name_of(key, lang), unit_text(unit, lang),
            *(x for mode in names for x in cells.get((mode, key), (math.nan, math.nan)))
        ])
        formats.append(FORMATS.get(unit, TWO))
    heads = [
        say(lang, "指标", "KPI"), say(lang, "单位", "unit"),
        *(h for name in names.values() for h in (name, f"± {name}"))
    ]
    about = say(
        lang,
        "均值与95%置信区间半宽（百分位数与罕见事件没有）；未注明“全县”者只计参与共配的品牌；超负荷方案的数字不可采信，"
        "不列",
        "mean, and half of the 95 % interval (none of percentiles and rare events); the pool's brands unless it says "
        "all parcels; nothing of overloaded plans, whose figures do not count",
    )
    return OutputSheet(say(lang, "模式比较", "Comparison"), pd.DataFrame(rows, columns=heads), {}, formats, about)


def _paired(comparison: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    units = [kpi_of(k).unit for k in comparison["kpi"]]
    table = comparison.assign(
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
        say(lang, "成对差异", "Paired differences"), heads, {word("p_holm", lang): THREE, word("n", lang): "0"},
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
        say(lang, "布点检验", "Placements"), headed(table, lang), {word("n", lang): "0"},
        [FORMATS.get(u, TWO) for u in units], about
    )


def _robustness(table: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    said = table.assign(
        kpi=[name_of(k, lang) for k in table["kpi"]], a=table["a"].map(names), b=table["b"].map(names),
        verdict=[word(v, lang) for v in table["verdict"]]
    )
    about = say(
        lang, "甲成本低于乙的排序在多少个取值点成立；单独取所列值即互换",
        "at how many points A costs less than B; values that alone turn that",
    )
    return OutputSheet(
        say(lang, "稳健性", "Robustness"), headed(said, lang), {word("holds", lang): "0", word("points", lang): "0"},
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


def _inputs(inputs: pd.DataFrame, parameters: Parameters, lang: str) -> pd.DataFrame:
    """The inputs but for labels, units in words, and in Chinese the short names of those that have one."""
    labels = inputs["key"].str.endswith((".name_zh", ".name_en"))
    table = inputs[~labels]
    values = [float(v) if _number(v) else v for v in table["value"]]
    table = table.assign(
        value=pd.Series(values, dtype=object, index=table.index), unit=[unit_of(u, lang) for u in table["unit"]]
    )
    if lang == "zh":
        names = [name_of_parameter(key, parameters, lang) for key in table["key"]]
        table.insert(2, "名称", ["" if name == key else name for name, key in zip(names, table["key"], strict=True)])
    return table.rename(columns={"key": say(lang, "参数", "key"), "meaning": say(lang, "含义（英文）", "meaning")})


def _sources(parameters: Parameters, lang: str) -> OutputSheet:
    """What the tags of the inputs' sources stand for."""
    rows = explained((q.source for q in registry(parameters)), lang)
    heads = [say(lang, "代号", "tag"), say(lang, "内容", "what"), say(lang, "出处", "where")]
    return OutputSheet(say(lang, "来源", "Sources"), pd.DataFrame(rows, columns=heads), about=say(
        lang, "输入参数来源代号的含义；公开来源的说明为英文",
        "what the tags of sources stand for; some addresses are mirrors"
    ))


def _number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
