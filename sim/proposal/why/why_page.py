"""What ``why`` leaves: a page, a workbook and a figure of where the time went."""

from __future__ import annotations

from pathlib import Path

from sim.chart.style import FULL_MM, drawing, dress, new_figure, save
from sim.chart.waits import draw_waits, waits_height
from sim.plain.whole import write_whole
from sim.proposal.book import save_workbook
from sim.proposal.paper.paper import Block, Figure, Grid, Paper, Passage
from sim.proposal.paper.paper_page import paper_page
from sim.proposal.why.why import WhyAnswer
from sim.words import say


def write_why(answer: WhyAnswer, under: str, folder: Path, lang: str) -> None:
    """Write ``index.html``, ``why.xlsx`` and ``charts/why``; ``under``: what they are of."""
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    drawn = _figure(answer, folder / "charts" / "why", lang)
    paper = Paper(answer.title, under, _blocks(answer, drawn), lang)
    write_whole(folder / "index.html", paper_page(paper))
    save_workbook(folder / "why.xlsx", [(answer.title, line) for line in answer.lines], answer.sheets, lang)


def _figure(answer: WhyAnswer, file: Path, lang: str) -> Path:
    """Draw the steps; the file to be shown."""
    names = answer.steps["name"].tolist()
    with drawing([answer.title, *names]):
        figure = new_figure(FULL_MM, waits_height(names))
        ax = figure.add_subplot()
        unit = say(lang, "到县中心以来（小时）", "hours since the hub")
        draw_waits(ax, names, answer.steps["part"].tolist(), answer.steps["hours"].tolist(), unit, lang)
        dress(figure, answer.sheets[-2].title, (), "", ax.get_legend_handles_labels())
        return save(figure, file)[0]


def _blocks(answer: WhyAnswer, drawn: Path) -> list[Block]:
    """The sentences, then the tables, the figure before the last of them."""
    grids = [Grid(f"table_{i}", x.title, x.table, x.formats, x.about) for i, x in enumerate(answer.sheets)]
    picture = Figure("why", answer.sheets[-2].title, drawn)
    return [*(Passage(line) for line in answer.lines), *grids[:-1], picture, grids[-1]]
