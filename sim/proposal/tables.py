"""Tables for people: inputs with their sources, the plans, the comparison side by side."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.county.county import County
from sim.county.spec import CountySpec
from sim.inference.estimate import NOT_IN_PLAN, OK, OVERLOADED
from sim.inference.results import Frames
from sim.inference.summary import ALIKE
from sim.measure.kpi import ALL, PLAN, POOL, SCOPES, URBAN
from sim.measure.registry import (
    BACKLOG,
    DISRUPTIONS,
    INCIDENTS,
    KPIS,
    LINE_HAUL,
    LOCKERS,
    LOSSES,
    OUTBOUND,
    TYPES,
    kpi_of,
    name_of,
)
from sim.parameters import Parameters, registry
from sim.parameters.written import typed
from sim.plan.actor import Actor
from sim.plan.note import Choice
from sim.problems import said
from sim.proposal.marks import MARKS, PART
from sim.proposal.names import place_names
from sim.service.assignment.choices_table import choices_table
from sim.service.mode.mode import Mode
from sim.service.prepared import Prepared
from sim.service.routes_table import routes_table
from sim.service.tables import crews_table, fleet_table, loads_table, operator_text, timetable_table
from sim.words import CLOCK, LANGUAGES, figure, say, unit_text, word

TOWN = (
    "in_hand_mean_h", "at_village_mean_h", "at_village_p90_h", "within_24h", "undelivered_share", "cost_system_parcel",
    "cost_operators_parcel", "cost_residents_parcel", "vehicles", "workers", "km_day", "load_factor", "outlets_10k",
)
"""What is shown of the county town, where its communities are served."""

HEADLINE = (
    "to_village_share", "to_village_share.all", "in_hand_mean_h", "at_village_mean_h", "at_village_p90_h",
    "at_township_mean_h", "within_24h", "within_24h.all",
    "undelivered_share", "left_waiting_share", "left_overnight_share", "brands_to_village", "reach_brands", "reach_5_5",
    "delivery_days_week",
    "cost_system_parcel", "cost_system_full_parcel", "cost_operators_parcel", "cost_brands_parcel", "cost_host_parcel",
    "cost_keeper_parcel", "cost_public_parcel",
    "cost_residents_parcel", "cost_residents_025_parcel", "cost_residents_050_parcel", "cost_residents_100_parcel",
    "cost_system_parcel.all", "cost_operators_parcel.all",
    "vehicles", "workers", "km_day", "load_factor", "crew_utilisation", "host_own_villages_share",
    "host_own_parcels_share",
    *(f"{key}.all" for key in (*OUTBOUND, *INCIDENTS, *LOSSES, *LINE_HAUL, *LOCKERS, *DISRUPTIONS)), *BACKLOG,
    *(f"{key}{URBAN}" for key in TOWN),
)  # fmt: skip
"""What the console, the page and the placement table show of all KPIs, in this order."""

PLANNED = ("assignment", "timetable", "fleet", "crews", "loads", "overloads", "routes")
"""Tables of what is decided before anything is simulated."""


def inputs(asked: CountySpec, prepared: Prepared, lang: str) -> pd.DataFrame:
    """Every input with its value, unit, range and source; ``changed``: it differs from the project's default.

    Args:
        asked: what was asked of the county.
    """
    rows = [*_parameter_rows(prepared.parameters, lang), *_county_rows(asked, lang), *_data_rows(prepared.county, lang)]
    return pd.DataFrame(
        rows, columns=["section", "key", "meaning", "value", "unit", "low", "high", "source", "changed"]
    )


def _parameter_rows(parameters: Parameters, lang: str) -> Iterator[tuple[object, ...]]:
    """A row a parameter."""
    defaults = {q.key: q.base for q in registry(Parameters())}
    for q in registry(parameters):
        told = _section(q.key, lang), q.key, q.means(lang), typed(q.base), q.unit, q.low, q.high, q.source
        yield *told, q.key not in defaults or defaults[q.key] != q.base


def _county_rows(asked: CountySpec, lang: str) -> Iterator[tuple[object, ...]]:
    """A row a key of the county."""
    section = _section("county", lang)
    for key, value in asked.model_dump().items():
        yield section, f"county.{key}", "", typed(value), "-", None, None, "config", False


def _data_rows(county: County, lang: str) -> Iterator[tuple[object, ...]]:
    """A row a note on the county's data."""
    section = _section("data", lang)
    for n in county.notes:
        source = f"{word(n.status, lang)}: {said(n.source, lang)}"
        yield section, f"data: {said(n.what, 'en')}", said(n.what, lang), str(n.count), "-", None, None, source, False


def _section(key: str, lang: str) -> str:
    return word(key.partition(".")[0], lang, "section")


def of_plans(prepared: Prepared, lang: str) -> dict[str, pd.DataFrame]:
    """The tables named in ``PLANNED`` of every scenario, the mode first."""
    p, places = prepared.parameters, place_names(prepared.county, lang)
    found: dict[str, list[pd.DataFrame]] = {name: [] for name in PLANNED}
    for s in prepared.scenarios:
        tables = {
            "assignment": choices_table(s.plan, prepared.county, prepared.modes, lang),
            "timetable": timetable_table(s.plan, p, lang, places),
            "fleet": fleet_table(s.plan, p, lang, places),
            "crews": crews_table(s.plan, p, lang, places),
            "loads": loads_table(s.loads, lang, s.plan, p, places),
            "overloads": loads_table(s.overloads, lang, s.plan, p, places),
            "routes": routes_table(s.plan),
        }
        for name, table in tables.items():
            table.insert(0, "mode", s.name)
            found[name].append(table)
    return {name: pd.concat(tables, ignore_index=True) for name, tables in found.items()}


def status_quo(prepared: Prepared) -> list[str]:
    """The scenarios that hand over at the township: how things are today."""
    return [s.name for s in prepared.scenarios if _all_at_township(s.plan.choices, prepared.modes)]


def _all_at_township(choices: Collection[Choice], modes: Mapping[str, Mode]) -> bool:
    """Whether a plan brings parcels of its pools to the township only."""
    return bool(choices) and all(c.mode in modes and modes[c.mode].handover == "township" for c in choices)


def mode_titles(prepared: Prepared, lang: str) -> dict[str, str]:
    """What people call each mode that serves in a scenario."""
    return {key: say(lang, mode.name_zh, mode.name_en) for key, mode in prepared.modes.items()}


def mode_names(prepared: Prepared, lang: str) -> dict[str, str]:
    """What people call each scenario."""
    return {s.name: (s.name_zh if lang == "zh" else s.name_en) or s.name for s in prepared.scenarios}


def side_by_side(
    summary: pd.DataFrame, names: Mapping[str, str], lang: str, keys: Sequence[str] | None = None
) -> pd.DataFrame:
    """The comparison as people read it: a row a KPI, a column a mode, each cell mean ± half its 95 % interval; of a
    share that lies nearer to 0 or 1 than that, both ends.

    A figure that has no interval that would hold is marked (``sim.proposal.marks``). Of an overloaded plan only what
    the plan itself decides is shown, since the rest depends on when the clock stops. A KPI that stands there for all
    parcels too says which it is of. A KPI that no mode has is left out.
    """
    keys = [k.key + s for k in KPIS.values() for s in k.scopes] if keys is None else _with_types(keys, summary)
    cells: dict[tuple[str, str], Any] = {
        (m, k): row for m, k, row in zip(summary["mode"], summary["kpi"], summary.itertuples(), strict=True)
    }
    rows = []
    for key in keys:
        found = {mode: cells.get((mode, key)) for mode in names}
        if any(_has_value(row) for row in found.values()):
            head = _scoped(key, lang) if f"{key}{ALL}" in keys else name_of(key, lang)
            shown = (_cell(row, key, lang, _part(cells, mode, key)) for mode, row in found.items())
            rows.append([head, unit_text(kpi_of(key).unit, lang), *shown])
    return pd.DataFrame(rows, columns=[say(lang, "指标", "KPI"), say(lang, "单位", "unit"), *names.values()])


def _has_value(row: Any) -> bool:
    """Whether a mode has a KPI, or says that its plan has none."""
    return row is not None and (row.state == NOT_IN_PLAN or not math.isnan(row.mean))


def _scoped(key: str, lang: str) -> str:
    """The name of a KPI of the pool that stands beside the same of all parcels."""
    name, scope = name_of(key, lang), SCOPES[POOL][LANGUAGES.index(lang)]
    return say(lang, f"{name}({scope})", f"{name} ({scope})")


def _part(cells: Mapping[tuple[str, str], Any], mode: str, key: str) -> str:
    """The mark of a time to the village that is of a part of the mode's parcels."""
    if key.endswith(URBAN):
        return ""
    share = cells.get((mode, f"brands_to_village{ALL if key.endswith(ALL) else POOL}"))
    return PART if key.startswith("at_village") and share is not None and 0 < share.mean < 1 - ALIKE else ""


def _with_types(keys: Sequence[str], summary: pd.DataFrame) -> list[str]:
    """Keys with the vehicles' row followed by those of the types that some mode has."""
    known = set(summary.loc[summary["kpi"].isin(TYPES) & (summary["mean"] > 0), "kpi"])
    return [k for key in keys for k in ((key, *(t for t in TYPES if t in known)) if key == "vehicles" else (key,))]


def _cell(row: object, key: str, lang: str, mark: str) -> str:
    state, mean = str(getattr(row, "state", OK)), float(getattr(row, "mean", float("nan")))
    if state == OVERLOADED and kpi_of(key).cohort != PLAN:
        return word(OVERLOADED, lang)
    if state == NOT_IN_PLAN:
        return word(NOT_IN_PLAN, lang)
    if state in MARKS:
        return f"{figure(mean, kpi_of(key).unit)} {MARKS[state]}{mark}"
    low, high, unit = float(getattr(row, "ci_low", mean)), float(getattr(row, "ci_high", mean)), kpi_of(key).unit
    half = (high - low) / 2
    if unit == "share" and half >= 0.0005 and not half <= mean <= 1 - half:
        return f"{figure(mean, unit)} [{figure(low, unit)}, {figure(high, unit)}]" + (f" {mark}" if mark else "")
    return _with_half(mean, half, unit) + (f" {mark}" if mark else "")


def _with_half(mean: float, half: float, unit: str) -> str:
    """A figure with half its interval, in as many digits; without it where there is none or it would print as nothing.
    """
    shown = figure(mean, unit)
    if not math.isfinite(mean) or not math.isfinite(half):
        return shown
    if unit == CLOCK:
        return f"{shown} ±{figure(half, CLOCK)}" if half >= 1 / 120 else shown
    digits = len(shown.rstrip("%").partition(".")[2])
    spread = f"{half:.1%}" if unit == "share" else f"{half:,.{digits}f}"
    return f"{shown} ±{spread}" if float(spread.rstrip("%").replace(",", "")) else shown


def hosts(frames: Frames, prepared: Prepared, lang: str) -> pd.DataFrame:
    """What each host carries on what it has, in words."""
    names, p = mode_names(prepared, lang), prepared.parameters
    rows = [
        (
            names[mode], operator_text(Actor.host(host), p, lang), figure(float(villages), "share"),
            figure(float(parcels), "share"),
        )
        for mode, host, villages, parcels in frames.hosts.to_numpy().tolist()
    ]
    return pd.DataFrame(rows, columns=[word(c, lang) for c in ("mode", "operator", "villages_share", "parcels_share")])
