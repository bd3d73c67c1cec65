"""The best mix as people read it 最优组合: the mode of each village with its margin, and what was tried."""

from __future__ import annotations

import pandas as pd

from sim.measure.registry import name_of
from sim.plan.actor import Actor
from sim.proposal.plan_view import PlanReader, PlanView
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
    )  # fmt: skip
    return headed(named.drop(columns="village"), reader.lang)


def _tried(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang, called, parameters = reader.lang, _modes(reader), reader.prepared.parameters
    join = say(lang, "、", ", ").join

    def plan(name: str) -> str:
        number = name.removeprefix("mix ")
        return called.get(name) or say(lang, f"组合{number}", f"mix {number}")

    def host(key: str) -> str:
        return operator_text(Actor.host(key), parameters, lang)

    return headed(pd.DataFrame({
        "tried": table["plan"].map(plan), "yuan_year": table["yuan_year"],
        "state": [word(state, lang) for state in table["state"]],
        "missed": [join(name_of(kpi, lang) for kpi in kpis.split()) for kpis in table["missed"]],
        "beyond_room": [join(map(host, keys.split())) for keys in table["beyond"]],
        "chosen": [word("yes", lang) if taken else "" for taken in table["taken"]],
    }), lang)  # fmt: skip


BEST_MIX = PlanView(
    ("最优组合：各村模式", "Best mix by village"),
    (
        "元/年：共配池快件按比较目标（objective）计的成本，组合作为一个方案模拟所得；次优为该村次便宜的模式，"
        "差额=次优在全县统一采用时的成本减本村成本，负数：目标或承运方运力使本村不能用更便宜的模式",
        "yuan a year: what the pool's parcels cost by the objective, with the mix simulated as one plan; the second is "
        "the village's next cheapest mode, the margin its cost where all the county has that mode less the village's; "
        "below nought: a target or a host's room stands against the cheaper one",
    ),
    _villages, {"parcels_day": ONE, "yuan_year": WHOLE, "margin_year": WHOLE},
)  # fmt: skip
MIX_TRIED = PlanView(
    ("最优组合：试过的方案", "Best mix, plans tried"),
    (
        "各模式统一用于全县，以及逐轮选出的组合，同样的快件短期模拟；采用者为不超负荷、达到全部目标、"
        "不超承运方既有运力（mix.added=false）的方案中成本最低的；都达不到时取差得最少的",
        "each mode for the whole county, then mixes one after the other, simulated for a short time on the same "
        "parcels; taken is the cheapest that is not overloaded, keeps every target and what hosts have room for "
        "(mix.added=false); where none does, the one that misses least",
    ),
    _tried, {"yuan_year": WHOLE},
)  # fmt: skip
