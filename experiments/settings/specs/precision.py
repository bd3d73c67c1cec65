"""Keys of ``precision``: how many replications are enough."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Precision(Section):
    """How many replications are enough, with ``replications=auto``: half-widths of the 95 % intervals that must be reached."""

    relative: float = param(0.05, "share", ("要求的区间半宽，占指标均值的比例", "half-width asked, as a share of the KPI's mean"), source="-", moves="", gt=0, lt=1)
    absolute: dict[str, float] = param(
        {"within_24h": 0.02}, "-", ("按指标给出的区间半宽（指标单位），代替相对半宽；这里列出的指标也要判断", "half-width asked by KPI, in the KPI's unit, in place of the relative one; what is named here is judged too"), source="-", moves=""
    )
    kpis: tuple[str, ...] = param(("cost_system_parcel", "at_village_mean_h", "within_24h", "at_village_p90_h"), "-", ("每个方案都要判断的指标", "KPIs judged, in every scenario"), source="-", moves="")
    differences: bool | tuple[str, ...] = param(
        True, "-", ("是否也判断方案之间的配对差值：true 全部指标，false 不判断，或列出指标", "judge the paired differences of the scenarios compared too: of all KPIs judged (true), none (false), or those listed"), source="-", moves=""
    )
    min: int = param(20, "replications", ("最少重复次数", "fewest replications"), source="-", moves="", ge=3, le=100_000)
    max: int = param(200, "replications", ("最多重复次数，无论是否达到精度", "most replications, reached or not"), source="-", moves="", ge=3, le=100_000)
    batch: int = param(10, "replications", ("两次检查之间的重复次数；须连续两次检查都达到", "replications between two looks; a target must hold at two looks running"), source="-", moves="", ge=1, le=10_000)
