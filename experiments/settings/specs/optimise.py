"""Keys of ``optimise``: the search for the cheapest plan."""

from __future__ import annotations

from typing import Any, Self

from pydantic import model_validator

from sim.parameters.quantity import Section, param
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

    keys: dict[str, Choice] = param({}, "keys and values", ("要优选的键，各给取值列表或 {low: , high: , step: }；留空：合作模式、乡至村开行天数和班次、县至乡车型、县级中心人数", "config keys to decide on, each with a list of values or {low: , high: , step: }; empty: mode, village days and departures, trunk vehicles, hub crews"), source="-", moves="")
    townships: bool = param(False, "-", ("逐个乡镇选择合作模式，而不是全县一种", "choose the mode of each township, not one for all"), source="-", moves="")
    cost: str | None = param(None, "-", ("要压低的指标；留空：objective 所指的单件成本", "KPI to make small; empty: the cost a parcel of run.objective"), source="-", moves="")
    time: str = param("at_village_mean_h", "-", ("另一个要压低的指标", "the other KPI to make small"), source="-", moves="")
    targets: dict[str, Any] = param({"within_24h": ">=0.9", "reach_1_3": ">=1"}, "-", ("方案必须满足的指标界限；null 表示取消该项", "bounds that a plan must keep, by KPI; null takes one away"), source="-", moves="")
    budget: int = param(400, "runs", ("总共可用的模拟次数（一个方案一次重复计一次）", "simulation runs (a plan, one replication) that may be used in all"), source="-", moves="", ge=1, le=10_000_000)
    search_replications: int = param(2, "-", ("搜索阶段每个方案的重复次数", "replications of each plan of the search"), source="-", moves="", ge=1, le=1000)
    selection_replications: int = param(5, "-", ("挑选阶段每个候选方案的重复次数，另抽快件", "replications of each candidate, on parcels of their own"), source="-", moves="", ge=3, le=1000)
    estimation_replications: int = param(10, "-", ("估计阶段每个结果方案的重复次数，另抽快件", "replications of each plan of the result, on parcels of their own"), source="-", moves="", ge=3, le=1000)
    candidates: int = param(8, "plans", ("由搜索进入挑选的方案最多几个", "most plans that go from the search to the selection"), source="-", moves="", ge=1, le=200)
    batch: int = param(8, "plans", ("搜索每提出一批方案的个数", "plans simulated between two proposals of the search"), source="-", moves="", ge=1, le=1000)
    sampler_seed: int = param(1, "-", ("搜索自身的随机种子", "seed of the search's own dice"), source="-", moves="", ge=0, le=2**31 - 1)
