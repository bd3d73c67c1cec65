"""What of a sheet goes on paper."""

from __future__ import annotations

import pandas as pd

from sim.proposal.paper.on_paper import on_paper
from sim.proposal.sheet import GENERAL, OutputSheet

FLEET = pd.DataFrame({"合作模式": ["现状", "方案", "方案", "方案", "方案"], "车型": list("abcde"), "来源": ["自有"] * 5, "辆": range(5)})


def test_the_scheme_alone_is_shown_and_named_in_the_title() -> None:
    sheet = on_paper("fleet", OutputSheet("车辆配置", FLEET, about="按计划"), "方案", "zh")
    assert sheet.title == "车辆配置（方案）"
    assert list(sheet.table) == ["车型", "辆"]
    assert sheet.about == "按计划；各行均为：来源 自有"
    every = on_paper("fleet", OutputSheet("车辆配置", FLEET), "", "zh")
    assert (every.title, len(every.table)) == ("车辆配置", 5)


def test_of_facilities_the_gaps_and_of_inputs_what_was_set() -> None:
    gaps = pd.DataFrame({"place": ["a", "b"], "verdict": ["gap", "met"]})
    assert on_paper("facilities", OutputSheet("Gaps of facilities", gaps), "", "en").table["place"].tolist() == ["a"]
    inputs = pd.DataFrame({"参数": ["a", "b", "c"], "名称": ["甲", "乙", ""], "含义": ["一", "二", "三"], "取值": [1.0, 2.0, "true"], "是否改动": ["", "是", "是"]})
    shown = on_paper("inputs", OutputSheet("输入参数", inputs), "", "zh")
    assert shown.table.to_dict("list") == {"名称": ["乙", "三"], "含义": ["二", "三"], "取值": [2.0, "是"]}
    assert shown.formats == {"取值": GENERAL}
    assert "输入参数" in shown.about
