"""What the table of each name is called as a sheet, in Chinese and English: the one list of all sheets of a comparison.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.proposal.comparison.disruption_shown import TITLE
from sim.proposal.money_sheets import TITLES as MONEY
from sim.proposal.plan.plan_views import VIEWS

OF_A_COMPARISON: Mapping[str, tuple[str, str]] = {
    "summary": ("模式比较", "Comparison"),
    "shapes": ("路网形状", "Shapes"),
    "hosts": ("承运方既有运力", "Hosts on what they have"),
    "robustness": ("稳健性", "Robustness"),
    "comparison": ("成对差异", "Paired differences"),
    "gaps": ("成本差距", "Gaps"),
    "village_results": ("方案分村结果", "Results by village"),
    "villages": ("各村", "Villages"),
    "townships": ("乡镇", "Townships"),
    "worst20": ("最慢20村", "Slowest 20 villages"),
    "investment": ("投资测算", "Investment"),
    "assignment": ("模式分配", "Assignment"),
    "timetable": ("班次时刻表", "Timetable"),
    "fleet": ("车辆配置", "Fleet"),
    "fleet_use": ("车辆利用", "Vehicle use"),
    "crews": ("人员配置", "Crews"),
    "crews_use": ("人员利用", "Crew use"),
    "loads": ("负荷与超负荷", "Loads and overloads"),
    "inputs": ("输入参数", "Inputs"),
    "sources": ("来源", "Sources"),
    "headline": ("布点检验", "Placements"),
}
"""Sheets that need no plan document."""

SHEETS: Mapping[str, tuple[str, str]] = {
    **{name: view.title for name, view in VIEWS.items()}, **OF_A_COMPARISON, **MONEY, "disruptions": TITLE,
}
"""All of them."""


def title_of(name: str, lang: str) -> str:
    """What the sheet of a name is called."""
    return SHEETS[name][0 if lang == "zh" else 1]


NAMES: Mapping[str, str] = {english: name for name, (_, english) in SHEETS.items()}
"""The name of a sheet by its English title, which stands for it in what documents are made of."""
