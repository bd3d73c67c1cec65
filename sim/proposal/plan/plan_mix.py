"""The best mix as people read it 最优组合: the mode of each village with its margin, and what was tried."""

from __future__ import annotations

import pandas as pd

from sim.measure.registry import name_of
from sim.plan.actor import Actor
from sim.proposal.plan.plan_view import PlanReader, PlanView
from sim.proposal.sheet import ONE, WHOLE
from sim.service.tables import operator_text
from sim.words import headed, say, word


def _modes(reader: PlanReader) -> dict[str, str]:
    modes = {key: say(reader.lang, m.name_zh, m.name_en) or key for key, m in reader.prepared.modes.items()}
    return {**modes, "": "—"}


def _villages(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    called = _modes(reader)
    named = table.assign(
        name=table["name"].map(reader.place), township_name=table["township_name"].map(reader.place),
        **{column: [called.get(key, key) for key in table[column]] for column in ("mode", "second")},
        against=[word(key, reader.lang) if key else "" for key in table["against"]],
    )  # fmt: skip
    return headed(named.drop(columns="village"), reader.lang)


def _tried(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang, called = reader.lang, _modes(reader)
    join = say(lang, "、", ", ").join

    def plan(name: str) -> str:
        number = name.removeprefix("mix ")
        return called.get(name) or reader.modes.get(name) or say(lang, f"组合{number}", f"mix {number}")

    return headed(pd.DataFrame({
        "tried": table["plan"].map(plan), "yuan_year": table["yuan_year"],
        "state": [word(state, lang) for state in table["state"]],
        "missed": [join(name_of(kpi, lang) for kpi in kpis.split()) for kpis in table["missed"]],
        "beyond_room": [join(_host(key, reader) for key in keys.split()) for keys in table["beyond"]],
        "proved": [word("yes", lang) if proved else "" for proved in table["proved"]],
        "chosen": [word("yes", lang) if taken else "" for taken in table["taken"]],
    }), lang)  # fmt: skip


def _room(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang, called, join = reader.lang, _modes(reader), say(reader.lang, "、", ", ").join
    hosts = {c: [join(_host(h, reader) for h in keys.split()) for keys in table[c]] for c in ("beyond", "adds")}
    shown = table.assign(
        name=table["name"].map(reader.place), township_name=table["township_name"].map(reader.place),
        **{c: [called.get(key, key) for key in table[c]] for c in ("mode", "turned_to")},
        missed=[join(name_of(kpi, lang) for kpi in kpis.split()) for kpis in table["missed"]], **hosts,
    )  # fmt: skip
    renamed = shown.rename(columns={"beyond": "beyond_room"})
    bare = [c for c in ("missed", "beyond_room") if not renamed[c].any()]
    return headed(renamed.drop(columns=["village", *bare]), lang)


def _host(key: str, reader: PlanReader) -> str:
    return operator_text(Actor.host(key), reader.prepared.parameters, reader.lang)


BEST_MIX = PlanView(
    ("最优组合：各村模式", "Best mix by village"),
    (
        "元/年：共配池快件按比较目标（objective）计的成本，组合作为一个方案模拟所得；次优为该村其余模式中最便宜的，"
        "差额=次优的成本减本村成本。差额为负：账面上有更便宜的模式，右列说明为何不用：其承运方已没有余量（各承运方"
        "都没有而目标要求送到的，为它加车）；该村改用后更难达到目标；或那样的成本要全县同用才有，单独一村改用省不下来",
        "yuan a year: what the pool's parcels cost by the objective, with the mix simulated as one plan; the second is "
        "the cheapest of the village's other modes, the margin its cost less the village's. Below nought a mode looks "
        "cheaper on paper, and the last column says why it is not taken: its host has no room left (where none has and "
        "a target asks for the village, one adds a vehicle for it), the village would do worse by a target, or it "
        "costs so little only where the whole county has it",
    ),
    _villages, {"parcels_day": ONE, "yuan_year": WHOLE, "margin_year": WHOLE},
)  # fmt: skip
MIX_ROOM = PlanView(
    ("最优组合：承运方运力不够的村", "Best mix, hosts short of room"),
    (
        "承运方既有运力装不下而加车，或因此改用更贵模式的村（差额最大的几个）：其余村不变，只把这一村改为所列模式（由其承运方加车，"
        "或方案自身的模式），全部村一起短期模拟，与组合同样模拟之差；正数为更贵",
        "villages that a host is given beyond its room, or that a dearer mode has for want of room (those with the "
        "most at stake): all else as it is, that village alone in the mode named, whose host adds a vehicle, or in "
        "the plan's own; all villages simulated together for a short time, less the same of the mix; positive is "
        "dearer",
    ),
    _room, {"turned_year": WHOLE},
)  # fmt: skip
MIX_TRIED = PlanView(
    ("最优组合：试过的方案", "Best mix, plans tried"),
    (
        "各模式统一用于全县，以及逐轮选出的组合，同样的快件短期模拟；最好的再按本次比较的天数和重复次数复核，"
        "未达到目标的，下一轮把目标定高后重选，直到最好的一个是复核过的。依次比较：不超负荷；"
        "方案自身达到的目标都达到；离其余目标最近；不超承运方既有运力（mix.added=false）；成本最低。"
        "方案自身也在其中，因此最优组合不会比它差",
        "each mode for the whole county, then mixes one after the other, in short simulations on the same parcels; the "
        "best is proved over the days and replications of the comparison, and where it misses a target the next aims "
        "so much farther, until the best is one that was proved. In this order: not overloaded; holds every target "
        "that the plan itself holds; nearest to the others; within what hosts have (mix.added=false); least cost. The "
        "plan itself is among them, so that the mix is never worse",
    ),
    _tried, {"yuan_year": WHOLE},
)  # fmt: skip
