"""The tornado charts of a sensitivity study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.chart.tornado import Bar, End, tornado
from sim.inference import one_at_a_time
from sim.inference.drivers import Drivers
from sim.inference.indices import EFFECT, UNKNOWN
from sim.measure.registry import kpi_of, name_of
from sim.parameters.factor import value_text
from sim.proposal.about import About
from sim.words import say, unit_text


def charts(about: About, found: Drivers, folder: Path) -> list[tuple[Path, str]]:
    """A tornado for each mode and KPI that any key moves; every file written, with what it shows."""
    from sim.chart.style import drawing, save

    lang, ends = about.lang, one_at_a_time.table(found.turned, about.lang)
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    written: list[tuple[Path, str]] = []
    with drawing([*(f.name_zh for f in found.turned.factors), about.foot(len(found.numbers))]):
        for found_by, part in ends.groupby(["mode", "kpi"], sort=False):
            mode, kpi = (str(x) for x in found_by)
            bars = [_bar(g, lang) for _, g in part.groupby("key", sort=False)]
            base = float(part["kpi_base"].iloc[0])
            if not np.isfinite(base) or not any(b.swing > 0 for b in bars):
                continue
            name, unit, called = name_of(kpi, lang), kpi_of(kpi).unit, about.name(mode)
            shown = "" if unit == "share" else unit_text(unit, lang)
            drawn = tornado(bars, base, name, unit, shown, called, about.foot(len(found.numbers)), lang)
            what = say(lang, f"{name}由什么决定：{called}", f"{name[:1].upper()}{name[1:]}: what moves it ({called})")
            written += [(path, what) for path in save(
                drawn, folder / "charts" / f"tornado_{kpi}_{mode}", about.chart.formats, about.chart.dpi
            )]
    return written


def _bar(rows: pd.DataFrame, lang: str) -> Bar:
    """A key's two rows as a bar."""
    by_end = {r["end"]: r for r in rows.to_dict("records")}
    low, high = (
        End(_told(r, lang), r["difference"], r["ci_low"], r["ci_high"], r["verdict"] in (EFFECT, UNKNOWN))
        for r in (by_end[e] for e in one_at_a_time.ENDS)
    )
    base = by_end["low"]["base_value"]
    return Bar(
        str(rows["name"].iloc[0]), low, high, "" if pd.isna(base) else value_text(base, by_end["low"]["unit"], lang)
    )


def _told(row: Mapping[Any, Any], lang: str) -> str:
    """The key's value at an end, and whether the plan is overloaded there."""
    return value_text(row["value"], "-", lang) + (say(lang, "（超负荷）", " (overloaded)") if row["overloaded"] else "")
