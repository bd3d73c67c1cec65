"""What an optimisation leaves: the front, everything that was looked at, the chosen plan, a chart, a page, and the answer in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.output.console import table
from experiments.output.page import Section, page, pictures
from experiments.output.store import save_frame
from experiments.scenarios.prepare import county_of
from experiments.scenarios.provenance import provenance, write_json
from experiments.settings.config import Config
from experiments.studies.optimise.chosen import TABLES, write_chosen
from experiments.studies.optimise.confirm import overall
from experiments.studies.optimise.decisions import TOWNSHIPS, values_of
from experiments.studies.optimise.judge import FAILED, OK, OVERLOADED, REFUSED
from experiments.studies.optimise.search import Axis, Index, size_of
from sim.chart.info import ModeName, PlanInfo
from sim.measure.answer import MET, NOT_MET, NOT_VERIFIED
from sim.measure.estimate import interval
from sim.measure.registry import kpi_of, name_of
from sim.measure.target import Target
from sim.words import amount, figure, say, unit_text

if TYPE_CHECKING:
    from experiments.studies.optimise.outcome import Outcome

MIXED = "mixed"
VERDICTS = {MET: ("达标", "met"), NOT_MET: ("未达标", "not met"), NOT_VERIFIED: ("未能证实", "not verified")}
STAGES = {"search": ("搜索", "search"), "selection": ("筛选", "selection"), "estimation": ("估计", "estimation")}


def say_start(config: Config, axes: Sequence[Axis], targets: Sequence[Target], kpis: tuple[str, str]) -> None:
    """Print what is decided, what is wanted, and what it may take."""
    lang, o = config.run.lang, config.optimise
    print(say(lang, f"优化：{len(axes)}项决策，{size_of(axes):,}种组合；仿真次数上限{o.budget:,}。", f"Optimise: {len(axes)} decisions, {size_of(axes):,} combinations; at most {o.budget:,} simulation runs."))
    for a in axes:
        print(f"  {a.key}: {', '.join(map(shown, a.values))}")
    print(say(lang, "目标：", "Targets: ") + (say(lang, "；", "; ").join(t.text(lang) for t in targets) or say(lang, "无", "none")))
    print(say(lang, f"最小化：{name_of(kpis[0])}、{name_of(kpis[1])}。超负荷的方案视为不可行。", f"Made small: {name_of(kpis[0], lang)}, {name_of(kpis[1], lang)}. An overloaded plan counts as infeasible."), flush=True)


def shown(value: Any) -> str:
    """A value of a key as a person writes it."""
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def labels(axes: Sequence[Axis], index: Index) -> dict[str, Any]:
    """A column a decision: numbers as they are, the rest as text."""
    values = {a.key: a.values[i] for a, i in zip(axes, index, strict=True)}
    return {k: v if isinstance(v, (int, float)) else shown(v) for k, v in values.items()}


def front_frame(found: Outcome) -> pd.DataFrame:
    """A row a plan of the result, cheapest first: decisions, cost, time and each target's KPI with 95 % intervals, verdicts, what marks it, and
    ``idle``, the decisions that change nothing in it."""
    rows = []
    if found.result is not None:
        r, kpis = found.result, columns(found)
        for number, (p, values) in enumerate(r.values.items(), start=1):
            mean, low, high, n = interval(values)
            row: dict[str, Any] = {"plan": number, **labels(found.asked.axes, p)}
            for i, kpi in enumerate(kpis):
                row |= {kpi: mean[i], f"{kpi}_low": low[i], f"{kpi}_high": high[i]}
            row |= {f"{t.kpi}_verdict": v for t, v in zip(found.asked.targets, r.verdicts[p], strict=True)}
            rows.append(row | {"n": int(n[0]), "targets": overall(r.verdicts[p]), "front": p in r.front, "chosen": p == r.chosen, "knee": p == r.knee and len(r.front) > 2, "idle": " ".join(found.idle.get(p, ()))})
    return pd.DataFrame(rows)


def columns(found: Outcome) -> list[str]:
    """KPIs of the values: cost, time, and those of the targets."""
    return [*found.asked.kpis, *(t.kpi for t in found.asked.targets)]


def searched_frame(found: Outcome) -> pd.DataFrame:
    """A row a point looked at, in the order of the search: decisions, state and why, means of the search's few replications, what the selection said."""
    rows = []
    kpis = columns(found)
    for p, j in found.judge.judged.items():
        means = dict(zip(kpis, j.means or [float("nan")] * len(kpis), strict=True))
        rows.append({**labels(found.asked.axes, p), "state": j.state, "why": j.why, **means, "feasible": j.found.feasible, "runs": j.found.runs, "selection": found.chances.get(p, "")})
    return pd.DataFrame(rows)


def write(config: Config, found: Outcome, folder: Path) -> str:
    """Write tables, chosen plan, chart and page; the command that simulates the chosen plan, empty where there is none."""
    save_frame(folder, "searched", searched_frame(found))
    if found.result is None:
        return ""
    plans = front_frame(found)
    save_frame(folder, "front", plans)
    command = write_chosen(found.chosen(), folder)
    charts = _chart(config, found, plans, folder) if config.run.charts else []
    lang = config.run.lang
    sections = [
        Section(say(lang, "前沿上的方案（均值 ± 95%区间半宽）", "Plans on the front (mean ± half of the 95 % interval)"), in_words(found, lang)),
        Section(say(lang, "图", "Charts"), charts=[(c, say(lang, "成本与时间的前沿", "front of cost and time")) for c in pictures(charts)]),
    ]
    text = page(
        title(config), answer(config, found), scope(lang), sections,
        [f"{n}.csv" for n in ("front", "searched", *TABLES)], [(say(lang, "如何得来", "How it was found"), how(config, found)), (say(lang, "运行选定方案", "Run the chosen plan"), [command])],
        foot(config), lang,
    )  # fmt: skip
    (folder / "index.html").write_text(text, encoding="utf-8")
    return command


def title(config: Config) -> str:
    """Headline."""
    c = county_of(config)
    return say(config.run.lang, f"{c.name}：满足目标的最省方案", f"{c.name_en}: the cheapest plan that keeps the targets")


def foot(config: Config) -> str:
    """Where the figures come from."""
    c, lang, h = county_of(config), config.run.lang, config.parameters.horizon
    n = config.optimise.estimation_replications
    return say(
        lang,
        f"parcelflow · {c.name} · {n}次重复×{h.measured_days}天 · 种子{config.run.seed} · {config.key()[:8]}",
        f"parcelflow · {c.name_en} · {n} replications of {h.measured_days} days · seed {config.run.seed} · {config.key()[:8]}",
    )


def scope(lang: str) -> str:
    """Whose parcels the figures are about."""
    return say(
        lang,
        "未注明“全县”的数字只计参与共配的品牌；均值及95%置信区间，取自搜索与筛选未用过的包裹。",
        "Figures are of the brands in the pool unless they say all parcels; means with 95 % intervals, on parcels that neither search nor selection used.",
    )


def in_words(found: Outcome, lang: str) -> pd.DataFrame:
    """The front as people read it, a row a plan."""
    plans, kpis = front_frame(found), columns(found)
    out = pd.DataFrame({say(lang, "方案", "plan"): [f"{row.plan}{marks(row, lang)}" for row in plans.itertuples()]})
    for a in found.asked.axes:
        if len(a.values) > 1:
            out[decision_text(a.key)] = ["—" if a.key in idle.split() else str(v) for v, idle in zip(plans[a.key], plans["idle"], strict=True)]
    for kpi in dict.fromkeys(kpis):
        unit = kpi_of(kpi).unit
        half = (plans[f"{kpi}_high"] - plans[f"{kpi}_low"]) / 2
        shares = [f"{figure(m, unit)} ±{f'{h:.1%}' if unit == 'share' else f'{h:.2f}'}" for m, h in zip(plans[kpi], half, strict=True)]
        out[f"{name_of(kpi, lang)}（{unit_text(unit, lang)}）" if lang == "zh" else f"{name_of(kpi, lang)} ({unit_text(unit, lang)})"] = shares
    if found.asked.targets:
        out[say(lang, "目标", "targets")] = [say(lang, *VERDICTS[v]) for v in plans["targets"]]
    return out


def decision_text(key: str) -> str:
    """A key short enough for a column."""
    return key.removeprefix(f"{TOWNSHIPS}.")


def marks(row: Any, lang: str) -> str:
    """What marks a plan: chosen, knee, not on the front."""
    found = [say(lang, zh, en) for on, zh, en in ((row.chosen, "选定", "chosen"), (row.knee, "拐点", "knee"), (not row.front, "非前沿", "off the front")) if on]
    return f" ({', '.join(found)})" if found else ""


def answer(config: Config, found: Outcome) -> list[str]:
    """The answer in words: the chosen plan, whether it keeps the targets, what being faster costs."""
    lang = config.run.lang
    if found.result is None:
        return [say(lang, "没有可仿真的方案：全部超负荷或无法编制，原因见searched.csv。", "No plan could be simulated: all are overloaded or cannot be made; searched.csv says why.")]
    r, plans = found.result, front_frame(found)
    row = plans[plans["chosen"]].iloc[0]
    cost, time = found.asked.kpis
    values = "、" if lang == "zh" else ", "
    decided = values.join(f"{decision_text(a.key)}={row[a.key]}" for a in found.asked.axes if len(a.values) > 1 and a.key not in row["idle"].split())
    state = overall(r.verdicts[r.chosen])
    lead = {
        MET: ("满足全部目标的最省方案", "The cheapest plan that keeps all targets"),
        NOT_VERIFIED: ("没有方案能证实达标；最省的未能证实者", "No plan is shown to keep the targets; the cheapest of those that may"),
        NOT_MET: ("没有方案达标；差距最小者", "No plan keeps the targets; the one that misses least"),
    }[state]
    lines = [say(lang, f"{lead[0]}：{decided}。", f"{lead[1]}: {decided}.")]
    if row["idle"]:
        lines.append(say(lang, f"在该方案中不起作用：{values.join(row['idle'].split())}。", f"Without effect in this plan: {values.join(row['idle'].split())}."))
    lines.append(say(lang, "；", "; ").join(_told(row, kpi, lang) for kpi in (cost, time)) + say(lang, "。", "."))
    for t, verdict in zip(found.asked.targets, r.verdicts[r.chosen], strict=True):
        lines.append(f"{t.text(lang)}: {_told(row, t.kpi, lang)}: {say(lang, *VERDICTS[verdict])}")
    fast = plans[plans["front"]].sort_values(time).iloc[0]
    more, less = fast[cost] - row[cost], row[time] - fast[time]
    if fast["plan"] != row["plan"] and state != NOT_MET and figure(less, kpi_of(time).unit) != figure(0.0, kpi_of(time).unit):
        extra = say(lang, f"前沿上最快的方案{fast['plan']}：", f"The fastest of the front, plan {fast['plan']}: ")
        lines.append(extra + say(lang, f"快{amount(less, kpi_of(time).unit)}，贵{amount(more, kpi_of(cost).unit)}。", f"{amount(less, kpi_of(time).unit, 'en')} faster for {amount(more, kpi_of(cost).unit, 'en')} more."))
    return lines


def _told(row: Any, kpi: str, lang: str) -> str:
    unit = kpi_of(kpi).unit
    return f"{name_of(kpi, lang)} {amount(row[kpi], unit, lang)} ({figure(row[f'{kpi}_low'], unit)}–{figure(row[f'{kpi}_high'], unit)})"


def how(config: Config, found: Outcome) -> list[str]:
    """How the result was found: what was looked at, what was left out and why, runs by stage."""
    lang, counts = config.run.lang, found.judge.counts()
    looked, whole = len(found.seen), size_of(found.asked.axes)
    runs = say(lang, "、", ", ").join(f"{say(lang, *STAGES[s])} {n}" for s, n in found.runs.items())
    kept = sum(f.feasible for f in found.seen.values())
    plans = len({j.plan for j in found.judge.judged.values() if j.state == OK})
    return [
        say(lang, f"{whole:,}种组合中查看{looked:,}种，得{plans:,}个不同方案并仿真；其中{kept:,}种组合在搜索中达标。", f"Of {whole:,} combinations {looked:,} were looked at, which made {plans:,} different plans that were simulated; {kept:,} of the combinations kept the targets in the search."),
        say(lang, f"超负荷{counts[OVERLOADED]:,}种（视为不可行，未仿真），无法编制{counts[REFUSED]:,}种，失败{counts[FAILED]:,}种。", f"{counts[OVERLOADED]:,} overloaded (counted as infeasible, not simulated), {counts[REFUSED]:,} that cannot be made, {counts[FAILED]:,} failed."),
        say(lang, f"仿真次数：{runs}；共{sum(found.runs.values()):,}，上限{config.optimise.budget:,}。", f"Simulation runs: {runs}; {sum(found.runs.values()):,} in all of at most {config.optimise.budget:,}."),
        say(lang, "搜索、筛选、估计各用不同的种子，故被选中的好运不会算作好方案。", "Search, selection and estimation have seeds of their own, so luck in one is not taken for merit in the next."),
    ]


def _chart(config: Config, found: Outcome, plans: pd.DataFrame, folder: Path) -> list[Path]:
    from sim.chart.front import front_figure
    from sim.chart.style import drawing, save

    lang, (cost, time) = config.run.lang, found.asked.kpis
    rename = {f"{kpi}{end}": f"{what}{end}" for kpi, what in ((cost, "cost"), (time, "time")) for end in ("", "_low", "_high")}
    drawn = plans.rename(columns=rename).assign(met=plans["targets"] == MET, look=plans.get("mode", MIXED))
    searched = searched_frame(found)
    searched = searched[searched["state"] == OK].drop_duplicates([cost, time]).rename(columns={cost: "cost", time: "time"})
    names = [ModeName(m, config.mode_table[m].name_zh, config.mode_table[m].name_en, config.mode_table[m].handover == "township") for m in dict.fromkeys(drawn["look"]) if m in config.mode_table]
    names += [ModeName(MIXED, "混合模式", "mixed modes")] if MIXED in set(drawn["look"]) else []
    info = PlanInfo(tuple(names), {}, foot(config), config.chart.order)
    axes_names = tuple(f"{name_of(k, lang)}（{unit_text(kpi_of(k).unit, lang)}）" if lang == "zh" else f"{name_of(k, lang)} ({unit_text(kpi_of(k).unit, lang)})" for k in (cost, time))
    counts = found.judge.counts()
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    with drawing():
        drawing_of = front_figure(drawn, searched, info.looks(lang), (axes_names[0], axes_names[1]), [t.text(lang) for t in found.asked.targets], counts[OVERLOADED] + counts[REFUSED], info.provenance, lang)
        return save(drawing_of, folder / "charts" / "front", config.chart.formats, config.chart.dpi)


def write_provenance(config: Config, found: Outcome, folder: Path, started: str, seconds: dict[str, float], counts: dict[str, Any]) -> None:
    """Write provenance.json."""
    from experiments.studies.optimise.outcome import STREAMS

    data = provenance(config, config.key(), {}, started, seconds, counts)
    chosen = None if found.result is None else json.loads(json.dumps(values_of(found.asked.axes, found.result.chosen), ensure_ascii=False))
    data["optimise"] = {
        "runs": found.runs, "budget": config.optimise.budget, "combinations": size_of(found.asked.axes), "looked_at": len(found.seen), "states": dict(found.judge.counts()),
        "seeds": {stage: (config.run.seed + more) % 2**31 for stage, more in STREAMS.items()}, "sampler_seed": config.optimise.sampler_seed, "chosen": chosen,
    }  # fmt: skip
    write_json(folder / "provenance.json", data)


def say_result(config: Config, found: Outcome, folder: Path, command: str) -> None:
    """Print the front and the answer."""
    lang = config.run.lang
    if found.result is not None:
        print("\n" + table(in_words(found, lang), widest=60))
        print("\n" + scope(lang) + "\n")
    for line in (*answer(config, found), *how(config, found)):
        print("• " + line)
    if command:
        print("• " + say(lang, "运行选定方案：", "Run the chosen plan: ") + command)
    print("\n" + say(lang, f"结果：{folder}", f"Results: {folder}") + say(lang, "（先看 index.html；front.csv；timetable、fleet、crews.csv；conf/plan/chosen.yaml）", " (begin with index.html; front.csv; timetable, fleet, crews.csv; conf/plan/chosen.yaml)"))
