"""index.html of a results folder: the answer first, then tables and charts, the trust card last. Opens offline and
prints on A4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN, OVERLOADED
from sim.plain.whole import write_whole
from sim.proposal.file_names import file_called
from sim.words import LANGUAGES, minus, say, word

STYLE = (
    "body{font-family:system-ui,'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif;"
    "max-width:1080px;margin:2rem auto;padding:0 1rem;color:#1c2733;line-height:1.6}"
    "h1{font-size:1.5rem;margin-bottom:.3rem}"
    "h2{font-size:1.15rem;margin-top:2rem}"
    "h3{font-size:1rem;margin:1rem 0 .2rem}"
    "h2::first-letter,h3::first-letter,figcaption::first-letter{text-transform:uppercase}"
    "table{border-collapse:collapse;font-size:.86rem;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{padding:.3rem .55rem;border-bottom:1px solid #d8dee5;text-align:left;vertical-align:top}"
    "th.figure,td.figure{text-align:right}"
    "th:first-child,td:first-child{text-align:left}"
    "th{background:#eef2f6;min-width:3.3em}"
    "table.small{width:auto;min-width:50%}"
    "@media screen and (min-width:601px){th.name{min-width:11rem}}"
    ".scroll+.charts{margin-top:.8rem}"
    "td.whole{white-space:nowrap}"
    ".scroll th:first-child,.scroll td:first-child{position:sticky;left:0;background:#fff;max-width:16rem}"
    ".scroll th:first-child{background:#eef2f6}"
    ".facts{margin:.2rem 0}"
    "li{margin:.25rem 0;overflow-wrap:anywhere}"
    ".answer li{margin:.4rem 0}"
    "ul{padding-left:1.3rem}"
    "img{max-width:100%;height:auto}"
    "figure a{display:block;cursor:zoom-in}"
    ".scroll{overflow-x:auto;background:linear-gradient(to left,#fff 30%,#fff0) 100% 0/2.5rem 100% no-repeat local,"
    "linear-gradient(to left,#0003,#0000) 100% 0/.8rem 100% no-repeat scroll}"
    ".note{color:#566472;font-size:.86rem}"
    "figure{margin:0}"
    ".charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:1rem}"
    ".wide{grid-column:1/-1}"
    "summary{cursor:pointer}summary h3{display:inline}"
    "@media(max-width:600px){body{margin:1rem auto;padding:0 .6rem}"
    ".scroll table{width:max-content;min-width:100%}"
    ".scroll th,.scroll td{max-width:13rem;overflow-wrap:break-word}"
    ".scroll th:first-child,.scroll td:first-child{max-width:7.5rem}}"
    "@page{size:A4;margin:14mm}"
    "@media print{body{max-width:none;margin:0;padding:0;font-size:9.5pt;line-height:1.4}"
    ".scroll{overflow:visible;background:none}"
    "table{font-size:7.6pt}"
    "th,td{padding:.12rem .25rem}"
    "th{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "h2,h3{break-after:avoid}"
    "tr,figure,li{break-inside:avoid}"
    ".charts{grid-template-columns:1fr 1fr;gap:5mm}"
    "a{color:inherit;text-decoration:none}"
    ".files{display:none}}"
)
WHOLE = 10
"""Characters up to which a cell is not broken over lines."""
NO_FIGURES = ("", "—", "∞", *(word(state, lang) for state in (OVERLOADED, NOT_IN_PLAN) for lang in LANGUAGES))
"""What stands in a column of figures where there is none."""
NAME = 20
"""Characters from which on a name at the head of a row keeps room for some words in a line."""
_FIGURE = re.compile(
    r"[-−+]?[\d,]*\.?\d+(:\d\d)?( ?%)?(–[\d,.]+%?)?(/[\d,]+(, [\d.]+ ?%(–[\d.]+%)?)?)?"
    r"( ?±[\d.,:]+%?)?( \([-−+]?[\d.,]+\))?"
    r"(( ?[^\W\d]+(/[^\W\d]+)?)? \[[^\]]*\])?( [†‡§*]+)?$"
)
"""A number, with what may stand behind it: its share, half or both ends of its interval, another number, marks."""


@dataclass(frozen=True, eq=False)
class PageSection:
    """A part of a page: a heading, and below it what there is of the rest; with nothing below it, it is left out.

    Attributes:
        head: the heading.
        table: as people read it: every cell a text.
        lines: of words.
        charts: pictures below charts/, each with what it shows.
        links: what is called so, the file it is in, and what is said of it.
        note: a small line at the end.
        kind: of the table: ``small`` is no wider than it needs.
        level: of the heading, 2 or 3.
        folded: what is below the heading is closed until a reader opens it.
    """

    head: str
    table: pd.DataFrame | None = None
    lines: Sequence[str] = ()
    charts: Sequence[tuple[Path, str]] = ()
    links: Sequence[tuple[str, str, str]] = ()
    note: str = ""
    kind: str = ""
    level: int = 2
    folded: bool = False

    def html(self) -> str:
        """The section as HTML; empty where there is nothing below the heading."""
        across = {c: _pixels(c) for c, _ in self.charts}
        half = 0.6 * max(across.values(), default=0)
        figures = "".join(
            f'<figure class="{"" if 0 < across[c] < half else "wide"}"><a href="charts/{escape(quote(c.name))}">'
            f'<img src="charts/{escape(quote(c.name))}" alt="{escape(what)}"></a></figure>'
            for c, what in self.charts
        )
        parts = [
            f'<div class="scroll">{_table(self.table, self.kind)}</div>' if self.table is not None and len(self.table)
            else "",
            _list(self.lines) if self.lines else "",
            _links(self.links) if self.links else "",
            f'<div class="charts">{figures}</div>' if figures else "",
        ]
        if not any(parts):
            return ""
        said = f'<p class="note">{escape(self.note)}</p>' if self.note else ""
        head, below = f"<h{self.level}>{escape(self.head)}</h{self.level}>", "".join(parts) + said
        return f"<details><summary>{head}</summary>{below}</details>" if self.folded else head + below


def page(
    title: str,
    answer: Sequence[str],
    scope: str,
    sections: Sequence[PageSection],
    files: Sequence[str],
    card: Sequence[tuple[str, Sequence[str]]],
    foot: str,
    lang: str,
    facts: str = "",
    called: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The page as HTML.

    Args:
        answer: in words, what matters most first.
        scope: whose parcels the figures are about.
        sections: what follows the answer, in order.
        files: names of the tables in the folder.
        card: the trust card, lines by heading.
        foot: where the page comes from.
        facts: the county in one line.
        called: what files are called beside their names; the others as ``file_called`` has them.
    """
    names = {file: called.get(file) or file_called(file, lang) for file in files}
    listed = say(lang, "、", ", ").join(_link(file, name, lang) for file, name in names.items())
    parts = [
        f'<h1>{escape(title)}</h1>{_facts(facts)}<p class="note">{escape(foot)}</p>',
        f'<h2>{say(lang, "结论", "The answer")}</h2>{_list(answer, "answer")}<p class="note">{escape(scope)}</p>',
        *(section.html() for section in sections),
        f'<div class="files"><h2>{say(lang, "表", "Tables")}</h2><p>{listed}</p></div>',
        f"<h2>{say(lang, '可信度卡', 'Trust card')}</h2>",
        *(f"<h3>{escape(heading)}</h3>{_list(lines)}" for heading, lines in card),
    ]
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    head = f"<head>{meta}<title>{escape(title)}</title><style>{STYLE}</style></head>"
    return f'<!doctype html><html lang="{say(lang, "zh-CN", "en")}">{head}<body>{"".join(parts)}</body></html>\n'


def linked(html: str, file: str, text: str) -> str:
    """A page with a link to a file beside it below its title; the same page where it has one already."""
    link = f'<a href="{escape(quote(file))}">{escape(text)}</a>'
    return html if link in html else html.replace("</h1>", f'</h1><p class="files">{link}</p>', 1)


def link_page(index: Path, file: str, text: str) -> None:
    """Link a file from the page of a results folder, where it has one."""
    if index.is_file():
        write_whole(index, linked(index.read_text(encoding="utf-8"), file, text))


def pictures(charts: Iterable[Path]) -> list[Path]:
    """Those of the charts' files that a page shows: PNG, or SVG where there is none."""
    found = list(charts)
    return [p for p in found if p.suffix == ".png"] or [p for p in found if p.suffix == ".svg"]


def _link(file: str, name: str, lang: str) -> str:
    """A link to a file, by what it is called and its name."""
    link = f'<a href="{escape(quote(file))}">{escape(name or file)}</a>'
    return link + (say(lang, f"（{escape(file)}）", f" ({escape(file)})") if name else "")


def _links(links: Sequence[tuple[str, str, str]]) -> str:
    items = (f'<li><a href="{escape(quote(file))}">{escape(name)}</a>{escape(said)}</li>' for name, file, said in links)
    return f"<ul>{''.join(items)}</ul>"


def _facts(facts: str) -> str:
    return f'<p class="facts">{escape(facts)}</p>' if facts else ""


def _list(lines: Sequence[str], kind: str = "") -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{escape(minus(_begun(x)))}</li>" for x in lines)}</ul>'


def _begun(line: str) -> str:
    """A line that begins as a sentence does; a key, a file or a command stays as it is written."""
    word = re.sub("[-']", "", line.partition(" ")[0].rstrip(":,;."))
    return line[:1].upper() + line[1:] if word.isalpha() and word != "parcelflow" else line


def _table(frame: pd.DataFrame, kind: str = "") -> str:
    rows = [[minus(str(value)) for value in row] for row in frame.itertuples(index=False)]
    columns = list(zip(*rows, strict=True)) or [("",)] * len(frame.columns)
    figures = [of_figures(column) for column in columns]
    named = bool(columns) and not figures[0] and any(len(text) > NAME for text in columns[0])
    kinds = ["figure" * of or "name" * (named and not at) for at, of in enumerate(figures)]
    head = "".join(
        f'<th class="{of}">{escape(str(c))}</th>' if of else f"<th>{escape(str(c))}</th>"
        for c, of in zip(frame.columns, kinds, strict=True)
    )
    cells = ("".join(f"<td{_kind(v, f)}>{escape(v)}</td>" for v, f in zip(row, figures, strict=True)) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _kind(text: str, figure: bool) -> str:
    """The classes of a cell: in a column of figures, and one that is not broken over lines."""
    names = ["figure"] * figure + ["whole"] * (0 < len(text) <= WHOLE or bool(_FIGURE.match(text)))
    return f' class="{" ".join(names)}"' if names else ""


def of_figures(column: Sequence[str]) -> bool:
    """Whether most of a column's cells that have something are numbers, and at least one is; or none has."""
    told = [text for text in column if text not in NO_FIGURES]
    numbers = sum(bool(_FIGURE.match(text)) for text in told)
    return 2 * numbers > len(told) if told else any(column)


def _pixels(picture: Path) -> int:
    """How wide a PNG is; 0 where there is none."""
    head = picture.read_bytes()[:24] if picture.suffix == ".png" and picture.is_file() else b""
    return int.from_bytes(head[16:20], "big")
