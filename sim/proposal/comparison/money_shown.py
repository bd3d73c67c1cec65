"""The money of each party on a page: what changes against today, and five years' cash flow."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.parameters import Parameters
from sim.proposal.money_sheets import ABOUT, TITLES, party_text, told
from sim.proposal.page import PageSection
from sim.words import headed, say, word

WAN = 10_000.0
"""万元."""


def money_sections(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], parameters: Parameters, lang: str
) -> list[PageSection]:
    """A section for each table that there is; that of gains needs a mode that is today's."""
    gains, fees, flow = tables.get("gains"), tables.get("contracts"), tables.get("cashflow")
    found = [] if gains is None or gains["change_year"].isna().all() else [_gains(gains, names, parameters, lang)]
    found += [] if fees is None or fees.empty else [_contracts(fees, names, parameters, lang)]
    return found + ([] if flow is None else [_flow(flow, names, parameters, lang)])


def _gains(gains: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> PageSection:
    """A row a mode that is not today's, a column a party and one of all together: its change against today."""
    gains = gains[gains.groupby("mode")["change_year"].transform(lambda change: change.abs().max()) > 0]
    cells = {(str(row.mode), str(row.actor)): _change(row) for row in gains.itertuples()}
    sums = gains.groupby("mode", sort=False)[["change_year", "change_parcel"]].sum()
    total = {str(mode): _signed(wan, parcel) for mode, wan, parcel in sums.itertuples()}
    parties = dict.fromkeys(gains["actor"])
    shown = pd.DataFrame({
        word("mode", lang): [names[mode] for mode in total],
        **{party_text(p, parameters, lang): [cells[mode, p] for mode in total] for p in parties},
        say(lang, "合计", "all together"): list(total.values()),
    })  # fmt: skip
    note = say(
        lang,
        "与现状自取相比每年多支出（+）或少支出（−）多少，万元±95%区间半宽，括号内为元/件；各方之间的收付已计入，相互抵消，"
        "合计即全部快件（模拟了城区的连城区在内）社会总成本之差。",
        "what each spends more (+) or less (−) a year than today, 10,000 yuan ± half of the 95 % interval, in brackets "
        "yuan a parcel; what they pay each other is in it and cancels, so that all together is the gap in the system's "
        "cost of all parcels, those of the town included where it is simulated.",
    )
    head = say(lang, "谁受益、谁负担（与现状相比）", "Who gains and who pays, against today")
    return PageSection(head, shown, note=note, level=3)


def _change(row: Any) -> str:
    half = (row.change_high - row.change_low) / 2
    return _signed(row.change_year, row.change_parcel, half)


def _signed(year: float, parcel: float, half: float = math.nan) -> str:
    """10,000 yuan a year with half of the interval, and yuan a parcel."""
    spread = f" ±{half / WAN:,.1f}" if half == half and half / WAN >= 0.05 else ""
    wan = "0" if abs(year) < WAN / 20 else f"{year / WAN:+,.1f}"
    return f"{wan}{spread} ({parcel:+,.2f})".replace("-", "−") if spread or wan != "0" else wan


def _contracts(fees: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> PageSection:
    """A row a mode and fee: its price, and those at which nobody gains."""
    shown = told(fees, names, parameters, lang)[["mode", "fee", "payer", "payee"]]
    for column in ("price", "least", "most_today", "most_other"):
        low, high = (fees.get(f"{column}_{end}", fees["n"] * math.nan) for end in ("low", "high"))
        shown[column] = [_fee(*row) for row in zip(fees[column], low, high, strict=True)]
    known = told(fees, names, parameters, lang)[fees["most_today"].notna()]
    lines = [_deal(row, lang) for row in known.itertuples()]
    head, about = say(lang, *TITLES["contracts"]), say(lang, *ABOUT["contracts"])
    return PageSection(head, headed(shown, lang), lines, note=about, level=3)


FAR = 5.0
"""A most at so many times today's price or more leaves a fee to whoever agrees on it."""


def _deal(row: Any, lang: str) -> str:
    """Whether neither side of a contract loses at its price now, and at which it would be so."""
    now, least, most = (_fee(max(x, 0.0), math.nan, math.nan) for x in (row.price, row.least, row.most_today))
    begin = say(
        lang, f"{row.mode}，{row.payer}付给{row.payee}的{row.fee}，现价{now}元：",
        f"{row.mode}, {row.fee}, {row.payer} to {row.payee}, {now} yuan now: ",
    )  # fmt: skip
    if row.most_today < max(row.least, 0.0):
        return begin + say(lang, "没有双方都不亏的价格", "no price at which neither loses")
    if row.price < row.least:
        begin += say(lang, f"收方亏，至少要{least}元才不亏；", f"its payee loses and needs {least} yuan at least; ")
    else:
        begin += say(lang, "收方不亏；", "its payee does not lose; ")
    if row.most_today >= FAR * max(row.price, row.least):
        told = "付方再付几倍也不比现状多花", "its payer could pay several times as much and spend no more than today"
    else:
        told = f"付方至多付{most}元不比现状多花", f"its payer spends no more than today up to {most} yuan"
    return begin + say(lang, *told)


def _fee(price: float, low: float, high: float) -> str:
    """A price with half of its interval; a dash for none."""
    half = (high - low) / 2
    spread = f" ±{half:.2f}" if half >= 0.005 else ""
    return f"{price:,.2f}{spread}".replace("-", "−") if math.isfinite(price) else "—"


def _flow(flow: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> PageSection:
    """A row a mode and party that spends or gets anything, a column a year and one of the present value."""
    wide = flow.pivot(index=["mode", "actor"], columns="year", values="yuan")
    wide = wide[(wide != 0).any(axis="columns")].copy()
    wide["present"] = flow.groupby(["mode", "actor"])["present_yuan"].sum()
    rows = [
        (names[mode], party_text(actor, parameters, lang), *map(_wan, wide.loc[mode, actor]))
        for mode, actor in dict.fromkeys(zip(flow["mode"], flow["actor"], strict=True))
        if (mode, actor) in wide.index
    ]
    years = [say(lang, f"第{year}年", f"year {year}") for year in sorted(set(flow["year"]))]
    heads = [word("mode", lang), word("actor", lang), *years, say(lang, "现值", "present value")]
    note = say(
        lang, "万元，正数为支出；第0年为开办以前的一次性支出，以后各年同模拟的一年，件量不变。",
        "10,000 yuan, positive is spent; year 0 is paid before the start, the others are the simulated year, its "
        "volume unchanged.",
    )
    head = say(lang, "五年现金流", "Five years' cash flow")
    return PageSection(head, pd.DataFrame(rows, columns=heads), note=note, level=3)


def _wan(yuan: float) -> str:
    return "0" if abs(yuan) < WAN / 20 else f"{yuan / WAN:,.1f}".replace("-", "−")
