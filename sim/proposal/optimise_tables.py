"""The tables of an optimisation: the plans of the result, everything that was looked at, and the result as people read
it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.inference.confirm import overall
from sim.inference.grid import DecisionKey, Index
from sim.inference.kpi_estimates import kpi_estimates
from sim.measure.registry import kpi_of
from sim.proposal.optimise_words import VERDICTS, decision, heading, township_of, value, with_half
from sim.proposal.optimised import Optimised
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
    rows = []
    if found.result is not None:
        r, kpis = found.result, columns(found)
        for number, (p, values) in enumerate(r.values.items(), start=1):
            known = kpi_estimates(dict(zip(kpis, values.T, strict=True)))
            row: dict[str, Any] = {"plan": number, **labels(found.asked.axes, p)}
            for kpi, many in known.items():
                e = many.one()
                row |= {kpi: e.mean, f"{kpi}_low": e.low, f"{kpi}_high": e.high, f"{kpi}_state": e.state}
            row |= {f"{t.kpi}_verdict": v for t, v in zip(found.asked.targets, r.verdicts[p], strict=True)}
            row |= {
                "n": len(values), "targets": overall(r.verdicts[p]), "front": p in r.front, "chosen": p == r.chosen,
                "knee": p == r.knee and len(r.front) > 2,
            }
            rows.append(row | {"idle": " ".join(found.idle.get(p, ()))})
    return pd.DataFrame(rows)


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
    about, axes = found.about, found.asked.axes
    varied = [a for a in axes if len(a.values) > 1]
    verdict = [say(lang, "目标", "targets")] if found.asked.targets else []
    kpis = list(dict.fromkeys(columns(found)))
    out = {say(lang, "方案", "plan"): [
        *(decision(about, a.key, lang) for a in varied), *(heading(k, lang) for k in kpis), *verdict
    ]}
    rows = records(front_frame(found))
    for p, row in zip(found.result.values if found.result else (), rows, strict=True):
        decided = dict(zip((a.key for a in axes), (a.values[i] for a, i in zip(axes, p, strict=True)), strict=True))
        cells = ["—" if a.key in row["idle"].split() else value(about, a.key, decided[a.key], lang) for a in varied]
        cells += [with_half(row[k], row[f"{k}_low"], row[f"{k}_high"], kpi_of(k).unit) for k in kpis]
        out[f"{row['plan']}{marks(row, lang)}"] = cells + [say(lang, *VERDICTS[row["targets"]]) for _ in verdict]
    return pd.DataFrame(out)


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
