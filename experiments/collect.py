"""``parcelflow collect hydra.run.dir=FOLDER``: the table and charts of a sweep as far as it is done.

``sweep`` does the same at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.scenarios.evaluate import teller
from experiments.settings.config import Config
from experiments.studies.frame import labels_of
from sim.inference.enough import rule_of
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.problems import InputError, Problem, phrase
from sim.proposal.frames import save_frame
from sim.proposal.sweep import swept_plan
from sim.proposal.sweep.selected import read_selection, selection_words
from sim.proposal.sweep.swept_charts import charts
from sim.proposal.sweep.swept_keys import check_sweep
from sim.proposal.sweep.swept_page import swept_page
from sim.proposal.sweep.swept_plan import SweepPlan
from sim.proposal.sweep.swept_rows import Swept
from sim.proposal.sweep.swept_table import swept_table
from sim.proposal.sweep.swept_words import result_lines
from sim.store import archive_file
from sim.store.archive import Archive


def main(config: Config, folder: Path) -> int:
    """Write the table of the sweep in ``folder``.

    Raises:
        InputError: there is no sweep in the folder, or no archive where it says.
    """
    plan = _plan_in(folder)
    check_sweep(config.sweep, plan.keys, len(plan.entries), config.run.replications, config.precision)
    stores = [Path(name) for name in (plan.store, config.run.store) if (Path(name) / archive_file.FILE).exists()]
    if not stores:
        hint = phrase("collect.where")
        raise InputError([Problem("collect.store", "store", plan.store, phrase("collect.store"), hint)])
    with Archive(stores[0], teller(config.run.lang)) as archive:
        selection = read_selection(folder, [e.key for e in plan.entries])
        sweep = tables(config, folder, plan, archive)
    said = [] if selection is None else selection_words(selection, config.run.lang)
    finish(config, sweep, said, selection, draw(config, sweep, folder), folder)
    return 0


def _plan_in(folder: Path) -> SweepPlan:
    """The sweep that a folder holds.

    Raises:
        InputError: there is none.
    """
    try:
        return SweepPlan.read(folder)
    except (InputError, ValueError, KeyError, TypeError, AttributeError):
        allowed, hint = phrase("collect.folder", file=swept_plan.FILE), phrase("collect.name_it")
        raise InputError([Problem("collect.folder", "hydra.run.dir", str(folder), allowed, hint)]) from None


def tables(config: Config, folder: Path, plan: SweepPlan, archive: Archive) -> Swept:
    """Write ``sweep`` and ``comparison``, ``replications`` and the codebook: a sweep as far as it is done."""
    asked = config.sweep
    found = swept_table(plan.keys, swept_plan.known(plan, archive), config.run.lang)
    save_frame(folder, "sweep", found.table)
    swept_plan.write_replications(plan, found, archive, folder)
    save_frame(folder, "kpis", codebook())
    compared = swept_plan.comparison(plan, found.table, archive, asked.kpi, asked.reference)
    save_frame(folder, "comparison", compared)
    return Swept(
        keys=plan.keys, entries=plan.entries, replications=plan.replications, rule=rule_of(plan.precision),
        basis=plan.basis, found=found, compared=compared, labels=labels_of(config),
        pools={name: spread.pools for name, spread in config.assignment_table.items()}, kpi=asked.kpi,
        contour=asked.contour, reference=asked.reference is not None, selected=asked.select is not None, x=asked.x,
        y=asked.y, chart=config.chart,
    )  # fmt: skip


def draw(config: Config, sweep: Swept, folder: Path) -> list[Path]:
    """Write the charts, if any are wanted."""
    return charts(sweep, folder) if config.run.charts else []


def finish(
    config: Config, sweep: Swept, chosen: Sequence[str], selection: pd.DataFrame | None, drawn: Sequence[Path],
    folder: Path,
) -> None:
    """Print the best, the worst and the answer, and write the page, which links all that lies in the folder by then.

    Args:
        chosen: what a selection says, in words. ``selection``: what became of each scenario in it
            (``selection_table``); None where there is none.
        drawn: files of the charts.
    """
    files = sorted(p.name for p in folder.iterdir() if p.suffix in (".csv", ".json") and not p.name.startswith("."))
    write_whole(folder / "index.html", swept_page(sweep, chosen, selection, drawn, files))
    for line in result_lines(sweep, chosen):
        print(line)
    if config.run.charts and not drawn:
        print(phrase("sweep.no_chart").text(sweep.lang))
    print("\n" + phrase("sweep.results", folder=str(folder)).text(sweep.lang))
