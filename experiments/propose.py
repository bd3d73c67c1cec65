"""``parcelflow propose FOLDER``: the annex of a plan proposal from a folder of results, as Word, Excel and HTML."""

from __future__ import annotations

from pathlib import Path

from experiments.engines.engine import Task
from experiments.engines.team import Team
from experiments.engines.written import written
from experiments.settings.config import Config
from sim.plain.whole import write_whole
from sim.problems import phrase
from sim.proposal.annex.annex import annex, ordered_sheets
from sim.proposal.annex.figure_set import figure_set
from sim.proposal.annex.material import Material
from sim.proposal.annex.proposal_cover import proposal_cover
from sim.proposal.annex.whole_results import refuse_parts
from sim.proposal.book import save_workbook
from sim.proposal.paper.paper_page import paper_page
from sim.proposal.paper.word_file import save_paper
from sim.proposal.paper.word_template import open_template

WORD, EXCEL, PAGE = "proposal.docx", "proposal.xlsx", "proposal.html"
"""Names of the files."""


def main(config: Config, folder: Path) -> int:
    """Write the documents into the folder; the exit code.

    Raises:
        InputError: the folder holds no results of a comparison, or the template is no Word file.
    """
    lang, template = config.run.lang, config.propose.template
    material = Material.read(folder, "hydra.run.dir")
    refuse_parts(material, folder, "hydra.run.dir")
    if template is not None:
        open_template(template)
    drawn = _figures(config, material, folder) if config.run.charts else {}
    paper = annex(material, drawn, lang)
    save_paper(folder / WORD, paper, None if template is None else Path(template))
    save_workbook(folder / EXCEL, proposal_cover(material, lang), ordered_sheets(material, lang), lang)
    write_whole(folder / PAGE, paper_page(paper))
    print(phrase("propose.wrote", files=tuple(str(folder / name) for name in (WORD, EXCEL, PAGE))).text(lang))
    return 0


def _figures(config: Config, material: Material, folder: Path) -> dict[str, Path]:
    """The figure set, drawn on all processors: by name the picture of each that goes into documents."""
    team = Team(config)
    try:
        tasks = [Task(*it) for it in figure_set(material, folder, config.chart, config.run.lang).items()]
        found = written(tasks, team.helpers)
    finally:
        team.close()
    return {name: file for name, files in found.items() for file in files if file.suffix == ".png"}
