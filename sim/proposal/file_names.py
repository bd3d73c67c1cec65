"""What files of a results folder are called, beside those that are sheets of its workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from sim.words import say

FILES: Mapping[str, tuple[str, str]] = {
    "tables": ("全部表格", "All tables"),
    "provenance": ("来历", "Provenance"),
    "kpis": ("指标说明", "What each KPI is"),
    "replications": ("逐次重复的结果", "Each replication"),
    "backlog": ("积压消化", "Backlog of a peak"),
    "overloads": ("超负荷之处", "Overloads"),
    "recipe": ("成本构成", "What costs are made of"),
    "counties": ("各县", "Counties"),
    "targets": ("目标核验表", "Target check"),
    "comparison": ("成对差异", "Paired differences"),
    "sweep": ("全部方案", "All scenarios"),
    "selection": ("选优", "Selection"),
    "design": ("扫描的设计", "Design of the sweep"),
    "front": ("结果中的方案", "Plans of the result"),
    "searched": ("搜索过的方案", "Plans that the search looked at"),
    "timetable": ("班次时刻表", "Timetable"),
    "fleet": ("车辆配置", "Fleet"),
    "crews": ("人员配置", "Crews"),
    "loads": ("负荷与超负荷", "Loads and overloads"),
    "sensitivity": ("敏感性指数", "Indices"),
    "one_at_a_time": ("逐个参数变动", "One key at a time"),
    "points": ("取值点", "Points"),
    "outputs": ("各点的结果", "Results of the points"),
    "ranges": ("参数范围", "Ranges of the keys"),
    "mode_map": ("模式图", "Mode map"),
    "break_even": ("盈亏平衡件量", "Break-even volumes"),
    "village_modes": ("各村最优模式", "Best mode by village"),
    "mixture": ("混合模式", "The mixture"),
}
"""By the file's name without its ending: Chinese and English."""


def file_called(file: str, lang: str) -> str:
    """What a file is called; empty where its name is all there is."""
    name = PurePath(file).stem
    return say(lang, *FILES[name]) if name in FILES else ""
