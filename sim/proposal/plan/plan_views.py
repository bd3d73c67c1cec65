"""The tables of a plan, in the order in which workbook and page show them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.plain.number import is_number
from sim.proposal.page import PageSection
from sim.proposal.plan.plan_facilities import FACILITIES, STANDARDS
from sim.proposal.plan.plan_mix import BEST_MIX, MIX_ROOM, MIX_TRIED
from sim.proposal.plan.plan_money import BUDGET, SUBSIDIES, THRESHOLDS
from sim.proposal.plan.plan_places import APPRAISAL, BACKSTOP, BASICS
from sim.proposal.plan.plan_sharing import SHARING
from sim.proposal.plan.plan_shelves import SHELVES
from sim.proposal.plan.plan_stages import ROLLOUT, WHATIF, head_of
from sim.proposal.plan.plan_targets import TARGETS
from sim.proposal.plan.plan_view import PlanReader, PlanView
from sim.proposal.sheet import ONE, PERCENT, TWO, WHOLE, OutputSheet
from sim.words import say

VIEWS: Mapping[str, PlanView] = {
    "basics": BASICS, "targets": TARGETS, "budget": BUDGET, "subsidies": SUBSIDIES, "thresholds": THRESHOLDS,
    "standards": STANDARDS, "facilities": FACILITIES, "shelves": SHELVES,
    "mix_tried": MIX_TRIED, "best_mix": BEST_MIX,
    "mix_room": MIX_ROOM, "sharing": SHARING, "backstop": BACKSTOP, "appraisal": APPRAISAL,
    "rollout": ROLLOUT, "whatif": WHATIF,
}
"""By name of the table; a new table is a line here."""

_TEXTS = {WHOLE: "{:,.0f}", ONE: "{:,.1f}", TWO: "{:,.2f}", PERCENT: "{:.1%}"}


def plan_sheets(frames: Mapping[str, pd.DataFrame], reader: PlanReader) -> list[OutputSheet]:
    """A sheet for each table of a plan that there is."""
    return [sheet_of(view, frames[name], reader) for name, view in VIEWS.items() if len(frames.get(name, ()))]


def plan_sections(frames: Mapping[str, pd.DataFrame], reader: PlanReader) -> list[PageSection]:
    """A section of the page for each; of long tables the first rows."""
    shown = {name: view for name, view in VIEWS.items() if view.on_page and len(frames.get(name, ()))}
    return [section_of(view, frames[name], reader) for name, view in shown.items()]


def sheet_of(view: PlanView, frame: pd.DataFrame, reader: PlanReader) -> OutputSheet:
    """The sheet of one table."""
    lang = reader.lang
    title, about = say(lang, *view.title), say(lang, *view.about)
    return OutputSheet(title, view.shown(frame, reader), _formats(view, lang), (), about)


def section_of(view: PlanView, frame: pd.DataFrame, reader: PlanReader) -> PageSection:
    """The section of one table."""
    lang, table = reader.lang, (view.page_shown or view.shown)(frame, reader)
    left = len(table) - view.on_page
    more = say(lang, f"；另有{left}行见工作簿", f"; {left} more rows are in the workbook") if left > 0 else ""
    texts = _texts(table.head(view.on_page), _formats(view, lang))
    return PageSection(say(lang, *view.title), texts, note=say(lang, *view.about) + more)


def _formats(view: PlanView, lang: str) -> dict[str, str]:
    """Number formats by head."""
    return {head_of(column, lang): shown for column, shown in view.formats.items()}


def _texts(table: pd.DataFrame, formats: Mapping[str, str]) -> pd.DataFrame:
    """The table with every cell a text."""
    return pd.DataFrame({head: [_text(v, formats.get(head, "")) for v in table[head]] for head in table.columns})


def _text(value: object, shown: str) -> str:
    """A cell of the page."""
    if value is None or value != value:
        return ""
    if is_number(value):
        return _TEXTS.get(shown, "{:,.6g}").format(value)
    return str(value)
