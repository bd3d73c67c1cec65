"""What documents are made of, from a comparison: its words and sheets in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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


@dataclass(frozen=True, eq=False)
class ToldTables:
    """The tables of a comparison in one language: by name, and as people read them."""

    frames: Mapping[str, pd.DataFrame]
    sheets: Sequence[OutputSheet]

    @classmethod
    def of(cls, result: Compared, county: CountySpec, extra: Mapping[str, pd.DataFrame], lang: str) -> ToldTables:
        """Those of a result; ``county``, ``extra``: see ``save_material``."""
        of_the_plan = plan_sheets(result.plan, PlanReader(result.document, result.prepared, lang))
        every = every_table(result, county, extra, lang)
        return cls(every, sheets(every, result.prepared, lang, of_the_plan))


def save_material(
    result: Compared, county: CountySpec, extra: Mapping[str, pd.DataFrame], chart: ChartSpec, folder: Path,
    known: Mapping[str, ToldTables] = MappingProxyType({}),
) -> None:  # fmt: skip
    """Write what documents are made of into a results folder.

    Args:
        county: as it was asked for. ``extra``: tables beside the result's own.
        chart: how charts look.
        known: by language, tables that are at hand; the others are made here.
    """
    of, langs = result.prepared.county, ("zh", "en")
    tables = [known.get(lang) or ToldTables.of(result, county, extra, lang) for lang in langs]
    zh, en = (_words(result, told, chart, lang) for told, lang in zip(tables, langs, strict=True))
    names = (of.name, of.name_en or of.name)
    Material(county=names, base=BaseMap.of(of), tables=tuple(tables[0].frames), zh=zh, en=en).save(folder)


def _words(result: Compared, tables: ToldTables, chart: ChartSpec, lang: str) -> Words:
    """Title, statements, findings and sheets in one language."""
    called = say(lang, "主要指标比较", "Comparison of modes")
    compared = OutputSheet(called, headline(result, lang), about=scope(result, lang))
    known = evidence(result, tables.frames, lang)
    told = (*told_first(result), *result.card.lines)
    return Words(
        title=title(result, lang), foot=foot(result, lang), scope=scope(result, lang),
        statements=tuple((x.group, say(lang, x.zh, x.en)) for x in told), compared=SheetData.of(compared),
        scheme=known.names.get(known.scheme, ""), plots=plots(tables.frames, known.names, known.overloaded, lang),
        findings=findings(known), sheets=tuple(SheetData.of(sheet) for sheet in tables.sheets),
        info=plan_info(result, chart, lang),
    )
