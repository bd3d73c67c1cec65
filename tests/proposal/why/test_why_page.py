"""The files of an answer to why."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from sim.proposal.why.why import why
from sim.proposal.why.why_page import write_why
from tests.proposal.tracing import traced


def test_page_workbook_and_figure_are_there(tmp_path: Path) -> None:
    answer = why(traced(), 0, None, "cost_system_parcel", "en")
    write_why(answer, "of one run", tmp_path, "en")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(text in page for text in (answer.title, "of one run", answer.sheets[0].title))
    assert len(openpyxl.load_workbook(tmp_path / "why.xlsx").sheetnames) == 1 + len(answer.sheets)
    assert (tmp_path / "charts" / "why.png").is_file()
