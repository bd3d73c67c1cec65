"""index.html of a sweep: the answer, the best scenarios, the selection, the charts, what failed, what was swept, the
trust card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from sim.inference.estimate import ENOUGH
from sim.measure.registry import kpi_of, name_of
from sim.proposal.card import card
from sim.proposal.lines import Statement
from sim.proposal.marks import legend
from sim.proposal.page import PageSection, page, pictures
from sim.proposal.sweep.swept import COUNT, MESSAGE, NUMBER, OVERLOADED, STATUS
from sim.proposal.sweep.swept_labels import GROUPS
from sim.proposal.sweep.swept_rows import Swept, distinct, readable, records
from sim.proposal.sweep.swept_words import answer
from sim.table.setting import NAME
from sim.words import amount, say, word

BEST, FAILED, VALUES = 15, 30, 12
"""Rows of the table of the best scenarios and of that of the failed ones; values of a swept key that are listed."""

STATES = {
    "best": "最优", "dropped": "淘汰", "not distinguishable": "无法区分", "no value": "无数值", "failed": "失败",
    "killed": "失败",
}
"""What became of a scenario in a selection, in Chinese."""

CAPTIONS = {
    "heat_map": ("两个变量的热图", "heat map over two keys"), "line_plot": ("沿一个变量的变化", "along one key"),
    "scatter": ("各方案随每个变量", "each scenario along each key"),
    "scatter_map": ("各方案在两个变量上", "each scenario over two keys"),
}


def swept_page(
    sweep: Swept, chosen: Sequence[str], selection: pd.DataFrame | None, charts: Sequence[Path], files: Sequence[str]
) -> str:
    """index.html of a sweep.

    Args:
        chosen: what a selection says, in words. ``selection``: what became of each scenario in it
            (``selected.selection_table``); None where there is none.
        charts: files of the charts. ``files``: names of the tables in the folder.
    """
    lang, basis = sweep.lang, sweep.basis
    n = len(sweep.entries)
    return page(
        say(lang, f"{basis.title[0]}：{n:,}个方案的参数扫描", f"{basis.title[1]}: a sweep of {n:,} scenarios"),
        [*chosen, *answer(sweep)],
        say(
            lang,
            f"未注明“全县”的数字只计参与共配的品牌；均值及95%置信区间。{basis.measured[0]}",
            f"Figures are of the brands in the pool unless they say all parcels; means with 95 % intervals. "
            f"{basis.measured[1]}".rstrip(),
        ),
        [
            _best(sweep), _selection(sweep, selection), _charts(charts, lang), _failed(sweep), _swept(sweep),
            _fixed(sweep),
        ],
        files,
        card([Statement("input", zh, en) for zh, en in basis.inputs], _precision(sweep), _change(sweep), lang),
        f"{say(lang, *basis.origin)} · {basis.version}",
        lang,
        say(lang, *basis.facts),
    )


def _best(sweep: Swept) -> PageSection:
    lang, rows = sweep.lang, distinct(sweep)
    head = say(lang, f"最优方案（按“{name_of(sweep.kpi, lang)}”）", f"Best scenarios, by “{name_of(sweep.kpi, lang)}”")
    note = say(
        lang,
        f"共{len(sweep.ranked):,}个方案有数值，列前{min(BEST, len(rows))}个；“= ”之后是每次重复结果都与之相同的方案。"
        "其余见sweep.csv与comparison.csv。",
        f"The first {min(BEST, len(rows))} of {len(sweep.ranked):,} with a value; after “=” stand scenarios that came "
        "out the same in every replication. All are in sweep.csv and comparison.csv.",
    )
    shown = readable(sweep, rows.head(BEST), named=True)
    marks = legend(shown.to_numpy().ravel().astype(str), lang)
    return PageSection(head, shown, note=f"{note} {marks}".strip())


def _selection(sweep: Swept, selection: pd.DataFrame | None) -> PageSection:
    """Who was dropped when: those that lasted longest first."""
    lang, head = sweep.lang, say(sweep.lang, "选优", "Selection")
    if selection is None:
        return PageSection(head)
    unit = kpi_of(str(selection["kpi"].iloc[0])).unit
    rows = [
        (
            str(r["number"]), sweep.told(int(r["number"])),
            _state(str(r["state"]), lang), str(r["n"]),
            amount(float(r["mean"]), unit, lang),
        )
        for r in _lasted_longest(selection).to_dict("records")
    ]
    heads = (("方案", "no."), ("取值", "values"), ("结果", "state"), ("重复次数", "n"), ("均值", "mean"))
    return PageSection(
        head, _headed(rows, heads, lang),
        note=say(lang, "全部方案见selection.csv。", "All scenarios are in selection.csv."),
    )


def _headed(rows: Sequence[tuple[str, ...]], heads: Sequence[tuple[str, str]], lang: str) -> pd.DataFrame:
    """Rows under their heads, which are said in both languages."""
    return pd.DataFrame(rows, columns=[say(lang, *head) for head in heads])


def _state(state: str, lang: str) -> str:
    return say(lang, STATES[state], state)


def _lasted_longest(selection: pd.DataFrame) -> pd.DataFrame:
    """Those that were left at the end, then by the replications that they had; those told apart last."""
    ran = selection[selection["n"] > 0].assign(left=lambda t: t["dropped_at"].isna())
    order = ["left", "n", "told_apart"]
    return ran.sort_values(order, ascending=[False, False, True], kind="stable").head(BEST)


def _charts(charts: Sequence[Path], lang: str) -> PageSection:
    return PageSection(say(lang, "图", "Charts"), charts=[(p, say(lang, *CAPTIONS[p.stem])) for p in pictures(charts)])


def _failed(sweep: Swept) -> PageSection:
    lang, failed = sweep.lang, sweep.failed()
    rows = [
        (str(r[NUMBER]), sweep.told(int(r[NUMBER])), _state(str(r[STATUS]), lang), str(r[MESSAGE]))
        for r in records(failed.head(FAILED), NUMBER, STATUS, MESSAGE)
    ]
    heads = (("方案", "no."), ("取值", "values"), ("状态", "status"), ("原因", "message"))
    note = say(
        lang, f"共{len(failed):,}个失败，其余见sweep.csv。", f"{len(failed):,} failed; the others are in sweep.csv."
    ) if len(failed) > FAILED else ""
    return PageSection(
        say(lang, "失败的方案", "Scenarios that failed"), _headed(rows, heads, lang),
        note=note,
    )


def _swept(sweep: Swept) -> PageSection:
    """Each swept key with its values, and whether it did anything."""
    lang, labels, rows = sweep.lang, sweep.labels, []
    for key in sweep.keys:
        values = [labels.value(key, v) for v in sweep.found.table[key].unique()]
        shown = say(lang, "、", ", ").join(values[:VALUES]) + (
            say(lang, f"等{len(values)}个", f" … {len(values)} in all") if len(values) > VALUES else ""
        )
        rows.append((labels.name(key) if key != NAME else word("name", lang), key, shown, _effect(sweep, key)))
    heads = (("变量", "key"), ("配置键", "written"), ("取值", "values"), ("作用", "what it did"))
    return PageSection(
        say(lang, "扫描的变量", "What was swept"), _headed(rows, heads, lang),
    )


def _effect(sweep: Swept, key: str) -> str:
    lang, told = sweep.lang, [e for e in sweep.effects if e.key == key]
    if not told:
        return "—"
    sets, alike = sum(e.sets for e in told), sum(e.alike for e in told)
    idle = [e for e in told if e.idle]
    if len(idle) == len(told):
        return say(lang, "不起作用：结果完全相同", "nothing: every replication came out the same")
    if idle:
        where = say(lang, "、", ", ").join(sweep.labels.scenario(e.scenario) for e in idle)
        return say(lang, f"在{where}中不起作用", f"nothing in {where}")
    return say(lang, "改变结果", "changes the outcome") if not alike else say(
        lang, f"{sets}组中{sets - alike}组改变结果", f"changes the outcome in {sets - alike} of {sets} sets"
    )


def _fixed(sweep: Swept) -> PageSection:
    """What holds for all scenarios, each by what it is called, as it is written, and its value."""
    lang = sweep.lang
    rows = [_setting(*text.lstrip("+~").partition("=")[::2], sweep) for text in sweep.basis.fixed]
    heads = (("设置", "setting"), ("配置键", "written"), ("取值", "value"))
    note = say(lang, "其余取默认值，见provenance.json。", "All else is at its default; see provenance.json.")
    return PageSection(
        say(lang, "各方案相同的设置", "The same in every scenario"),
        _headed(rows, heads, lang), note=note, level=3,
    )


def _setting(key: str, value: str, sweep: Swept) -> tuple[str, str, str]:
    """A setting that holds for all scenarios: what it is called, its key, its value."""
    name, known = sweep.labels.name(key), key in GROUPS
    county = say(sweep.lang, *sweep.basis.title)
    return name if known or name != key else "—", key, county if key == "county" else sweep.labels.value(key, value)


def _precision(sweep: Swept) -> list[tuple[str, str]]:
    """Days, replications, the precision reached, the model's version."""
    return [sweep.basis.days, _replications(sweep), _paired(sweep), _adjusted(sweep), *_reached(sweep)]


def _replications(sweep: Swept) -> tuple[str, str]:
    """Replications of a scenario, as they were asked for."""
    count = sweep.replications
    if count is None:
        rule, counts = sweep.rule, sweep.ranked[COUNT]
        spread = f"{counts.min()}–{counts.max()}" if len(counts) else "—"
        return (
            f"重复次数按精度选定（{rule.minimum}至{rule.maximum}次）：各方案{spread}次",
            f"replications by precision ({rule.minimum} to {rule.maximum}): {spread} a scenario",
        )
    few = ("，少于3次，无法检验差异", "; fewer than 3, so no difference can be tested") if count < ENOUGH else ("", "")
    return f"每个方案{count}次重复{few[0]}", f"{count} replications a scenario{few[1]}"


def _reached(sweep: Swept) -> list[tuple[str, str]]:
    """The precision reached by the scenarios that count, where any has an interval."""
    kpi, sound = sweep.kpi, sweep.ranked[~sweep.ranked[OVERLOADED]]
    half = ((sound[f"{kpi}_high"] - sound[f"{kpi}_low"]) / 2).to_numpy(float)
    half = half[np.isfinite(half)]
    if not len(half):
        return []
    median, widest, unit = float(np.median(half)), float(half.max()), kpi_of(kpi).unit
    return [(
        f"{name_of(kpi)}的95%区间半宽：中位数±{amount(median, unit)}，最宽±{amount(widest, unit)}",
        f"half of the 95 % interval of {name_of(kpi, 'en')}: median ±{amount(median, unit, 'en')}, "
        f"widest ±{amount(widest, unit, 'en')}",
    )]


def _paired(sweep: Swept) -> tuple[str, str]:
    """Which scenarios have the same parcels in each replication."""
    kinds = len({e.parcels for e in sweep.entries})
    if kinds == 1:
        return (
            "各方案第r次重复的快件与天气相同，故差异逐次配对",
            "replication r has the same parcels and weather in every scenario, so differences are paired",
        )
    return (
        f"扫描的变量改变快件：{len(sweep.entries):,}个方案有{kinds:,}种快件，只有快件相同的方案第r次重复才相同；"
        "其余只按重复序号配对，差异的区间更宽但仍成立（comparison的paired列）",
        f"what is swept changes the parcels: {kinds:,} kinds among {len(sweep.entries):,} scenarios; replication r is "
        "the same only where they are; other differences are paired by number alone, with wider intervals that hold "
        "all the same (column paired of comparison)",
    )


def _adjusted(sweep: Swept) -> tuple[str, str]:
    """For what the comparisons are adjusted."""
    if not sweep.reference:
        return (
            "最优方案由同一批重复挑出，比较已为此校正：全部结论同时成立的概率不低于95%",
            "the best was picked by the same replications, for which comparisons are adjusted: all verdicts hold "
            "together with 95 %",
        )
    return "与基准方案的比较经Holm校正", "comparisons with the reference are Holm-adjusted"


def _change(sweep: Swept) -> list[tuple[str, str]]:
    """What would change the answer."""
    lines = [(
        "未扫描的参数都取固定值；哪些参数会改变结论，用 parcelflow sensitivity 查看",
        "what was not swept has one value; parcelflow sensitivity tells which of it would change the answer",
    )]
    if not sweep.selected:
        lines.append(
            (
                "最优方案是在同一批重复中挑出的，其均值偏乐观；sweep.select 以给定概率选优",
                "the best was picked on the same replications that it is reported with, which flatters it; "
                "sweep.select selects with a stated probability",
            )
        )
    return lines
