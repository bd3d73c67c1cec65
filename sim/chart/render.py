"""Figures of a comparison, written to a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pandas as pd

from sim.chart.base_map import BaseMap
from sim.chart.catalogue import CATALOGUE, CHARTS
from sim.chart.font import reduced_font
from sim.chart.look import FORMATS
from sim.chart.style import drawing, save
from sim.chart.subject import Picture, Subject
from sim.county.county import County
from sim.plain.whole import whole
from sim.plain.written import csv_cell


def render_all(
    of: Subject, folder: Path, formats: Iterable[str] = FORMATS, dpi: int = 220,
    only: Collection[str] = CHARTS.keys(), data: bool = False,
) -> list[Path]:
    """Draw every figure that the tables allow and write ``<folder>/<name>.<format>``.

    Args:
        only: the figures wanted; each has the same bytes with and without the others.
        data: write the numbers of each beside it, as ``<name>.csv``.

    Returns:
        The files of the figures written, in their order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    formats = tuple(formats)
    with drawing(_rare(of)):
        for name, drawn in figures(of, only):
            written += save(drawn.figure, folder / name, formats, dpi)
            if data:
                _save_data(drawn.data, folder / f"{name}.csv")
    return written


def figures(of: Subject, only: Collection[str] = CHARTS.keys()) -> Iterator[tuple[str, Picture]]:
    """Name and figure of each chart wanted, drawn one at a time; to be called inside ``style.drawing()``."""
    for kind in CATALOGUE:
        if kind.name in only and all(len(of.table(name)) for name in kind.needs):
            drawn = kind.draw(of)
            if drawn is not None:
                yield kind.name, drawn


def make_font(county: County) -> None:
    """Make the font of a county's figures, which its places' names decide, before several processes draw at once and
    each would make it."""
    reduced_font(_named(BaseMap.of(county)))


def _rare(of: Subject) -> list[str]:
    """Texts whose characters may be rare."""
    return [*_named(of.base), *(look.name for look in of.looks), of.info.provenance]


def _named(base: BaseMap) -> list[str]:
    return [base.name, *(place.name for place in (*base.townships, *base.villages))]


def _save_data(data: pd.DataFrame, file: Path) -> None:
    """Write numbers as a spreadsheet reads them; no text of it is taken for a formula."""
    numbers = pd.api.types.is_numeric_dtype
    shown = data.apply(lambda column: column if numbers(column) else column.map(csv_cell))
    with whole(file) as part:
        shown.to_csv(part, index=False, encoding="utf-8-sig")
