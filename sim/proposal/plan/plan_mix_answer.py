"""What a best mix comes to, in a line of the answer."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.registry import name_of
from sim.proposal.lines import Names, Statement, named
from sim.words import LANGUAGES, say


def mix_answers(
    plan: Mapping[str, pd.DataFrame], names: Names, column: str, same: bool = False,
    places: Sequence[Mapping[str, str]] = ({}, {}),
) -> Iterator[Statement]:
    """How many villages have which mode, and what the mix does not keep; that it is the plan itself, where nothing
    better was found. Nothing without a mix.

    Args:
        plan: tables ``best_mix`` and ``mix_tried``. ``column``: the county's own plan. ``same``: the mix has its
            figures. ``places``: names of places in Chinese and English, by name in the tables.
    """
    if "best_mix" not in plan or "mix_tried" not in plan:
        return
    tried = plan["mix_tried"]
    taken = tried[tried["taken"]].iloc[0]
    counts = plan["best_mix"]["mode"].value_counts()
    texts = []
    for i, lang in enumerate(LANGUAGES):
        villages = say(lang, "、", ", ").join(f"{named(names, str(mode))[i]} {n}" for mode, n in counts.items())
        none = say(lang, "没有找到比方案更好的组合，即方案本身：", "nothing better than the plan itself was found: ")
        texts.append((none if same or taken["plan"] == column else "") + villages + _not_kept(taken, lang))
    kept = not taken["missed"] and taken["state"] == "ok"
    verdict = MET if kept and not taken["beyond"] else NOT_VERIFIED if kept else NOT_MET
    zh, en = f"最优组合各模式的村数：{texts[0]}", f"Villages by mode in the best mix: {texts[1]}"
    yield Statement("best_mix", zh, en, verdict, "answer")
    if "mix_room" in plan:
        yield _otherwise(plan["mix_room"], names, places)


def _otherwise(table: pd.DataFrame, names: Names, places: Sequence[Mapping[str, str]]) -> Statement:
    """What it would come to if the villages that hosts have too little room for were served otherwise."""
    texts = []
    for i, lang in enumerate(LANGUAGES):
        told = []
        for (_, name, mode), rows in table.groupby(["village", "name", "mode"], sort=False):
            turns = say(lang, "、", ", ").join(_turn(row, names, i) for row in rows.to_dict("records"))
            told.append(say(
                lang, f"{places[i].get(str(name), name)}（组合中为{named(names, str(mode))[0]}）{turns}",
                f"{places[i].get(str(name), name)} ({named(names, str(mode))[1]} in the mix): {turns}",
            ))
        texts.append(say(lang, "；", "; ").join(told) + _how(table, lang))
    zh = f"承运方运力不够的村，改一种办法全部村每年的差（短期模拟）：{texts[0]}"
    en = f"Hosts have too little room for some villages; another way, for all a year (short simulations): {texts[1]}"
    return Statement("mix_room", zh, en, "", "answer")


def _how(table: pd.DataFrame, lang: str) -> str:
    """By which key what saves is chosen, where that asks a host to add vehicles."""
    if not ((table["turned_year"] < 0) & (table["adds"] != "") & (table["missed"] == "")).any():
        return ""
    return say(
        lang, "；要让组合选用加车的，运行时加 mix.added=true", "; mix.added=true lets the mix choose added vehicles"
    )


def _turn(row: Mapping[Hashable, Any], names: Names, language: int) -> str:
    """One village in another mode: what it saves or adds, and what it then misses."""
    lang, yuan = LANGUAGES[language], float(row["turned_year"])
    mode, added = named(names, str(row["turned_to"]))[language], bool(row["adds"])
    zh_added, en_added = ("（承运方加车）", " (its host adds a vehicle)") if added else ("", "")
    zh = f"改{mode}{zh_added}{'省' if yuan < 0 else '多花'}{abs(yuan) / 10_000:.1f}万元"
    en = f"{mode}{en_added} {'saves' if yuan < 0 else 'adds'} {abs(yuan):,.0f} yuan"
    kpis = say(lang, "、", ", ").join(name_of(kpi, lang) for kpi in str(row["missed"]).split())
    return say(lang, zh, en) + (say(lang, f"，但达不到{kpis}", f", but misses {kpis}") if kpis else "")


def _not_kept(taken: pd.Series, lang: str) -> str:
    """Targets that none of what was tried holds, that hosts are to add vehicles, that it is overloaded."""
    join, told = say(lang, "、", ", ").join, ""
    if taken["missed"]:
        kpis = join(dict.fromkeys(name_of(kpi, lang) for kpi in str(taken["missed"]).split()))
        told += say(lang, f"；试过的方案都达不到：{kpis}", f"; held by nothing that was tried: {kpis}")
    if taken["beyond"]:
        told += say(
            lang, "；为达到目标，有的村承运方须加车（逐村表注明）",
            "; so that targets hold, hosts add vehicles for some villages (the table by village says which)",
        )
    return told if taken["state"] == "ok" else told + say(lang, "；超负荷", "; overloaded")
