"""Keys of ``sensitivity``: what drives the results."""

from __future__ import annotations

from typing import Literal

from sim.parameters.quantity import Section, param

Range = tuple[float, float]


class Sensitivity(Section):
    """What drives the results."""

    method: Literal["morris", "sobol"] = param("morris", "-", ("morris：少量模拟求平均影响；sobol：大量模拟求方差份额", "morris: mean effects from few runs; sobol: shares of the variance from many"), source="-", moves="")
    keys: tuple[str, ...] | dict[str, Range | None] | None = param(
        None, "keys or ranges", ("要变动的数值键：列表（按各自的合理范围）或“键: [低值, 高值]”；留空：方案用到且有合理范围的全部参数，人数和车辆数除外", "numeric keys to vary: a list (over their plausible ranges) or a map key: [low, high]; empty: every parameter with a plausible range that the plan uses, numbers of people and vehicles apart"), source="-", moves=""
    )
    kpis: tuple[str, ...] = param(("cost_system_parcel", "at_village_mean_h", "within_24h"), "-", ("要解释的结果指标", "results to explain"), source="-", moves="")
    modes: tuple[str, ...] = param((), "-", ("在哪些合作模式下做，取点相同；留空：当前模式", "modes to do it in, all on the same points; empty: the one mode"), source="-", moves="")
    top: int = param(12, "keys", ("未列出键时，取逐个变动影响最大的这么多个键计算指数", "where no keys are named: so many of them, those that move the results most one at a time, go into the indices"), source="-", moves="", ge=1, le=1000)
    trajectories: int = param(10, "-", ("morris：轨迹数；取点数为其（键数 + 1）倍", "morris: trajectories; points are (keys + 1) times as many"), source="-", moves="", ge=2, le=10_000)
    levels: int = param(4, "-", ("morris：网格水平数，偶数", "morris: levels of the grid, an even number"), source="-", moves="", ge=2, le=100)
    samples: int = param(64, "-", ("sobol：样本数，最好是 2 的幂；取点数为其（键数 + 2）倍", "sobol: samples, best a power of 2; points are (keys + 2) times as many"), source="-", moves="", ge=2, le=2**20)
