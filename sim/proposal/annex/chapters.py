"""The chapters of a proposal's annex: which findings, statements, tables and charts stand where. A new table is a word
here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One chapter.

    Attributes:
        key: by which its findings are known (``sim.proposal.findings.findings``).
        title, opening: in Chinese and English; ``opening`` says what the chapter shows and what it assumes.
        groups: of statements (``sim.proposal.trust.GROUPS``) that it has after its findings.
        tables: names of its sheets (``sim.proposal.comparison.titles.SHEETS``), in order; those that a
            comparison does not have are left out.
        compared: it has the table of the modes side by side.
        charts: names of its charts (``sim.chart.catalogue.CHARTS``).
        rest: it has the figures too that no chapter names.
        own: its tables are of the scheme alone; the workbook has every mode.
        most: of a long table, so many rows; the workbook has all.
    """

    key: str
    title: tuple[str, str]
    opening: tuple[str, str]
    groups: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    compared: bool = False
    charts: tuple[str, ...] = ()
    rest: bool = False
    own: bool = False
    most: int = 40


CHAPTERS = (
    Chapter(
        key="goals", title=("编制依据与工作目标", "Basis and goals"),
        opening=(
            "本章列出测算所依据的文件、目标和方法；组织保障与考核由编制单位补充。",
            "The documents, goals and method that this annex rests on; who is in charge of what is for its writer to "
            "add.",
        ),
    ),
    Chapter(
        key="answer", title=("主要结论", "Findings"),
        opening=(
            "以下结论由模拟得出，方括号内为95%置信区间。",
            "These findings come from simulation; brackets hold 95 % confidence intervals.",
        ),
        groups=("answer",),
    ),
    Chapter(
        key="today", title=("县情、现状与问题", "The county today, and its problems"),
        opening=(
            "村、点、人口和件量取自县域表，未给出的按规则估计（见“假设与数据质量”）；共配池之外的品牌维持现状。",
            "Villages, points, residents and volumes are those of the county's tables, estimated by rule where not "
            "given (see Assumptions); brands outside the pool stay as they are.",
        ),
        tables=("basics",),
    ),
    Chapter(
        key="scheme", own=True, title=("方案", "The scheme"),
        opening=(
            "方案的服务方式、承运方和三级节点；承运方的车辆数未给出的为估计。",
            "How the scheme serves villages, by which hosts and places; vehicles of hosts are estimated where not "
            "given.",
        ),
        tables=("hosts", "standards", "facilities", "shelves"),
    ),
    Chapter(
        key="modes", title=("模式比较", "Comparison of modes"),
        opening=(
            "同一批快件在各模式下的时限、成本和投入。",
            "Times, costs and means of each mode, on the same parcels.",
        ),
        compared=True, tables=("shapes", "mix_tried", "mix_room", "best_mix"),
        charts=("trade_off", "delivery_time", "quantiles", "time_parts"),
    ),
    Chapter(
        key="villages", own=True, title=("分村结果", "Villages"),
        opening=(
            "方案的分村结果：时限为共配池快件，成本为全部快件；村庄位置为合成者只代表分布。其他模式见工作簿。",
            "Every village under the scheme: times of the pool's parcels, costs of all; where positions are synthetic "
            "they stand for the county's distribution. Other modes are in the workbook.",
        ),
        tables=("village_results", "townships", "worst20"),
        charts=("map_mode", "map_p90", "map_time", "map_cost", "village_delays"), most=120,
    ),
    Chapter(
        key="backstop", own=True, title=("兜底村", "Backstop villages"),
        opening=(
            "方案的模式不能到达、或按规则交由兜底方式服务的村。",
            "Villages that the scheme's modes do not reach, or that a rule leaves to a backstop.",
        ),
        tables=("backstop",), most=120,
    ),
    Chapter(
        key="means", own=True, title=("车辆与人员", "Vehicles and staff"),
        opening=(
            "按方案配置及模拟中的利用情况；人员为排班人数，工资与工效多为工程判断。",
            "As planned, and how they were used in the simulation; wages and work rates are mostly judgement.",
        ),
        tables=("fleet", "fleet_use", "crews", "crews_use"), charts=("hub_load", "day_work"), most=30,
    ),
    Chapter(
        key="timetable", own=True, title=("班次时刻", "Timetable"),
        opening=(
            "各线路发车、停靠和到达时刻；里程为直线距离乘绕行系数，上路前须实地核对。",
            "Departures, stops and arrivals of every line; distances are straight lines times a circuity and must be "
            "checked on the road.",
        ),
        tables=("timetable",), charts=("line_runs",), most=60,
    ),
    Chapter(
        key="targets", title=("目标核验与推进", "Targets and roll-out"),
        opening=(
            "逐项对照方案目标：要求数、模拟数、是否达到；建设进度按方案所列月份，不是预测。",
            "Each target of the plan: required, simulated, met or not; the months of the roll-out are the plan's, no "
            "forecast.",
        ),
        tables=("targets", "rollout", "appraisal"), charts=("target_check", "roll_out"),
    ),
    Chapter(
        key="subsidies", title=("财政补助", "Subsidies"),
        opening=(
            "按方案的补助规则和模拟所得的符合条件数测算；没有写明标准的不计。",
            "By the plan's rules and the places and parcels that qualify in the simulation; what has no rate is not "
            "counted.",
        ),
        tables=("subsidies", "thresholds"),
    ),
    Chapter(
        key="money", title=("成本、投资与资金", "Cost, investment and cash flow"),
        opening=(
            "三方承担：企业、财政、群众；单件为元，全年为万元。企业间费用没有可引用来源，为假设。",
            "Borne by operators, public and residents; yuan a parcel and 10,000 yuan a year. Fees between firms have "
            "no "
            "quotable source and are assumed.",
        ),
        tables=(
            "budget", "running_cost", "investment", "cashflow", "gains", "contracts", "sharing", "gaps",
        ),
        charts=("payers", "cost_lines", "cost_gaps", "cost_volume"),
    ),
    Chapter(
        key="change", title=("情景与稳健性", "What if, and robustness"),
        opening=(
            "件量、班次、车辆、人员、费用和旺季变化时的结果；每次只改一项。",
            "Results when volumes, schedules, vehicles, people, fees or seasons change, one at a time.",
        ),
        groups=("change",), tables=("whatif", "robustness", "disruptions"), charts=("backlog", "village_waiting"),
    ),
    Chapter(
        key="figures", title=("其他图", "Further figures"),
        opening=("以下各图供选用。", "Figures to choose from."),
        charts=("precision",), rest=True,
    ),
    Chapter(
        key="inputs", title=("假设与数据质量", "Assumptions and data quality"),
        opening=(
            "哪些是真实数据、哪些是假设，以及模型没有考虑什么；下表为本县或本方案改动的参数。",
            "What is real, what is assumed, and what the model leaves out; the table has the inputs that were set for "
            "this "
            "county or plan.",
        ),
        groups=("input", "precision", "checks", "limits"), tables=("inputs",),
    ),
)  # fmt: skip
"""In order."""
