"""Tables for people: inputs with their sources, the plans, the comparison side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from experiments.config import Config
from experiments.helptext import text
from experiments.prepare import Prepared
from sim.measure.registry import KPIS, kpi_of, name_of
from sim.parameters import Parameters, registry
from sim.service.tables import crews_table, fleet_table, loads_table, timetable_table
from sim.words import headed, say

HEADLINE = (
    "at_point_mean_h", "at_point_p90_h", "in_hand_mean_h", "within_24h", "within_24h.all", "undelivered_share", "delivery_days_week", "reach",
    "cost_system_parcel", "cost_system_full_parcel", "cost_operators_parcel", "cost_brands_parcel", "cost_host_parcel", "cost_residents_parcel",
    "cost_system_parcel.all", "cost_operators_parcel.all", "vehicles", "km_day", "load_factor", "crew_utilisation", "host_own_parcels_share",
)  # fmt: skip
"""What the console, the page and the placement table show of all KPIs, in this order."""


def inputs(config: Config, prepared: Prepared) -> pd.DataFrame:
    """Every input with its value, unit, range and source; ``changed``: the config differs from the project's default."""
    defaults = {q.key: q.base for q in registry(Parameters())}
    rows = [
        (q.key, q.meaning, text(q.base), q.unit, q.low, q.high, q.source, q.key not in defaults or defaults[q.key] != q.base)
        for q in registry(config.parameters)
    ]
    rows += [(f"county.{k}", "", text(v), "-", None, None, "config", False) for k, v in config.county.model_dump().items()]
    rows += [(f"data: {n.what}", n.source, str(n.count), "count", None, None, n.status, False) for n in prepared.county.notes]
    return pd.DataFrame(rows, columns=["key", "meaning", "value", "unit", "low", "high", "source", "changed"])


def of_plans(prepared: Prepared, lang: str) -> dict[str, pd.DataFrame]:
    """Timetable, fleet, crews, loads and overloads of every scenario, the mode first."""
    p = prepared.parameters
    found: dict[str, list[pd.DataFrame]] = {name: [] for name in ("timetable", "fleet", "crews", "loads", "overloads")}
    for s in prepared.scenarios:
        tables = {
            "timetable": timetable_table(s.plan, p, lang),
            "fleet": fleet_table(s.plan, p, lang),
            "crews": crews_table(s.plan, p, lang),
            "loads": loads_table(s.loads, lang),
            "overloads": loads_table(s.overloads, lang),
        }
        for name, table in tables.items():
            table.insert(0, "mode", s.name)
            found[name].append(table)
    return {name: pd.concat(tables, ignore_index=True) for name, tables in found.items()}


def mode_names(prepared: Prepared, lang: str) -> dict[str, str]:
    """What people call each scenario."""
    names = {}
    for s in prepared.scenarios:
        mode = prepared.modes.get(s.name)
        names[s.name] = s.name if mode is None else (mode.name_zh if lang == "zh" else mode.name_en) or s.name
    return names


def side_by_side(summary: pd.DataFrame, names: Mapping[str, str], lang: str, keys: Sequence[str] | None = None) -> pd.DataFrame:
    """The comparison as people read it: a row a KPI, a column a mode, each cell mean ± half its 95 % interval."""
    keys = [k.key + s for k in KPIS.values() for s in k.scopes] if keys is None else keys
    cells = {(m, k): row for m, k, row in zip(summary["mode"], summary["kpi"], summary.itertuples(), strict=True)}
    rows = []
    for key in keys:
        unit = kpi_of(key).unit
        found = [cells.get((mode, key)) for mode in names]
        if all(c is None for c in found):
            continue
        rows.append([name_of(key, lang), unit_text(unit, lang), *(_cell(c, unit) for c in found)])
    return pd.DataFrame(rows, columns=[say(lang, "指标", "KPI"), say(lang, "单位", "unit"), *names.values()])


def _cell(row: object, unit: str) -> str:
    mean = getattr(row, "mean", float("nan"))
    if mean is None or mean != mean:
        return "—"
    if mean == float("inf"):
        return "∞"
    half = (getattr(row, "ci_high", mean) - getattr(row, "ci_low", mean)) / 2
    if unit == "share":
        return f"{mean:.1%}" + (f" ±{half:.1%}" if half >= 0.0005 else "")
    digits = 0 if abs(mean) >= 1000 else 1 if abs(mean) >= 100 else 2
    return f"{mean:,.{digits}f}" + (f" ±{half:,.{digits}f}" if half == half and half >= 0.5 * 10**-digits else "")


UNITS_ZH = {
    "h": "小时", "share": "占比", "yuan/parcel": "元/件", "yuan/village/year": "元/村/年", "days/week": "天/周", "km/day": "公里/天", "kg/parcel": "千克/件",
    "vehicles": "辆", "people": "人", "h/day": "小时/天",
}  # fmt: skip


def unit_text(unit: str, lang: str) -> str:
    """A unit in the reader's language."""
    return UNITS_ZH.get(unit, unit) if lang == "zh" else unit


LOCAL = (
    "at_point_mean_h", "at_point_p50_h", "at_point_p90_h", "in_hand_mean_h", "in_hand_p90_h", "within_24h", "within_48h", "undelivered_share", "delivery_days_week",
    "reach", "cost_system_parcel", "cost_operators_parcel", "cost_public_parcel", "cost_residents_parcel", "cost_village_year",
)  # fmt: skip
"""KPIs of villages and townships that the workbook shows."""


def short(local: pd.DataFrame) -> pd.DataFrame:
    """The village or township table as the workbook shows it: its main KPIs, without bounds; the files have all of them."""
    every = {k.key + s for k in KPIS.values() for s in k.scopes}
    return local[[c for c in local.columns if c in LOCAL or (c.removesuffix("_low").removesuffix("_high") not in every)]]


def for_people(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """A table with heads in words: KPI keys by their names, other columns by the project's vocabulary."""
    heads = {}
    for column in map(str, frame.columns):
        try:
            kpi = kpi_of(column)
        except KeyError:
            continue
        heads[column] = f"{name_of(column, lang)} ({unit_text(kpi.unit, lang)})"
    out = headed(frame.rename(columns=heads), lang)
    if "kpi" in frame.columns:
        out[out.columns[list(frame.columns).index("kpi")]] = [name_of(k, lang) for k in frame["kpi"]]
    return out
