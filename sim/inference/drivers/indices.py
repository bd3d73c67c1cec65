"""Which inputs drive an output: designs of Morris and Sobol on the unit cube by SALib, and their indices with
intervals.

Each coordinate of the cube is an input's whole range, so that effects are in the output's unit over that range and
comparable. An output comes as one row a replication, the same replications (common random numbers) at every point: what
they share cancels in effects, and what they do not is the noise against which an index is judged.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.arrays import Floats
from sim.inference.estimate import interval

Method = Literal["morris", "sobol"]

NONE, NOISE, UNKNOWN = "no effect", "not distinguishable from noise", "noise not known"
EFFECT, INSUFFICIENT = "effect", "insufficient"
"""Verdicts on an index: zero at every point; no larger than replication noise alone would make it; from one
replication, so that noise is not known; larger than noise; from fewer than two complete blocks."""

NAMES: dict[Method, tuple[str, ...]] = {"morris": ("mu_star", "mu", "sigma"), "sobol": ("ST", "S1")}
"""The indices of a method. The first ranks inputs and is judged."""

RESAMPLES, LEVEL, SAME = 400, 0.95, 1e-12
"""Resamples of a bootstrap; level of every interval; the relative difference up to which two values are the same
number."""


@dataclass(frozen=True, eq=False)
class Sampling:
    """Points at which a model is evaluated.

    Attributes:
        unit: points of the unit cube, (blocks x size, inputs). A block is a Morris trajectory (inputs + 1 points, each
            input moved once) or a Saltelli block (inputs + 2); what is missing one of its points is dropped as a whole.
        size: points of a block.
        seed: of the design, and of the bootstrap.
    """

    method: Method
    unit: Floats
    size: int
    seed: int

    @property
    def inputs(self) -> int:
        """How many inputs vary."""
        return int(self.unit.shape[1])

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.unit) // self.size

    def rows(self, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of some blocks, in order."""
        return (blocks[:, None] * self.size + np.arange(self.size)).ravel()


@dataclass(frozen=True, eq=False)
class Indices:
    """The indices of one output, each with its interval, by name (``NAMES``).

    Attributes:
        value, low, high: by name of the index, one number an input.
        floor: the largest leading index that noise alone would give, one an input; NaN where the noise is not known.
        verdict: on the leading index, one an input.
        blocks: complete blocks used.
    """

    value: dict[str, Floats]
    low: dict[str, Floats]
    high: dict[str, Floats]
    floor: Floats
    verdict: tuple[str, ...]
    blocks: int


Parts = tuple[dict[str, Floats], dict[str, Floats], dict[str, Floats]]
"""Value, low and high end, each by name of the index."""


def _problem(inputs: int) -> dict[str, object]:
    return {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [[0.0, 1.0]] * inputs}


def morris_design(inputs: int, trajectories: int, levels: int, seed: int) -> Sampling:
    """Trajectories over a grid, each moving every input once (Morris 1991)."""
    from SALib.sample.morris import sample

    unit = sample(_problem(inputs), trajectories, num_levels=levels, seed=seed)
    return Sampling("morris", np.asarray(unit, dtype=np.float64), inputs + 1, seed)


def sobol_design(inputs: int, samples: int, seed: int) -> Sampling:
    """Saltelli's blocks on a scrambled Sobol sequence (Saltelli 2010), for first-order and total indices.

    Args:
        samples: blocks; a power of 2 keeps the sequence balanced.
    """
    from SALib.sample.sobol import sample

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of scipy, that the number is no power of 2
        unit = sample(_problem(inputs), samples, calc_second_order=False, seed=seed)
    return Sampling("sobol", np.asarray(unit, dtype=np.float64), inputs + 2, seed)


def analyse(design: Sampling, y: Floats) -> Indices:
    """Indices of an output.

    Args:
        y: (replications, points); a block with a value that is not finite is left out.
    """
    y = np.atleast_2d(np.asarray(y, dtype=np.float64))
    whole = np.flatnonzero(np.isfinite(y).all(axis=0).reshape(design.blocks, design.size).all(axis=1))
    if len(whole) < 2:
        return _nothing(design, len(whole))
    rows = design.rows(whole)
    method = _by_morris if design.method == "morris" else _by_sobol
    (value, low, high), floor, zero = method(design, design.unit[rows], y[:, rows])
    lead = value[NAMES[design.method][0]]
    verdict = tuple(_verdict(float(v), float(f), zero) for v, f in zip(lead, floor, strict=True))
    return Indices(value, low, high, floor, verdict, len(whole))


def _by_morris(design: Sampling, unit: Floats, y: Floats) -> tuple[Parts, Floats, float]:
    """Indices, what noise alone may come to, and what counts as zero."""
    effects = elementary_effects(unit, y, design.size)
    zero = SAME * float(np.abs(y.mean(axis=0)).max())
    return _morris(effects.mean(axis=0), design.seed), _morris_floor(effects), zero


def _by_sobol(design: Sampling, unit: Floats, y: Floats) -> tuple[Parts, Floats, float]:
    """See ``_by_morris``."""
    return _sobol(design, y.mean(axis=0)), _sobol_floor(unit, y), SAME


def _nothing(design: Sampling, blocks: int) -> Indices:
    none = np.full(design.inputs, np.nan)
    every = dict.fromkeys(NAMES[design.method], none)
    return Indices(every, every, every, none, (INSUFFICIENT,) * design.inputs, blocks)


def _verdict(value: float, floor: float, zero: float) -> str:
    if value <= zero:
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


def _morris(effects: Floats, seed: int) -> Parts:
    """Indices of (trajectories, inputs) effects. Trajectories are independent draws: ``mu_star`` and ``mu`` have
    Student's interval over them, which few trajectories need, ``sigma`` has 1.96 standard deviations of its
    bootstrap."""
    size, way = interval(np.abs(effects), LEVEL), interval(effects, LEVEL)
    sigma = effects.std(axis=0, ddof=1)
    drawn = np.random.default_rng(seed).integers(len(effects), size=(RESAMPLES, len(effects)))
    half = 1.96 * effects[drawn].std(axis=1, ddof=1).std(axis=0, ddof=1)
    return (
        {"mu_star": size[0], "mu": way[0], "sigma": sigma},
        {"mu_star": np.maximum(0.0, size[1]), "mu": way[1], "sigma": np.maximum(0.0, sigma - half)},
        {"mu_star": size[2], "mu": way[2], "sigma": sigma + half},
    )


def _sobol(design: Sampling, mean: Floats) -> Parts:
    """SALib's indices, with 1.96 standard deviations of its bootstrap over blocks; zero where nothing varies."""
    from SALib.analyze.sobol import analyze

    names = NAMES["sobol"]
    if np.ptp(mean) <= SAME * max(1.0, float(np.abs(mean).max())):
        zero = {k: np.zeros(design.inputs) for k in names}
        return zero, zero, zero
    found = analyze(
        _problem(design.inputs), mean, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL,
        seed=design.seed + 1,
    )
    value = {k: np.asarray(found[k], dtype=np.float64) for k in names}
    half = {k: np.asarray(found[f"{k}_conf"], dtype=np.float64) for k in names}
    low = {k: value[k] - half[k] for k in names}
    return value, low | {"ST": np.maximum(0.0, low["ST"])}, {k: value[k] + half[k] for k in names}


def _noise(differences: Floats, steps: Floats) -> tuple[Floats, Floats, Floats]:
    """Noise of differences between points, from their spread over replications.

    Blocks share their replications, so that their noise may be the same in all: an input may help one replication's
    parcels and hurt another's wherever the rest of the point lies. ``common`` says how much of it is a slope of the
    replication's own, from 1 / blocks (none: each block has its own noise) to 1 (all).

    Args:
        differences: (replications, blocks, inputs), at least two replications.
        steps: (blocks, inputs), of the inputs that make them.

    Returns:
        (inputs,) each: variance of a difference's mean over replications; ``common``; Student's 97.5 % quantile for
        what is known of them.
    """
    replications, blocks, _ = differences.shape
    each = differences.var(axis=0, ddof=1).mean(axis=0) / replications
    along = (differences * steps).sum(axis=1) / np.sqrt((steps**2).sum(axis=0))
    shared = along.var(axis=0, ddof=1) / replications / blocks
    common = np.clip(np.divide(shared, each, out=np.ones_like(each), where=each > 0), 1 / blocks, 1.0)
    return each, common, stdtrit((replications - 1) / common, (1 + LEVEL) / 2)


def _morris_floor(effects: Floats) -> Floats:
    """The 95 % point of mu_star were every elementary effect noise alone: the mean of a half-normal if each block's
    noise is its own and blocks are many, the quantile of one Student's t if it is the same in all, and between them by
    the square root of what is common."""
    replications, _, inputs = effects.shape
    if replications < 2:
        return np.full(inputs, np.nan)
    each, common, t = _noise(effects, np.ones(effects.shape[1:]))
    mean = math.sqrt(2 / math.pi)
    floor: Floats = np.sqrt(each) * (mean + (t - mean) * np.sqrt(common))
    return floor


def _sobol_floor(unit: Floats, y: Floats) -> Floats:
    """The 95 % point of a total index were it noise alone, as of ``_morris_floor``: half the mean square of the
    differences that make it (Jansen's estimator) as a share of the output's variance."""
    inputs = unit.shape[1]
    at, blocks = unit.reshape(-1, inputs + 2, inputs), y.reshape(len(y), -1, inputs + 2)
    variance = float(blocks[:, :, [0, -1]].mean(axis=0).var())
    if len(y) < 2 or variance <= 0:
        return np.full(inputs, np.nan)
    each, common, t = _noise(blocks[:, :, 1:-1] - blocks[:, :, :1], at[:, -1] - at[:, 0])
    floor: Floats = 0.5 * each * (1 + (t**2 - 1) * np.sqrt(common)) / variance
    return floor


def between_share(design: Sampling, means: Floats) -> tuple[float, float, float]:
    """Share of an output's variance that is between the categories of an outer factor, with its 95 % bootstrap interval
    over blocks.

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
