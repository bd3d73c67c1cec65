"""``parcelflow explore FOLDER``: a page on which a county is explored village by village, and a day of it replayed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config, as_kept
from sim.explore.explore_page import explore_page
from sim.explore.page_data import ShownMode, page_data, place_numbers, township_codes
from sim.explore.replay_day import measured_day, replay_day, typical_day
from sim.inference.estimate import OVERLOADED
from sim.plain.whole import write_whole
from sim.problems import InputError, Problem, phrase
from sim.proposal.annex.whole_results import as_seen
from sim.proposal.frames import read_frame
from sim.proposal.page import link_page
from sim.service.assignment.columns import called
from sim.store.kept import Want

PAGE = "explore.html"
FIRST = 0
"""The replication of which a day is shown."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Made:
    """What a results folder has: its config, by column the digest of the first replication, and two of its tables."""

    config: Config
    digests: dict[str, str]
    villages: pd.DataFrame
    summary: pd.DataFrame


def main(config: Config, folder: Path) -> int:
    """Write the page into the folder, or of a prefecture into that of each county; the exit code.

    Raises:
        InputError: the folder holds no results of a comparison, or it has no such day.
    """
    counties = sorted(file.parent for file in folder.glob("*/villages.parquet"))
    for one in counties if counties and not (folder / "villages.parquet").exists() else [folder]:
        _explore(config, one)
    return 0


def _explore(config: Config, folder: Path) -> None:
    """Write the page of one county into its folder."""
    made = _read(folder)
    of = made.config.model_copy(update={"run": config.run.model_copy(update={"seed": made.config.run.seed})})
    horizon, asked = of.parameters.horizon, config.explore.day
    known = [name for name in made.digests if name in of.mode_table or name in of.assignment_table]
    over = set(made.summary.loc[made.summary["state"] == OVERLOADED, "mode"])
    shown, again, day = _again(of, known, over, None if asked is None else measured_day(asked, horizon))
    date = horizon.start_date + dt.timedelta(days=day)
    data = page_data(county_of(of), of.parameters, made.villages, shown, date, config.chart.map_approval)
    write_whole(folder / PAGE, explore_page(data, config.run.lang))
    link_page(folder / "index.html", PAGE, phrase("explore.link").text(config.run.lang))
    moved = [name for name in known if again[name] != made.digests[name]]
    _say(config.run.lang, folder, moved, [name for name in made.digests if name not in known])


def _again(
    config: Config, names: Sequence[str], over: set[str], day: int | None
) -> tuple[list[ShownMode], dict[str, str | None], int]:
    """Columns simulated again: their day, the digest of each (None: it failed), and which day it is."""
    points, shown, county = [DesignPoint((), config, name) for name in names], list[ShownMode](), county_of(config)
    places, townships = place_numbers(county), township_codes(county)
    with closing(Team(config)) as team, evaluator(config, team) as runs:
        runs.must_run(points, [FIRST], Want(traced=frozenset({FIRST})))
        rows = {point.scenario: runs.archive.first(point.key) for point in points}
        for point in points:
            trace = runs.store.parts.traces([(point.scenario, point.key, FIRST)])  # one at a time, as each is large
            day = typical_day(trace["parcels"], config.parameters.horizon) if day is None else day
            shown.append(ShownMode(
                key=point.scenario, names=called(config, point.scenario), overloaded=point.scenario in over,
                day=replay_day(trace, places, townships, day),
            ))  # fmt: skip
    return shown, {name: None if row is None else row.digest for name, row in rows.items()}, day or 0


def _read(folder: Path) -> Made:
    """What the folder has.

    Raises:
        InputError: it holds no results of a comparison of one county, or they are damaged.
    """
    allowed, hint = phrase("propose.folder"), phrase("explore.hint")
    seen = as_seen(folder, ("villages", "summary"))
    wrong = InputError([Problem("explore.folder", "hydra.run.dir", seen, allowed, hint)])
    try:
        told: dict[str, Any] = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
        digests = {name: found[FIRST] for name, found in told["outcome_digests"].items()}
        villages, summary = (read_frame(folder, name) for name in ("villages", "summary"))
        made = Made(config=as_kept(told["config"]), digests=digests, villages=villages, summary=summary)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise wrong from None
    whole = {"mode", "village", "parcels_day"} <= {*villages} and {"mode", "state"} <= {*summary}
    if made.config.verb not in ("compare", "simulate") or not whole:
        raise wrong
    return made


def _say(lang: str, folder: Path, moved: Sequence[str], left_out: Sequence[str]) -> None:
    """Say where the page is, and what of it is not as the folder has it."""
    if moved:
        print(phrase("explore.moved", modes=tuple(moved)).text(lang))
    if left_out:
        print(phrase("explore.left_out", modes=tuple(left_out)).text(lang))
    print(phrase("propose.wrote", files=(str(folder / PAGE),)).text(lang))
