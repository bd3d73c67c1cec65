"""The trust card that closes every result: what was checked, how precise it is, what of the input is real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.prepare import Prepared
from sim.parameters import registry
from sim.words import say

JUDGED = ("J", "K")


def card(prepared: Prepared, summary: pd.DataFrame, names: Mapping[str, str], replications: int, code: str, lang: str) -> list[tuple[str, str]]:
    """Rows of the trust card: what, and what is to be said about it.

    Args:
        code: version and commit of the program.
    """
    h = prepared.parameters.horizon
    runs = replications * len(prepared.scenarios)
    return [
        (say(lang, "不变量检查", "invariants checked"), say(lang, f"{runs}次模拟全部通过：件数守恒、载量不超限、班次不早发、时间节点有序、台账平衡", f"all {runs} simulations passed: parcels conserved, no load over capacity, no early departure, milestones in order, ledger balanced")),
        (say(lang, "时段", "horizon"), say(lang, f"预热{h.warmup_days}天，测量{h.measured_days}天，收尾{h.drain_days}天，自{h.start_date}起", f"{h.warmup_days} days of warm-up, {h.measured_days} measured, {h.drain_days} of drain, from {h.start_date}")),
        (say(lang, "重复与精度", "replications and precision"), _precision(summary, names, replications, lang)),
        (say(lang, "县数据", "county data"), _county(prepared, lang)),
        (say(lang, "参数来源", "parameters"), _parameters(prepared, lang)),
        (say(lang, "超负荷", "overloads"), _overloads(prepared, names, lang)),
        (say(lang, "不包括", "left out"), say(lang, "县以上干线、上行件、建站与培训投入、管理费、旺季与农产品季", "line-haul above the county, outbound parcels, start-up of points and training, management, peak and harvest seasons")),
        (say(lang, "程序", "program"), code),
    ]  # fmt: skip


def _precision(summary: pd.DataFrame, names: Mapping[str, str], replications: int, lang: str) -> str:
    texts = []
    for key, zh, en in (("at_point_mean_h", "到点时间", "time to the point"), ("cost_system_parcel", "单件总成本", "system cost")):
        part = summary[(summary["kpi"] == key) & summary["mode"].isin(list(names))]
        half = (part["ci_high"] - part["ci_low"]) / 2 / part["mean"].abs()
        half = half[np.isfinite(half)]
        if len(half):
            texts.append(say(lang, f"{zh}95%区间半宽不超过均值的{half.max():.1%}", f"95 % half-width of {en} at most {half.max():.1%} of its mean"))
    head = say(lang, f"{replications}次重复，各模式同一批快件", f"{replications} replications, the same parcels in every mode")
    return say(lang, "；", "; ").join([head, *texts])


def _county(prepared: Prepared, lang: str) -> str:
    words = {"real": ("实测", "real"), "user": ("用户提供", "given"), "assumed": ("假定", "assumed"), "synthetic": ("合成", "synthetic")}
    parts: dict[str, list[str]] = {}
    from sim.county.notes import NAMES_ZH

    for note in prepared.county.notes:
        if note.count:
            parts.setdefault(note.status, []).append(f"{NAMES_ZH.get(note.what, note.what) if lang == 'zh' else note.what} {note.count}")
    texts = [f"{say(lang, *words.get(k, (k, k)))}: {say(lang, '、', ', ').join(v)}" for k, v in parts.items()]
    return say(lang, "；", "; ").join(texts)


def _parameters(prepared: Prepared, lang: str) -> str:
    rows = [q for q in registry(prepared.parameters) if q.moves]
    judged = Counter(any(tag in JUDGED for tag in q.source.split()) for q in rows)
    return say(
        lang,
        f"{len(rows)}个参数中{judged[True]}个含工程判断（J）或未复核（K），见输入参数表；收费标准均无可引来源",
        f"{judged[True]} of {len(rows)} parameters rest at least in part on judgement (J) or unchecked figures (K), see the inputs table; no fee has a quotable source",
    )


def _overloads(prepared: Prepared, names: Mapping[str, str], lang: str) -> str:
    texts = [f"{names[s.name]}: {', '.join(dict.fromkeys(f'{x.where} {x.rho:.2f}' for x in s.overloads[:5]))}{' …' if len(s.overloads) > 5 else ''}" for s in prepared.scenarios if s.overloads]
    return say(lang, "；", "; ").join(texts) if texts else say(lang, "无", "none")
