"""Keys of ``optimise``: the search for the cheapest plan."""

from __future__ import annotations

from typing import Any, Self

from pydantic import model_validator

from experiments.settings.setting import setting
from sim.parameters.quantity import Section
from sim.problems import RefusedError, phrase


class Range(Section):
    """Numbers from ``low`` to ``high`` in steps."""

    low: float
    high: float
    step: float = 1.0

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not (self.step > 0 and self.high >= self.low):
            raise RefusedError(phrase("config.range_step"))
        return self


Choice = Range | tuple[Any, ...]


class Optimise(Section):
    """The search for the cheapest plan."""

    keys: dict[str, Choice] = setting("optimise.keys", {}, "keys and values")
    townships: bool = setting("optimise.townships", False)
    cost: str | None = setting("optimise.cost", None)
    time: str = setting("optimise.time", "at_village_mean_h")
    targets: dict[str, Any] = setting("optimise.targets", {"within_24h": ">=0.9", "reach_1_3": ">=1"})
    budget: int = setting("optimise.budget", 400, "runs", ge=1, le=10_000_000)
    search_replications: int = setting("optimise.search_replications", 2, ge=1, le=1000)
    selection_replications: int = setting("optimise.selection_replications", 5, ge=3, le=1000)
    estimation_replications: int = setting("optimise.estimation_replications", 10, ge=3, le=1000)
    candidates: int = setting("optimise.candidates", 8, "plans", ge=1, le=200)
    batch: int = setting("optimise.batch", 8, "plans", ge=1, le=1000)
    sampler_seed: int = setting("optimise.sampler_seed", 1, ge=0, le=2**31 - 1)
