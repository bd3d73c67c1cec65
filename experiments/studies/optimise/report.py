"""What an optimisation leaves: tables, the chosen plan, a chart, a page, and its provenance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.studies.optimise.chosen import TABLES, write_chosen
from experiments.studies.optimise.outcome import chosen
from sim.inference.search.confirm import STREAMS, stage_seed
from sim.inference.search.decisions import values_of
from sim.inference.search.grid import size_of
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.proposal.frames import save_frame
from sim.proposal.optimise.optimise_page import chart, optimise_page
from sim.proposal.optimise.optimise_tables import front_frame, searched_frame
from sim.proposal.optimise.optimised import Optimised


def write(config: Config, found: Optimised, folder: Path) -> str:
    """Write tables, chosen plan, chart and page; the command that simulates the chosen plan, empty where there is none. """
    save_frame(folder, "searched", searched_frame(found))
    save_frame(folder, "kpis", codebook())
    files, command, drawn = ["searched", "kpis"], "", list[Path]()
    if found.result is not None:
        plans = front_frame(found)
        save_frame(folder, "front", plans)
        command = write_chosen(chosen(config, found), found.replications, folder)
        files = ["front", "searched", "kpis", *TABLES]
        drawn = chart(found, plans, folder) if config.run.charts else []
    write_whole(folder / "index.html", optimise_page(found, [f"{n}.csv" for n in files], drawn, command))
    return command


def note(study: Study, found: Optimised, counts: Mapping[str, Any]) -> None:
    """Write provenance.json."""
    config, axes = study.config, found.asked.axes
    picked = None if found.result is None else values_of(axes, found.result.chosen)
    told = {
        "runs": found.runs, "budget": config.optimise.budget, "combinations": size_of(axes),
        "looked_at": len(found.seen), "states": dict(found.counts()),
        "seeds": {stage: stage_seed(config.run.seed, stage) for stage in STREAMS},
        "sampler_seed": config.optimise.sampler_seed, "chosen": json.loads(json.dumps(picked, ensure_ascii=False)),
    }  # fmt: skip
    study.note(config.key(), {}, counts, optimise=told)
