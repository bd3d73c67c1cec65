"""A paper as one web page that holds its pictures, asks for nothing from a network, and prints on A4."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape

from sim.proposal.page import STYLE, of_figures
from sim.proposal.paper.paper import Block, Figure, Grid, Mention, Paper, PaperHeading, Passage
from sim.proposal.paper.plots import Plot
from sim.proposal.paper.word_table import grid_texts
from sim.words import say

MORE_STYLE = (
    "caption{caption-side:top;font-weight:600;padding:.4rem 0;text-align:left}"
    "figure{margin:1rem 0;text-align:center}figure img{max-width:min(100%,46rem)}"
    "figcaption{text-align:center;font-weight:600}"
    "td.n,th.n{text-align:right}td.t,th.t{text-align:left}"
    "nav{columns:2;font-size:.9rem}"
)


def paper_page(paper: Paper) -> str:
    """The page's HTML."""
    numbers = paper.numbered()
    parts = [html for n, block in enumerate(paper.blocks) for html in _html(block, n, numbers, paper.lang)]
    contents = "".join(
        f'<li><a href="#h-{n}">{escape(b.text)}</a></li>'
        for n, b in enumerate(paper.blocks) if isinstance(b, PaperHeading) and b.level == 1
    )
    lang, nav = say(paper.lang, "zh-CN", "en"), f"<nav><ol>{contents}</ol></nav>" if contents else ""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(paper.title)}</title><style>{STYLE}{MORE_STYLE}</style></head><body>"
        f'<h1>{escape(paper.title)}</h1><p class="note">{escape(paper.under)}</p>{nav}'
        + "".join(parts) + "</body></html>"
    )


def _html(block: Block, place: int, numbers: dict[str, str], lang: str) -> Iterator[str]:
    """A block as HTML; ``place``: which of the paper's it is."""
    match block:
        case PaperHeading():
            yield f'<h{block.level + 1} id="h-{place}">{escape(block.text)}</h{block.level + 1}>'
        case Passage():
            style = "note" if block.small else ""
            text = escape(block.text)
            yield f"<ul><li>{text}</li></ul>" if block.point else f'<p class="{style}">{text}</p>'
        case Mention():
            yield f"<p>{_linked(block.text, numbers)}</p>"
        case Grid():
            yield _table(block, numbers[block.name], lang)
        case Figure():
            yield _figure(block, numbers[block.name])


def _figure(figure: Figure, number: str) -> str:
    """A picture, or where there is none the data of the figure."""
    caption = escape(f"{number}  {figure.caption}")
    if figure.file is not None:
        data = base64.b64encode(figure.file.read_bytes()).decode()
        shown = f'<img alt="{caption}" src="data:image/png;base64,{data}">'
    else:
        shown = "" if figure.plot is None else _data(figure.plot)
    return f'<figure id="{figure.name}">{shown}<figcaption>{caption}</figcaption></figure>'


def _data(plot: Plot) -> str:
    heads = "".join(f'<th class="n">{escape(text)}</th>' for text in plot.categories)
    rows = "".join(
        f"<tr><td>{escape(name)}</td>" + "".join(f'<td class="n">{value:,.2f}</td>' for value in of) + "</tr>"
        for name, of in plot.series
    )
    head = f"<thead><tr><th>{escape(plot.unit)}</th>{heads}</tr></thead>"
    return f'<div class="scroll"><table>{head}<tbody>{rows}</tbody></table></div>'


def _linked(text: str, numbers: dict[str, str]) -> str:
    """A text in which names of blocks are links to them."""
    def link(found: re.Match[str]) -> str:
        name = found[1]
        return f'<a href="#{name}">{escape(numbers[name])}</a>' if name in numbers else found[0]

    return re.sub(r"\{(\w+)\}", link, escape(text))


def _table(grid: Grid, number: str, lang: str) -> str:
    texts, note = grid_texts(grid, lang)
    kinds = ["n" if of_figures(texts.iloc[:, i].tolist()) else "t" for i in range(len(texts.columns))]
    heads = "".join(
        f'<th class="{k}">{escape(str(head))}</th>' for k, head in zip(kinds, texts.columns, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(f'<td class="{k}">{escape(cell)}</td>' for k, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in texts.itertuples(index=False, name=None)
    )
    caption = escape(f"{number}  {grid.caption}")
    return (
        f'<div class="scroll" id="{grid.name}"><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><p class="note">{escape(note)}</p>'
    )
