"""What an optimisation leaves: tables, the chosen plan, a chart, a page, and its provenance; and what it prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.output.store import save_frame
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.optimise.answer import answer, foot, how, scope, title
from experiments.studies.optimise.chosen import TABLES, write_chosen
from experiments.studies.optimise.decisions import values_of
from experiments.studies.optimise.judge import OK, OVERLOADED, REFUSED
from experiments.studies.optimise.outcome import STREAMS, Asked, Outcome, seed_of
from experiments.studies.optimise.search import size_of
from experiments.studies.optimise.tables import MIXED, front_frame, in_words, mode_of, searched_frame
from experiments.studies.optimise.words import decision, heading, value
from sim.chart.info import ModeName, PlanInfo
from sim.inference.verdict import MET
from sim.measure.codebook import codebook
from sim.measure.registry import name_of
from sim.plain.whole import write_whole
from sim.proposal.aligned import table
from sim.proposal.page import Section, page, pictures
from sim.words import say

CHART = ("成本与时间的前沿", "front of cost and time")


def say_start(config: Config, asked: Asked) -> None:
    """Print what is decided, what is wanted, and what it may take."""
    lang, budget, axes = config.run.lang, config.optimise.budget, asked.axes
    comma = say(lang, "、", ", ")
    zh = f"优化：{len(axes)}项决策，{size_of(axes):,}种组合；仿真次数上限{budget:,}。"
    print(say(lang, zh, f"Optimise: {len(axes)} decisions, {size_of(axes):,} combinations; at most {budget:,} simulation runs."))
    for a in axes:
        print(f"  {decision(config, a.key, lang)} [{a.key}]: {comma.join(value(config, a.key, v, lang) for v in a.values)}")
    print(say(lang, "目标：", "Targets: ") + (say(lang, "；", "; ").join(t.text(lang) for t in asked.targets) or say(lang, "无", "none")))
    small = comma.join(name_of(k, lang) for k in asked.kpis)
    print(say(lang, f"最小化：{small}。超负荷的方案视为不可行。", f"Made small: {small}. An overloaded plan counts as infeasible."), flush=True)


def write(config: Config, found: Outcome, folder: Path) -> str:
    """Write tables, chosen plan, chart and page; the command that simulates the chosen plan, empty where there is none."""
    save_frame(folder, "searched", searched_frame(found))
    save_frame(folder, "kpis", codebook())
    files, command, sections = ["searched", "kpis"], "", []
    lang = config.run.lang
    card = [(say(lang, "如何得来", "How it was found"), how(config, found))]
    if found.result is not None:
        plans = front_frame(found)
        save_frame(folder, "front", plans)
        command = write_chosen(found.chosen(), config.optimise.estimation_replications, folder)
        files = ["front", "searched", "kpis", *TABLES]
        charts = _chart(config, found, plans, folder) if config.run.charts else []
        sections = [
            Section(say(lang, "结果中的方案（均值 ± 95%区间半宽）", "Plans of the result (mean ± half of the 95 % interval)"), in_words(found, lang), kind="small"),
            Section(say(lang, "图", "Charts"), charts=[(c, say(lang, *CHART)) for c in pictures(charts)]),
        ]
        card.append((say(lang, "运行选定方案（得出与上表相同的数字）", "Run the chosen plan (it gives the numbers above)"), [command]))
    text = page(title(config), answer(config, found), scope(lang), sections, [f"{n}.csv" for n in files], card, foot(config), lang)
    write_whole(folder / "index.html", text)
    return command


def _chart(config: Config, found: Outcome, plans: pd.DataFrame, folder: Path) -> list[Path]:
    from sim.chart.front import front_figure
    from sim.chart.style import drawing, save

    assert found.result is not None
    lang, (cost, time), table_ = config.run.lang, found.asked.kpis, found.judge.config.mode_table
    rename = {f"{kpi}{end}": f"{what}{end}" for kpi, what in ((cost, "cost"), (time, "time")) for end in ("", "_low", "_high")}
    drawn = plans.rename(columns=rename).assign(met=plans["targets"] == MET, look=[mode_of(found, p) for p in found.result.values])
    searched = searched_frame(found)
    searched = searched[searched["state"] == OK].drop_duplicates([cost, time]).rename(columns={cost: "cost", time: "time"})
    names = [ModeName(m, table_[m].name_zh, table_[m].name_en, table_[m].handover == "township") for m in dict.fromkeys(drawn["look"]) if m in table_]
    names += [ModeName(MIXED, "混合模式", "mixed modes")] if MIXED in set(drawn["look"]) else []
    info = PlanInfo(tuple(names), {}, foot(config), config.chart.order)
    counts = found.judge.counts()
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    with drawing():
        figure = front_figure(
            drawn, searched, info.looks(lang), (heading(cost, lang), heading(time, lang)), [t.text(lang) for t in found.asked.targets],
            counts[OVERLOADED] + counts[REFUSED], info.provenance, lang,
        )  # fmt: skip
        return save(figure, folder / "charts" / "front", config.chart.formats, config.chart.dpi)


def note(study: Study, found: Outcome, counts: Mapping[str, Any]) -> None:
    """Write provenance.json."""
    config = study.config
    chosen = None if found.result is None else json.loads(json.dumps(values_of(found.asked.axes, found.result.chosen), ensure_ascii=False))
    told = {
        "runs": found.runs, "budget": config.optimise.budget, "combinations": size_of(found.asked.axes), "looked_at": len(found.seen), "states": dict(found.judge.counts()),
        "seeds": {stage: seed_of(config, stage) for stage in STREAMS}, "sampler_seed": config.optimise.sampler_seed, "chosen": chosen,
    }  # fmt: skip
    study.note(config.key(), {}, counts, optimise=told)


def say_result(config: Config, found: Outcome, folder: Path, command: str) -> None:
    """Print the plans and the answer."""
    lang = config.run.lang
    if found.result is not None:
        print("\n" + table(in_words(found, lang), widest=60))
        print("\n" + scope(lang) + "\n")
    for line in (*answer(config, found), *how(config, found)):
        print("• " + line)
    begin = say(lang, "、", "; ").join(("index.html", "searched.csv"))
    if command:
        print("• " + say(lang, "运行选定方案（得出与上表相同的数字）：", "Run the chosen plan (it gives the numbers above): ") + command)
        begin = say(lang, "、", "; ").join(("index.html", "front.csv", "timetable.csv", "fleet.csv", "crews.csv", "conf/plan/chosen.yaml"))
    print("\n" + say(lang, f"结果：{folder}（先看{begin}）", f"Results: {folder} (begin with {begin})"))
