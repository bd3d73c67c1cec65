"""A paper before it is written to a file: headings, passages, tables and pictures, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from docx.image.image import Image
from docx.shared import Mm

from sim.proposal.paper.plots import Plot

WIDE = 10
"""Columns of a table above which its page lies on its side."""

TALL_MM = 135.0
"""Height of a picture above which it fills a page: what comes before it could leave half a page empty."""


@dataclass(frozen=True)
class PaperHeading:
    """A heading of level 1 (chapter) or 2 (section). ``lying``: on a page that lies on its side."""

    text: str
    level: int = 1
    lying: bool = False


@dataclass(frozen=True)
class Passage:
    """A paragraph. ``point``: one of a list; ``small``: a remark below a table or picture."""

    text: str
    point: bool = False
    small: bool = False


@dataclass(frozen=True)
class Mention:
    """A paragraph that names tables and pictures of the paper: each ``{name}`` in ``text`` becomes the number of the
    block of that name, as a link to it."""

    text: str


@dataclass(frozen=True, eq=False)
class Grid:
    """A table with its caption above.

    Attributes:
        name: by which it is mentioned.
        table: heads and texts in words; numbers as numbers.
        formats: number formats (``sim.proposal.sheet``) by head; numbers without one have two decimals.
        note: below the table.
        most: rows shown; the note says how many more there are.
        rows: number formats by row, of columns that have none of their own; empty: two decimals.
    """

    name: str
    caption: str
    table: pd.DataFrame
    formats: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    most: int = 400
    rows: Sequence[str] = ()

    @property
    def lying(self) -> bool:
        """Whether it needs a page that lies on its side."""
        return len(self.table.columns) > WIDE


@dataclass(frozen=True)
class Figure:
    """A figure with its caption below.

    Attributes:
        name: by which it is mentioned.
        file: a picture of it, if there is one. ``plot``: it as data, which a document may draw itself; one of the two.
        note: below the caption.
    """

    name: str
    caption: str
    file: Path | None
    note: str = ""
    plot: Plot | None = None

    @property
    def tall(self) -> bool:
        """Whether it is a picture that fills a page."""
        if self.plot is not None or self.file is None or not self.file.is_file():
            return False
        return bool(Image.from_file(str(self.file)).height > Mm(TALL_MM))


Block = PaperHeading | Passage | Mention | Grid | Figure


@dataclass(frozen=True)
class Paper:
    """A paper.

    Attributes:
        title, under: its title and the line below it.
        blocks: what it says.
        lang: ``zh`` or ``en``.
    """

    title: str
    under: str
    blocks: Sequence[Block]
    lang: str

    def numbered(self) -> dict[str, str]:
        """What each named block is called in the text: ``表1``, ``Figure 2``; tables and pictures are counted apart."""
        words = {Grid: ("表", "Table "), Figure: ("图", "Figure ")}
        counted = dict.fromkeys(words, 0)
        found: dict[str, str] = {}
        for block in self.blocks:
            if isinstance(block, (Grid, Figure)):
                kind = type(block)
                counted[kind] += 1
                found[block.name] = f"{words[kind][0 if self.lang == 'zh' else 1]}{counted[kind]}"
        return found
