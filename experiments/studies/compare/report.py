"""What a comparison leaves: tables, workbook, charts, page; long files are written side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from experiments.engines.written import written
from experiments.settings.config import Config
from sim.plain.whole import write_whole
from sim.proposal.annex.comparison_material import ToldTables, save_material
from sim.proposal.book import save_workbook
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.comparison import card_rows, charts, comparison_page, cover
from sim.proposal.comparison.comparison_tables import opened
from sim.proposal.comparison.folded import folded_sections
from sim.proposal.frames import save_frames


def write(
    config: Config, result: Compared, folder: Path, extra: dict[str, pd.DataFrame],
    helpers: LocalEngine | None = None, drawn: Sequence[Path] | None = None,
) -> list[Path]:  # fmt: skip
    """Write every table, the workbook, the charts and the page; the files of the charts.

    Args:
        extra: tables beside the result's own.
        drawn: charts of these results that stand there already: they are shown, and none is drawn.
    """
    lang = config.run.lang
    charts_in = lang if config.run.charts else None
    drawings = charts(result, config.chart, folder, lang) if charts_in and drawn is None else {}
    told = cache(lambda: ToldTables.of(result, config.county, extra, lang))

    def tasks() -> Iterator[Task]:
        """Half of the charts, which are drawn while the tables are made; the tables, which take longest; other charts."""
        each = [Task(*one) for one in drawings.items()]
        yield from each[: len(each) // 2]
        book = (folder / "tables.xlsx", cover(result, lang), told().sheets, lang, card_rows(result, lang))
        yield Task("workbook", save_workbook, book)
        yield Task("documents", save_material, (result, config.county, extra, config.chart, folder, {lang: told()}))
        yield Task("frames", save_frames, (folder, told().frames))
        yield from each[len(each) // 2 :]

    done = written(tasks(), helpers)
    files = [file for name in drawings for file in done[name]] if drawn is None else list(drawn)
    page = comparison_page(result, opened(folder), files, lang, charts_in, folded_sections(told().sheets, lang))
    write_whole(folder / "index.html", page)
    return files
