"""The annex of a proposal."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from PIL import Image

from sim.proposal.annex.annex import WIDEST, annex, ordered_sheets
from sim.proposal.annex.material import Material, SheetData, Words
from sim.proposal.paper.paper import Figure, Grid, Mention, PaperHeading, Passage
from sim.proposal.sheet import OutputSheet

TITLES = {"en": ("Fleet", "Loads and overloads", "Townships"), "zh": ("车辆配置", "负荷与超负荷", "乡镇")}


def words(lang: str) -> Words:
    wide = pd.DataFrame({f"c{i}": [float(i)] for i in range(14)})
    data = tuple(SheetData.of(OutputSheet(title, wide, {}, (), "about")) for title in TITLES[lang])
    told = (("answer", f"{lang} first"), ("limits", f"{lang} limit"))
    compared = SheetData.of(OutputSheet("Comparison", wide))
    return Words(title="t", foot="f", scope="s", statements=told, findings={"means": (f"{lang} found",)}, compared=compared, sheets=data)


MATERIAL = Material(county=("甲县", "Jia"), zh=words("zh"), en=words("en"))


def test_chapters_have_what_there_is_and_the_others_are_left_out() -> None:
    paper = annex(MATERIAL, {"trade_off": Path("t.png")}, "zh")
    heads = [b.text for b in paper.blocks if isinstance(b, PaperHeading) and b.level == 1]
    assert heads == ["主要结论", "模式比较", "分村结果", "车辆与人员", "假设与数据质量", "附表"]
    assert [b.name for b in paper.blocks if isinstance(b, (Grid, Figure))] == ["trade_off", "compared", "townships", "fleet"]
    assert [b.text for b in paper.blocks if isinstance(b, Passage) and b.point] == ["zh first", "zh limit"]
    assert "zh found" in [b.text for b in paper.blocks if isinstance(b, Passage)]
    first = next(b.text for b in paper.blocks if isinstance(b, Mention))
    assert first == "详见{compared}、{trade_off}。"


def test_wide_tables_come_last_in_a_chapter_of_their_own() -> None:
    blocks = annex(MATERIAL, {"trade_off": Path("t.png")}, "en").blocks
    last = [b.name if isinstance(b, Grid) else b.text for b in blocks if isinstance(b, (Grid, PaperHeading)) and b.lying]
    assert last == ["Wide tables", "compared", "townships", "fleet"]
    assert blocks[-1].name == "fleet"


def test_figures_that_fill_a_page_come_in_a_chapter_of_their_own(tmp_path: Path) -> None:
    for name, high in (("map_p90", 190), ("map_time", 90)):
        Image.new("1", (170, high)).save(tmp_path / f"{name}.png", dpi=(25.4, 25.4))
    charts = {name: tmp_path / f"{name}.png" for name in ("map_p90", "map_time")}
    blocks = annex(MATERIAL, charts, "zh").blocks
    named = [b.text if isinstance(b, PaperHeading) else b.name for b in blocks if isinstance(b, Figure) or (isinstance(b, PaperHeading) and b.level == 1)]
    assert named[named.index("分村结果"):] == ["分村结果", "map_time", "车辆与人员", "假设与数据质量", "附图", "map_p90", "附表"]
    assert "详见{townships}、{map_p90}、{map_time}。" in [b.text for b in blocks if isinstance(b, Mention)]


def test_a_table_too_wide_for_the_page_says_what_it_leaves_out() -> None:
    (fleet,) = (b for b in annex(MATERIAL, {}, "en").blocks if isinstance(b, Grid) and b.name == "fleet")
    assert len(fleet.table.columns) == WIDEST
    assert fleet.note == "About. 1 more columns are in the workbook."


def test_the_workbook_has_every_sheet_in_the_order_of_the_chapters() -> None:
    assert [s.title for s in ordered_sheets(MATERIAL, "zh")] == ["Comparison", "乡镇", "车辆配置", "负荷与超负荷"]
