"""What a person asks of a study of what drives the results."""

from __future__ import annotations

from typing import Literal

from sim.parameters.quantity import Section
from sim.parameters.setting import setting

Span = tuple[float, float]
"""The range of a key."""


class Sensitivity(Section):
    """What a person asks of a study of what drives the results."""

    method: Literal["morris", "sobol"] = setting("sensitivity.method", "morris")
    keys: tuple[str, ...] | dict[str, Span | None] | None = setting("sensitivity.keys", None, "keys or ranges")
    kpis: tuple[str, ...] = setting("sensitivity.kpis", ("cost_system_parcel", "at_village_mean_h", "within_24h"))
    modes: tuple[str, ...] = setting("sensitivity.modes", ())
    top: int = setting("sensitivity.top", 12, "keys", ge=1, le=1000)
    trajectories: int = setting("sensitivity.trajectories", 10, ge=2, le=10_000)
    levels: int = setting("sensitivity.levels", 4, ge=2, le=100)
    samples: int = setting("sensitivity.samples", 64, ge=2, le=2**20)
