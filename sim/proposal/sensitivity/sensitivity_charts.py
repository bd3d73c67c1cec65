"""The tornado charts of a sensitivity study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.chart.tornado import Bar, End, tornado
from sim.inference.drivers import one_at_a_time
from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.indices import EFFECT, UNKNOWN
from sim.measure.registry import kpi_of, name_of
from sim.parameters.factor import value_text
from sim.proposal.about import About
from sim.words import say, unit_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def charts(about: About, found: Drivers, folder: Path) -> list[tuple[Path, str]]:
    """A tornado for each mode and KPI that any key moves; every file written, with what it shows."""
    from sim.chart.style import drawing, save

    (folder / "charts").mkdir(parents=True, exist_ok=True)
    written: list[tuple[Path, str]] = []
    foot = about.foot(len(found.numbers))
    with drawing([*(f.name_zh for f in found.turned.factors), foot]):
        ends = one_at_a_time.table(found.turned, about.lang)
        for (mode, kpi), part in ends.groupby(["mode", "kpi"], sort=False):
            figure = _tornado(about, str(mode), str(kpi), part, foot)
            if figure is None:
                continue
            path = folder / "charts" / f"tornado_{kpi}_{mode}"
            what = _caption(name_of(str(kpi), about.lang), about.name(str(mode)), about.lang)
            written += [(file, what) for file in save(figure, path, about.chart.formats, about.chart.dpi)]
    return written


def _tornado(about: About, mode: str, kpi: str, ends: pd.DataFrame, foot: str) -> Figure | None:
    """The figure of a mode and KPI; None where no key moves it."""
    lang, base = about.lang, float(ends["kpi_base"].iloc[0])
    bars = [_bar(rows, lang) for _, rows in ends.groupby("key", sort=False)]
    if not np.isfinite(base) or not any(bar.swing > 0 for bar in bars):
        return None
    unit = kpi_of(kpi).unit
    shown = "" if unit == "share" else unit_text(unit, lang)
    return tornado(bars, base, name_of(kpi, lang), unit, shown, about.name(mode), foot, lang)


def _caption(kpi: str, mode: str, lang: str) -> str:
    """What a tornado shows."""
    return say(lang, f"{kpi}由什么决定：{mode}", f"{kpi[:1].upper()}{kpi[1:]}: what moves it ({mode})")


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
