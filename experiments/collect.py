"""``parcelflow collect hydra.run.dir=FOLDER``: the table and charts of a sweep as far as it is done; also what ``sweep`` does at its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.output.store import save_frame
from experiments.scenarios import archive_file
from experiments.scenarios.archive import Archive
from experiments.scenarios.auto import rule_of
from experiments.settings.config import Config
from experiments.studies.frame import labels_of
from experiments.studies.sweep import replications, selecting
from experiments.studies.sweep import table as sweep_table
from experiments.studies.sweep.keys import check_keys
from experiments.studies.sweep.table import Plan
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.problems import InputError, Problem, phrase
from sim.proposal.aligned import table as shown
from sim.proposal.selected import selection_words
from sim.proposal.swept_charts import charts
from sim.proposal.swept_page import swept_page
from sim.proposal.swept_words import Swept, answer, readable
from sim.words import say

EACH = 5
"""So many of the best and of the worst scenarios are printed."""


def main(config: Config, folder: Path) -> int:
    """Write the table of the sweep in ``folder``.

    Raises:
        InputError: there is no sweep in the folder, or no archive where it says.
    """
    try:
        plan = Plan.read(folder)
    except (InputError, ValueError, KeyError, TypeError, AttributeError):
        raise InputError([Problem("collect.folder", "hydra.run.dir", str(folder), phrase("collect.folder", file=sweep_table.FILE), phrase("collect.name_it"))]) from None
    check_keys(config, plan.keys, len(plan.entries))
    stores = [Path(name) for name in (plan.store, config.run.store) if (Path(name) / archive_file.FILE).exists()]
    if not stores:
        raise InputError([Problem("collect.store", "store", plan.store, phrase("collect.store"), phrase("collect.where"))])
    with Archive(stores[0]) as archive:
        selection = selecting.read(folder, plan)
        sweep = tables(config, folder, plan, archive)
    finish(config, sweep, [] if selection is None else selection_words(selection, config.run.lang), selection, draw(config, sweep, folder), folder)
    return 0


def tables(config: Config, folder: Path, plan: Plan, archive: Archive) -> Swept:
    """Write ``sweep`` and ``comparison`` (parquet, CSV), ``replications`` and the codebook: a sweep as far as it is done."""
    found = sweep_table.find(plan, archive, config)
    save_frame(folder, "sweep", found.table)
    replications.write(plan, found, archive, folder)
    save_frame(folder, "kpis", codebook())
    compared = sweep_table.comparison(plan, found.table, archive, config.sweep.kpi, config.sweep.reference)
    save_frame(folder, "comparison", compared)
    asked = config.sweep
    return Swept(
        keys=plan.keys, entries=plan.entries, replications=plan.replications, rule=rule_of(plan.precision), basis=plan.basis, found=found, compared=compared,
        labels=labels_of(config), pools={name: spread.pools for name, spread in config.assignment_table.items()}, kpi=asked.kpi, contour=asked.contour,
        reference=asked.reference is not None, selected=asked.select is not None, x=asked.x, y=asked.y, chart=config.chart,
    )  # fmt: skip


def draw(config: Config, sweep: Swept, folder: Path) -> list[Path]:
    """Write the charts, if any are wanted."""
    return charts(sweep, folder) if config.run.charts else []


def finish(config: Config, sweep: Swept, chosen: Sequence[str], selection: pd.DataFrame | None, drawn: Sequence[Path], folder: Path) -> None:
    """Print the best, the worst and the answer, and write the page, which links all that lies in the folder by then.

    Args:
        chosen: what a selection says, in words. ``selection``: what became of each scenario in it (``selection_table``); None where there is none.
        drawn: files of the charts.
    """
    _say_result(sweep, chosen)
    if config.run.charts and not drawn:
        print(say(sweep.lang, "没有可画的图：没有取多个值的变量，或没有数值。", "No chart: no key with several values, or no number."))
    files = sorted(p.name for p in folder.iterdir() if p.suffix in (".csv", ".json") and not p.name.startswith("."))
    write_whole(folder / "index.html", swept_page(sweep, chosen, selection, drawn, files))
    where = (f"结果：{folder}（先看 index.html；表 sweep.csv、comparison.csv）", f"Results: {folder} (begin with index.html; tables sweep.csv, comparison.csv)")
    print("\n" + say(sweep.lang, *where))


def _say_result(sweep: Swept, chosen: Sequence[str]) -> None:
    """Print the best and the worst scenarios, and the answer."""
    ranked = sweep.ranked
    if len(ranked):
        few = ranked if len(ranked) <= 2 * EACH else pd.concat([ranked.head(EACH), ranked.tail(EACH)])
        print("\n" + shown(readable(sweep, few, named=False), widest=28) + "\n")
    for line in (*chosen, *answer(sweep)):
        print("• " + line)
