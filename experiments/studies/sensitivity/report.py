"""What a sensitivity study leaves in its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from experiments.scenarios.provenance import packages, run_key
from experiments.studies.frame import Study
from sim.inference.drivers import Drivers
from sim.inference.enough import record
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.proposal.about import About
from sim.proposal.frames import save_frame
from sim.proposal.sensitivity_charts import charts
from sim.proposal.sensitivity_page import sensitivity_page
from sim.proposal.sensitivity_tables import frames


def write(about: About, found: Drivers, folder: Path, *, drawn: bool) -> None:
    """Write tables, charts (if any are wanted) and the page."""
    for name, frame in frames(about, found).items():
        save_frame(folder, name, frame)
    save_frame(folder, "kpis", codebook())
    pictures = charts(about, found, folder) if drawn else []
    files = [p.name for p in sorted(folder.iterdir()) if p.suffix == ".csv"] + ["provenance.json"]
    write_whole(folder / "index.html", sensitivity_page(about, found, pictures, files))


def note(study: Study, found: Drivers, counts: Mapping[str, Any]) -> None:
    """Write provenance.json; the digest is of every value that was used."""
    keys, turned = study.config.precision.model_dump(mode="json"), found.turned
    used = (turned.base, turned.ends, found.responses)
    values = b"".join(np.ascontiguousarray(x.values).tobytes() for x in used)
    digests = {"values": [hashlib.sha256(values).hexdigest()]}
    precision = {mode: record(keys, decision) for mode, decision in found.precision.items()} or None
    key = run_key(study.config, turned.modes)
    study.note(key, digests, counts, precision=precision, packages=packages("SALib"))
