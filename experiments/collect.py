"""``parcelflow collect hydra.run.dir=FOLDER``: the table and charts of a sweep as far as it is done; also what ``sweep`` does at its end."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments.output.console import table as shown
from experiments.output.store import save_frame
from experiments.scenarios import archive as archives
from experiments.scenarios.archive import Archive
from experiments.settings.config import Config
from experiments.studies.sweep import table as sweep_table
from experiments.studies.sweep.charts import charts
from experiments.studies.sweep.table import COUNT, MESSAGE, NUMBER, OK, STATUS, Found, Plan
from sim.measure.estimate import A_LOWER, B_LOWER, SAME
from sim.measure.registry import kpi_of, name_of
from sim.problems import InputError, Problem
from sim.words import figure, say, unit_text, word

EACH = 5
"""So many of the best and of the worst scenarios are printed."""


def main(config: Config, folder: Path) -> int:
    """Write the table of the sweep in ``folder``.

    Raises:
        InputError: there is no sweep in the folder, or no archive where it says.
    """
    from experiments.sweep import check_keys

    try:
        plan = Plan.read(folder)
    except (OSError, ValueError, KeyError):
        hint = "name the folder of a sweep: parcelflow collect hydra.run.dir=results/sweep-..."
        raise InputError([Problem("collect.folder", "hydra.run.dir", str(folder), f"a folder with the {sweep_table.FILE} of a sweep", hint)]) from None
    check_keys(config, plan.keys, len(plan.entries))
    stores = [Path(name) for name in (plan.store, config.run.store) if (Path(name) / archives.FILE).exists()]
    if not stores:
        raise InputError([Problem("collect.store", "store", plan.store, "the folder of the sweep's archive", "store=FOLDER, or run it where the sweep was run")])
    with Archive(stores[0]) as archive:
        write(config, folder, plan, archive)
    return 0


def write(config: Config, folder: Path, plan: Plan, archive: Archive) -> Found:
    """Write ``sweep`` and ``comparison`` (parquet, CSV) and the charts, and print the best and the worst."""
    found = sweep_table.find(plan, archive, config)
    save_frame(folder, "sweep", found.table)
    compared = sweep_table.comparison(plan, found.table, archive, config.sweep.kpi, config.sweep.reference)
    save_frame(folder, "comparison", compared)
    _say_result(config, plan, found, compared, folder)
    if config.run.charts:
        notes = charts(config, plan, found.table, folder)
        if notes:
            print("\n".join(notes))
    return found


def _say_result(config: Config, plan: Plan, found: Found, compared: pd.DataFrame, folder: Path) -> None:
    """Print the best and the worst scenarios, those that failed, and where everything is."""
    lang, kpi = config.run.lang, config.sweep.kpi
    ranked = sweep_table.ranking(found.table, kpi)
    verdicts = dict(zip(compared["a"], compared["verdict"], strict=True))
    if len(ranked):
        few = ranked if len(ranked) <= 2 * EACH else pd.concat([ranked.head(EACH), ranked.tail(EACH)])
        print("\n" + shown(_readable(few, plan, config, verdicts), widest=28))
        alike = sum(v == SAME for v in verdicts.values())
        against = config.sweep.reference or int(ranked[NUMBER].iloc[0])
        print("\n" + say(
            lang,
            f"按{name_of(kpi, 'zh')}排序，共{len(ranked):,}个方案；与方案{against}逐次配对比较（Holm校正）：{alike:,}个不可区分。",
            f"Ranked by {name_of(kpi, 'en')}: {len(ranked):,}; paired with scenario {against} by replication (Holm): {alike:,} cannot be told from it.",
        ))  # fmt: skip
    failed = found.table[found.table[STATUS].isin(("failed", "killed"))]
    for row in failed.head(EACH).itertuples():
        print(say(lang, "方案{}失败：{}", "Scenario {} failed: {}").format(getattr(row, NUMBER), str(getattr(row, MESSAGE)).splitlines()[0]))
    states = found.states()
    done, bad, open_ = states.get(OK, 0), len(failed), states.get("missing", 0)
    print(say(
        lang,
        f"{len(found.table):,}个方案：完成{done:,}，失败{bad:,}，未完成{open_:,}。表：{folder / 'sweep.csv'}",
        f"{len(found.table):,} scenarios: {done:,} done, {bad:,} failed, {open_:,} to run. Table: {folder / 'sweep.csv'}",
    ))  # fmt: skip


def _readable(rows: pd.DataFrame, plan: Plan, config: Config, verdicts: dict[int, str]) -> pd.DataFrame:
    """Some rows as people read them: number, swept keys, two KPIs with their intervals, the verdict against the reference."""
    lang = config.run.lang
    said = {A_LOWER: say(lang, "较低", "lower"), B_LOWER: say(lang, "较高", "higher"), SAME: word(SAME, lang)}
    kpis = list(dict.fromkeys(k for k in (config.sweep.kpi, config.sweep.contour) if k))
    table = rows[[NUMBER, *plan.keys, COUNT]].rename(columns={NUMBER: say(lang, "方案", "no.")})
    for kpi in kpis:
        unit = kpi_of(kpi).unit
        cells = [f"{figure(m, unit)} [{figure(a, unit)}, {figure(b, unit)}]" for m, a, b in zip(rows[kpi], rows[f"{kpi}_low"], rows[f"{kpi}_high"], strict=True)]
        table[f"{name_of(kpi, lang)} ({unit_text(unit, lang)})"] = cells
    table[say(lang, "与参照相比", "against the reference")] = [said.get(verdicts.get(n, ""), "—") for n in rows[NUMBER]]
    return table.rename(columns={COUNT: word("n", lang)})
