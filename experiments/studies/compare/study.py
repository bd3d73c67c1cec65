"""One study: plans, replications, result tables, charts, page. What ``compare`` and ``simulate`` have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.output import tables
from experiments.output.console import table
from experiments.output.page import Section, page, pictures
from experiments.output.plans import say_plans
from experiments.output.store import save_frame
from experiments.output.workbook import save_workbook, sheets
from experiments.scenarios.archive import Archive, Row
from experiments.scenarios.auto import narrowing, record, until_enough
from experiments.scenarios.names import overload_texts
from experiments.scenarios.prepare import Prepared, noted, prepare
from experiments.scenarios.provenance import Stopwatch, provenance, run_key, scenario_key, write_json
from experiments.scenarios.replicate import Parts, Replication, run_all
from experiments.settings.config import Config
from sim.chart.render import CHARTS
from sim.measure.answer import NOT_MET, NOT_VERIFIED, Line
from sim.measure.precision import Decision
from sim.measure.registry import keys as kpis
from sim.measure.results import Frames, combine
from sim.measure.trust import GROUPS, TrustCard, trust_card
from sim.service.tables import operator_text
from sim.words import say

FLIPS = ("cost.host_basis", "resident.trip_share")
"""Topics of the trust card that say which assumption changes the ranking."""

ALARMS = {"overloaded": NOT_VERIFIED, **dict.fromkeys(FLIPS, NOT_VERIFIED), "replications": NOT_MET}
"""Topics of the trust card that must stand beside the answer, where they have this verdict."""


@dataclass(frozen=True, eq=False)
class Result:
    """What a study found: the frames, the trust card, and the digests of every outcome by scenario.

    ``key`` names what it is the result of, ``counts`` says how many replications of a scenario were simulated and how many found.
    With ``replications=auto``, ``decision`` is what the rule said and ``history`` how the intervals narrowed (``sim.measure.precision``).
    """

    prepared: Prepared
    frames: Frames
    card: TrustCard
    digests: dict[str, list[str]]
    key: str
    counts: dict[str, int]
    decision: Decision | None
    history: pd.DataFrame | None

    @property
    def replications(self) -> int:
        """How many replications it rests on."""
        return len(next(iter(self.digests.values())))

    def tables(self) -> dict[str, pd.DataFrame]:
        """The result tables by name."""
        return self.frames.tables() | ({} if self.history is None else {"precision": self.history})


def study(config: Config, names: tuple[str, ...], folder: Path) -> None:
    """Run a study and write its results folder."""
    lang, started, clock = config.run.lang, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), Stopwatch()
    with clock("plan"):
        prepared = noted(prepare(config, names))
    say_plans(prepared, lang)
    print(flush=True)
    with clock("simulate"):
        result = replications(config, prepared, folder)
    extra = {}
    if config.run.placement_seeds > 1:
        from experiments.studies.compare.placements import headline

        with clock("placements"):
            extra["headline"] = headline(config, names, folder)
    with clock("write"):
        write(config, result, folder, extra)
    origin = provenance(config, result.key, result.digests, started, clock.seconds, result.counts)
    if result.decision is not None:
        origin["precision"] = record(config.precision, result.decision)
    write_json(folder / "provenance.json", origin)
    say_result(config, result, folder, clock)


def replications(config: Config, prepared: Prepared, folder: Path) -> Result:
    """Run (or take up again) the replications of a study and combine them."""
    names = [s.name for s in prepared.scenarios]
    keys = {name: scenario_key(config, name) for name in names}
    Archive(Path(config.run.store)).close()  # a store that cannot be written is said before anything runs
    parts = Parts(Path(config.run.store) / "parts", keys)
    traced = config.run.trace
    asked = {0} if traced is True else set(traced or ())

    def wanted(number: int) -> bool:
        return number in asked

    def asked_for(numbers: range) -> Iterator[Replication]:
        counts["simulated"] += (missing := sum(len(parts.missing(n, wanted(n))) for n in numbers))
        counts["found"] += len(numbers) * len(names) - missing
        yield from run_all(prepared, numbers, parts, config.run.workers, wanted)

    counts, decision, history = {"simulated": 0, "found": 0}, None, None
    if config.run.replications == "auto":
        done, decision = until_enough(asked_for, config, names)
        history = narrowing(config.precision, done, names)
    else:
        done = list(asked_for(range(config.run.replications)))
    over = {s.name: overload_texts(prepared, s) for s in prepared.scenarios if s.overloads}
    measures = [m for r in done for m in r.measures.values()]
    frames = combine(measures, prepared.county, list(over))
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    called, today = {n: (zh[n], en[n]) for n in names}, tables.status_quo(prepared)
    card = trust_card(measures, prepared.county, prepared.parameters, overloaded=over, names=called, status_quo=today, precision=decision)
    _gather_traces(folder, parts, done, asked)
    with Archive(Path(config.run.store)) as archive:
        _keep(archive, keys, done, over)
    return Result(prepared, frames, card, {n: [r.digests[n] for r in done] for n in names}, run_key(config, names), counts, decision, history)


def _keep(archive: Archive, keys: dict[str, str], done: list[Replication], over: dict[str, list[tuple[str, str]]]) -> None:
    """Put the county's KPIs where other studies find them."""
    for name, key in keys.items():
        there = archive.numbers(key)
        rows = [Row(r.number, r.digests[name], np.array([r.measures[name].county[k] for k in kpis()])) for r in done if r.number not in there]
        if rows:
            archive.add(key, name, rows, over.get(name, []))


def _gather_traces(folder: Path, parts: Parts, done: list[Replication], asked: set[int]) -> None:
    """Join the traces of the asked replications into a table each, in the order of mode and replication."""
    from experiments.scenarios.replicate import TRACES

    chosen = [r for r in done if r.number in asked]
    for name in TRACES if chosen else ():
        pieces = [pd.read_parquet(parts.trace(mode, r.number) / f"{name}.parquet") for mode in chosen[0].measures for r in chosen]
        words = {c for c in pieces[0].columns if isinstance(pieces[0][c].dtype, pd.CategoricalDtype)}
        joined = pd.concat([p.astype(dict.fromkeys(words, "str")) for p in pieces], ignore_index=True)
        save_frame(folder / "trace", name, joined)


def write(config: Config, result: Result, folder: Path, extra: dict[str, pd.DataFrame]) -> None:
    """Write every table, the workbook, the charts and the page."""
    lang, prepared = config.run.lang, result.prepared
    found = result.tables()
    found["crews_use"], found["fleet_use"] = found.pop("crews"), found.pop("fleet")
    found |= tables.of_plans(prepared, lang)
    found["inputs"] = tables.inputs(config, prepared, lang)
    found |= extra
    for name, frame in found.items():
        save_frame(folder, name, frame)
    save_workbook(folder / "tables.xlsx", cover(config, result), sheets(found, prepared, lang), lang)
    charts = _charts(config, result, folder) if config.run.charts else []
    write_page(config, result, folder, charts)


def cover(config: Config, result: Result) -> list[tuple[str, str]]:
    """The cover of the workbook: county, run, the answer, and the whole trust card."""
    lang = config.run.lang
    rows = [(title(config, result), foot(config, result)), (say(lang, "口径", "Scope"), scope(result, lang))]
    heads = {key: say(lang, *pair) for key, pair in GROUPS.items()}
    told = ""
    for x in (*result.card.answers, *result.card.lines):
        rows.append((heads[x.group] if x.group != told else "", say(lang, x.zh, x.en)))
        told = x.group
    return rows


def title(config: Config, result: Result) -> str:
    """Headline of the page and the workbook."""
    c = result.prepared.county
    return say(config.run.lang, f"{c.name}农村快递合作模式比较", f"{c.name_en}: rural parcel delivery by cooperation mode")


def scope(result: Result, lang: str) -> str:
    """Whose parcels the figures are about."""
    p, plan = result.prepared.parameters, result.prepared.scenarios[0].plan
    pool = sorted({plan.brands[b] for b in range(len(plan.brands)) if any(i >= 0 and plan.itineraries[i].pool for i in plan.itinerary[b])}, key=plan.brands.index)
    names = [operator_text(f"brand:{b}", p, lang) for b in pool]
    share = sum(p.demand.brands[b].share for b in pool) / sum(b.share for b in p.demand.brands.values())
    return say(
        lang,
        f"未注明“全县”的数字只计参与共配的品牌（{'、'.join(names)}，占件量{share:.0%}）；金额为元，均为均值及95%置信区间。",
        f"Figures are of the brands in the pool ({', '.join(names)}; {share:.0%} of the parcels) unless they say all parcels; money in yuan; means with 95 % intervals.",
    )


def _charts(config: Config, result: Result, folder: Path) -> list[Path]:
    from sim.chart.info import ModeName, PlanInfo, hub_departures
    from sim.chart.render import render_all

    prepared, lang = result.prepared, config.run.lang
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    modes = tuple(
        ModeName(s.name, zh[s.name], en[s.name], prepared.modes[s.name].handover == "township" if s.name in prepared.modes else False, bool(s.overloads))
        for s in prepared.scenarios
    )
    departures = {s.name: hub_departures(s.plan) for s in prepared.scenarios}
    info = PlanInfo(modes, departures, foot(config, result), config.chart.order)
    return render_all(result.tables(), prepared.county, info, folder, lang, config.chart.formats, config.chart.dpi)


def foot(config: Config, result: Result) -> str:
    """One line that says where a figure or page comes from."""
    h, run = config.parameters.horizon, config.run
    c = result.prepared.county
    name = c.name if run.lang == "zh" else c.name_en
    return say(
        run.lang,
        f"parcelflow · {name} · {result.replications}次重复×{h.measured_days}天 · 种子{run.seed} · {result.key[:8]}",
        f"parcelflow · {name} · {result.replications} replications of {h.measured_days} days · seed {run.seed} · {result.key[:8]}",
    )


def write_page(config: Config, result: Result, folder: Path, charts: list[Path]) -> None:
    """Write index.html."""
    lang, prepared, card = config.run.lang, result.prepared, result.card
    names = tables.mode_names(prepared, lang)
    groups = [(say(lang, *GROUPS[key]), [say(lang, x.zh, x.en) for x in card.lines if x.group == key]) for key in GROUPS]
    sections = [
        Section(say(lang, "模式比较（均值 ± 95%区间半宽）", "Comparison (mean ± half of the 95 % interval)"), tables.side_by_side(result.frames.summary, names, lang, tables.HEADLINE)),
        Section(say(lang, "承运方既有运力可承运的占比（不增车）", "What hosts carry on what they have (no vehicle added)"), tables.hosts(result.frames, prepared, lang), kind="small", level=3),
        Section(say(lang, "图", "Charts"), charts=[(p, say(lang, *CHARTS[p.stem])) for p in pictures(charts)]),
    ]
    text = page(
        title(config, result),
        [say(lang, x.zh, x.en) for x in (*card.answers, *alarms(result))],
        scope(result, lang),
        sections,
        [p.name for p in sorted(folder.iterdir()) if p.suffix in (".csv", ".xlsx", ".json") and not p.name.startswith(".")],
        [(head, lines) for head, lines in groups if lines],
        foot(config, result),
        lang,
    )
    (folder / "index.html").write_text(text, encoding="utf-8")


def alarms(result: Result) -> list[Line]:
    """What must stand beside the answer: overloaded plans, assumptions that change the ranking, precision that was not reached."""
    return [x for x in result.card.lines if ALARMS.get(x.topic) == x.verdict]


def say_result(config: Config, result: Result, folder: Path, clock: Stopwatch) -> None:
    """Print the comparison, the answer in words, and where everything is."""
    lang, names = config.run.lang, tables.mode_names(result.prepared, config.run.lang)
    print("\n" + table(tables.side_by_side(result.frames.summary, names, lang, tables.HEADLINE), widest=60))
    print("\n" + scope(result, lang) + "\n")
    for answer in (*result.card.answers, *alarms(result)):
        print("• " + say(lang, answer.zh, answer.en))
    if result.decision is not None and result.decision.reached:
        print("\n" + "\n".join(say(lang, x.zh, x.en) for x in result.card.lines if x.topic == "replications"))
    took = ", ".join(f"{k} {v:.1f} s" for k, v in clock.seconds.items())
    print("\n" + say(lang, f"结果：{folder}（先看 index.html；表 tables.xlsx；图 charts/）  {took}", f"Results: {folder} (begin with index.html; tables in tables.xlsx; charts in charts/)  {took}"))
