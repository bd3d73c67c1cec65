"""Keys of ``robustness``: how often the order of a comparison holds over the plausible ranges of the parameters."""

from __future__ import annotations

from sim.inference.drivers.driver_keys import Span
from sim.parameters.quantity import Section
from sim.parameters.setting import setting


class Robustness(Section):
    """How often the order of the columns of a comparison holds."""

    points: int | None = setting("robustness.points", None, ge=0, le=10_000)
    keys: tuple[str, ...] | dict[str, Span | None] | None = setting("robustness.keys", None, "keys or ranges")
    top: int = setting("robustness.top", 10, "keys", ge=0, le=1000)
    days: int = setting("robustness.days", 7, "days", ge=7, le=364)
    route_iterations: int = setting("robustness.route_iterations", 10, ge=1, le=100_000)
    shift_min: int = setting("robustness.shift_min", 120, "min", ge=1, le=720)
