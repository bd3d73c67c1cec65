"""A line says what the best mix is made of, and what it does not keep."""

from __future__ import annotations

import pandas as pd

from sim.inference.mix.mix_tried import TRIED
from sim.proposal.plan.plan_mix_answer import mix_answers

NAMES = {"bus": ("交快合作", "bus"), "post": ("邮快合作", "post")}
VILLAGES = pd.DataFrame({"mode": ["bus", "bus", "post"]})


def told(plan: str, missed: str = "", beyond: str = "", state: str = "ok") -> tuple[str, str, str]:
    rows = [("bus", 9.0, "ok", "", "", False, False), (plan, 8.0, state, missed, beyond, True, True)]
    (line,) = mix_answers({"best_mix": VILLAGES, "mix_tried": pd.DataFrame(rows, columns=TRIED)}, NAMES, "plan")
    return line.zh, line.en, line.verdict


def test_villages_by_mode() -> None:
    assert told("mix 2") == ("最优组合各模式的村数：交快合作 2、邮快合作 1", "Villages by mode in the best mix: bus 2, post 1", "met")


def test_what_is_not_kept_is_said() -> None:
    zh, en, verdict = told("mix 2", "within_24h", "post", "overloaded")
    assert "都达不到：24小时进村率；" in zh
    assert "hosts add vehicles" in en
    assert zh.endswith("超负荷")
    assert verdict == "not met"
    assert told("mix 2", beyond="post")[2] == "not verified"


def test_where_nothing_better_was_found_it_is_the_plan() -> None:
    assert "即方案本身：" in told("plan")[0]


def test_without_a_mix_there_is_no_line() -> None:
    assert list(mix_answers({}, NAMES, "plan")) == []


def test_what_another_way_comes_to_is_told_by_village() -> None:
    tried = pd.DataFrame([("mix 1", 8.0, "ok", "", "", True, True)], columns=TRIED)
    plan = {"best_mix": VILLAGES, "mix_tried": tried, "mix_room": pd.DataFrame(
        [("1", "甲", "own", "bus", "bus", -154_000.0, ""), ("1", "甲", "own", "post", "", 12_000.0, "reach")],
        columns=["village", "name", "mode", "turned_to", "adds", "turned_year", "missed"],
    )}
    names = {**NAMES, "own": ("自办", "own vans")}
    line = next(x for x in mix_answers(plan, names, "plan", places=({}, {"甲": "Jia"})) if x.topic == "mix_room")
    assert "甲（组合中为自办）改交快合作（承运方加车）省15.4万元、改邮快合作多花1.2万元，但达不到" in line.zh
    assert line.zh.endswith("；要让组合选用加车的，运行时加 mix.added=true")
    assert "Jia (own vans in the mix): bus (its host adds a vehicle) saves 154,000 yuan, post adds 12,000 yuan, but misses" in line.en
