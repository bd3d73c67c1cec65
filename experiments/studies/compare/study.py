"""Modes side by side: what ``compare`` and ``simulate`` have in common."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from experiments.output.plans import say_plans
from experiments.scenarios.auto import record
from experiments.scenarios.prepare import noted, prepare
from experiments.scenarios.provenance import Stopwatch, provenance, write_json
from experiments.settings.config import Config
from experiments.studies.compare.answer import say_result
from experiments.studies.compare.placements import headline
from experiments.studies.compare.report import write
from experiments.studies.compare.result import replications


def study(config: Config, names: tuple[str, ...], folder: Path) -> None:
    """Run a study and write its results folder."""
    lang, started, clock = config.run.lang, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), Stopwatch()
    with clock("plan"):
        prepared = noted(prepare(config, names))
    say_plans(prepared, lang)
    print(flush=True)
    with clock("simulate"):
        result = replications(config, prepared, folder)
    extra = {}
    if config.run.placement_seeds > 1:
        with clock("placements"):
            extra["headline"] = headline(config, names, folder)
    with clock("write"):
        write(config, result, folder, extra)
    origin = provenance(config, result.key, result.digests, started, clock.seconds, result.counts)
    if result.decision is not None:
        origin["precision"] = record(config.precision, result.decision)
    write_json(folder / "provenance.json", origin)
    say_result(config, result, folder, clock)
