"""The packaged font: every name and word can be written."""

from __future__ import annotations

import warnings
from pathlib import Path

import matplotlib
import pytest
from matplotlib import font_manager

from sim.chart import font
from sim.chart.font import FONT, missing, reduced_font, whole_font
from sim.chart.style import drawing, new_figure, save
from sim.words.pairs import WORDS

COUNTIES = Path(__file__).parents[2] / "conf" / "county_data"


def draw_text(texts: list[str], folder: Path) -> None:
    """Write texts as a figure; a character that the font lacks is an error."""
    with warnings.catch_warnings(), drawing():
        warnings.filterwarnings("error", message=".*missing from font.*")
        figure = new_figure(100, 100)
        for text in texts:
            figure.text(0.1, 0.5, text)
        save(figure, folder / "text", ("png",), dpi=30)


def shipped_text() -> str:
    """Every character of the shipped counties' tables."""
    return "".join(sorted({c for table in COUNTIES.rglob("*.csv") for c in table.read_text(encoding="utf-8") if c.isprintable()}))


def test_every_name_of_the_shipped_counties_can_be_written(tmp_path: Path) -> None:
    text = shipped_text()
    assert len(list(COUNTIES.glob("*/villages.csv"))) == 16
    assert len(text) > 800
    draw_text([text[i : i + 400] for i in range(0, len(text), 400)], tmp_path)


def test_every_word_can_be_written(tmp_path: Path) -> None:
    pairs = WORDS.values()
    draw_text(["".join(zh for zh, _ in pairs), "".join(en for _, en in pairs), "★△●×，。：；、（）【】·—%0123456789−"], tmp_path)


def test_a_missing_character_would_be_noticed(tmp_path: Path) -> None:
    with pytest.raises(UserWarning, match="missing from font"):
        draw_text(["𓀀"], tmp_path)


def test_the_font_comes_with_the_package() -> None:
    with drawing():
        found = Path(font_manager.findfont(font_manager.FontProperties(family=FONT), fallback_to_default=False))
    assert found.parent.parent.name == "zhplot"


def test_the_reduced_font_has_the_common_characters_and_those_asked_for() -> None:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    whole, plain, rare = (set(get_font(findfont(FontProperties(family=name), fallback_to_default=False)).get_charmap()) for name in (whole_font(), reduced_font([]), reduced_font(["沂源䶮"])))
    assert ord("䶮") in whole
    assert ord("䶮") not in plain
    assert {ord(c) for c in "䶮沂村A→±"} <= rare
    assert len(plain) < len(whole) / 2


def test_a_reduced_font_is_made_once_for_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, made = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "cmb10.ttf", list[Path]()
    monkeypatch.setattr(font, "_make", lambda file, _: (file.write_bytes(small.read_bytes()), made.append(file)))
    monkeypatch.setenv("PARCELFLOW_CACHE", str(tmp_path / "cache"))
    one = font._reduced.__wrapped__(frozenset({ord("䶮")}))
    assert one == font._reduced.__wrapped__(frozenset({ord("䶮")}))
    assert made == [one] == list((tmp_path / "cache").rglob("*.*"))
    first = one.read_bytes()
    one.write_bytes(b"damaged")
    assert font._reduced.__wrapped__(frozenset({ord("䶮")})).read_bytes() == first
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARCELFLOW_CACHE", str(tmp_path / "file"))
    assert font._reduced.__wrapped__(frozenset({ord("䶮")})).read_bytes() == first


def test_characters_that_it_lacks_are_named_once_in_their_order() -> None:
    assert missing(["沂源县 𓀀", "a𓀁𓀀"]) == ["𓀀", "𓀁"]
    assert missing(["\u200b\n", ""]) == []
