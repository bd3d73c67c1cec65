"""Keys of ``precision``: how many replications are enough."""

from __future__ import annotations

from experiments.settings.setting import setting
from sim.parameters.quantity import Section


class Precision(Section):
    """How many replications are enough, with ``replications=auto``: half-widths of the 95 % intervals that must be
    reached."""

    relative: float = setting("precision.relative", 0.05, "share", gt=0, lt=1)
    absolute: dict[str, float] = setting("precision.absolute", {"within_24h": 0.02})
    kpis: tuple[str, ...] = setting(
        "precision.kpis", ("cost_system_parcel", "at_village_mean_h", "within_24h", "at_village_p90_h")
    )
    differences: bool | tuple[str, ...] = setting("precision.differences", True)
    min: int = setting("precision.min", 20, "replications", ge=3, le=100_000)
    max: int = setting("precision.max", 200, "replications", ge=3, le=100_000)
    batch: int = setting("precision.batch", 10, "replications", ge=1, le=10_000)
