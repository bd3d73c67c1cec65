"""Keys of ``precision``: how many replications are enough."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Precision(Section):
    """How many replications are enough, with ``replications=auto``: half-widths of the 95 % intervals that must be reached."""

    relative: float = param(0.05, "share", "half-width asked, as a share of the KPI's mean", source="-", moves="", gt=0, lt=1)
    absolute: dict[str, float] = param(
        {"within_24h": 0.02}, "-", "half-width asked by KPI, in the KPI's unit, in place of the relative one; what is named here is judged too", source="-", moves=""
    )
    kpis: tuple[str, ...] = param(("cost_system_parcel", "at_point_mean_h", "within_24h", "at_point_p90_h"), "-", "KPIs judged, in every scenario", source="-", moves="")
    differences: bool | tuple[str, ...] = param(
        True, "-", "judge the paired differences of the scenarios compared too: of all KPIs judged (true), none (false), or those listed", source="-", moves=""
    )
    min: int = param(20, "replications", "fewest replications", source="-", moves="", ge=3, le=100_000)
    max: int = param(200, "replications", "most replications, reached or not", source="-", moves="", ge=3, le=100_000)
    batch: int = param(10, "replications", "replications between two looks; a target must hold at two looks running", source="-", moves="", ge=1, le=10_000)
