"""``parcelflow propose FOLDER``: the annex of a plan proposal from a folder of results, as Word, Excel and HTML."""

from __future__ import annotations

import zipfile
from pathlib import Path

from experiments.settings.config import Config
from sim.plain.whole import write_whole
from sim.problems import InputError, Problem, phrase
from sim.proposal.annex import annex, ordered_sheets
from sim.proposal.book import save_workbook
from sim.proposal.material import Material
from sim.proposal.paper_page import paper_page
from sim.proposal.trust import GROUPS
from sim.proposal.word_file import save_paper
from sim.words import say

WORD, EXCEL, PAGE = "proposal.docx", "proposal.xlsx", "proposal.html"
"""Names of the files."""


def main(config: Config, folder: Path) -> int:
    """Write the documents into the folder; the exit code.

    Raises:
        InputError: the folder holds no results of a comparison, or the template is no Word file.
    """
    lang, template = config.run.lang, config.propose.template
    material = Material.read(folder, "hydra.run.dir")
    if template is not None:
        _check_template(template)
    drawn = {file.stem: file for file in sorted((folder / "charts").glob("*.png"))}
    paper = annex(material, drawn, lang)
    save_paper(folder / WORD, paper, None if template is None else Path(template))
    save_workbook(folder / EXCEL, _cover(material, lang), ordered_sheets(material, lang), lang)
    write_whole(folder / PAGE, paper_page(paper))
    if drawn and material.charts_in not in (None, lang):
        other = phrase(f"propose.{material.charts_in}").text(lang)
        print(phrase("propose.charts", other=other, lang=lang).text(lang))
    print(phrase("propose.wrote", files=tuple(str(folder / name) for name in (WORD, EXCEL, PAGE))).text(lang))
    return 0


def _check_template(path: str) -> None:
    """Refuse a template that is no Word file.

    Raises:
        InputError: it is none.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            parts.getinfo("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        raise InputError([Problem("propose.template", "propose.template", path, phrase("propose.template"))]) from None


def _cover(material: Material, lang: str) -> list[tuple[str, str]]:
    """The cover of the workbook: title, what it was made by, and what it says."""
    words = material.words(lang)
    told = [(group, text) for group, text in words.statements if group in GROUPS]
    before = ["", *(group for group, _ in told)]
    heads = [say(lang, *GROUPS[group]) if group != last else "" for (group, _), last in zip(told, before, strict=False)]
    rows = [(head, text) for head, (_, text) in zip(heads, told, strict=True)]
    return [(words.title, words.foot), (say(lang, "口径", "Scope"), words.scope), *rows]
