"""The files of an answer to why."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from sim.proposal.why.why import why
from sim.proposal.why.why_page import write_why
from tests.proposal.tracing import traced


def test_page_workbook_and_figure_are_there(tmp_path: Path) -> None:
    answer = why(traced(), 0, None, "cost_system_parcel", "en")
    write_why(answer, "of one run", tmp_path, "en", "villages 3")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    places = [page.index(text) for text in (f"<h1>{answer.title}", "of one run", "villages 3", answer.lines[0], answer.sheets[0].title)]
    assert places == sorted(places), "the county first, then the answer, then its tables"
    assert len(openpyxl.load_workbook(tmp_path / "why.xlsx").sheetnames) == 1 + len(answer.sheets)
    assert (tmp_path / "charts" / "why.png").is_file()
