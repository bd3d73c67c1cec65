"""The tables of an optimisation: the plans of the result, everything that was looked at, and the result as people read
it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sim.arrays import Floats
from sim.inference.kpi_estimates import kpi_estimates
from sim.inference.search.confirm import Confirmed, overall
from sim.inference.search.grid import DecisionKey, Index
from sim.inference.target import Target
from sim.measure.registry import kpi_of
from sim.proposal.optimise.optimise_words import VERDICTS, decision, heading, township_of, value, with_half
from sim.proposal.optimise.optimised import Optimised
from sim.words import say

MIXED = "mixed"


def labels(axes: tuple[DecisionKey, ...], index: Index) -> dict[str, Any]:
    """A column a decision: numbers as they are, the rest as text."""
    values = {a.key: a.values[i] for a, i in zip(axes, index, strict=True)}
    return {
        k: v if isinstance(v, (int, float)) else " ".join(map(str, v)) if isinstance(v, tuple) else str(v)
        for k, v in values.items()
    }


def columns(found: Optimised) -> list[str]:
    """KPIs of the values: cost, time, and those of the targets."""
    return [*found.asked.kpis, *(t.kpi for t in found.asked.targets)]


def front_frame(found: Optimised) -> pd.DataFrame:
    """A row a plan of the result, cheapest first: decisions, cost, time and each target's KPI with 95 % intervals and
    states, verdicts, what marks it, and ``idle``, the decisions that change nothing in it."""
    if found.result is None:
        return pd.DataFrame()
    rows = []
    for number, (plan, values) in enumerate(found.result.values.items(), start=1):
        rows.append({
            "plan": number, **labels(found.asked.axes, plan), **_estimated(columns(found), values),
            **_marked(found.asked.targets, found.result, plan), "idle": " ".join(found.idle.get(plan, ())),
        })
    return pd.DataFrame(rows)


def _estimated(kpis: Sequence[str], values: Floats) -> dict[str, Any]:
    """Each KPI with its 95 % interval and state, and the number of replications, of values by replication and KPI."""
    row: dict[str, Any] = {}
    for kpi, many in kpi_estimates(dict(zip(kpis, values.T, strict=True))).items():
        e = many.one()
        row |= {kpi: e.mean, f"{kpi}_low": e.low, f"{kpi}_high": e.high, f"{kpi}_state": e.state}
    return row


def _marked(targets: Sequence[Target], result: Confirmed, plan: Index) -> dict[str, Any]:
    """The verdicts of a plan, and what marks it."""
    verdicts = result.verdicts[plan]
    return {
        **{f"{t.kpi}_verdict": v for t, v in zip(targets, verdicts, strict=True)}, "n": len(result.values[plan]),
        "targets": overall(verdicts), "front": plan in result.front, "chosen": plan == result.chosen,
        "knee": plan == result.knee and len(result.front) > 2,
    }


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame by column."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def searched_frame(found: Optimised) -> pd.DataFrame:
    """A row a point looked at, in the order of the search: decisions, state and why, means of the search's few
    replications, what the selection said."""
    rows = []
    kpis = columns(found)
    for p, j in found.judged.items():
        means = dict(zip(kpis, j.means or [float("nan")] * len(kpis), strict=True))
        rows.append({
            **labels(found.asked.axes, p), "state": j.state, "why": j.why, **means, "feasible": j.found.feasible,
            "runs": j.found.runs, "selection": found.chances.get(p, ""),
        })
    return pd.DataFrame(rows)


def in_words(found: Optimised, lang: str) -> pd.DataFrame:
    """The plans of the result as people read them, a column a plan: what it decides, what it gives, whether it keeps
    the targets."""
    varied = [axis.key for axis in found.asked.axes if len(axis.values) > 1]
    kpis = list(dict.fromkeys(columns(found)))
    heads = [*(decision(found.about, key, lang) for key in varied), *(heading(kpi, lang) for kpi in kpis)]
    heads += [say(lang, "目标", "targets")] if found.asked.targets else []
    out = {say(lang, "方案", "plan"): heads}
    plans = found.result.values if found.result else ()
    for plan, row in zip(plans, records(front_frame(found)), strict=True):
        cells = [*_decisions(found, plan, row["idle"].split(), varied, lang), *(_with_half(row, kpi) for kpi in kpis)]
        cells += [say(lang, *VERDICTS[row["targets"]])] if found.asked.targets else []
        out[f"{row['plan']}{marks(row, lang)}"] = cells
    return pd.DataFrame(out)


def _decisions(found: Optimised, plan: Index, idle: Sequence[str], keys: Sequence[str], lang: str) -> list[str]:
    """What a plan decides for some keys; a dash where the decision changes nothing."""
    decided = {axis.key: axis.values[i] for axis, i in zip(found.asked.axes, plan, strict=True)}
    return ["—" if key in idle else value(found.about, key, decided[key], lang) for key in keys]


def _with_half(row: Mapping[str, Any], kpi: str) -> str:
    """A KPI of a plan with half its interval."""
    return with_half(row[kpi], row[f"{kpi}_low"], row[f"{kpi}_high"], kpi_of(kpi).unit)


def marks(row: dict[str, Any], lang: str) -> str:
    """What marks a plan: chosen, knee, not on the front."""
    found = [say(lang, zh, en) for on, zh, en in (
        (row["chosen"], "选定", "chosen"), (row["knee"], "拐点", "knee"), (not row["front"], "非前沿", "off the front")
    ) if on]
    return say(lang, f"（{'、'.join(found)}）", f" ({', '.join(found)})") if found else ""


def mode_of(found: Optimised, index: Index) -> str:
    """The mode of a plan: the one of all its townships, ``MIXED`` where they differ, else what the plan or the config
    says."""
    values = {a.key: str(a.values[i]) for a, i in zip(found.asked.axes, index, strict=True)}
    towns = {v for k, v in values.items() if township_of(k)}
    if towns:
        return towns.pop() if len(towns) == 1 else MIXED
    return MIXED if found.mode is None else values.get("mode", found.mode)
