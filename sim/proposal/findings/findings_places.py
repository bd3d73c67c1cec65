"""Findings about places: the county today, its villages under the scheme, those that a backstop serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from sim.measure.kpi import ALL
from sim.proposal.comparison.evidence import Evidence
from sim.proposal.findings.findings_money import wan
from sim.proposal.lines import spread
from sim.proposal.names import place_names
from sim.proposal.plan.plan_view import of_places
from sim.words import amount, say, unit_text, word

FEW = 30
"""Parcels in all replications, below which the mean of a village is told apart from the others."""


def today(evidence: Evidence) -> Iterator[str]:
    """The county in figures, what its parcels take and cost today, and where that hurts."""
    lang = evidence.lang
    if "basics" in evidence.tables:
        yield say(lang, "县情：", "The county: ") + _listed(evidence.tables["basics"], lang) + say(lang, "。", ".")
    if not evidence.today:
        yield _no_yardstick(evidence)
        return
    keys = ("to_village_share", "in_hand_mean_h", f"cost_system_parcel{ALL}")
    told = say(lang, "，", "; ").join(evidence.named(key, evidence.today) for key in keys)
    name = evidence.names[evidence.today]
    yield say(lang, f"当前（{name}）：{told}。", f"Today ({name}): {told}.")
    yield from _problem(evidence)


def _listed(basics: pd.DataFrame, lang: str) -> str:
    told = [
        f"{word(item, lang, 'basics')} {value:,.0f}" + ("" if unit == "-" else f" {unit_text(unit, lang)}")
        for item, value, unit in basics[["item", "value", "unit"]].itertuples(index=False)
    ]
    return say(lang, "，", ", ").join(told)


def _no_yardstick(evidence: Evidence) -> str:
    """That today is no yardstick, and why."""
    return say(
        evidence.lang,
        "现状不在比较之中，或其方案超负荷、数字不可采信：本附件不以现状为比较基准。",
        "The status quo is not compared, or is overloaded so that its figures do not count: nothing here is set "
        "against it.",
    )


def _problem(evidence: Evidence) -> Iterator[str]:
    """How much of today's cost residents bear, and how many parcels end at the township."""
    lang, today = evidence.lang, evidence.today
    whole, own = (evidence.mean(f"cost_{of}_parcel{ALL}", today) for of in ("system", "residents"))
    left = 1 - evidence.mean(f"to_village_share{ALL}", today)
    if whole > 0 and left == left:
        yield say(
            lang,
            f"存在的问题：全县快件中{left:.1%}只到乡镇，由群众自取；群众取件成本{own:.2f}元/件，"
            f"占社会总成本{whole:.2f}元/件的{own / whole:.1%}。",
            f"The problem: {left:.1%} of all parcels end at the township, where residents fetch them; that costs "
            f"residents {own:.2f} yuan a parcel, {own / whole:.1%} of the system cost of {whole:.2f} yuan.",
        )


def villages(evidence: Evidence) -> Iterator[str]:
    """How many villages are served within a day and two, the slowest village and township, and how sure that is."""
    rows = evidence.rows("villages")
    rows = rows[rows["scope"] == "village"]
    lang, reached = evidence.lang, rows["at_village_p90_h"].dropna()
    if len(reached):
        yield _within(len(rows), reached, lang)
    if reached.max() < np.inf:
        yield _slowest(evidence, rows.sort_values("at_village_p90_h", ascending=False).iloc[0].to_dict())
    few = int((rows["parcels_day"] * _days(evidence) < FEW).sum())
    yield say(
        lang,
        f"统计期内模拟件数（各次重复合计）不足{FEW}件的村{of_places(few, len(rows))}，其均值仅供参考。",
        f"Villages with fewer than {FEW} parcels in all measured days and replications: {of_places(few, len(rows))}; "
        "their means are a hint only.",
    )  # fmt: skip


def _within(count: int, reached: pd.Series[float], lang: str) -> str:
    day, two = (of_places(int((reached <= hours).sum()), count) for hours in (24, 48))
    none = of_places(count - len(reached), count)
    return say(
        lang,
        f"共配池快件到村点时间P90在24小时以内的村{day}，48小时以内的村{two}；没有共配池快件到村的村{none}。",
        f"Villages whose P90 time to the village point is within 24 h: {day}; within 48 h: {two} "
        f"(the pool's parcels); villages to which no parcel of the pool is brought: {none}.",
    )


def _slowest(evidence: Evidence, row: Mapping[Any, Any]) -> str:
    lang, names = evidence.lang, place_names(evidence.prepared.county, evidence.lang)
    name, town = (names.get(str(row[c]), str(row[c])) for c in ("name", "township_name"))
    hours, low, high = (row[f"at_village_p90_h{end}"] for end in ("", "_low", "_high"))
    told = amount(hours, "h", lang) + spread(low, high, "h")
    return say(
        lang, f"最慢的村：{name}（{town}），P90为{told}。", f"The slowest village: {name} ({town}), P90 {told}.",
    )


def _days(evidence: Evidence) -> int:
    """Measured days of all replications."""
    return evidence.prepared.parameters.horizon.measured_days * evidence.replications


def backstop(evidence: Evidence) -> Iterator[str]:
    """How many villages a backstop serves, and what that costs."""
    lang, county = evidence.lang, evidence.prepared.county
    if evidence.document is None:
        return
    rows = evidence.rows("backstop")
    count, places = of_places(len(rows), len(county.rural)), len(rows)
    if not places:
        yield say(
            lang, f"没有由兜底方式服务的村（{count}）：方案的模式到达全部村。",
            f"No village is left to a backstop ({count}): the scheme's modes reach all.",
        )
        return
    year, most = wan(rows["yuan_year"].sum(), lang), rows["yuan_parcel"].max()
    yield say(
        lang, f"由兜底方式服务的村{count}，全年各方成本合计{year}，最高{most:.2f}元/件，由所在乡镇负责。",
        f"Villages left to a backstop: {count}; all parties together {year} a year, at most {most:.2f} yuan a parcel, "
        "for their townships to solve.",
    )
