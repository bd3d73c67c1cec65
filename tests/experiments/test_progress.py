"""The line of a study says how much of it was done before."""

from __future__ import annotations

import pytest

from experiments.engines.progress import progress


@pytest.mark.parametrize(("lang", "found", "words"), [("en", 3, "3 of them found"), ("zh", 3, "其中已有存档 3 次"), ("en", 0, "")])
def test_what_was_there_already_is_told(lang: str, found: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with progress(lang) as line:
        line.expect(5)
        line.found(found)
        line.done(5 - found)
        line.end()
    last = capsys.readouterr().err.splitlines()[-1]
    assert "5/5" in last
    assert words in last
    assert ("found" in last) == (lang == "en" and found > 0)
