"""Every figure of a comparison, a line each: its name, what it shows, which tables it needs, who draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sim.chart.backlog import backlog_figure
from sim.chart.cost_lines import cost_lines_figure
from sim.chart.cost_volume import cost_volume_figure
from sim.chart.day_work import day_work_figure
from sim.chart.decomposition import decomposition_figure
from sim.chart.delivery_time import delivery_time_figure
from sim.chart.gaps import gaps_figure
from sim.chart.hub_load import hub_load_figure
from sim.chart.line_runs import line_runs_figure
from sim.chart.payers import payers_figure
from sim.chart.precision import precision_figure
from sim.chart.quantiles import quantiles_figure
from sim.chart.roll_out import roll_out_figure
from sim.chart.scheme_map import mode_map_figure, p90_map_figure
from sim.chart.subject import Picture, Subject
from sim.chart.target_check import target_check_figure
from sim.chart.trade_off import trade_off_figure
from sim.chart.village_delays import village_delays_figure
from sim.chart.village_map import COST_KPI, TIME_KPI, maps_figure
from sim.chart.village_waiting import village_waiting_figure


@dataclass(frozen=True, kw_only=True)
class FigureKind:
    """A figure.

    Attributes:
        name: of its files.
        title: what it shows, in Chinese and English.
        needs: tables without which it is not drawn.
        draw: what draws it; None where these tables have nothing to show.
        page: it stands on the page of a comparison too.
    """

    name: str
    title: tuple[str, str]
    needs: tuple[str, ...]
    draw: Callable[[Subject], Picture | None]
    page: bool = False


def _kind(
    name: str, title: tuple[str, str], draw: Callable[[Subject], Picture | None], *needs: str, page: bool = False
) -> FigureKind:
    return FigureKind(name=name, title=title, needs=needs, draw=draw, page=page)


CATALOGUE = (
    _kind(
        "delivery_time", ("到村时间分布", "distribution of the time to the village"), delivery_time_figure,
        "distribution", page=True,
    ),
    _kind("time_parts", ("时间构成", "where the time goes"), decomposition_figure, "decomposition", page=True),
    _kind(
        "cost_lines", ("单件成本与承担者", "cost of a parcel and who bears it"), cost_lines_figure, "costs", page=True
    ),
    _kind(
        "cost_gaps", ("与成本最低模式的差距", "what each mode costs more than the cheapest"), gaps_figure, "gaps",
        page=True,
    ),
    _kind(
        "cost_volume", ("单件成本与每次到货件数", "cost of a parcel by parcels a visit"), cost_volume_figure, "visits",
        page=True,
    ),
    _kind(
        "map_time", ("各村到村点时间图", "map of the time to the village point"), partial(maps_figure, kpi=TIME_KPI),
        "villages", page=True,
    ),
    _kind(
        "map_cost", ("各村单件成本图", "map of the cost of a parcel"), partial(maps_figure, kpi=COST_KPI), "villages",
        page=True,
    ),
    _kind("trade_off", ("成本与时间的权衡", "cost against time"), trade_off_figure, "summary", page=True),
    _kind("hub_load", ("县中心各时段作业量", "the hub by hour of day"), hub_load_figure, "hub_hours", page=True),
    _kind("backlog", ("各日积压", "what waits, day by day"), backlog_figure, "backlog", page=True),
    _kind(
        "precision", ("区间宽度与重复次数", "intervals by number of replications"), precision_figure, "precision",
        page=True,
    ),
    _kind("map_mode", ("各村服务模式图", "map of the mode by village"), mode_map_figure, "assignment", "villages"),
    _kind("map_p90", ("各村P90时间图", "map of the P90 time by village"), p90_map_figure, "villages"),
    _kind("quantiles", ("时限的均值与分位数", "mean and quantiles of the time"), quantiles_figure, "summary"),
    _kind("payers", ("谁来承担", "who pays"), payers_figure, "budget"),
    _kind("village_delays", ("最慢的村", "the slowest villages"), village_delays_figure, "trace/parcels"),
    _kind("village_waiting", ("各村逐日积压", "what waits for villages"), village_waiting_figure, "trace/parcels"),
    _kind("line_runs", ("线路运行图", "runs of a line"), line_runs_figure, "trace/runs", "trace/stops", "routes"),
    _kind(
        "day_work", ("车辆与班组的一天", "vehicles and crews on a day"), day_work_figure, "trace/runs", "trace/stages"
    ),
    _kind("roll_out", ("分阶段推进与期限目标", "roll-out and dated targets"), roll_out_figure, "rollout"),
    _kind("target_check", ("目标核验图", "target check"), target_check_figure, "targets"),
)
"""In the order of the page; those of the figure set alone come last."""
CHARTS = {kind.name: kind.title for kind in CATALOGUE}
"""What each file shows, in Chinese and English."""
ON_PAGE = tuple(kind.name for kind in CATALOGUE if kind.page)
"""Names of those that stand on the page."""
