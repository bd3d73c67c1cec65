"""All figures of a comparison, written to a folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from sim.chart.backlog import INBOUND, OUTBOUND, draw_backlog
from sim.chart.bars import bars_height
from sim.chart.cost_lines import draw_cost_lines
from sim.chart.cost_volume import draw_cost_volume
from sim.chart.decomposition import draw_decomposition
from sim.chart.delivery_time import draw_delivery_time
from sim.chart.frame import listed, panelled, panels, rows_of, sentence
from sim.chart.gaps import draw_gaps, told_shape
from sim.chart.hub_load import draw_hub_load, groups_alike
from sim.chart.info import PlanInfo, pool_note
from sim.chart.look import FORMATS, Look
from sim.chart.precision import TARGET, draw_precision, shown_targets
from sim.chart.style import FULL_MM, HALF_MM, POINTS_MM, drawing, dress, label, new_figure, save
from sim.chart.trade_off import draw_trade_offs
from sim.chart.village_map import COST_KPI, TIME_KPI, maps_figure
from sim.county.county import County
from sim.inference.gaps import against_least
from sim.words import say

Frames = Mapping[str, pd.DataFrame]

TOTAL_KPI = "cost_system_parcel.all"
CHARTS = {
    "delivery_time": ("到村时间分布", "distribution of the time to the village"),
    "time_parts": ("时间构成", "where the time goes"),
    "cost_lines": ("单件成本与承担者", "cost of a parcel and who bears it"),
    "cost_gaps": ("与成本最低模式的差距", "what each mode costs more than the cheapest"),
    "cost_volume": ("单件成本与每次到货件数", "cost of a parcel by parcels a visit"),
    "map_time": ("各村到村点时间图", "map of the time to the village point"),
    "map_cost": ("各村单件成本图", "map of the cost of a parcel"),
    "trade_off": ("成本与时间的权衡", "cost against time"),
    "hub_load": ("县中心各时段作业量", "the hub by hour of day"),
    "backlog": ("各日积压", "what waits, day by day"),
    "precision": ("区间宽度与重复次数", "intervals by number of replications"),
}
"""What each file shows, in Chinese and English."""


def render_all(
    frames: Frames, county: County, info: PlanInfo, out_dir: Path, lang: str = "zh", formats: Iterable[str] = FORMATS,
    dpi: int = 220, only: Collection[str] = CHARTS.keys(),
) -> list[Path]:
    """Draw every figure that the frames allow and write ``<out_dir>/charts/<name>.<format>``.

    Args:
        frames: result frames by name: distribution, decomposition, costs, summary, visits, villages, hub_hours,
            backlog, precision. A figure whose frame is missing or empty is left out.
        only: the figures wanted; each has the same bytes with and without the others.

    Returns:
        The files written, in the order of the figures.
    """
    folder = out_dir / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    formats = tuple(formats)
    names = [
        county.name, *(t.name for t in county.townships), *(look.name for look in info.looks(lang)), info.provenance
    ]
    with drawing(names):
        for name, figure in figures(frames, county, info, lang, only):
            written += save(figure, folder / name, formats, dpi)
    return written


def figures(
    frames: Frames, county: County, info: PlanInfo, lang: str = "zh", only: Collection[str] = CHARTS.keys()
) -> Iterator[tuple[str, Figure]]:
    """Name and figure of each chart wanted, drawn one at a time; to be called inside ``style.drawing()``."""
    looks = info.looks(lang)
    charts: tuple[tuple[str, str, Callable[[pd.DataFrame], Figure | None]], ...] = (
        ("delivery_time", "distribution", lambda frame: _delivery_time(frame, info, looks, lang)),
        ("time_parts", "decomposition", lambda frame: _time_parts(frame, info, looks, lang)),
        ("cost_lines", "costs", lambda frame: _cost_lines(frame, _total(frames), info, looks, lang)),
        ("cost_gaps", "gaps", lambda frame: _gaps(frame, info, looks, lang)),
        ("cost_volume", "visits", lambda frame: _cost_volume(frame, info, looks, lang)),
        ("map_time", "villages", lambda frame: _map(frame, TIME_KPI, county, info, looks, lang)),
        ("map_cost", "villages", lambda frame: _map(frame, COST_KPI, county, info, looks, lang)),
        ("trade_off", "summary", lambda frame: _trade_off(frame, info, looks, lang)),
        ("hub_load", "hub_hours", lambda frame: _hub(frame, info, looks, lang)),
        ("backlog", "backlog", lambda frame: _backlog(frame, info, looks, lang)),
        ("precision", "precision", lambda frame: _precision(frame, info, looks, lang)),
    )
    for name, needed, draw in charts:
        frame = frames.get(needed)
        if name in only and frame is not None and len(frame) and (figure := draw(frame)) is not None:
            yield name, figure


def _map(
    villages: pd.DataFrame, kpi: str, county: County, info: PlanInfo, looks: Sequence[Look], lang: str
) -> Figure | None:
    """The maps of a KPI; None where it was not measured by village."""
    return maps_figure(villages, county, looks, kpi, info.provenance, lang) if kpi in villages else None


def _delivery_time(distribution: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure:
    figure = new_figure(HALF_MM, 66.0)
    ax = figure.add_subplot()
    draw_delivery_time(ax, distribution, looks, lang)
    head = say(lang, "合作模式及24小时内到村占比：", "mode, and share in the village within 24 h:")
    note = say(
        lang, f"{pool_note(lang)}；止于乡镇网点和未送达者计入分母，曲线终点即送到村件占比；线为各次重复的平均。",
        f"{pool_note(lang)}; those that stop at the township or are undelivered are among the whole, so a curve ends "
        "at the share brought to the village; lines are means over replications.",
    )
    dress(
        figure, say(lang, "到村时间分布", "Time to the village"), [note], info.provenance,
        ax.get_legend_handles_labels(), head,
    )
    return figure


def _time_parts(decomposition: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure:
    figure = new_figure(HALF_MM, 16.0 + bars_height([look.name for look in looks]))
    ax = figure.add_subplot()
    draw_decomposition(ax, decomposition, looks, lang)
    title = say(lang, "时间花在哪里：从到达县中心到取件", "Where the time goes, from the hub to the resident")
    note = say(
        lang, f"{pool_note(lang)}；已送达者（等待取件：已取走者）的平均值，条末为合计。",
        f"{pool_note(lang)}; means over the delivered (collection: over the collected), the sum behind the bar.",
    )
    names = listed((look.name for look in looks if look.remote), lang)
    town = say(lang, f"{names}：等待取件多在乡镇网点。", f"{names}: collection is mostly at the township's outlets.")
    notes = [note, town if names else ""]
    dress(figure, title, notes, info.provenance, ax.get_legend_handles_labels())
    return figure


def _cost_lines(costs: pd.DataFrame, total: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure:
    figure = new_figure(HALF_MM, 16.0 + bars_height([look.name for look in looks]))
    ax = figure.add_subplot()
    draw_cost_lines(ax, costs, total, looks, lang)
    note = say(
        lang, "条末为合计及其95%置信区间。", "Behind the bar: the total and its 95 % interval."
    ) if len(total) else ""
    dress(
        figure, say(lang, "单件成本与承担者", "Cost of a parcel, and who bears it"), [note], info.provenance,
        ax.get_legend_handles_labels(),
    )
    return figure


def _gaps(gaps: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure | None:
    """What each mode costs more than the cheapest; None where there is nothing to compare."""
    least, table = against_least(gaps, str(gaps["kpi"].iloc[0]))
    if not least:
        return None
    names = [look.name for look in looks if look.key in table.index]
    figure = new_figure(HALF_MM, 26.0 + bars_height(names))
    ax = figure.add_subplot()
    draw_gaps(ax, table, least, looks, lang)
    note = [
        say(lang, "零线右侧为多花，左侧为少花", "Right of zero costs more, left less"),
        say(lang, "条末为差距", "behind the bar the gap"),
        say(lang, "形状：其中由路网形状（经乡镇或县直达）造成的", "shape: what of it comes of the network's shape")
        if told_shape(table) else "",
    ]
    dress(
        figure, say(lang, "社会总成本的差距由什么组成", "What gaps in system cost are made of"), [sentence(note, lang)],
        info.provenance, ax.get_legend_handles_labels(),
    )
    return figure


def _cost_volume(visits: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure:
    figure = new_figure(HALF_MM, 66.0)
    ax = figure.add_subplot()
    outside = draw_cost_volume(ax, visits, looks, lang)
    note = say(
        lang, f"{pool_note(lang)}；点为村，线为分组中位数。",
        f"{pool_note(lang)}; a dot is a village, a line the median of bins. ",
    )
    dress(
        figure, say(lang, "单件成本与每次到货件数", "Cost of a parcel by parcels a visit"), [note + outside],
        info.provenance, ax.get_legend_handles_labels(),
    )
    return figure


def _total(frames: Frames) -> pd.DataFrame:
    summary = frames.get("summary")
    if summary is None:
        return pd.DataFrame(columns=["mode", "mean", "ci_low", "ci_high"])
    return summary[summary["kpi"] == TOTAL_KPI][["mode", "mean", "ci_low", "ci_high"]]


def _trade_off(summary: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure:
    figure = new_figure(FULL_MM, 68.0)
    left, right = figure.subplots(1, 2, gridspec_kw={"wspace": 0.06})
    line = draw_trade_offs((left, right), summary, looks, lang)
    notes = [say(lang, f"{pool_note(lang)}；误差线为95%置信区间。", f"{pool_note(lang)}; whiskers are 95 % intervals.")]
    if line:
        notes.append(
            say(lang, "灰线连接互不占优的模式。", "The grey line joins the modes that no other beats in both.")
        )
    if any(look.remote for look in looks):
        notes.append(say(
            lang, "空心：在乡镇交付，多数快件不进村，左图不列。",
            "Hollow: handed over at the township, so most parcels do not come to the village; not on the left.",
        ))
    title = say(lang, "成本与时间的权衡", "Cost against time")
    dress(figure, title, [say(lang, "", " ").join(notes)], info.provenance, right.get_legend_handles_labels())
    return figure


def _hub(hub_hours: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure:
    groups = groups_alike(hub_hours, info.hub_departures, looks)
    figure, grid = panelled(len(groups), min(2, len(groups)), 52.0, sharey=True)
    for ax, group in zip(grid.shown, groups, strict=True):
        first = group[0].key
        draw_hub_load(ax, hub_hours[hub_hours["mode"] == first], info.hub_departures.get(first, ()), lang)
        ax.set_title(label(listed((look.name for look in group), lang), 200, 8.5), fontsize=8.5)
    title = say(lang, "县中心各时段作业量（平均日）", "The hub by hour of a mean day")
    note = say(lang, "全县各品牌合计；统计期内每日平均。", "All brands of the county; means over the measured days.")
    dress(figure, title, [note], info.provenance, _bars_first(grid.shown[0]))
    return figure


def _bars_first(ax: Axes) -> tuple[list[Any], list[str]]:
    """Handles and labels of the legend, bars before lines."""
    handles, labels = ax.get_legend_handles_labels()
    order = sorted(range(len(labels)), key=lambda i: not isinstance(handles[i], BarContainer))
    return [handles[i] for i in order], [labels[i] for i in order]


def _backlog(backlog: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure | None:
    directions = {
        INBOUND: say(lang, "下行（共配池）：未到点", "in (pool): not yet at the point"),
        OUTBOUND: say(lang, "上行（全县）：未出县", "out (all parcels): not yet out of the county"),
    }
    shown = [columns for columns in directions if backlog[list(columns)].to_numpy().any()]
    if not shown:
        return None
    figure = new_figure(FULL_MM, 12.0 + 54.0 * len(shown))
    axes = panels(figure, len(shown), 1, sharex=True).shown
    for ax, columns in zip(axes, shown, strict=True):
        draw_backlog(ax, backlog, looks, lang, columns)
        ax.set_title(directions[columns], fontsize=8.5)
    note = say(
        lang, "线为日终等待的件数，各次重复的平均；底色为日历中的节令。",
        "Lines: parcels that wait at the end of a day, means over replications; shaded: occasions of the calendar.",
    )
    title = say(lang, "各日积压", "What waits, day by day")
    dress(figure, title, [note], info.provenance, axes[0].get_legend_handles_labels())
    return figure


def _precision(history: pd.DataFrame, info: PlanInfo, looks: Sequence[Look], lang: str) -> Figure | None:
    """The targets that are not yet as narrow as asked; None where none is to be shown."""
    targets = shown_targets(history)
    if not targets:
        return None
    columns = 2 if len(targets) == 4 else min(3, len(targets))
    width = FULL_MM if columns > 2 else HALF_MM
    figure = new_figure(width, 36.0 * rows_of(len(targets), columns) + 4.0)
    grid = panels(figure, len(targets), columns, sharex=True)
    by_target = dict(list(history.groupby(TARGET, sort=False)))
    for ax, target in zip(grid.shown, targets, strict=True):
        draw_precision(ax, by_target[target], looks, lang, width / columns * POINTS_MM - 28)
    grid.label_below(say(lang, "重复次数", "replications"), fontsize=7)
    title = say(lang, "区间随重复次数收窄", "How the intervals narrow with replications")
    dress(figure, title, _precision_notes(len(by_target) - len(targets), lang), info.provenance)
    return figure


def _precision_notes(left: int, lang: str) -> list[str]:
    """How the figure is read, and how many targets it leaves out."""
    lines = say(
        lang, "线为均值，色带为95%置信区间；虚线为所要求的区间宽度。",
        "Line: mean; band: 95 % interval; dashed: the width asked.",
    )
    more = say(
        lang, f"另有{left}个目标未画：已更窄、无变化或有重复为无穷大。",
        f"{left} more targets are not drawn: narrower for what is asked, without variation, or infinite in some "
        "replication.",
    )
    return [lines, more] if left else [lines]
