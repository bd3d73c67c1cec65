"""What an optimisation prints: what it decides on and may take, and at its end the plans and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.inference.search.grid import size_of
from sim.measure.registry import name_of
from sim.proposal.aligned import table
from sim.proposal.optimise.optimise_answer import answer, how, scope
from sim.proposal.optimise.optimise_tables import in_words
from sim.proposal.optimise.optimise_words import decision, value
from sim.proposal.optimise.optimised import Optimised
from sim.words import say

CHOSEN = ("front.csv", "timetable.csv", "fleet.csv", "crews.csv", "conf/settings/chosen.yaml")
"""Files to begin with, beside the page, where a plan was chosen."""


def beginning(found: Optimised) -> Iterator[str]:
    """What is decided, what is wanted, and what it may take."""
    about, asked, budget = found.about, found.asked, found.budget
    lang, combinations, decisions = about.lang, f"{size_of(asked.axes):,}", len(asked.axes)
    comma, none = say(lang, "、", ", "), say(lang, "无", "none")
    yield say(
        lang, f"优化：{decisions}项决策，{combinations}种组合；仿真次数上限{budget:,}。",
        f"Optimise: {decisions} decisions, {combinations} combinations; at most {budget:,} simulation runs.",
    )
    for a in asked.axes:
        values = comma.join(value(about, a.key, v, lang) for v in a.values)
        yield f"  {decision(about, a.key, lang)} [{a.key}]: {values}"
    yield say(lang, "目标：", "Targets: ") + (say(lang, "；", "; ").join(t.text(lang) for t in asked.targets) or none)
    small = comma.join(name_of(k, lang) for k in asked.kpis)
    yield say(
        lang, f"最小化：{small}。超负荷的方案视为不可行。",
        f"Made small: {small}. An overloaded plan counts as infeasible.",
    )


def ending(found: Optimised, folder: Path, command: str) -> Iterator[str]:
    """The plans, the answer, the ``command`` that simulates the chosen plan (empty where there is none), and where
    everything is."""
    lang = found.about.lang
    if found.result is not None:
        yield "\n" + table(in_words(found, lang), widest=60)
        yield "\n" + scope(found.about) + "\n"
    for line in (*answer(found), *how(found)):
        yield "• " + line
    if command:
        zh = "运行选定方案（得出与上表相同的数字）："
        yield "• " + say(lang, zh, "Run the chosen plan (it gives the numbers above): ") + command
    begin = say(lang, "、", "; ").join(("index.html", *(CHOSEN if command else ("searched.csv",))))
    yield "\n" + say(lang, f"结果：{folder}（先看{begin}）", f"Results: {folder} (begin with {begin})")
