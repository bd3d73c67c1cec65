"""Which scenarios of a sweep its charts show: the axes, the panels and lines, and what is held fixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.arrays import Floats
from sim.chart.heat_map import HeatPanel, Measure, SweptKey, heat_maps
from sim.chart.line_plot import Curve, line_plots
from sim.chart.look import COLOURS
from sim.chart.scatter import Cloud, scatter_maps, scatter_plots
from sim.chart.style import drawing, save
from sim.measure.registry import keys, kpi_of
from sim.measure.registry import name_of as kpi_name
from sim.proposal.sweep.swept import OK, OVERLOADED, STATUS
from sim.proposal.sweep.swept_rows import Swept
from sim.proposal.sweep.swept_words import idle_note
from sim.table.setting import NAME
from sim.words import say, unit_text

PANELS, LINES = 12, len(COLOURS)
"""Most panels of the heat map, most lines of the line plot."""

ON_A_GRID = 0.5
"""A heat map of which a smaller share would have a scenario is none."""

LINES_FIRST = ("mode", "assignment")
"""Keys that are drawn as lines rather than others."""


def charts(sweep: Swept, folder: Path) -> list[Path]:
    """Write the line plot and the heat map, as far as the sweep has the keys for them, or dots where its scenarios lie
    on no grid; the files, none where nothing can be drawn."""
    table = sweep.found.table
    chart = _Charts(sweep)
    x, y = chart.axes()
    if x is None or not np.isfinite(chart.table[sweep.kpi]).any():
        return []
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    texts = [value for key in sweep.keys for value in map(str, table[key].unique())]
    written: list[Path] = []
    with drawing([*texts, *sweep.basis.origin, *(sweep.labels.name(k) for k in sweep.keys)]):
        figures = chart.drawn(x, y)
        for name, figure in figures.items():
            written += save(figure, folder / "charts" / name, sweep.chart.formats, sweep.chart.dpi)
    return written


class _Charts:
    """The charts of one sweep."""

    def __init__(self, sweep: Swept) -> None:
        self.sweep, self.table, self.lang, self.labels = sweep, _counting(sweep.found.table), sweep.lang, sweep.labels
        self.keys = [key for key in sweep.keys if key != NAME and self.table[key].nunique() > 1]

    def axes(self) -> tuple[str | None, str | None]:
        """The keys of the heat map: as asked, else those that did something, numeric ones before others and those with
        most values first; the first is that of the line plot too."""
        numeric = [k for k in self.keys if self._is_numeric(k)]
        moving = {e.key for e in self.sweep.effects if not e.idle}
        ranked = sorted(self.keys, key=lambda k: (k not in numeric, k not in moving, -self.table[k].nunique()))
        s = self.sweep
        x = s.x or next((k for k in ranked if k != s.y), None)
        return x, s.y or next((k for k in ranked if k != x and (s.x is not None or k in numeric)), None)

    def drawn(self, x: str, y: str | None) -> dict[str, Figure]:
        """The charts by name."""
        if y is not None and self._is_numeric(x) and self._is_numeric(y) and self._filled(x, y) < ON_A_GRID:
            return self._dots(x, y)
        return {"line_plot": self.lines(x), **({} if y is None else {"heat_map": self.heat(x, y)})}

    def _is_numeric(self, key: str) -> bool:
        return pd.api.types.is_numeric_dtype(self.table[key]) and not pd.api.types.is_bool_dtype(self.table[key])

    def _filled(self, x: str, y: str) -> float:
        """Which share of the heat map's cells would have a scenario."""
        rest, _, table = self._fixed([k for k in self.keys if k not in (x, y)], PANELS)
        cells = self.table[x].nunique() * self.table[y].nunique() * max(
            1, len(table.drop_duplicates(rest)) if rest else 1
        )
        return len(table.drop_duplicates([*rest, x, y])) / cells

    def _dots(self, x: str, y: str) -> dict[str, Figure]:
        """The charts of a design that is no grid: all its scenarios, over the two keys and along each."""
        numeric = [x, y, *(k for k in self.keys if k not in (x, y) and self._is_numeric(k))]
        by, notes, table = self._fixed([k for k in self.keys if k not in numeric], min(PANELS, LINES))
        clouds = [self._cloud(rows, numeric, self._values(keys, of)) for keys, of, rows in _groups(table, by)]
        names, measure, origin = [self.labels.name(k) for k in numeric], self.measure(self.sweep.kpi), self._origin()
        return {
            "scatter": scatter_plots(clouds, names[:PANELS], measure, notes, origin, self.lang),
            "scatter_map": scatter_maps(clouds, (0, 1), names, measure, notes, origin, self.lang),
        }

    def _cloud(self, rows: pd.DataFrame, numeric: list[str], name: str) -> Cloud:
        kpi = self.sweep.kpi
        failed = ~rows[STATUS].isin((OK, "missing")).to_numpy(bool)
        mean, low, high = (rows[c].to_numpy(float) for c in (kpi, f"{kpi}_low", f"{kpi}_high"))
        return Cloud(name, rows[numeric].to_numpy(float).T, mean, low, high, rows[OVERLOADED].to_numpy(bool), failed)

    def heat(self, x: str, y: str) -> Figure:
        """The heat map."""
        rest, notes, table = self._fixed([k for k in self.keys if k not in (x, y)], PANELS)
        kpi, contour = self.sweep.kpi, self._contour(x, y)
        grids = [self._grid(rows, x, y, self._values(keys, of)) for keys, of, rows in _groups(table, rest)]
        if rest:
            names = " · ".join(map(self.labels.name, rest))
            notes = [say(self.lang, f"各分图：{names}。", f"Panels: {names}."), *notes]
        notes = [*notes, *filter(None, (idle_note(self.sweep, key) for key in (x, y)))]
        across, up = self._axis(x)[0], self._axis(y)[0]
        line = self.measure(contour) if contour else None
        return heat_maps(grids, across, up, self.measure(kpi), line, notes, self._origin(), self.lang)

    def _contour(self, x: str, y: str) -> str | None:
        """The KPI in contour lines; none where an axis has names, between which there is nothing."""
        return self.sweep.contour if self._is_numeric(x) and self._is_numeric(y) else None

    def _values(self, keys: Sequence[str], values: Sequence[object]) -> str:
        """The values of keys in a line."""
        return " · ".join(self.labels.value(key, value) for key, value in zip(keys, values, strict=True))

    def lines(self, x: str) -> Figure:
        """The line plot."""
        rest = [k for k in self.keys if k != x]
        key = self._key_of_lines(rest)
        _, notes, table = self._fixed([k for k in rest if k != key], 1)
        groups = list(_groups(table, [key] if key else []))
        notes = [*notes, *self._undrawn(table, len(groups)), *filter(None, [idle_note(self.sweep, x)])]
        axis, values, numeric = self._axis(x)
        named = [(self.labels.value(key, of[0]) if key else "", rows) for _, of, rows in groups[:LINES]]
        panels = [
            (self.measure(kpi), [self._line(rows, x, values, kpi, name) for name, rows in named])
            for kpi in self.sweep.kpis
        ]
        legend = self.labels.name(key) if key else ""
        return line_plots(panels, axis, values if numeric else None, legend, notes, self._origin(), self.lang)

    def _key_of_lines(self, keys: Sequence[str]) -> str | None:
        """The key that has a line each value: one of ``LINES_FIRST``, else the one with fewest values."""
        few = (k for k in keys if self.table[k].nunique() <= LINES)
        fewest = min(few, key=lambda k: self.table[k].nunique(), default=None)
        return next((k for k in LINES_FIRST if k in keys), fewest)

    def _undrawn(self, table: pd.DataFrame, groups: int) -> Iterator[str]:
        """Which lines and scenarios the line plot does not show, if any."""
        if groups > LINES:
            yield say(self.lang, f"只画前{LINES}条线（共{groups}条）。", f"The first {LINES} lines of {groups}.")
        if over := int((table[OVERLOADED] & (table[STATUS] == OK)).sum()):
            yield say(self.lang, f"超负荷的方案没有画出（{over}个）。", f"Overloaded scenarios are not drawn ({over}).")

    def measure(self, kpi: str) -> Measure:
        """A KPI as the charts name it; a share needs no unit."""
        unit = kpi_of(kpi).unit
        return Measure(kpi_name(kpi, self.lang), "" if unit == "share" else unit_text(unit, self.lang), unit, self.lang)

    def _axis(self, key: str) -> tuple[SweptKey, list[float], bool]:
        """A key as an axis, its values in order (numbers rising, others as they come), and whether they are numbers."""
        numeric = self._is_numeric(key)
        values = sorted(self.table[key].unique()) if numeric else list(self.table[key].unique())
        return SweptKey(
            self.labels.plain(key), tuple(self.labels.value(key, v) for v in values), self.labels.unit(key), self.lang
        ), values, numeric

    def _fixed(self, keys: list[str], most: int) -> tuple[list[str], list[str], pd.DataFrame]:
        """Those of the keys that may vary with at most so many combinations, a note on the others, and the rows with
        these at their first value."""
        table, held = self.table, dict[str, Any]()
        while keys and len(table.drop_duplicates(keys)) > most:
            others = (k for k in keys if k not in LINES_FIRST)
            key = max(others, key=lambda k: table[k].nunique(), default=keys[-1])
            keys = [k for k in keys if k != key]
            held[key] = table[key].iloc[0]
            table = table[table[key] == held[key]]
        told = self.labels.told(list(held), list(held.values()))
        return keys, [say(self.lang, f"只画：{told}。", f"Only: {told}.")] if held else [], table

    def _grid(self, rows: pd.DataFrame, x: str, y: str, title: str) -> HeatPanel:
        across, up = self._axis(x)[1], self._axis(y)[1]
        cells = rows.drop_duplicates([x, y])
        at = pd.Index(up).get_indexer(pd.Index(cells[y])), pd.Index(across).get_indexer(pd.Index(cells[x]))

        def spread(column: pd.Series[Any]) -> Floats:
            """A row a value of ``y``, a column a value of ``x``; NaN where there is no scenario."""
            out = np.full((len(up), len(across)), np.nan)
            out[at] = column
            return out

        contour = self._contour(x, y)
        failed = ~cells[STATUS].isin((OK, "missing"))
        return HeatPanel(
            title, spread(cells[self.sweep.kpi]), spread(cells[contour]) if contour else None,
            spread(cells[OVERLOADED]) == 1, spread(failed) == 1,
        )

    def _line(self, rows: pd.DataFrame, x: str, values: Sequence[Any], kpi: str, name: str) -> Curve:
        at = rows.drop_duplicates([x]).set_index(x).reindex(list(values))
        return Curve(name, at[kpi].to_numpy(float), at[f"{kpi}_low"].to_numpy(float), at[f"{kpi}_high"].to_numpy(float))

    def _origin(self) -> str:
        return say(self.lang, *self.sweep.basis.origin)


def _counting(table: pd.DataFrame) -> pd.DataFrame:
    """The table without the figures of overloaded scenarios, which do not count."""
    figures = [f"{kpi}{end}" for kpi in keys() for end in ("", "_low", "_high")]
    return table.assign(**{c: table[c].where(~table[OVERLOADED]) for c in figures if c in table})


def _groups(table: pd.DataFrame, keys: list[str]) -> list[tuple[list[str], tuple[object, ...], pd.DataFrame]]:
    """The rows by the values of keys, in the order in which they come."""
    if not keys:
        return [(keys, (), table)]
    return [
        (keys, values if isinstance(values, tuple) else (values,), rows)
        for values, rows in table.groupby(keys, sort=False)
    ]
