"""What ``why`` leaves: a page, a workbook and figures of where the time went."""

from __future__ import annotations

from pathlib import Path

from sim.chart.style import FULL_MM, drawing, dress, new_figure, save
from sim.chart.waits import draw_waits, waits_height
from sim.plain.whole import write_whole
from sim.proposal.book import save_workbook
from sim.proposal.paper.paper import Block, Figure, Grid, Paper, Passage
from sim.proposal.paper.paper_page import paper_page
from sim.proposal.why.why import WhyAnswer
from sim.proposal.why.why_time import WhyPart
from sim.words import say


def write_why(answer: WhyAnswer, under: str, folder: Path, lang: str, facts: str = "") -> None:
    """Write ``index.html``, ``why.xlsx`` and ``charts/why`` (``charts/why_2`` of a second parcel).

    Args:
        under: what they are of. ``facts``: the county in one line.
    """
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    blocks: list[Block] = [Passage(line, small=line == facts) for line in (facts, *answer.lines) if line]
    drawn = 0
    for number, part in enumerate(answer.parts):
        sheet = part.sheet
        blocks.append(Grid(f"table_{number}", sheet.title, sheet.table, sheet.formats, sheet.about))
        if part.steps is not None:
            drawn += 1
            name = "why" if drawn == 1 else f"why_{drawn}"
            blocks.append(Figure(name, sheet.title, _figure(part, folder / "charts" / name, lang)))
    paper = Paper(answer.title, under, blocks, lang)
    write_whole(folder / "index.html", paper_page(paper))
    save_workbook(folder / "why.xlsx", [(answer.title, line) for line in answer.lines], answer.sheets, lang)


def _figure(told: WhyPart, file: Path, lang: str) -> Path:
    """Draw the steps of a parcel; the file to be shown."""
    steps = told.steps
    assert steps is not None
    names = steps["name"].tolist()
    with drawing([told.sheet.title, *names]):
        figure = new_figure(FULL_MM, waits_height(names))
        ax = figure.add_subplot()
        unit = say(lang, "累计用时（小时）", "hours since it set out")
        draw_waits(ax, names, steps["part"].tolist(), steps["hours"].tolist(), unit, lang)
        dress(figure, told.sheet.title, (), "", ax.get_legend_handles_labels())
        return save(figure, file)[0]
