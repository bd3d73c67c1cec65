"""Keys of ``sweep`` and ``collect``: what their charts and their comparison show."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Sweep(Section):
    """What the charts and the comparison of a sweep show."""

    x: str | None = param(None, "-", ("图的横轴所用的键；留空：取值最多且有作用的数值键", "swept key along the charts; empty: of the numeric ones that do something that with most values"), source="-", moves="")
    y: str | None = param(None, "-", ("热力图纵轴所用的键；留空：x 之后的下一个", "swept key up the heat map; empty: the next one after x"), source="-", moves="")
    kpi: str = param("within_24h", "-", ("图中以颜色和纵轴表示、并据以排序的指标", "KPI in colours, up the line plot, and by which scenarios are ranked"), source="-", moves="")
    contour: str | None = param("cost_system_parcel", "-", ("热力图上以等值线表示的指标；留空：不画", "KPI in contour lines over the heat map; empty: none"), source="-", moves="")
    reference: int | None = param(None, "-", ("与其他方案比较的基准方案编号；留空：最优方案", "number of the scenario with which all others are compared; empty: the best"), source="-", moves="", ge=1)
    select: str | None = param(None, "-", ("按给定把握挑选最优方案所用的指标；留空：不挑选", "KPI by which the best scenario is selected with a stated probability; empty: no selection"), source="-", moves="")
    delta: float | None = param(None, "-", ("该指标有意义的最小差值，单位与指标相同", "smallest difference of that KPI that matters, in its unit"), source="-", moves="", gt=0)
    alpha: float = param(0.05, "share", ("允许选错的概率", "allowed probability of selecting a wrong scenario"), source="-", moves="", gt=0, lt=0.5)
