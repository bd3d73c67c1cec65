"""Findings about a plan: what it asks for by when, what of it is kept, what changes the result, what is assumed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sim.policy.targets import GAP, MET, NOT_VERIFIED
from sim.proposal.comparison.evidence import Evidence
from sim.proposal.plan.plan_stages import WHATIF
from sim.proposal.plan.plan_targets import TARGETS
from sim.proposal.plan.plan_view import PlanReader, of_places
from sim.words import amount, say, word

NAMED = 6
"""Lines that are named in one sentence."""

TURNED = (
    ("cost_system_parcel", "yuan/parcel", "单件社会总成本", "System cost a parcel"),
    ("within_24h", "share", "24小时进村率", "24-h village rate"),
)
"""What is told of things turned: KPI, unit, and its name in Chinese and English."""


def goals(evidence: Evidence) -> Iterator[str]:
    """The document, its targets by day, and how they are tried."""
    lang, document = evidence.lang, evidence.document
    if document is None:
        yield say(
            lang, "编制依据：未给出方案文件，本附件比较各合作模式，方案取社会总成本最低的模式。",
            "Basis: no plan document is given; the modes are compared, and the scheme is the one that costs society "
            "least.",
        )
    else:
        yield _basis(evidence)
        for day, told in _by_day(evidence).items():
            yield say(lang, f"工作目标（{day}前）：{told}。", f"Goals by {day}: {told}.")
    days, n = evidence.prepared.parameters.horizon.measured_days, evidence.replications
    yield say(
        lang, f"测算方法：逐件模拟县—乡—村全过程，统计{days}天、重复{n}次，各模式用同一批快件；方括号内为95%置信区间。",
        f"Method: every parcel is simulated from county hub to village, {days} measured days in {n} replications, the "
        "same parcels in every mode; brackets hold 95 % confidence intervals.",
    )


def _basis(evidence: Evidence) -> str:
    d, lang = evidence.document, evidence.lang
    assert d is not None
    office = say(lang, d.office_zh, d.office_en)
    lead = say(lang, f"，牵头单位：{office}", f"; lead: {office}") if office else ""
    issued = say(lang, f"，{d.issued}印发", f", issued {d.issued}") if d.issued else ""
    name = say(lang, d.name_zh or "本县方案", d.name_en or "the plan of the county")
    return say(lang, f"编制依据：{name}{issued}{lead}。", f"Basis: {name}{issued}{lead}.")


def _read(evidence: Evidence, table: str) -> pd.DataFrame:
    """The scheme's rows of a plan's table, in words, beside the row's key and verdict."""
    return evidence.rows(table).reset_index(drop=True)


def _targets(evidence: Evidence) -> pd.DataFrame:
    """The scheme's targets as the table of targets words them, with day and verdict as they are."""
    rows = _read(evidence, "targets")
    if not len(rows):
        return rows
    shown = TARGETS.shown(rows, PlanReader(evidence.document, evidence.prepared, evidence.lang))
    heads = {c: word(c, evidence.lang) for c in ("target", "required", "simulated")}
    return rows[["date", "verdict"]].assign(**{c: shown[head] for c, head in heads.items()})


def _by_day(evidence: Evidence) -> dict[str, str]:
    rows = _targets(evidence)
    told: dict[str, list[str]] = {}
    for day, target, asked in rows[["date", "target", "required"]].itertuples(index=False) if len(rows) else ():
        told.setdefault(str(day), []).append(f"{target} {asked}")
    return {day: say(evidence.lang, "；", "; ").join(of) for day, of in told.items()}


def targets(evidence: Evidence) -> Iterator[str]:
    """How many of the plan's targets the scheme keeps, and what it misses; the last stage of the roll-out."""
    rows, lang = _targets(evidence), evidence.lang
    if len(rows):
        met, gap, open_ = (of_places(int((rows["verdict"] == v).sum()), len(rows)) for v in (MET, GAP, NOT_VERIFIED))
        yield say(
            lang, f"方案目标{len(rows)}项：达到{met}，缺口{gap}，未核验{open_}。",
            f"{len(rows)} targets: met {met}, gap {gap}, not verified {open_}.",
        )
        missed = [f"{r.target} {r.simulated} / {r.required}" for r in rows[rows["verdict"] == GAP].itertuples()]
        if missed:
            told = say(lang, "；", "; ").join(missed[:NAMED])
            yield say(lang, f"缺口（模拟/要求）：{told}。", f"Gaps (simulated / required): {told}.")
    stages = evidence.tables.get("rollout")
    if stages is not None and len(stages):
        last = stages[stages["township"] == ""].iloc[-1]
        reached = of_places(last["reached"], last["villages"])
        yield say(
            lang, f"推进：到{last['month']}，通达村{reached}。",
            f"Roll-out: by {last['month']}, villages reached {reached}.",
        )


def change(evidence: Evidence) -> Iterator[str]:
    """What a turn of one thing does to cost and to the 24-hour share, the strongest first; what cannot be done."""
    rows, lang = evidence.tables.get("whatif"), evidence.lang
    if rows is None or not len(rows):
        return
    told, colon = _turned(rows, evidence), say(lang, "：", ": ")
    sound = rows[rows["state"] == "ok"]
    for kpi, unit, *name in TURNED:
        moved = (sound[kpi] - rows[kpi].iloc[0]).abs().sort_values(ascending=False).head(3).index
        listed = [f"{told[i]}{colon}{amount(float(rows[kpi][i]), unit, lang)}" for i in moved if i]
        base = amount(float(rows[kpi].iloc[0]), unit, lang)
        yield say(
            lang, f"{name[0]}（共配池，短期模拟，没有区间）：照方案{base}；影响最大的变化：{'；'.join(listed)}。",
            f"{name[1]} (pool, few replications, no interval): as planned {base}; what moves it most: "
            f"{'; '.join(listed)}.",
        )
    broken = [told[i] for i in rows.index[rows["state"] != "ok"]]
    if broken:
        names = say(lang, "、", ", ").join(broken)
        yield say(
            lang, f"以下变化使方案超负荷或不可行：{names}。",
            f"The plan is overloaded or impossible with: {names}.",
        )


def _turned(rows: pd.DataFrame, evidence: Evidence) -> list[str]:
    """What each row turns, in words."""
    shown = WHATIF.shown(rows, PlanReader(evidence.document, evidence.prepared, evidence.lang)).fillna("")
    return [f"{what} {value}".strip() for what, value in zip(shown.iloc[:, 0], shown.iloc[:, 1], strict=True)]


def inputs(evidence: Evidence) -> Iterator[str]:
    """How many inputs are judgement, how many were set for this county or plan."""
    rows, lang = evidence.tables["inputs"], evidence.lang
    own = rows[~rows["key"].str.startswith(("county.", "data: "))]
    judged = of_places(int((own["source"] == "J").sum()), len(own))
    changed = of_places(int(own["changed"].sum()), len(own))
    yield say(
        lang, f"模型参数{len(own):,}项：仅凭工程判断（J）的{judged}；为本县或本方案改动的{changed}。取值、单位、"
        "合理范围和来源见工作簿“输入参数”。",
        f"{len(own):,} parameters: by judgement alone (J) {judged}; set for this county or plan {changed}. Values, "
        "units, "
        "ranges and sources are on the workbook's sheet Inputs.",
    )
