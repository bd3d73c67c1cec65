"""Long tables on the page of a comparison, closed until a reader opens them: villages, vehicles, people, timetable,
running cost, inputs."""

from __future__ import annotations

from collections.abc import Sequence

from sim.proposal.comparison.titles import title_of
from sim.proposal.money_sheets import TITLES
from sim.proposal.page import PageSection
from sim.proposal.paper.on_paper import on_paper
from sim.proposal.paper.paper import Grid
from sim.proposal.paper.word_table import grid_texts
from sim.proposal.sheet import OutputSheet
from sim.words import say

FOLDED = ("village_results", "fleet", "crews", "timetable", "running_cost", "inputs")
"""Sheets of the workbook that are on the page too, in order; of the inputs those that were set for this county or plan.
"""

MOST = 500
"""Rows shown; the workbook has all."""


def folded_sections(sheets: Sequence[OutputSheet], lang: str) -> list[PageSection]:
    """Those of the sheets of a workbook, each as it stands there."""
    titled = {sheet.title: sheet for sheet in sheets}
    titles = (say(lang, *TITLES[name]) if name in TITLES else title_of(name, lang) for name in FOLDED)
    found = [titled[title] for title in titles if title in titled]
    inputs = title_of("inputs", lang)
    return [_section(on_paper("inputs", s, "", lang) if s.title == inputs else s, lang) for s in found]


def _section(sheet: OutputSheet, lang: str) -> PageSection:
    grid = Grid("", sheet.title, sheet.table, sheet.formats, sheet.about, MOST, sheet.rows)
    texts, note = grid_texts(grid, lang)
    return PageSection(f"{sheet.title} ({len(sheet.table):,})", texts, note=note, level=3, folded=True)
