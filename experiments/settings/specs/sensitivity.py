"""Keys of ``sensitivity``: what drives the results."""

from __future__ import annotations

from typing import Literal

from sim.parameters.quantity import Section, param

Range = tuple[float, float]


class Sensitivity(Section):
    """What drives the results."""

    method: Literal["morris", "sobol"] = param("morris", "-", "morris: mean effects from few runs; sobol: shares of the variance from many", source="-", moves="")
    keys: tuple[str, ...] | dict[str, Range | None] | None = param(
        None, "keys or ranges", "numeric keys to vary: a list (over their plausible ranges) or a map key: [low, high]; empty: every parameter with a plausible range that the plan uses, numbers of people and vehicles apart", source="-", moves=""
    )
    kpis: tuple[str, ...] = param(("cost_system_parcel", "at_point_mean_h", "within_24h"), "-", "results to explain", source="-", moves="")
    modes: tuple[str, ...] = param((), "-", "modes to do it in, all on the same points; empty: the one mode", source="-", moves="")
    top: int = param(12, "keys", "where no keys are named: so many of them, those that move the results most one at a time, go into the indices", source="-", moves="", ge=1, le=1000)
    trajectories: int = param(10, "-", "morris: trajectories; points are (keys + 1) times as many", source="-", moves="", ge=2, le=10_000)
    levels: int = param(4, "-", "morris: levels of the grid, an even number", source="-", moves="", ge=2, le=100)
    samples: int = param(64, "-", "sobol: samples, best a power of 2; points are (keys + 2) times as many", source="-", moves="", ge=2, le=2**20)
