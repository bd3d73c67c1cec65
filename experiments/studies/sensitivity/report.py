"""What a sensitivity study leaves in its folder, and what it prints at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.output.store import save_frame
from experiments.scenarios.provenance import packages, run_key
from experiments.settings.config import Config
from experiments.studies.frame import Study
from sim.inference.drivers import Drivers
from sim.inference.enough import record
from sim.measure.codebook import codebook
from sim.parameters.factor import Factor
from sim.plain.whole import write_whole
from sim.proposal.about import About
from sim.proposal.aligned import table
from sim.proposal.sensitivity_charts import charts
from sim.proposal.sensitivity_page import sensitivity_page
from sim.proposal.sensitivity_tables import frames, noise_in_words
from sim.proposal.sensitivity_words import answer, warnings
from sim.words import say


def say_start(config: Config, about: About, modes: Sequence[str], asked: Sequence[Factor]) -> None:
    """Print what will be run."""
    s, lang = config.sensitivity, config.run.lang
    keys = len(asked) if s.keys is not None else min(s.top, len(asked))
    points = s.trajectories * (keys + 1) if s.method == "morris" else s.samples * (keys + 2)
    names = say(lang, "、", ", ").join(about.name(m) for m in modes)
    alone, n = 2 * len(asked), config.run.replications
    repeated = say(lang, "重复次数按精度", "replications by precision") if n == "auto" else say(lang, f"每个方案{n}次重复", f"{n} replications a point")
    print(
        say(
            lang,
            f"敏感性分析（{s.method}）：模式 {names}；先逐项变动{len(asked)}个参数（{alone}个方案），再对其中{keys}个联合变动（{points}个方案），"
            f"每种模式如此，{repeated}。",
            f"Sensitivity ({s.method}) of {names}: {len(asked)} keys one at a time ({alone} points), then {keys} of them together ({points} points), "
            f"in each mode, {repeated}.",
        ),
        flush=True,
    )
    if not s.modes:
        print(say(lang, "只分析配置中的一种模式；多种模式：sensitivity.modes=[...]。", "One mode, the config's own; for more: sensitivity.modes=[...]."), flush=True)


def say_replications(config: Config, n: int) -> None:
    """Print what ``replications=auto`` came to."""
    print(say(config.run.lang, f"按现方案的精度，每个方案{n}次重复。", f"By the precision of the plan as configured: {n} replications at every point."), flush=True)


def write(about: About, found: Drivers, folder: Path, *, drawn: bool) -> None:
    """Write tables, charts (if any are wanted) and the page."""
    for name, frame in frames(about, found).items():
        save_frame(folder, name, frame)
    save_frame(folder, "kpis", codebook())
    pictures = charts(about, found, folder) if drawn else []
    files = [p.name for p in sorted(folder.iterdir()) if p.suffix == ".csv"] + ["provenance.json"]
    write_whole(folder / "index.html", sensitivity_page(about, found, pictures, files))


def say_result(about: About, found: Drivers, folder: Path) -> None:
    """Print the answer, what went wrong, the noise, and where everything is."""
    for line in answer(about, found):
        print("• " + line)
    for line in warnings(about, found):
        print("! " + line)
    print("\n" + table(noise_in_words(about, found), widest=60))
    where = say(about.lang, f"结果：{folder}（先看 index.html；表 sensitivity.csv、one_at_a_time.csv、ranges.csv；图 charts/）", f"Results: {folder} (begin with index.html; sensitivity.csv, one_at_a_time.csv, ranges.csv; charts/)")
    print("\n" + where)


def note(study: Study, found: Drivers, counts: Mapping[str, Any]) -> None:
    """Write provenance.json; the digest is of every value that was used."""
    config, turned = study.config, found.turned
    values = b"".join(np.ascontiguousarray(x.values).tobytes() for x in (turned.base, turned.ends, found.responses))
    digests = {"values": [hashlib.sha256(values).hexdigest()]}
    precision = {mode: record(config.precision.model_dump(mode="json"), decision) for mode, decision in found.precision.items()}
    study.note(run_key(config, turned.modes), digests, counts, precision=precision or None, packages=packages("SALib"))
