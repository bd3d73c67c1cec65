"""A paper as a Word file: real headings, captions that count themselves, links to them, contents, tables, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm

from sim.plain.whole import whole
from sim.proposal.paper.paper import Block, Figure, Grid, Mention, Paper, PaperHeading, Passage
from sim.proposal.paper.word_chart import add_chart, chart_height
from sim.proposal.paper.word_contents import ContentsLine, add_contents, update_when_opened
from sim.proposal.paper.word_fields import Bookmarks, add_field, bookmark_of
from sim.proposal.paper.word_fonts import drop_old_styles, name_alternatives
from sim.proposal.paper.word_page import Turning, complete_page
from sim.proposal.paper.word_style import numbers_itself, prepare_page, prepare_styles
from sim.proposal.paper.word_table import add_grid
from sim.proposal.paper.word_template import open_template
from sim.words import minus, say

CAPTION_MM = 30.0
"""What a page keeps free for the caption of a picture, and for a heading above it."""

CHAPTERS = "一二三四五六七八九十"


def save_paper(path: Path, paper: Paper, template: Path | None = None) -> None:
    """Write a paper as ``.docx``, aside first.

    Args:
        template: a Word file of the user's own, whose page, styles and first pages are kept; the paper follows them.
    """
    written = _Writer(paper, template).document
    buffer = io.BytesIO()
    written.save(buffer)
    with whole(path) as part:
        part.write_bytes(buffer.getvalue())


class _Writer:
    """Writes the blocks of a paper one after the other.

    Attributes:
        document: the file as far as it is written.
    """

    def __init__(self, paper: Paper, template: Path | None) -> None:
        self.document = docx.Document() if template is None else open_template(template)
        self._paper, self._numbers, self._marks = paper, paper.numbered(), Bookmarks()
        complete_page(self.document)
        if template is None:
            drop_old_styles(self.document)
            prepare_page(self.document, paper.lang)
        self._pages = Turning(self.document)
        prepare_styles(self.document, paper.lang, self._pages.width_mm, keep=template is not None)
        if template is None:
            self._page_numbers()
        self._headings = [b for b in paper.blocks if isinstance(b, PaperHeading)]
        self._heads, self._headed = self._heading_texts(), 0
        name_alternatives(self.document)
        update_when_opened(self.document)
        self._front()
        for block in paper.blocks:
            self._add(block)

    def _front(self) -> None:
        self.document.core_properties.title = self._paper.title
        self.document.add_paragraph(self._paper.title, "Title")
        self.document.add_paragraph(self._paper.under, "Subtitle")
        places = zip(self._heads, self._headings, strict=True)
        entries = [ContentsLine(text, heading_place(i), h.level) for i, (text, h) in enumerate(places)]
        self._contents(say(self._paper.lang, "目录", "Contents"), 'TOC \\o "1-2" \\h \\z', entries)
        for kind, words in ((Grid, ("表目录", "Tables")), (Figure, ("图目录", "Figures"))):
            found = [b for b in self._paper.blocks if isinstance(b, kind)]
            lines = [ContentsLine(f"{self._numbers[b.name]}  {b.caption}", bookmark_of(b.name)) for b in found]
            word = "".join(c for c in self._numbers[found[0].name] if not c.isdigit()).strip() if found else ""
            self._contents(say(self._paper.lang, *words), f'TOC \\h \\z \\c "{word}"', lines)

    def _heading_texts(self) -> list[str]:
        """Headings as they are written: with their numbers, unless the style counts them itself."""
        if numbers_itself(self.document.styles["Heading 1"]):
            return [heading.text for heading in self._headings]
        return numbered_headings(self._headings, self._paper.lang)

    def _contents(self, head: str, code: str, entries: list[ContentsLine]) -> None:
        """Contents with a heading; none where nothing is in them."""
        if entries:
            heading = self.document.add_paragraph(head, "TOC Heading")
            if numbers_itself(heading.style):  # it follows headings that are counted, and is none of them
                heading._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
            add_contents(self.document, code, entries)

    def _page_numbers(self) -> None:
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.style, foot.alignment = "Cell", WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("— ")
        add_field(foot, "PAGE", "1")
        foot.add_run(" —")

    def _add(self, block: Block) -> None:
        self._pages.to(lying=isinstance(block, (Grid, PaperHeading)) and block.lying)
        match block:
            case PaperHeading():
                self._heading(block)
            case Passage():
                style = "Small" if block.small else "List Bullet" if block.point else "Normal"
                self.document.add_paragraph(minus(block.text), style)
            case Mention():
                self._mention(block.text)
            case Grid():
                self._caption(block.name, block.caption).paragraph_format.keep_with_next = True
                add_grid(self.document, block, self._pages.width_mm, self._paper.lang)
            case Figure():
                self._picture(block)

    def _heading(self, heading: PaperHeading) -> None:
        """The next heading, a place that contents lead to."""
        paragraph = self.document.add_heading(level=heading.level)
        mark = self._marks.open(paragraph, heading_place(self._headed))
        paragraph.add_run(self._heads[self._headed])
        self._marks.close(paragraph, mark)
        self._headed += 1

    def _mention(self, text: str) -> None:
        paragraph = self.document.add_paragraph(style="Normal")
        for part in re.split(r"(\{[^}]*\})", text):
            name = part[1:-1] if part.startswith("{") else ""
            if name in self._numbers:
                add_field(paragraph, f"REF {bookmark_of(name)} \\h", self._numbers[name])
            elif part:
                paragraph.add_run(part)

    def _caption(self, name: str, text: str) -> Any:
        """A caption whose number counts itself and can be linked to."""
        paragraph = self.document.add_paragraph(style="Caption")
        word, number = re.fullmatch(r"(\D+)(\d+)", self._numbers[name]).groups()  # type: ignore[union-attr]
        mark = self._marks.open(paragraph, bookmark_of(name))
        paragraph.add_run(word)
        add_field(paragraph, f"SEQ {word.strip()} \\* ARABIC", number)
        self._marks.close(paragraph, mark)
        paragraph.add_run("  " + text)
        return paragraph

    def _picture(self, figure: Figure) -> None:
        holder, wide = self.document.add_paragraph(style="Cell"), Mm(self._pages.width_mm)
        holder.alignment, holder.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
        if figure.plot is not None:
            add_chart(holder, figure.plot, wide, chart_height(figure.plot))
        elif figure.file is not None:
            drawn = holder.add_run().add_picture(str(figure.file))
            high = Mm(self._pages.height_mm - CAPTION_MM)
            share = min(1.0, wide / drawn.width, high / drawn.height)
            drawn.width, drawn.height = Emu(round(drawn.width * share)), Emu(round(drawn.height * share))
        self._caption(figure.name, figure.caption)
        if figure.note:
            self.document.add_paragraph(figure.note, "Small")


def heading_place(number: int) -> str:
    """The name of the place of a heading."""
    return f"_Toc{number:08d}"


def numbered_headings(headings: Sequence[PaperHeading], lang: str) -> list[str]:
    """Headings with their numbers: 一、 and （一） in Chinese, 1 and 1.1 in English."""
    chapter = section = 0
    found = []
    for heading in headings:
        chapter, section = (chapter + 1, 0) if heading.level == 1 else (chapter, section + 1)
        numbers = _numbers(chapter, section)
        found.append(say(lang, *numbers) + heading.text)
    return found


def _numbers(chapter: int, section: int) -> tuple[str, str]:
    if not section:
        return f"{_chinese(chapter)}、", f"{chapter}  "
    return f"（{_chinese(section)}）", f"{chapter}.{section}  "


def _chinese(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return CHAPTERS[ones - 1]
    return ("" if tens == 1 else CHAPTERS[tens - 1]) + "十" + (CHAPTERS[ones - 1] if ones else "")
