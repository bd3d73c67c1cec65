"""What a person asks of a sweep beside its scenarios."""

from __future__ import annotations

from sim.parameters.quantity import Section
from sim.parameters.setting import setting


class Sweep(Section):
    """What the charts and the comparison of a sweep show."""

    x: str | None = setting("sweep.x", None)
    y: str | None = setting("sweep.y", None)
    kpi: str = setting("sweep.kpi", "within_24h")
    contour: str | None = setting("sweep.contour", "cost_system_parcel")
    reference: int | None = setting("sweep.reference", None, ge=1)
    select: str | None = setting("sweep.select", None)
    delta: float | None = setting("sweep.delta", None, gt=0)
    alpha: float = setting("sweep.alpha", 0.05, "share", gt=0, lt=0.5)
