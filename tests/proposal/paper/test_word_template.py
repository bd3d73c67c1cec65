"""What is no Word file is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sim.problems import InputError
from sim.proposal.paper.word_template import check_template


def test_only_a_word_file_is_taken(tmp_path: Path) -> None:
    good, empty, text = (tmp_path / name for name in ("a.docx", "b.docx", "c.docx"))
    with zipfile.ZipFile(good, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    with zipfile.ZipFile(empty, "w"):
        pass
    text.write_text("no Word file", encoding="utf-8")
    check_template(str(good))
    for bad in (empty, text, tmp_path / "none.docx"):
        with pytest.raises(InputError, match="template"):
            check_template(str(bad))
