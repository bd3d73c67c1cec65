"""Keys of ``robustness``: how often the order of a comparison holds over the plausible ranges of the parameters."""

from __future__ import annotations

from experiments.settings.specs.sensitivity import Range
from sim.parameters.quantity import Section, param


class Robustness(Section):
    """How often the order of the columns of a comparison holds."""

    points: int = param(64, "-", ("稳健性检验的取值点数：各参数在合理范围内同时取值（拉丁超立方）；0 为不做", "points at which all parameters are drawn together within their plausible ranges (a Latin hypercube); 0: no such test"), source="-", moves="", ge=0, le=10_000)
    keys: tuple[str, ...] | dict[str, Range | None] | None = param(
        None, "keys or ranges", ("取值变动的数值键：列表（按各自的合理范围）或“键: [低值, 高值]”；留空：方案用到且有合理范围的全部参数和承运方时刻表，人数和车辆数除外", "numeric keys to draw: a list (over their plausible ranges) or a map key: [low, high]; empty: every parameter with a plausible range that a plan uses and the hosts' timetables, numbers of people and vehicles apart"), source="-", moves=""
    )
    top: int = param(10, "keys", ("逐个检验能否使排序互换的键数：取值点上与差距相关最强的这么多个（承运方时刻表一律检验）", "so many keys, those most correlated with the gaps over the points, are tried alone at both ends for whether they flip an order (hosts' timetables always are)"), source="-", moves="", ge=0, le=1000)
    days: int = param(7, "days", ("每个取值点模拟的统计天数，整周", "measured days of the simulation of a point, whole weeks"), source="-", moves="", ge=7, le=364)
    route_iterations: int = param(10, "-", ("每个取值点上线路求解的最多迭代次数", "at most so many iterations of the route solver at a point"), source="-", moves="", ge=1, le=100_000)
    shift_min: int = param(120, "min", ("检验承运方时刻表时整体提前或推迟的分钟数", "minutes by which a host's timetable is tried earlier and later"), source="-", moves="", ge=1, le=720)
