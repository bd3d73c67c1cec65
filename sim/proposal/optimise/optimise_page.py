"""The page of an optimisation, and the chart of its front."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sim.chart.info import ModeName, PlanInfo
from sim.inference.search.grid import OK, OVERLOADED, REFUSED
from sim.inference.verdict import MET
from sim.proposal.card import card as trust_card
from sim.proposal.optimise.optimise_answer import answer, how, scope, title
from sim.proposal.optimise.optimise_tables import MIXED, in_words, mode_of, searched_frame
from sim.proposal.optimise.optimise_words import heading
from sim.proposal.optimise.optimised import Optimised
from sim.proposal.page import PageSection, page, pictures
from sim.proposal.trust import input_lines
from sim.words import say

CHART = ("成本与时间的前沿", "front of cost and time")


def optimise_page(found: Optimised, files: Sequence[str], drawn: Sequence[Path], command: str) -> str:
    """index.html of an optimisation.

    Args:
        files: names of the tables in the folder.
        drawn: files of the chart.
        command: runs the chosen plan; empty where there is none.
    """
    lang, sections = found.about.lang, list[PageSection]()
    card = [(say(lang, "如何得来", "How it was found"), how(found))]
    if found.result is not None:
        sections = [
            PageSection(say(
                lang, "结果中的方案（均值 ± 95%区间半宽）", "Plans of the result (mean ± half of the 95 % interval)"
            ), in_words(found, lang), kind="small"),
            PageSection(say(lang, "图", "Charts"), charts=[(c, say(lang, *CHART)) for c in pictures(drawn)]),
        ]
        card.append((
            say(lang, "运行选定方案（得出与上表相同的数字）", "Run the chosen plan (it gives the numbers above)"),
            [command],
        ))
    of, n = found.about, found.replications
    rests_on = [of.days(), (f"结果{n}次重复（同一批快件）", f"{n} replications of the result (the same parcels)")]
    return page(
        title(of), answer(found), scope(of), sections, files,
        [*card, *trust_card(input_lines(of.county), rests_on, [], lang)], of.foot(n), lang, facts=of.county_line(),
    )  # fmt: skip


def chart(found: Optimised, plans: pd.DataFrame, folder: Path) -> list[Path]:
    """Draw the front below ``folder``; its files."""
    from sim.chart.front import front_figure
    from sim.chart.style import drawing, save

    about, (cost, time), counts = found.about, found.asked.kpis, found.counts()
    drawn = _on_axes(found, plans)
    info = PlanInfo(_looks(found, list(drawn["look"])), {}, about.foot(found.replications), about.chart.order)
    targets = [t.text(about.lang) for t in found.asked.targets]
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    with drawing():
        figure = front_figure(
            drawn, _searched(found), info.looks(about.lang), (heading(cost, about.lang), heading(time, about.lang)),
            targets, counts[OVERLOADED] + counts[REFUSED], info.provenance, about.lang,
        )  # fmt: skip
        return save(figure, folder / "charts" / "front", about.chart.formats, about.chart.dpi)


def _on_axes(found: Optimised, plans: pd.DataFrame) -> pd.DataFrame:
    """The plans with their KPIs called cost and time, whether they keep the targets, and whose look they have."""
    assert found.result is not None
    axes = zip(found.asked.kpis, ("cost", "time"), strict=True)
    names = {f"{kpi}{end}": f"{axis}{end}" for kpi, axis in axes for end in ("", "_low", "_high")}
    looks = [mode_of(found, plan) for plan in found.result.values]
    return plans.rename(columns=names).assign(met=plans["targets"] == MET, look=looks)


def _searched(found: Optimised) -> pd.DataFrame:
    """What the search looked at and could simulate, by cost and time."""
    cost, time = found.asked.kpis
    searched = searched_frame(found)
    sound = searched[searched["state"] == OK].drop_duplicates([cost, time])
    return sound.rename(columns={cost: "cost", time: "time"})


def _looks(found: Optimised, looks: Sequence[str]) -> tuple[ModeName, ...]:
    """The modes of the plans, and their mixture where there is one."""
    names = found.about.names
    modes = [ModeName(m, *names[m], m in found.remote) for m in dict.fromkeys(looks) if m in names]
    return (*modes, *([ModeName(MIXED, "混合模式", "mixed modes")] if MIXED in looks else []))
