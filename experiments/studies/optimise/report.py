"""What an optimisation leaves: tables, the chosen plan, a chart, a page, and its provenance; and what it prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.output.store import save_frame
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.optimise.chosen import TABLES, write_chosen
from experiments.studies.optimise.decisions import values_of
from experiments.studies.optimise.outcome import STREAMS, chosen, seed_of
from sim.inference.grid import size_of
from sim.measure.codebook import codebook
from sim.measure.registry import name_of
from sim.plain.whole import write_whole
from sim.proposal.aligned import table
from sim.proposal.optimise_answer import answer, how, scope
from sim.proposal.optimise_page import chart, optimise_page
from sim.proposal.optimise_tables import front_frame, in_words, searched_frame
from sim.proposal.optimise_words import decision, value
from sim.proposal.optimised import Optimised
from sim.words import say


def say_start(found: Optimised) -> None:
    """Print what is decided, what is wanted, and what it may take."""
    about, asked, budget = found.about, found.asked, found.budget
    lang, axes = about.lang, asked.axes
    comma = say(lang, "、", ", ")
    zh = f"优化：{len(axes)}项决策，{size_of(axes):,}种组合；仿真次数上限{budget:,}。"
    print(say(lang, zh, f"Optimise: {len(axes)} decisions, {size_of(axes):,} combinations; at most {budget:,} simulation runs."))
    for a in axes:
        print(f"  {decision(about, a.key, lang)} [{a.key}]: {comma.join(value(about, a.key, v, lang) for v in a.values)}")
    print(say(lang, "目标：", "Targets: ") + (say(lang, "；", "; ").join(t.text(lang) for t in asked.targets) or say(lang, "无", "none")))
    small = comma.join(name_of(k, lang) for k in asked.kpis)
    print(say(lang, f"最小化：{small}。超负荷的方案视为不可行。", f"Made small: {small}. An overloaded plan counts as infeasible."), flush=True)


def write(config: Config, found: Optimised, folder: Path) -> str:
    """Write tables, chosen plan, chart and page; the command that simulates the chosen plan, empty where there is none."""
    save_frame(folder, "searched", searched_frame(found))
    save_frame(folder, "kpis", codebook())
    files, command, drawn = ["searched", "kpis"], "", list[Path]()
    if found.result is not None:
        plans = front_frame(found)
        save_frame(folder, "front", plans)
        command = write_chosen(chosen(config, found), found.replications, folder)
        files = ["front", "searched", "kpis", *TABLES]
        drawn = chart(found, plans, folder) if config.run.charts else []
    write_whole(folder / "index.html", optimise_page(found, [f"{n}.csv" for n in files], drawn, command))
    return command


def note(study: Study, found: Optimised, counts: Mapping[str, Any]) -> None:
    """Write provenance.json."""
    config = study.config
    picked = None if found.result is None else json.loads(json.dumps(values_of(found.asked.axes, found.result.chosen), ensure_ascii=False))
    told = {
        "runs": found.runs, "budget": config.optimise.budget, "combinations": size_of(found.asked.axes), "looked_at": len(found.seen), "states": dict(found.counts()),
        "seeds": {stage: seed_of(config, stage) for stage in STREAMS}, "sampler_seed": config.optimise.sampler_seed, "chosen": picked,
    }  # fmt: skip
    study.note(config.key(), {}, counts, optimise=told)


def say_result(found: Optimised, folder: Path, command: str) -> None:
    """Print the plans and the answer."""
    lang = found.about.lang
    if found.result is not None:
        print("\n" + table(in_words(found, lang), widest=60))
        print("\n" + scope(lang) + "\n")
    for line in (*answer(found), *how(found)):
        print("• " + line)
    begin = say(lang, "、", "; ").join(("index.html", "searched.csv"))
    if command:
        print("• " + say(lang, "运行选定方案（得出与上表相同的数字）：", "Run the chosen plan (it gives the numbers above): ") + command)
        begin = say(lang, "、", "; ").join(("index.html", "front.csv", "timetable.csv", "fleet.csv", "crews.csv", "conf/settings/chosen.yaml"))
    print("\n" + say(lang, f"结果：{folder}（先看{begin}）", f"Results: {folder} (begin with {begin})"))
