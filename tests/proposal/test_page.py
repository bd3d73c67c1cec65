"""index.html: the answer first, nothing of what stands in a name obeyed, no heading over nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.proposal.page import PageSection, link_page, linked, of_figures, page, pictures


def made(**more: object) -> str:
    given = {
        "title": "T", "answer": ["first"], "scope": "S", "sections": [], "files": ["a.csv"], "card": [("H", ["line"])],
        "foot": "F", "lang": "en",
    }
    return page(**{**given, **more})  # type: ignore[arg-type]


def test_the_answer_comes_before_all_and_the_card_last() -> None:
    text = made(sections=[PageSection("Middle", lines=["m"])])
    assert text.index("first") < text.index("Middle") < text.index("a.csv") < text.index("<li>Line")
    assert text.lower().startswith("<!doctype html>")


def test_names_are_text_and_never_markup() -> None:
    bad = "<script>alert(1)</script>"
    text = made(
        title=bad, answer=[bad], scope=bad, foot=bad, files=[f"{bad}.csv"], card=[(bad, [bad])],
        sections=[PageSection(bad, pd.DataFrame({bad: [bad]}), [bad], note=bad)],
    )
    assert "<script" not in text


def test_a_section_with_nothing_below_its_heading_is_left_out() -> None:
    assert PageSection("H", note="n").html() == ""
    assert PageSection("H", pd.DataFrame({"a": []})).html() == ""
    assert "<h3>H</h3>" in PageSection("H", lines=["x"], level=3).html()


def test_pictures_stand_below_charts_with_what_they_show() -> None:
    text = PageSection("H", charts=[(Path("/x/charts/map_time.png"), "a <map>")]).html()
    assert 'src="charts/map_time.png"' in text
    assert "a &lt;map&gt;" in text


def test_of_a_chart_in_several_formats_one_is_shown() -> None:
    drawn = [Path("charts/a.png"), Path("charts/a.svg"), Path("charts/a.pdf")]
    assert len(list(pictures(drawn))) == 1


def test_figures_stand_to_the_right_and_short_cells_are_not_broken() -> None:
    table = pd.DataFrame({"name": ["甲", "乙"], "share": ["24/25, 96.0%", "—"], "day": ["2024-10-31", "2025-12-31"]})
    text = PageSection("h", table, kind="words").html()
    assert '<th class="figure">share</th>' in text
    assert '<td class="figure whole">24/25, 96.0%</td>' in text
    assert '<td class="whole">2024-10-31</td>' in text
    assert "<th>name</th>" in text


def test_a_page_is_linked_once_below_the_title() -> None:
    once = linked(made(), "explore.html", "Day & night")
    assert once.index("</h1>") < once.index('href="explore.html">Day &amp; night') < once.index("<h2>")
    assert linked(once, "explore.html", "Day & night") == once


def test_a_page_that_is_not_there_is_not_linked_from(tmp_path: Path) -> None:
    link_page(tmp_path / "index.html", "a.html", "a")
    assert not list(tmp_path.iterdir())
    (tmp_path / "index.html").write_text(made(), encoding="utf-8")
    link_page(tmp_path / "index.html", "a.html", "a")
    assert 'href="a.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_file_stands_with_what_it_is_called() -> None:
    assert '<a href="a.csv">Villages</a> (a.csv)' in made(called={"a.csv": "Villages"})
    assert '<a href="a.csv">a.csv</a>' in made()
    assert '<a href="sweep.csv">All scenarios</a> (sweep.csv)' in made(files=["sweep.csv"])


def test_a_section_may_lead_to_other_files() -> None:
    text = PageSection("H", links=[("A & B", "a b/index.html", ": told")]).html()
    assert '<li><a href="a%20b/index.html">A &amp; B</a>: told</li>' in text
    assert text.startswith("<h2>H</h2>")


def test_pictures_of_half_a_page_stand_beside_each_other(tmp_path: Path) -> None:
    for name, pixels in (("a", 1385), ("b", 692)):
        (tmp_path / f"{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + pixels.to_bytes(4, "big"))
    text = PageSection("H", charts=[(tmp_path / "a.png", "a"), (tmp_path / "b.png", "b")]).html()
    assert text.count('class="wide"') == 1


def test_a_range_of_numbers_is_a_number() -> None:
    text = PageSection("H", pd.DataFrame({"simulated": ["6–8/8, 75.0%–100.0%", "2–3", "1/4, 25.0%"]})).html()
    assert text.count('class="figure whole"') == 3


def test_figures_with_a_word_for_none_among_them_stand_to_the_right_too() -> None:
    for words in (("超负荷", "本方案未涉及", "18"), ("overloaded", "not in this plan", "11:29 ±0:20")):
        assert of_figures(words)
    assert not of_figures(("超负荷", "是", "18"))


def test_numbers_of_a_page_have_minus_signs() -> None:
    text = made(answer=["gap [-0.1, 0.2]"], sections=[PageSection("H", pd.DataFrame({"a": ["x"], "b": ["-1.3"]}))])
    assert "[−0.1, 0.2]" in text
    assert ">−1.3<" in text


def test_long_names_at_the_head_of_rows_keep_room_for_words() -> None:
    table = pd.DataFrame({"mode": ["delivery by rural bus (straight from the hub)"], "b": ["1.0"]})
    assert '<th class="name">mode</th>' in PageSection("H", table).html()
    assert 'class="name"' not in PageSection("H", table.assign(mode="bus")).html()
