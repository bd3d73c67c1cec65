"""What a sensitivity study leaves in its folder, and what it prints at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.output.store import save_frame
from experiments.scenarios.auto import record
from experiments.scenarios.provenance import provenance, run_key, write_json
from experiments.settings.config import Config
from experiments.studies.sensitivity.charts import charts
from experiments.studies.sensitivity.page import write_page
from experiments.studies.sensitivity.tables import frames, noise_in_words
from experiments.studies.sensitivity.words import answer, warnings
from experiments.version import installed
from sim.measure.codebook import codebook
from sim.proposal.aligned import table
from sim.words import say

if TYPE_CHECKING:
    from experiments.studies.sensitivity.found import Found


def write(config: Config, found: Found, folder: Path) -> None:
    """Write tables, charts and the page."""
    for name, frame in frames(config, found).items():
        save_frame(folder, name, frame)
    save_frame(folder, "kpis", codebook())
    write_page(config, found, charts(config, found, folder) if config.run.charts else [], folder)


def say_result(config: Config, found: Found, folder: Path) -> None:
    """Print the answer, what went wrong, the noise, and where everything is."""
    lang = config.run.lang
    for line in answer(config, found):
        print("• " + line)
    for line in warnings(config, found):
        print("! " + line)
    print("\n" + table(noise_in_words(config, found), widest=60))
    where = say(lang, f"结果：{folder}（先看 index.html；表 sensitivity.csv、one_at_a_time.csv、ranges.csv；图 charts/）", f"Results: {folder} (begin with index.html; sensitivity.csv, one_at_a_time.csv, ranges.csv; charts/)")
    print("\n" + where)


def write_provenance(config: Config, found: Found, folder: Path, started: str, seconds: dict[str, float], counts: Mapping[str, Any]) -> None:
    """Write provenance.json; the digest is of every value that was used."""
    values = b"".join(np.ascontiguousarray(x.values).tobytes() for x in (found.turned.base, found.turned.ends, found.responses))
    said = provenance(config, run_key(config, found.turned.modes), {"values": [hashlib.sha256(values).hexdigest()]}, started, seconds, dict(counts))
    said["packages"]["SALib"] = installed("SALib")
    if found.precision:
        said["precision"] = {mode: record(config.precision, decision) for mode, decision in found.precision.items()}
    write_json(folder / "provenance.json", said)
