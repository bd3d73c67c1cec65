"""Keys of ``sweep`` and ``collect``: what their charts and their comparison show."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Sweep(Section):
    """What the charts and the comparison of a sweep show."""

    x: str | None = param(None, "-", "swept key along the charts; empty: the numeric one with most values", source="-", moves="")
    y: str | None = param(None, "-", "swept key up the heat map; empty: the numeric one with most values after x", source="-", moves="")
    kpi: str = param("within_24h", "-", "KPI in colours, up the line plot, and by which scenarios are ranked", source="-", moves="")
    contour: str | None = param("cost_system_parcel", "-", "KPI in contour lines over the heat map; empty: none", source="-", moves="")
    reference: int | None = param(None, "-", "number of the scenario with which all others are compared; empty: the best", source="-", moves="", ge=1)
