"""What documents are made of, from a comparison: its words and sheets in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.chart.base_map import BaseMap
from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.proposal.annex.material import Material, SheetData, Words
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.comparison import plan_info
from sim.proposal.comparison.comparison_tables import every_table
from sim.proposal.comparison.comparison_words import foot, headline, scope, title, told_first
from sim.proposal.comparison.evidence import evidence
from sim.proposal.comparison.workbook import sheets
from sim.proposal.findings.findings import findings
from sim.proposal.paper.plots import plots
from sim.proposal.plan.plan_view import PlanReader
from sim.proposal.plan.plan_views import plan_sheets
from sim.proposal.sheet import OutputSheet
from sim.words import say


def save_material(
    result: Compared, county: CountySpec, extra: Mapping[str, pd.DataFrame], chart: ChartSpec, folder: Path
) -> None:
    """Write what documents are made of into a results folder.

    Args:
        county: as it was asked for. ``extra``: tables beside the result's own.
        chart: how charts look.
    """
    of, (zh, en) = result.prepared.county, (_words(result, county, extra, chart, lang) for lang in ("zh", "en"))
    names = (of.name, of.name_en or of.name)
    Material(county=names, base=BaseMap.of(of), zh=zh, en=en).save(folder)


def _words(
    result: Compared, county: CountySpec, extra: Mapping[str, pd.DataFrame], chart: ChartSpec, lang: str
) -> Words:
    """Title, statements, findings and sheets in one language."""
    of_the_plan = plan_sheets(result.plan, PlanReader(result.document, result.prepared, lang))
    every = every_table(result, county, extra, lang)
    found = sheets(every, result.prepared, lang, of_the_plan)
    called = say(lang, "主要指标比较", "Comparison of modes")
    compared = OutputSheet(called, headline(result, lang), about=scope(result, lang))
    known = evidence(result, every, lang)
    told = (*told_first(result), *result.card.lines)
    return Words(
        title=title(result, lang), foot=foot(result, lang), scope=scope(result, lang),
        statements=tuple((x.group, say(lang, x.zh, x.en)) for x in told), compared=SheetData.of(compared),
        scheme=known.names.get(known.scheme, ""), plots=plots(every, known.names, known.overloaded, lang),
        findings=findings(known), sheets=tuple(SheetData.of(sheet) for sheet in found),
        info=plan_info(result, chart, lang),
    )
