"""Where the figures of a sensitivity study come from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.scenarios.provenance import run_key
from experiments.studies.frame import Study
from sim.inference.drivers.drivers import Drivers
from sim.inference.enough import record
from sim.store.provenance import packages


def note(study: Study, found: Drivers, counts: Mapping[str, Any]) -> None:
    """Write provenance.json; the digest is of every value that was used."""
    keys, turned = study.config.precision.model_dump(mode="json"), found.turned
    used = (turned.base, turned.ends, found.responses)
    values = b"".join(np.ascontiguousarray(x.values).tobytes() for x in used)
    digests = {"values": [hashlib.sha256(values).hexdigest()]}
    precision = {mode: record(keys, decision) for mode, decision in found.precision.items()} or None
    key = run_key(study.config, turned.modes)
    study.note(key, digests, counts, precision=precision, packages=packages("SALib"))
