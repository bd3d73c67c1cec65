"""What a table is declared to hold: columns, the headings they are known by, units and bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from sim.problems import Said
from sim.table.heading import heading
from sim.table.units import Dimension

ValueKind = Literal["name", "text", "code", "number", "whole", "choice", "own", "raw", "ignored"]


@dataclass(frozen=True)
class Meaning:
    """What a column holds or a table is called, in both languages."""

    en: str
    zh: str

    def text(self, lang: str) -> str:
        """In ``lang``, ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a cell: the end of a code, what is allowed, and a hint."""

    code: str
    allowed: Said
    hint: Said = ""


@dataclass(frozen=True)
class Column:
    """A column: its key, its Chinese heading, and the bounds of its values.

    Attributes:
        kind: ``name`` of a place or thing (rows named 合计 are no records), ``text``, ``code`` (kept as text),
            ``number``, ``whole`` number, ``choice``, ``own`` (read by ``read``), ``raw`` (text that the table's own
            room reads) or ``ignored`` (known, not read).
        low, high: smallest and largest allowed number.
        unit: what numbers are counted in; a heading or a cell in another unit of this dimension is converted, see
            ``units``.
        usual: numbers of which half are larger are in another unit, whatever the heading says.
        adds: whether a row of sums has its sum.
        choices: allowed words, in any language, and the value each stands for.
        names: further headings by which the column is known.
        listed: whether a cell holds several names, so that a line break in it stands between two of them.
        read: makes a value, or a fault, of the text of a cell.
    """

    key: str
    zh: str
    kind: ValueKind
    meaning_en: str
    meaning_zh: str
    required: bool = False
    low: float | None = None
    high: float | None = None
    choices: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    unit: Dimension | None = None
    usual: float | None = None
    adds: bool = False
    listed: bool = False
    read: Callable[[str], str | float | CellFault] | None = None

    @property
    def meaning(self) -> Meaning:
        """What the column holds."""
        return Meaning(self.meaning_en, self.meaning_zh)

    def header(self, lang: str) -> str:
        """The heading that a template in ``lang`` (``zh`` or ``en``) shows."""
        return self.zh if lang == "zh" else self.key


@dataclass(frozen=True)
class Sheet:
    """A table: file ``<key>.csv`` of a folder, or a sheet of a workbook, known by any of its names.

    Attributes:
        room: first part of the codes of its faults.
        also: makes another text of a heading that is not known, by which it may be.
    """

    key: str
    zh: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    room: str = "county"
    also: Callable[[str], str] | None = None

    @property
    def title(self) -> Meaning:
        """What the table is called."""
        return Meaning(self.key, self.zh)

    @cached_property
    def known(self) -> dict[str, Column]:
        """The column of every known heading, by its words (see ``heading``)."""
        return {
            heading(name).words: column for column in self.columns for name in (column.key, column.zh, *column.names)
        }

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(c for c in self.columns if c.key == key)
