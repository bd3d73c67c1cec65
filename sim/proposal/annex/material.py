"""What documents are made of: words and tables of a comparison as people read them, in both languages, in one file of
its results folder.

Whoever has the folder can make documents of it, in either language, without the county's tables and without planning
anything again.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from sim.chart.base_map import BaseMap
from sim.chart.info import PlanInfo
from sim.plain.number import is_number
from sim.plain.whole import whole
from sim.problems import InputError, Problem, phrase
from sim.proposal.comparison.titles import NAMES
from sim.proposal.paper.plots import Plot
from sim.proposal.sheet import OutputSheet

FILE = "documents.json.gz"
"""The file's name in a results folder."""

MOST_BYTES = 512_000_000
"""Of the file, unpacked."""

Cell = str | float | int | bool | None


class SheetData(BaseModel):
    """A table in words (``OutputSheet``) as plain data: its columns by head."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    about: str
    formats: dict[str, str]
    rows: tuple[str, ...]
    columns: tuple[tuple[str, tuple[Cell, ...]], ...]

    @staticmethod
    def of(sheet: OutputSheet) -> SheetData:
        """A sheet as data; what is no number has no value."""
        columns = tuple((str(head), tuple(map(_plain, sheet.table.iloc[:, i]))) for i, head in enumerate(sheet.table))
        return SheetData(
            title=sheet.title, about=sheet.about, formats=dict(sheet.formats), rows=tuple(sheet.rows), columns=columns
        )

    def sheet(self) -> OutputSheet:
        """The sheet that it is of."""
        table = pd.concat([pd.Series(cells, name=head, dtype=_kind(cells)) for head, cells in self.columns], axis=1)
        return OutputSheet(self.title, table, self.formats, self.rows, self.about)


class Words(BaseModel):
    """What a comparison says in one language.

    Attributes:
        title, foot, scope: its title, what it was made by, and whose parcels its figures are of.
        statements: the answer and the trust card, each with its group (``sim.proposal.trust.GROUPS``).
        scheme: what people call the mode that is proposed; empty: there is none that counts.
        plots: figures that a document may draw itself.
        findings: what each chapter finds, in sentences (``sim.proposal.findings.findings``).
        compared: the table of the modes side by side.
        sheets: those of the workbook.
        info: what figures know beside the tables.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    foot: str
    scope: str
    statements: tuple[tuple[str, str], ...]
    scheme: str = ""
    plots: tuple[Plot, ...] = ()
    findings: dict[str, tuple[str, ...]] = {}
    compared: SheetData
    sheets: tuple[SheetData, ...]
    info: PlanInfo = PlanInfo(())


class Material(BaseModel):
    """What documents are made of.

    Attributes:
        county: the county's name, Chinese and English.
        base: the county as a map shows it; None: no figures can be drawn.
        tables: names of the tables that the run has left beside it; none where another version wrote it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    county: tuple[str, str]
    base: BaseMap | None = None
    tables: tuple[str, ...] = ()
    zh: Words
    en: Words

    def words(self, lang: str) -> Words:
        """What it says in one language."""
        return self.zh if lang == "zh" else self.en

    def save(self, folder: Path) -> None:
        """Write it to a results folder, aside first."""
        text = json.dumps(self.model_dump(), ensure_ascii=False, allow_nan=False)
        with whole(folder / FILE) as part:
            part.write_bytes(gzip.compress(text.encode(), 4, mtime=0))

    @staticmethod
    def read(folder: Path, where: str) -> Material:
        """What a results folder holds.

        Args:
            where: the key that names the folder.

        Raises:
            InputError: there is no such file in it, or it is damaged.
        """
        try:
            body = zlib.decompressobj(31).decompress((folder / FILE).read_bytes(), MOST_BYTES)
            return Material.model_validate(json.loads(body))
        except (OSError, ValueError, zlib.error, ValidationError) as error:
            found = phrase("propose.damaged") if (folder / FILE).is_file() else str(folder)
            hint = phrase("propose.hint")
            raise InputError([Problem("propose.folder", where, found, phrase("propose.folder"), hint)]) from error


def _plain(value: Any) -> Cell:
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int, bool)) else "" if pd.isna(value) else str(value)


def _kind(cells: tuple[Cell, ...]) -> Any:
    """The type of a column: numbers where all cells that have a value are numbers."""
    values = [c for c in cells if c is not None]
    return "float64" if values and all(map(is_number, values)) else "object"


def by_name(sheets: tuple[SheetData, ...], english: tuple[SheetData, ...]) -> Mapping[str, SheetData]:
    """Sheets by their names (``sim.proposal.comparison.titles.SHEETS``), which are the same in every language; one
    that another version wrote, by its English title.

    Args:
        sheets, english: the same sheets in the language wanted and in English.
    """
    return {NAMES.get(named.title, named.title): sheet for named, sheet in zip(english, sheets, strict=True)}
