"""Which inputs drive an output: designs of Morris and Sobol on the unit cube, and their indices with intervals, by SALib.

Each coordinate of the cube is an input's whole range, so that effects are in the output's unit over that range and comparable.
An output comes as one row a replication, the same replications (common random numbers) at every point: what they share
cancels in effects, and what they do not is the noise against which an index is judged.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Method = Literal["morris", "sobol"]

NONE, NOISE, UNKNOWN, EFFECT, INSUFFICIENT = "no effect", "not distinguishable from noise", "noise not known", "effect", "insufficient"
"""Verdicts on an index: zero at every point; no larger than replication noise alone would make it; from one replication, so that noise is
not known; larger than noise; from fewer than two complete blocks."""

RESAMPLES, LEVEL, Z95 = 400, 0.95, 1.645
LEADING: dict[Method, str] = {"morris": "mu_star", "sobol": "ST"}
"""The index that ranks inputs and is judged."""


@dataclass(frozen=True, eq=False)
class Design:
    """Points at which a model is evaluated.

    Attributes:
        unit: points of the unit cube, (blocks x size, inputs). A block is a Morris trajectory (inputs + 1 points) or a Saltelli
            block (inputs + 2); what is missing one of its points is dropped as a whole.
        size: points of a block.
        levels: of the Morris grid; 0 for Sobol.
        seed: of the design, and of the bootstrap.
    """

    method: Method
    unit: Floats
    size: int
    levels: int
    seed: int

    @property
    def inputs(self) -> int:
        """How many inputs vary."""
        return int(self.unit.shape[1])

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.unit) // self.size

    def problem(self) -> dict[str, Any]:
        """The design as SALib asks for it."""
        return _problem(self.inputs)

    def rows(self, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of some blocks, in order."""
        return (blocks[:, None] * self.size + np.arange(self.size)).ravel()


@dataclass(frozen=True, eq=False)
class Indices:
    """The indices of one output, each with its interval, by name: ``mu_star``, ``mu``, ``sigma``, or ``ST``, ``S1``.

    Attributes:
        value, low, high: by name of the index, one number an input.
        floor: the largest leading index that noise alone would give, one an input; NaN where the noise is not known.
        verdict: on the leading index, one an input.
        blocks: complete blocks used.
        variance: of the output's mean over replications, over the points.
    """

    value: dict[str, Floats]
    low: dict[str, Floats]
    high: dict[str, Floats]
    floor: Floats
    verdict: tuple[str, ...]
    blocks: int
    variance: float


def _problem(inputs: int) -> dict[str, Any]:
    return {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [[0.0, 1.0]] * inputs}


def morris_design(inputs: int, trajectories: int, levels: int, seed: int) -> Design:
    """Trajectories over a grid, each moving every input once (Morris 1991)."""
    from SALib.sample.morris import sample

    unit = sample(_problem(inputs), trajectories, num_levels=levels, seed=seed)
    return Design("morris", np.asarray(unit, dtype=np.float64), inputs + 1, levels, seed)


def sobol_design(inputs: int, samples: int, seed: int) -> Design:
    """Saltelli's blocks on a scrambled Sobol sequence (Saltelli 2010), for first-order and total indices.

    Args:
        samples: blocks; a power of 2 keeps the sequence balanced.
    """
    from SALib.sample.sobol import sample

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of scipy, that the number is no power of 2
        unit = sample(_problem(inputs), samples, calc_second_order=False, seed=seed)
    return Design("sobol", np.asarray(unit, dtype=np.float64), inputs + 2, 0, seed)


def analyse(design: Design, y: Floats) -> Indices:
    """Indices of an output.

    Args:
        y: (replications, points); a block with a value that is not finite is left out.
    """
    y = np.atleast_2d(np.asarray(y, dtype=np.float64))
    whole = np.flatnonzero(np.isfinite(y).all(axis=0).reshape(design.blocks, design.size).all(axis=1))
    rows = design.rows(whole)
    y, unit = y[:, rows], design.unit[rows]
    if len(whole) < 2:
        return _nothing(design, len(whole))
    mean = y.mean(axis=0)
    value, half = (_morris if design.method == "morris" else _sobol)(design, unit, mean)
    if design.method == "morris":
        floor = _morris_floor(elementary_effects(unit, y, design.size))
        low = {k: np.maximum(0.0, v - half[k]) if k != "mu" else v - half[k] for k, v in value.items()}
    else:
        floor = np.full(design.inputs, _sobol_floor(y, len(whole)))
        low = {k: v - half[k] for k, v in value.items()}
    high = {k: v + half[k] for k, v in value.items()}
    lead = value[LEADING[design.method]]
    verdict = tuple(_verdict(float(v), float(f)) for v, f in zip(lead, floor, strict=True))
    return Indices(value, low, high, floor, verdict, len(whole), float(mean.var()))


def _nothing(design: Design, blocks: int) -> Indices:
    none = np.full(design.inputs, np.nan)
    names = ("mu_star", "mu", "sigma") if design.method == "morris" else ("ST", "S1")
    every = dict.fromkeys(names, none)
    return Indices(every, every, every, none, (INSUFFICIENT,) * design.inputs, blocks, math.nan)


def _verdict(value: float, floor: float) -> str:
    if value <= 1e-12:
        return NONE
    if math.isnan(floor):
        return UNKNOWN
    return NOISE if value <= floor else EFFECT


def elementary_effects(unit: Floats, y: Floats, size: int) -> Floats:
    """Change of the output over each input's whole range, from each step of each trajectory.

    Args:
        unit: (trajectories x size, inputs). y: (replications, trajectories x size).

    Returns:
        (replications, trajectories, inputs).
    """
    steps = np.diff(unit.reshape(-1, size, size - 1), axis=1)
    moved = np.abs(steps).argmax(axis=2)
    step = np.take_along_axis(steps, moved[:, :, None], axis=2)[:, :, 0]
    effect = np.diff(y.reshape(len(y), -1, size), axis=2) / step
    out = np.empty_like(effect)
    np.put_along_axis(out, np.broadcast_to(moved, effect.shape), effect, axis=2)
    return out


def _morris(design: Design, unit: Floats, mean: Floats) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Indices and half-widths; SALib's bootstrap for mu_star, the same bootstrap here for mu and sigma, for which it has none."""
    from SALib.analyze.morris import analyze

    found = analyze(design.problem(), unit, mean, num_resamples=RESAMPLES, conf_level=LEVEL, num_levels=design.levels, seed=design.seed)
    value = {k: np.asarray(found[k], dtype=np.float64) for k in ("mu_star", "mu", "sigma")}
    effects = elementary_effects(unit, mean[None], design.size)[0]
    half = {
        "mu_star": np.asarray(found["mu_star_conf"], dtype=np.float64),
        "mu": _spread(effects, design.seed, lambda x: x.mean(axis=1)),
        "sigma": _spread(effects, design.seed, lambda x: x.std(axis=1, ddof=1)),
    }
    return value, half


def _spread(effects: Floats, seed: int, statistic: Callable[[Floats], Floats]) -> Floats:
    """Half-width of a statistic over trajectories: 1.96 standard deviations of its bootstrap."""
    drawn = np.random.default_rng(seed).integers(len(effects), size=(RESAMPLES, len(effects)))
    half: Floats = 1.96 * statistic(effects[drawn]).std(axis=0, ddof=1)
    return half


def _morris_floor(effects: Floats) -> Floats:
    """The 95 % point of mu_star were every elementary effect noise alone: a mean of half-normals with the standard error that
    the replications show."""
    replications, trajectories, inputs = effects.shape
    if replications < 2:
        return np.full(inputs, np.nan)
    error = np.sqrt(effects.var(axis=0, ddof=1).mean(axis=0) / replications)
    mean = math.sqrt(2 / math.pi)
    floor: Floats = error * (mean + Z95 * math.sqrt((1 - mean**2) / trajectories))
    return floor


def _sobol(design: Design, unit: Floats, mean: Floats) -> tuple[dict[str, Floats], dict[str, Floats]]:
    from SALib.analyze.sobol import analyze

    if np.ptp(mean) <= 1e-12 * max(1.0, float(np.abs(mean).max())):
        zero = {k: np.zeros(design.inputs) for k in ("ST", "S1")}
        return zero, zero
    found = analyze(design.problem(), mean, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL, seed=design.seed + 1)
    value = {k: np.asarray(found[k], dtype=np.float64) for k in ("ST", "S1")}
    return value, {k: np.asarray(found[f"{k}_conf"], dtype=np.float64) for k in value}


def _sobol_floor(y: Floats, blocks: int) -> float:
    """The 95 % point of a total index were it noise alone: the share in the output's variance of what points and replications do
    not explain on their own, which each evaluation adds to every total index."""
    if len(y) < 2:
        return math.nan
    variance = float(y.mean(axis=0).var())
    return unshared_noise(y) / variance * (1 + Z95 * math.sqrt(2 / blocks)) if variance > 0 else math.nan


def unshared_noise(y: Floats) -> float:
    """Variance of a point's mean over replications that is neither the point's nor the replications' own; NaN from one replication."""
    replications, points = y.shape
    if replications < 2 or points < 2:
        return math.nan
    rest = y - y.mean(axis=0) - y.mean(axis=1, keepdims=True) + y.mean()
    return float((rest**2).sum() / ((replications - 1) * (points - 1)) / replications)


def between_share(design: Design, means: Floats) -> tuple[float, float, float]:
    """Share of an output's variance that is between the categories of an outer factor, with its 95 % bootstrap interval over blocks.

    Args:
        means: (categories, points), the same points for each; blocks with a value that is not finite are left out.

    Returns:
        share, low, high; NaN where fewer than two blocks are whole or nothing varies.
    """
    whole = np.flatnonzero(np.isfinite(means).all(axis=0).reshape(design.blocks, design.size).all(axis=1))
    if len(whole) < 2:
        return math.nan, math.nan, math.nan
    y = means[:, design.rows(whole)].reshape(len(means), len(whole), design.size)
    share = _share(y.reshape(1, len(means), -1))[0]
    drawn = np.random.default_rng(design.seed).integers(len(whole), size=(RESAMPLES, len(whole)))
    again = _share(y[:, drawn].transpose(1, 0, 2, 3).reshape(RESAMPLES, len(means), -1))
    low, high = np.quantile(again, [0.025, 0.975])
    return float(share), float(low), float(high)


def _share(y: Floats) -> Floats:
    """Over (resamples, categories, points): variance of the categories' means over the whole variance."""
    total, between = y.var(axis=(1, 2)), y.mean(axis=2).var(axis=1)
    out: Floats = np.divide(between, total, out=np.full(len(y), np.nan), where=total > 0)
    return out
