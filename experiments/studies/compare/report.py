"""What a comparison leaves: tables, workbook, charts, page."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments.engines.engine import Task
from experiments.engines.team import Team
from experiments.output.store import save_frames
from experiments.output.written import written
from experiments.settings.config import Config
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.proposal import tables
from sim.proposal.book import save_workbook
from sim.proposal.compared import Compared
from sim.proposal.comparison import charts, comparison_page, cover
from sim.proposal.plan_view import PlanReader
from sim.proposal.plan_views import plan_sheets
from sim.proposal.workbook import sheets


def write(config: Config, result: Compared, folder: Path, extra: dict[str, pd.DataFrame], team: Team) -> None:
    """Write every table, the workbook, the charts and the page."""
    lang, prepared = config.run.lang, result.prepared
    found = result.tables()
    found["crews_use"], found["fleet_use"] = found.pop("crews"), found.pop("fleet")
    found |= tables.of_plans(prepared, lang)
    found["inputs"] = tables.inputs(config.county, prepared, lang)
    found |= extra | {"kpis": codebook()}
    book = (folder / "tables.xlsx", cover(result, lang), sheets(found, prepared, lang, plan_sheets(result.plan, PlanReader(result.document, prepared, lang))), lang)
    drawings = charts(result, config.chart, folder, lang) if config.run.charts else {}
    tasks = [Task("workbook", save_workbook, book), *(Task(*it) for it in drawings.items()), Task("frames", save_frames, (folder, found))]
    done = written(tasks, team.helpers)
    drawn = [file for name in drawings for file in done[name]]
    files = [p.name for p in sorted(folder.iterdir()) if p.suffix in (".csv", ".xlsx", ".json") and not p.name.startswith(".")]
    write_whole(folder / "index.html", comparison_page(result, files, drawn, lang, lang if config.run.charts else None))
