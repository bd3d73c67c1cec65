"""What a comparison leaves: tables, workbook, charts, page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from experiments.engines.written import written
from experiments.settings.config import Config
from sim.chart.base_map import BaseMap
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.proposal import tables
from sim.proposal.book import save_workbook
from sim.proposal.compared import Compared
from sim.proposal.comparison import card_rows, charts, comparison_page, cover, plan_info
from sim.proposal.comparison_words import foot, headline, scope, title, told_first
from sim.proposal.evidence import evidence, scheme_of
from sim.proposal.findings import findings
from sim.proposal.frames import save_frames
from sim.proposal.material import Material, SheetData, Words
from sim.proposal.plan_view import PlanReader
from sim.proposal.plan_views import plan_sheets
from sim.proposal.plots import plots
from sim.proposal.sheet import OutputSheet
from sim.proposal.village_results import village_results
from sim.proposal.workbook import sheets
from sim.words import say


def write(
    config: Config, result: Compared, folder: Path, extra: dict[str, pd.DataFrame],
    helpers: LocalEngine | None = None, drawn: Sequence[Path] | None = None,
) -> list[Path]:
    """Write every table, the workbook, the charts and the page; the files of the charts.

    Args:
        drawn: charts of these results that stand there already: they are shown, and none is drawn.
    """
    lang, prepared = config.run.lang, result.prepared
    found = _tables(config, result, extra, lang)
    of_the_plan = plan_sheets(result.plan, PlanReader(result.document, prepared, lang))
    own = sheets(found, prepared, lang, of_the_plan)
    book = (folder / "tables.xlsx", cover(result, lang), own, lang, card_rows(result, lang))
    drawings = charts(result, config.chart, folder, lang) if config.run.charts and drawn is None else {}
    in_order = (
        Task("workbook", save_workbook, book), Task("documents", save_material, (config, result, extra, folder)), *(Task(*it) for it in drawings.items()),
        Task("frames", save_frames, (folder, found)),
    )
    done = written(in_order, helpers)
    drawn = [file for name in drawings for file in done[name]] if drawn is None else list(drawn)
    write_whole(folder / "index.html", comparison_page(result, _files(folder), drawn, lang, lang if config.run.charts else None))
    return drawn


def save_material(config: Config, result: Compared, extra: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write what documents are made of, in both languages."""
    county = result.prepared.county
    zh, en = (_words(config, result, extra, lang) for lang in ("zh", "en"))
    names = (county.name, county.name_en or county.name)
    Material(county=names, base=BaseMap.of(county), zh=zh, en=en).save(folder)


def _words(config: Config, result: Compared, extra: dict[str, pd.DataFrame], lang: str) -> Words:
    of_the_plan = plan_sheets(result.plan, PlanReader(result.document, result.prepared, lang))
    every = _tables(config, result, extra, lang)
    found = sheets(every, result.prepared, lang, of_the_plan)
    compared = OutputSheet(say(lang, "模式比较", "Comparison of modes"), headline(result, lang), about=scope(result, lang))
    known = evidence(result, every, lang)
    told = (*told_first(result), *result.card.lines)
    return Words(
        title=title(result, lang), foot=foot(result, lang), scope=scope(result, lang),
        statements=tuple((x.group, say(lang, x.zh, x.en)) for x in told), compared=SheetData.of(compared),
        scheme=known.names.get(known.scheme, ""), plots=plots(every, known.names, known.overloaded, lang), findings=findings(known),
        sheets=tuple(SheetData.of(sheet) for sheet in found),
        info=plan_info(result, config.chart, lang),
    )


def _tables(config: Config, result: Compared, extra: dict[str, pd.DataFrame], lang: str) -> dict[str, pd.DataFrame]:
    """Every table, by the name of its file; ``lang`` of what is written in words."""
    found = result.tables()
    found["crews_use"], found["fleet_use"] = found.pop("crews"), found.pop("fleet")
    found |= tables.of_plans(result.prepared, lang)
    found["inputs"] = tables.inputs(config.county, result.prepared, lang)
    found["village_results"] = village_results(found["villages"], scheme_of(result))
    return found | extra | {"kpis": codebook()}


def _files(folder: Path) -> list[str]:
    """Names of the files that a person would open, the workbook of all tables first."""
    shown = (".csv", ".xlsx", ".json")
    names = [p.name for p in sorted(folder.iterdir()) if p.suffix in shown and not p.name.startswith(".")]
    return sorted(names, key=lambda name: not name.endswith(".xlsx"))
