"""The annex of a plan proposal, as a paper: what a comparison says, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sim.chart.catalogue import CHARTS
from sim.proposal.annex.chapters import CHAPTERS, Chapter
from sim.proposal.annex.keyless import keyless
from sim.proposal.annex.material import Material, by_name
from sim.proposal.paper.on_paper import on_paper
from sim.proposal.paper.paper import Block, Figure, Grid, Mention, Paper, PaperHeading, Passage
from sim.proposal.sheet import OutputSheet
from sim.proposal.trust import GROUPS
from sim.words import say

WIDEST = 13
"""Columns that a table across the page may have; more go into the workbook."""

NOWHERE = [name for name in CHARTS if not any(name in chapter.charts for chapter in CHAPTERS)]
"""Figures that no chapter names."""


def annex(material: Material, charts: Mapping[str, Path], lang: str) -> Paper:
    """The paper.

    Args:
        charts: files of the charts, by name.
    """
    words = material.words(lang)
    reader = _Annex(material, charts, lang)
    blocks = [block for chapter in CHAPTERS for block in reader.chapter(chapter)]
    tall = [block for block in blocks if isinstance(block, Figure) and block.tall]
    lying = [block for block in blocks if isinstance(block, Grid) and block.lying]
    upright = [block for block in blocks if block not in (*tall, *lying)]
    name = say(lang, *material.county)
    title = say(lang, f"{name}农村寄递物流方案测算附件", f"Annex to the rural delivery plan of {name}: simulation")
    return Paper(title, words.foot, (*upright, *_last(tall, lying, lang)), lang)


def _last(tall: Sequence[Figure], lying: Sequence[Grid], lang: str) -> Iterator[Block]:
    """A chapter of the figures that fill a page, and one of the tables too wide for an upright page, so that no page
    before each of them stays empty."""
    if tall:
        yield PaperHeading(say(lang, "附图", "Full-page figures"))
        yield from tall
    if lying:
        yield PaperHeading(say(lang, "附表", "Wide tables"), lying=True)
        yield from lying


def ordered_sheets(material: Material, lang: str) -> list[OutputSheet]:
    """The sheets of the workbook beside the paper: the modes side by side, then those of the chapters in their order,
    then the others."""
    words = material.words(lang)
    named = by_name(words.sheets, material.en.sheets)
    first = [name for chapter in CHAPTERS for name in chapter.tables if name in named]
    order = [*first, *(name for name in named if name not in first)]
    return [words.compared.sheet(), *(named[name].sheet() for name in order)]


class _Annex:
    """Makes blocks of what a comparison says."""

    def __init__(self, material: Material, charts: Mapping[str, Path], lang: str) -> None:
        self._words, self._charts, self._lang = material.words(lang), charts, lang
        self._sheets = by_name(self._words.sheets, material.en.sheets)

    def chapter(self, chapter: Chapter) -> Iterator[Block]:
        """A chapter's blocks; none where a comparison has nothing for it."""
        found = [Passage(self._begun(text)) for text in self._words.findings.get(chapter.key, ())]
        told = [*found, *self._statements(chapter)]
        shown: list[Grid | Figure] = [*self._tables(chapter), *self._figures(chapter)]
        if not told and not shown:
            return
        yield PaperHeading(say(self._lang, *chapter.title))
        yield Passage(say(self._lang, *chapter.opening))
        yield from told
        if shown:
            yield Mention(self._overview([block.name for block in shown]))
        yield from shown

    def _statements(self, chapter: Chapter) -> Iterator[Block]:
        for group in chapter.groups:
            told = [text for of, text in self._words.statements if of == group]
            if told and len(chapter.groups) > 1:
                yield PaperHeading(say(self._lang, *GROUPS[group]), 2)
            yield from (Passage(self._begun(text), point=True) for text in told)

    def _begun(self, text: str) -> str:
        """A sentence or caption, without keys, as it begins: in English with a capital letter."""
        text = keyless(text)
        return text[:1].upper() + text[1:] if self._lang == "en" else text

    def _overview(self, names: list[str]) -> str:
        """The sentence that names a chapter's tables and figures."""
        listed = say(self._lang, "、", ", ").join("{" + name + "}" for name in names)
        return say(self._lang, f"详见{listed}。", f"See {listed}.")

    def _tables(self, chapter: Chapter) -> Iterator[Grid]:
        if chapter.compared:
            yield self._grid("compared", self._words.compared.sheet(), 100)
        for name in chapter.tables:
            if name in self._sheets:
                scheme = self._words.scheme if chapter.own else ""
                sheet = on_paper(name, self._sheets[name].sheet(), scheme, self._lang)
                if len(sheet.table):
                    yield self._grid(name, sheet, chapter.most)

    def _grid(self, name: str, sheet: OutputSheet, most: int) -> Grid:
        """A table; of one too wide for the page the first columns, and a word on the others."""
        left = max(0, len(sheet.table.columns) - WIDEST)
        table = sheet.table.iloc[:, :WIDEST]
        more = say(self._lang, f"另有{left}列见工作簿。", f" {left} more columns are in the workbook.") if left else ""
        ended = sheet.about.endswith(("。", "."))
        about = sheet.about + say(self._lang, "。", ".") if sheet.about and not ended else sheet.about
        note = self._begun((about + more).strip())
        return Grid(name, sheet.title, table, sheet.formats, note, most, tuple(sheet.rows))

    def _figures(self, chapter: Chapter) -> Iterator[Figure]:
        drawn = {plot.name: plot for plot in self._words.plots}
        for name in (*chapter.charts, *(NOWHERE if chapter.rest else ())):
            if name in self._charts or name in drawn:
                caption = self._begun(say(self._lang, *CHARTS[name]))
                yield Figure(name, caption, self._charts.get(name), plot=drawn.get(name))
