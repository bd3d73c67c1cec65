"""Keys of ``sweep`` and ``collect``: what their charts and their comparison show."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Sweep(Section):
    """What the charts and the comparison of a sweep show."""

    x: str | None = param(None, "-", "swept key along the charts; empty: of the numeric ones that do something that with most values", source="-", moves="")
    y: str | None = param(None, "-", "swept key up the heat map; empty: the next one after x", source="-", moves="")
    kpi: str = param("within_24h", "-", "KPI in colours, up the line plot, and by which scenarios are ranked", source="-", moves="")
    contour: str | None = param("cost_system_parcel", "-", "KPI in contour lines over the heat map; empty: none", source="-", moves="")
    reference: int | None = param(None, "-", "number of the scenario with which all others are compared; empty: the best", source="-", moves="", ge=1)
    select: str | None = param(None, "-", "KPI by which the best scenario is selected with a stated probability; empty: no selection", source="-", moves="")
    delta: float | None = param(None, "-", "smallest difference of that KPI that matters, in its unit", source="-", moves="", gt=0)
    alpha: float = param(0.05, "share", "allowed probability of selecting a wrong scenario", source="-", moves="", gt=0, lt=0.5)
