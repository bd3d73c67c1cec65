"""What documents are made of, written and read back."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from sim.problems import InputError
from sim.proposal.annex.material import FILE, Material, SheetData, Words, by_name
from sim.proposal.sheet import PERCENT, OutputSheet


def sheet(title: str) -> OutputSheet:
    table = pd.DataFrame({"village": ["a", "b"], "share": [0.5, math.nan], "note": ["", None]})
    return OutputSheet(title, table, {"share": PERCENT}, (), "about")


def words(lang: str) -> Words:
    titles = ("Villages", "Fleet") if lang == "en" else ("各村", "车辆配置")
    return Words(
        title="t", foot="f", scope="s", statements=(("answer", "x"),), compared=SheetData.of(sheet("c")),
        sheets=tuple(SheetData.of(sheet(title)) for title in titles),
    )


def test_it_reads_back_as_it_was(tmp_path: Path) -> None:
    made = Material(county=("甲县", "Jia"), zh=words("zh"), en=words("en"))
    made.save(tmp_path)
    assert Material.read(tmp_path, "folder") == made
    back = made.words("zh").sheets[0].sheet()
    assert (back.title, back.formats) == ("各村", {"share": PERCENT})
    assert back.table["share"].tolist()[0] == 0.5
    assert math.isnan(back.table["share"].tolist()[1])


def test_sheets_are_named_alike_in_both_languages() -> None:
    named = by_name(words("zh").sheets, words("en").sheets)
    assert {name: data.title for name, data in named.items()} == {"villages": "各村", "fleet": "车辆配置"}


def test_a_sheet_of_another_version_is_kept_by_its_title() -> None:
    data = (SheetData.of(sheet("Once there was")),)
    assert list(by_name(data, data)) == ["Once there was"]


@pytest.mark.parametrize("content", [None, b"", b"no gzip", b"\x1f\x8b\x08"])
def test_a_folder_without_it_or_with_a_damaged_one_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(InputError) as refused:
        Material.read(tmp_path, "hydra.run.dir")
    assert [p.code for p in refused.value.problems] == ["propose.folder"]
