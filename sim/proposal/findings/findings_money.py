"""Findings about money: what the public pays, what each party bears a parcel and a year, what is bought once."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sim.measure.kpi import ALL
from sim.proposal.comparison.evidence import Evidence
from sim.proposal.money_sheets import party_text
from sim.words import figure, say, word

WAN = 10_000.0
LINES = ("system", "operators", "public", "residents")


def wan(yuan: float, lang: str) -> str:
    """Yuan as people tell the money of a year: in ten thousands, in English in full."""
    return say(lang, f"{figure(yuan / WAN, '')}万元", f"{yuan:,.0f} yuan")


def subsidies(evidence: Evidence) -> Iterator[str]:
    """What the scheme's subsidies come to, once and a year, and which thresholds hold."""
    rows, lang = evidence.rows("subsidies"), evidence.lang
    each = evidence.told(f"cost_public_parcel{ALL}")
    if len(rows):
        once, year = (wan(rows[c].sum(), lang) for c in ("yuan_once", "yuan_year"))
        yield say(
            lang, f"{evidence.names[evidence.scheme]}：补助{len(rows)}项，一次性{once}，每年{year}；"
            f"财政承担{each}（全县）。",
            f"{evidence.names[evidence.scheme]}: subsidies ({len(rows)}) of {once} once and {year} a year; the public "
            f"bears {each} (all parcels).",
        )
    elif evidence.document is not None:
        yield say(
            lang, f"方案没有写明补助；单件财政支出（全县）：{each}。",
            f"The plan names no subsidy; public money a parcel (all parcels): {each}.",
        )
    if "thresholds" in evidence.tables:
        of = evidence.tables["thresholds"]["verdict"].value_counts()
        told = say(lang, "、", ", ").join(f"{word(str(v), lang, 'target')} {n}/{of.sum()}" for v, n in of.items())
        yield say(lang, f"补贴件量门槛：{told}。", f"Thresholds of volume: {told}.")


def money(evidence: Evidence) -> Iterator[str]:
    """What each party bears with the scheme, against today where that counts; what is bought; who is left with more."""
    lang = evidence.lang
    for line in LINES:
        yield _line(evidence, line)
    yield say(
        lang, "企业、财政、群众三项之和为社会总成本；费用和补助只在各方之间转移。以上为全县各村全部快件，一年按365天。",
        "Operators, public and residents add up to the system; fees and subsidies only change hands. All parcels of "
        "the villages, 365 days a year.",
    )
    yield from _bought(evidence)
    yield from _changes(evidence)


def _line(evidence: Evidence, line: str) -> str:
    lang, key = evidence.lang, f"cost_{line}_parcel{ALL}"
    told = f"{evidence.told(key)}{_a_year(evidence, line, evidence.scheme)}"
    name = say(lang, "社会总成本", "System cost") if line == "system" else word(line, lang)
    if evidence.today and evidence.today != evidence.scheme:
        before = f"{evidence.told(key, evidence.today)}{_a_year(evidence, line, evidence.today)}"
        if before == told:  # neither has it
            return say(lang, f"{name}：{told}。", f"{name}: {told}.")
        return say(lang, f"{name}：{told}；现状{before}。", f"{name}: {told}; today {before}.")
    return say(lang, f"{name}：{told}。", f"{name}: {told}.")


def _a_year(evidence: Evidence, line: str, mode: str) -> str:
    """The money of a year, where the budget tells it."""
    rows = evidence.rows("budget", mode)
    rows = rows[rows["line"] == line] if len(rows) else rows
    if not len(rows) or pd.isna(rows["wan_yuan_year"].iloc[0]):
        return ""
    told = wan(float(rows["wan_yuan_year"].iloc[0]) * WAN, evidence.lang)
    return say(evidence.lang, f"，每年{told}", f", {told} a year")


def _bought(evidence: Evidence) -> Iterator[str]:
    rows, lang = evidence.rows("investment"), evidence.lang
    if len(rows):
        once, year = (wan(rows[c].sum(), lang) for c in ("yuan_once", "yuan_year"))
        yield say(
            lang, f"投资：一次性{once}，折合每年{year}。",
            f"Investment: {once} once, {year} a year as an annuity.",
        )
    else:
        yield say(
            lang, "投资：未给出一次性投资（investment.*），不计。",
            "Investment: none is given (investment.*), so none is counted.",
        )
    flow = evidence.rows("cashflow")
    flow = flow[flow["actor"] == "public"] if len(flow) else flow
    if len(flow):
        present = wan(flow["present_yuan"].sum(), lang)
        yield say(lang, f"五年内财政支出现值{present}。", f"Present value of five years of public money: {present}.")


def _changes(evidence: Evidence) -> Iterator[str]:
    """Who spends more than today; nothing without a today that counts."""
    rows = evidence.rows("gains")
    if not evidence.today or evidence.today == evidence.scheme or not len(rows):
        return
    lang, p = evidence.lang, evidence.prepared.parameters
    columns = ["actor", "change_year", "change_low", "change_high"]
    told = [
        f"{party_text(actor, p, lang)} {_signed(yuan, lang)}{_ends(low, high, lang)}"
        for actor, yuan, low, high in rows[columns].to_numpy().tolist() if abs(yuan) >= 1
    ]
    if told:
        town = evidence.prepared.county.urban.any()
        zh, en = ("含城区快件，", "the town's parcels too, ") if town else ("", "")
        yield say(
            lang, f"与现状相比各方全年支出变化（{zh}正为增加）：{'；'.join(told)}。",
            f"Change of each party's outlay a year against today, {en}positive is more: {'; '.join(told)}.",
        )


def _signed(yuan: float, lang: str) -> str:
    return ("+" if yuan > 0 else "−") + wan(abs(yuan), lang)


def _ends(low: float, high: float, lang: str) -> str:
    """An interval in the same unit; nothing where there is none."""
    if not low < high:
        return ""
    ends = [f"{x / WAN:,.2f}" if lang == "zh" else f"{x:,.0f}" for x in (low, high)]
    return f" [{', '.join(ends)}]".replace("-", "−")
