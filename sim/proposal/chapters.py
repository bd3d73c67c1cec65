"""The chapters of a proposal's annex: which statements, tables and charts stand where. A new table is a line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """One chapter.

    Attributes:
        title, opening: in Chinese and English; ``opening`` says what the chapter shows.
        groups: of statements (``sim.proposal.trust.GROUPS``) that it begins with.
        tables: English titles of its sheets, in order; those that a comparison does not have are left out.
        compared: it has the table of the modes side by side.
        charts: names of its charts (``sim.chart.render.CHARTS``).
        narrow: of a long table, so many rows; the workbook has all.
    """

    title: tuple[str, str]
    opening: tuple[str, str]
    groups: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    compared: bool = False
    charts: tuple[str, ...] = ()
    narrow: int = 40


CHAPTERS = (
    Chapter(
        ("主要结论", "Findings"),
        (
            "以下结论由模拟得出，方括号内为95%置信区间。",
            "These findings come from simulation; brackets hold 95 % confidence intervals.",
        ),
        groups=("answer",),
    ),
    Chapter(
        ("县情与现状", "The county today"),
        (
            "村、点、人口和件量；共配之外的品牌维持现状。",
            "Villages, points, residents and volumes; brands outside the pool stay as they are.",
        ),
        tables=("The county", "Facilities against standards", "Gaps of facilities"),
    ),
    Chapter(
        ("模式比较", "Comparison of modes"),
        ("同一批快件在各模式下的时限、成本和投入。", "Times, costs and means of each mode, on the same parcels."),
        compared=True, tables=("Shapes", "Cost a parcel and a year"),
        charts=("trade_off", "delivery_time", "time_parts"),
    ),
    Chapter(
        ("分村结果", "Results by village"),
        (
            "全部村见随附工作簿；这里列各乡镇和最慢的村。",
            "The workbook lists every village; here are the townships and the slowest villages.",
        ),
        tables=("Townships", "Slowest 20 villages", "Best mix", "Backstop villages"), charts=("map_time", "map_cost"),
    ),
    Chapter(
        ("车辆、人员与班次", "Vehicles, people and timetable"),
        ("按方案配置及模拟中的利用情况。", "As planned, and how they were used in the simulation."),
        tables=("Fleet", "Vehicle use", "Crews", "Crew use", "Timetable"), charts=("hub_load",),
    ),
    Chapter(
        ("目标核验与推进", "Targets and roll-out"),
        ("逐项对照方案目标：要求数、模拟数、是否达到。", "Each target of the plan: required, simulated, met or not."),
        tables=("Target check", "Roll-out", "Appraisal indicators"),
    ),
    Chapter(
        ("成本、补助与资金", "Cost, subsidies and cash flow"),
        (
            "三方承担：企业、财政、群众；金额为元，另列万元/年。",
            "Borne by operators, public and residents; yuan a parcel and 10,000 yuan a year.",
        ),
        tables=(
            "Subsidies", "Thresholds of subsidies", "Public money", "Investment", "Running cost", "Cash flow",
            "Gains and losses", "Cost sharing among pooled brands", "Gaps",
        ),
        charts=("cost_lines", "cost_gaps", "cost_volume"),
    ),
    Chapter(
        ("情景与稳健性", "What if, and robustness"),
        (
            "件量、班次、车辆、人员、费用和旺季变化时的结果。",
            "Results when volumes, schedules, vehicles, people, fees or seasons change.",
        ),
        groups=("change",), tables=("What if", "Robustness", "Backlog"), charts=("backlog",),
    ),
    Chapter(
        ("假设与数据质量", "Assumptions and data quality"),
        (
            "哪些是真实数据、哪些是假设，以及模型没有考虑什么。",
            "What is real, what is assumed, and what the model leaves out.",
        ),
        groups=("input", "precision", "checks", "limits"),
    ),
)
"""In order."""
